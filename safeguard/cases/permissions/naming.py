"""Who may be named in a concern: pupils on the school's roll, and who works here."""

from sqlalchemy import Select, select

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
