"""Who may be named in a concern: pupils, who works here; and who has no name yet."""

from sqlalchemy import Select, select

from safeguard.cases.models import Concern, ConcernChild
from safeguard.cases.states import ConcernState
from school.foundation.actor import WORKS_HERE, Actor
from school.identity.models import Appointment, Enrolment, Person
from school.identity.permissions.roles import live_appointments


def pupils_here(actor: Actor) -> Select[Person]:
    """Pupils who are or were on the roll of the school in which the actor acts.

    A pupil of another school is looked for in vain, whatever reference is typed:
    a concern stays with the school that can act on it (R0.10).
    """
    enrolled = select(Enrolment.person_ref).where(
        Enrolment.school_ref == actor.school_ref, Enrolment.role == "student"
    )
    return select(Person).where(Person.ref.in_(enrolled))


def unnamed_in(case_ref: str) -> Select[ConcernChild]:
    """The children of a case whose names nobody knows yet, less voided concerns."""
    return (
        select(ConcernChild)
        .join(Concern, Concern.ref == ConcernChild.concern_ref)
        .where(Concern.case_ref == case_ref, Concern.state != ConcernState.VOID)
        .where(ConcernChild.person_ref.is_(None))
        .order_by(ConcernChild.ref)
    )


def staff_here(actor: Actor) -> Select[Person]:
    """Those who work or volunteer in this school or the trust today."""
    working = (
        live_appointments()
        .where(
            Appointment.org_ref.in_([actor.school_ref, actor.trust_ref]),
            Appointment.role.in_(sorted(WORKS_HERE)),
        )
        .with_only_columns(Appointment.person_ref)
    )
    return select(Person).where(Person.ref.in_(working))
