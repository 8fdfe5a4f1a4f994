"""Whom the tests find on a school's roll by name."""

from sqlalchemy import select

from school.foundation.database import db
from school.identity.models import Enrolment, Person
from school.identity.queries.named_like import named_like
from school.identity.queries.people import Named, classes_of, full_name


def pupils_like(school_ref: str, typed: str) -> list[Named]:
    """The active pupils of the school with this name, and their class."""
    asked = (
        select(Person)
        .join(Enrolment, Enrolment.person_ref == Person.ref)
        .where(Enrolment.school_ref == school_ref, Enrolment.role == "student")
        .where(Person.status == "active")
        .distinct()
    )
    found = named_like(typed, db.session.scalars(asked), classes_of)
    where = classes_of(row.ref for row in found)
    return [Named(row.ref, full_name(row), where.get(row.ref, "")) for row in found]
