"""Reading one school's calendar from its tables. Dates of terms are no secret."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, select

from school.calendars.days import Hours, SchoolCalendar, Span
from school.calendars.models import Closure, Term
from school.foundation.questions import question_of_the_year


@question_of_the_year
def _terms() -> Any:
    asked = select(Term.begins_on, Term.ends_on)
    return asked.where(Term.school_ref == bindparam("school"))


@question_of_the_year
def _closures() -> Any:
    asked = select(Closure.begins_on, Closure.ends_on)
    return asked.where(Closure.school_ref == bindparam("school"))


def _spans(rows: Iterable[Any]) -> tuple[Span, ...]:
    return tuple(Span(row.begins_on, row.ends_on) for row in rows)


def calendar_of(school_ref: str, hours: Hours | None = None) -> SchoolCalendar:
    """The calendar of a school; without terms if nobody has entered any yet.

    A school without terms is a gap for the set-up page (decision 35): every clock
    on school days then falls to the council's days and the duty rota.
    """
    return SchoolCalendar(
        terms=_spans(_terms(school=school_ref)),
        closures=_spans(_closures(school=school_ref)),
        hours=hours or Hours(),
    )
