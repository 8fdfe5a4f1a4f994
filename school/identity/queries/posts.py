"""Who holds which role, since when and by whose two names; which posts are vacant."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select

from school import gate
from school.foundation import clock
from school.foundation.actor import OF_THE_TRUST, Actor, Role
from school.foundation.database import db
from school.foundation.permits import Permit, Refusal
from school.gate import counted, disclosure, note, touch
from school.identity.models import Appointment, Person
from school.identity.permissions import Act
from school.identity.permissions.appointing import GRANTERS, may_grant_something
from school.identity.permissions.known import (
    appointable_by,
    appointment_visible,
    approvers_of,
    called,
    not_a_parent_alone,
    posts,
)
from school.identity.permissions.roles import live_appointments
from school.identity.queries.people import names_of

# Posts whose vacancy somebody must know of; they are shown even when nobody holds them.
KEY_POSTS = (
    Role.HEAD,
    Role.DSL,
    Role.DEPUTY_DSL,
    Role.DIGITAL_SAFETY,
    Role.ICT,
    Role.EXECUTIVE_HEAD,
    Role.TRUST_SAFEGUARDING_LEAD,
    Role.CHAIR,
    Role.DPO,
)


@dataclass(frozen=True)
class AppointmentShown:
    """One role of one person: from when to when, granted and approved by whom."""

    ref: str
    person_ref: str
    name: str
    role: Role
    begins_on: date
    ends_on: date | None
    granted_by: str
    granted_at: datetime
    approved_by: str
    approved_at: datetime | None
    waits: bool
    begins_later: bool
    # What the reader may do, and in a word why not.
    may_approve: str
    may_end: bool
    # Who could give the second signature; empty: nobody can at present.
    approvers: tuple[str, ...] = ()


@dataclass(frozen=True)
class PostShown:
    """A post with those who hold it, those who wait for approval, or its vacancy."""

    role: Role
    of_the_trust: bool
    held: list[AppointmentShown]

    @property
    def vacant(self) -> bool:
        """Whether nobody holds it today."""
        return not any(not (each.waits or each.begins_later) for each in self.held)


@dataclass(frozen=True)
class AppointmentsShown:
    """The whole page: posts in order, and the offices that sign second."""

    posts: list[PostShown]
    waiting: list[AppointmentShown]
    vacant_signers: list[Role]
    may_grant: bool


@disclosure(Act.READ_APPOINTMENTS)
def read_appointments(actor: Actor) -> AppointmentsShown:
    """Who holds what in the school and the trust, today and later. Vacant posts are
    shown, never silently left out (decision 25).
    """
    rows = _rows(actor)
    names = _names(actor, rows)
    shown = [_shown(actor, row, names) for row in rows]
    touch(*(each.ref for each in shown))
    note(roles=len(shown))
    by_role: dict[Role, list[AppointmentShown]] = {role: [] for role in KEY_POSTS}
    for each in shown:
        by_role.setdefault(each.role, []).append(each)
    order = [*KEY_POSTS, *(role for role in Role if role not in KEY_POSTS)]
    signers = posts(actor, (Role.HEAD, Role.EXECUTIVE_HEAD, Role.CHAIR))
    return AppointmentsShown(
        posts=[
            PostShown(role, role in OF_THE_TRUST, by_role[role])
            for role in order
            if role in by_role
        ],
        waiting=[each for each in shown if each.waits],
        vacant_signers=[post.role for post in signers if post.vacant],
        may_grant=bool(may_grant_something(actor)),
    )


@disclosure(Act.READ_APPOINTMENT, of=appointment_visible)
def read_appointment(actor: Actor, row: Appointment) -> AppointmentShown:
    """One role, as whoever approves or ends it sees it."""
    touch(row.ref, row.person_ref)
    return _shown(actor, row, _names(actor, [row]))


def _rows(actor: Actor) -> list[Appointment]:
    asked = (
        select(Appointment)
        .where(
            Appointment.org_ref.in_([actor.school_ref, actor.trust_ref]),
            Appointment.role != Role.FOUNDER.value,
            Appointment.ended_at.is_(None),
            or_(Appointment.ends_on.is_(None), Appointment.ends_on >= clock.today()),
        )
        .order_by(Appointment.begins_on, Appointment.granted_at, Appointment.ref)
    )
    return list(db.session.scalars(asked))


def _names(actor: Actor, rows: list[Appointment]) -> dict[str, str]:
    refs = {ref for row in rows for ref in (row.person_ref, row.granted_by)}
    refs |= {row.approved_by for row in rows if row.approved_by}
    refs |= {ref for row in rows if _waits(row) for ref in approvers_of(actor, row)}
    return names_of(refs)


def _waits(row: Appointment) -> bool:
    return row.needs_approval and row.approved_at is None


def _shown(actor: Actor, row: Appointment, names: dict[str, str]) -> AppointmentShown:
    waits = _waits(row)
    approval = gate.decide(Act.APPROVE_APPOINTMENT, actor, row)
    ending = gate.decide(Act.END_APPOINTMENT, actor, row)
    return AppointmentShown(
        ref=row.ref,
        person_ref=row.person_ref,
        name=names.get(row.person_ref, ""),
        role=Role(row.role),
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        granted_by=names.get(row.granted_by, ""),
        granted_at=row.granted_at,
        approved_by=names.get(row.approved_by or "", ""),
        approved_at=row.approved_at,
        waits=waits,
        begins_later=row.begins_on > clock.today(),
        may_approve=approval.code if isinstance(approval, Refusal) else "yes",
        may_end=isinstance(ending, Permit),
        approvers=tuple(names.get(ref, "") for ref in approvers_of(actor, row))
        if waits
        else (),
    )


@counted
def roles_to_grant(actor: Actor) -> list[Role]:
    """The roles that are this person's to grant, key posts first."""
    mine = may_grant_something(actor)
    return sorted(mine, key=lambda role: role not in GRANTERS)


@dataclass(frozen=True)
class Candidate:
    """Somebody who can be appointed, with the roles that tell them from a namesake."""

    ref: str
    name: str
    roles: tuple[Role, ...]


@counted
def people_to_appoint(actor: Actor) -> list[Candidate]:
    """Whom the actor may appoint, by family name; never themselves, never a pupil."""
    asked = select(Person).where(
        Person.status == "active",
        appointable_by(actor),
        not_a_parent_alone(),
        Person.ref != actor.person_ref,
    )
    opened = [called(row) for row in db.session.scalars(asked)]
    opened.sort(key=lambda each: (each.family.casefold(), each.name.casefold()))
    held: dict[str, set[Role]] = defaultdict(set)
    for row in db.session.scalars(live_appointments()):
        held[row.person_ref].add(Role(row.role))
    return [
        Candidate(
            each.row.ref,
            f"{each.family}, {each.preferred or each.given}",
            tuple(role for role in Role if role in held[each.row.ref]),
        )
        for each in opened
    ]
