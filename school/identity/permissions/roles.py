"""Which roles a person holds today, and in which schools."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, bindparam, or_, select

from school.foundation import clock
from school.foundation.actor import OF_THE_TRUST, Role
from school.foundation.database import db
from school.foundation.questions import question
from school.identity.models import Appointment, Org
from school.trail.since import last_in


def live_appointments(today: Any = None) -> Select[Appointment]:
    """Roles in force today: begun, not ended, and approved where that is needed.

    A question whose SQL is kept gives a parameter for the day.
    """
    today = clock.today() if today is None else today
    approved = Appointment.approved_at.is_not(None)
    return select(Appointment).where(
        Appointment.begins_on <= today,
        or_(Appointment.ends_on.is_(None), Appointment.ends_on >= today),
        Appointment.ended_at.is_(None),
        or_(Appointment.needs_approval.is_(False), approved),
    )


@question
def _held() -> Any:
    held = live_appointments(bindparam("today"))
    columns = held.with_only_columns(Appointment.org_ref, Appointment.role)
    return columns.where(Appointment.person_ref == bindparam("person"))


def roles_held(person_ref: str) -> dict[str, frozenset[Role]]:
    """The roles a person holds today, by the school or trust they are held in."""
    found: dict[str, set[Role]] = {}
    for row in _held(person=person_ref, today=clock.today()):
        found.setdefault(row.org_ref, set()).add(Role(row.role))
    return {org: frozenset(roles) for org, roles in found.items()}


def roles_there(
    held: dict[str, frozenset[Role]], school_ref: str, trust_ref: str
) -> frozenset[Role]:
    """The roles that count in a school: its own and the trust's."""
    return held.get(school_ref, frozenset()) | held.get(trust_ref, frozenset())


@question
def all_orgs() -> Any:
    """The trust and its schools, by name."""
    columns = (Org.ref, Org.kind, Org.name, Org.parent_ref, Org.identifier)
    return select(*columns).order_by(Org.name)


@question
def orgs_and_logs() -> Any:
    """The same, each with the number of the last entry in its log."""
    columns = (Org.ref, Org.kind, Org.name, Org.parent_ref, Org.identifier)
    last = last_in(Org.ref).label("last_entry")
    return select(*columns, last).order_by(Org.name)


def open_to(
    orgs: Sequence[Row[Any]], held: dict[str, frozenset[Role]], trust_ref: str
) -> list[Row[Any]]:
    """Of all schools and the trust, those in which a person may act; see below."""
    everywhere = not OF_THE_TRUST.isdisjoint(held.get(trust_ref, frozenset()))
    found = [
        org for org in orgs if org.kind == "school" and (everywhere or org.ref in held)
    ]
    return [
        *found,
        *(org for org in orgs if org.ref == trust_ref and trust_ref in held),
    ]


def schools_open_to(held: dict[str, frozenset[Role]], trust_ref: str) -> list[Row[Any]]:
    """The schools in which a person may act, by name; with a role in the trust, all
    of its schools and, last, the trust itself.
    """
    return open_to(all_orgs(), held, trust_ref)


def the_trust() -> Org | None:
    """The trust of this installation, or None before it was founded."""
    return db.session.scalar(select(Org).where(Org.kind == "district"))
