"""To whom of these people a school can issue an agreement today."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, or_, select

from safeguard.agreements.permissions.sides import TWO_SIDED
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.questions import one_of, question
from school.identity.models import Appointment, Enrolment
from school.identity.permissions.roles import live_appointments


@question
def _pupils() -> Any:
    today: Any = bindparam("today")
    return select(Enrolment.person_ref).where(
        Enrolment.school_ref == bindparam("school"),
        Enrolment.role == "student",
        Enrolment.begins_on <= today,
        or_(Enrolment.ends_on.is_(None), Enrolment.ends_on > today),
        one_of(Enrolment.person_ref, "people"),
    )


@question
def _adults() -> Any:
    held = live_appointments(bindparam("today"))
    return held.with_only_columns(Appointment.person_ref).where(
        or_(
            Appointment.org_ref == bindparam("school"),
            Appointment.org_ref == bindparam("trust"),
        ),
        one_of(Appointment.person_ref, "people"),
    )


def issuable(actor: Actor, kind: str, people: Iterable[str]) -> set[str]:
    """Of these people, the pupils of the actor's school; for a text that binds adults,
    those who hold a role in it or in its trust.
    """
    wanted = sorted(set(people))
    if not wanted:
        return set()
    today, school = clock.today(), actor.school_ref
    if kind in TWO_SIDED:
        rows = _pupils(school=school, people=wanted, today=today)
    else:
        trust = actor.trust_ref
        rows = _adults(school=school, trust=trust, people=wanted, today=today)
    return {row.person_ref for row in rows}
