"""Reading one school's calendar from its tables. Dates of terms are no secret."""

from sqlalchemy import select

from school.calendars.days import Hours, SchoolCalendar, Span
from school.calendars.models import Closure, Term
from school.foundation.database import db


def calendar_of(school_ref: str, hours: Hours | None = None) -> SchoolCalendar:
    """The calendar of a school; without terms if nobody has entered any yet.

    A school without terms is a gap for the set-up page (decision 35): every clock
    on school days then falls to the council's days and the duty rota.
    """
    terms = db.session.scalars(select(Term).where(Term.school_ref == school_ref))
    closures = db.session.scalars(
        select(Closure).where(Closure.school_ref == school_ref)
    )
    return SchoolCalendar(
        terms=tuple(Span(term.begins_on, term.ends_on) for term in terms),
        closures=tuple(Span(each.begins_on, each.ends_on) for each in closures),
        hours=hours or Hours(),
    )
