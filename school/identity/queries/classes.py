"""Forms of a school and who is on their rolls today: references and titles alone."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_, select

from school.foundation import clock
from school.foundation.questions import question
from school.gate import counted
from school.identity.models import Enrolment, SchoolClass


@dataclass(frozen=True)
class FormClass:
    """A form or tutor group."""

    ref: str
    title: str


@question
def _forms() -> Any:
    columns = (SchoolClass.ref, SchoolClass.title, SchoolClass.year_group)
    return select(*columns).where(
        SchoolClass.school_ref == bindparam("school"), SchoolClass.kind == "homeroom"
    )


@counted
def forms_of_school(school_ref: str) -> list[FormClass]:
    """The school's forms, the youngest first."""
    rows = sorted(_forms(school=school_ref), key=_by_year)
    return [FormClass(row.ref, row.title) for row in rows]


def _by_year(row: Any) -> tuple[int, str]:
    year = str(row.year_group or "")
    return int(year) if year.isdecimal() else 0, row.title


def _on_the_roll() -> tuple[ColumnElement[bool], ...]:
    today: Any = bindparam("today")
    return (
        Enrolment.role == "student",
        Enrolment.begins_on <= today,
        or_(Enrolment.ends_on.is_(None), Enrolment.ends_on > today),
    )


@question
def _of_class() -> Any:
    asked = select(Enrolment.person_ref).where(*_on_the_roll())
    return asked.where(Enrolment.class_ref == bindparam("class_ref"))


@counted
def pupils_of_class(class_ref: str) -> list[str]:
    """Who is on a class's roll today."""
    rows = _of_class(class_ref=class_ref, today=clock.today())
    return list(dict.fromkeys(row.person_ref for row in rows))


@question
def _of_school() -> Any:
    asked = select(Enrolment.class_ref, Enrolment.person_ref).where(*_on_the_roll())
    return asked.where(Enrolment.school_ref == bindparam("school"))


@counted
def pupils_by_class(school_ref: str) -> dict[str, list[str]]:
    """Who is on each class's roll today."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in _of_school(school=school_ref, today=clock.today()):
        found[row.class_ref].append(row.person_ref)
    return found
