"""Whether a pupil is on the roll of the school, was once, or is not known there."""

from sqlalchemy import or_, select

from safeguard.cases.permissions.naming import pupils_here
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.identity.models import Enrolment, Person

HERE, LEFT, UNKNOWN = "here", "left", "unknown"


def standing_of_pupil(actor: Actor, person_ref: str | None) -> str:
    """here, left, or unknown: also a pupil of another school is not known in this."""
    if not person_ref:
        return UNKNOWN
    found = pupils_here(actor).where(Person.ref == person_ref)
    if db.session.scalar(found) is None:
        return UNKNOWN
    today = clock.today()
    enrolled = select(Enrolment.ref).where(
        Enrolment.person_ref == person_ref,
        Enrolment.school_ref == actor.school_ref,
        Enrolment.role == "student",
        or_(Enrolment.ends_on.is_(None), Enrolment.ends_on > today),
    )
    return LEFT if db.session.scalar(enrolled.limit(1)) is None else HERE


def is_kept_from(person_ref: str, pupil_ref: str | None) -> bool:
    """Whether the wall stands between a person and all that concerns this pupil."""
    return pupil_ref is not None and pupil_ref in {
        person_ref,
        *wall.barred_from(person_ref),
    }
