"""Granting, approving and ending roles."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select

from school.foundation import clock
from school.foundation.actor import OF_THE_TRUST, Actor, Role
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref
from school.gate import command, note, touch
from school.identity.models import Appointment, Person
from school.identity.permissions import Act
from school.identity.permissions.known import (
    appointment_visible,
    approvers_of,
    person_appointable,
)
from school.identity.permissions.people import OPENS_CASES
from school.notices import WAITS, notify

# Cover is approved in advance for a time that somebody can foresee (decision 26).
LONGEST_COVER = timedelta(days=366)


@dataclass(frozen=True)
class NewAppointment:
    """A role for a person, from a day to a last day (None: open-ended)."""

    person_ref: str
    role: str
    begins_on: date | None = None
    ends_on: date | None = None
    reason: str | None = None


@command(Act.APPOINT)
def appoint(actor: Actor, new: NewAppointment) -> str:
    """Grant a role in the actor's school, or in the trust for the trust's roles.

    A role that opens cases stays without effect until a second person approves it,
    and whoever can is told that something waits. Raises Invalid for somebody unknown
    or a pupil, for days out of order, for cover without a last day (decision 26), and
    for a role that the person holds already.
    """
    role = Role(new.role)
    row = Appointment(
        ref=new_ref(),
        person_ref=new.person_ref,
        org_ref=actor.trust_ref if role in OF_THE_TRUST else actor.school_ref,
        role=role.value,
        begins_on=new.begins_on or clock.today(),
        ends_on=new.ends_on,
        reason=new.reason,
        granted_by=actor.person_ref,
        granted_at=clock.now(),
        needs_approval=role in OPENS_CASES,
    )
    _check_person(actor, row)
    _check_days(row)
    if _held_then(row):
        raise Invalid({"role": "held_already"})
    db.session.add(row)
    note(role=role.value)
    touch(row.ref, new.person_ref)
    if row.needs_approval:
        for ref in approvers_of(actor, row):
            notify(ref, actor.school_ref, WAITS, "/appointments")
    return row.ref


def _check_person(actor: Actor, row: Appointment) -> None:
    if person_appointable(actor, row.person_ref) is None:
        raise Invalid({"person_ref": "not_known_here"})


def _check_days(row: Appointment) -> None:
    if row.ends_on and row.ends_on < row.begins_on:
        raise Invalid({"ends_on": "ends_before_it_begins"})
    if row.role not in {Role.ACTING_DSL, Role.STAND_IN_DSL}:
        return
    if row.ends_on is None:
        raise Invalid({"ends_on": "cover_needs_an_end"})
    if row.ends_on - row.begins_on > LONGEST_COVER:
        raise Invalid({"ends_on": "cover_too_long"})


def _held_then(row: Appointment) -> bool:
    """Whether the person holds the role on one of those days, or it waits for a yes."""
    asked = select(Appointment.ref).where(
        Appointment.person_ref == row.person_ref,
        Appointment.org_ref == row.org_ref,
        Appointment.role == row.role,
        Appointment.ended_at.is_(None),
        or_(Appointment.ends_on.is_(None), Appointment.ends_on >= row.begins_on),
    )
    if row.ends_on:
        asked = asked.where(Appointment.begins_on <= row.ends_on)
    return db.session.scalar(asked.limit(1)) is not None


@command(Act.APPROVE_APPOINTMENT, of=appointment_visible)
def approve_appointment(actor: Actor, row: Appointment) -> str:
    """The second person's yes. Raises Stale when it was approved or ended already, is
    over, or its person has left.
    """
    if row.approved_at or row.ended_at or not row.needs_approval:
        raise Stale("this role needs no approval any more")
    person = db.session.get(Person, row.person_ref)
    left = person is None or person.status != "active"
    if left or (row.ends_on and row.ends_on < clock.today()):
        raise Stale("this role is over")
    row.approved_by = actor.person_ref
    row.approved_at = clock.now()
    note(role=row.role)
    touch(row.ref, row.person_ref)
    return row.ref


@command(Act.END_APPOINTMENT, of=appointment_visible)
def end_appointment(actor: Actor, row: Appointment) -> str:
    """End a role at once; the next request of its holder already lacks it."""
    if row.ended_at:
        raise Stale("this role has ended already")
    row.ended_by = actor.person_ref
    row.ended_at = clock.now()
    note(role=row.role)
    touch(row.ref, row.person_ref)
    return row.ref
