"""By when an action can be due: the shortcuts, and a day that somebody chose."""

from dataclasses import dataclass
from datetime import date, datetime

from safeguard.guidance import clocks
from school.calendars.days import is_school_day
from school.calendars.due import Why, due, end_of
from school.foundation import clock
from school.identity.queries.set_up import days_of

# Clocks of guidance, in the order in which they are offered.
SHORTCUTS = ("action_today", "action_next_day", "action_week", "action_fortnight")
ANOTHER_DAY = "another_day"


@dataclass(frozen=True)
class DueDay:
    """The day in London on which an action is due, its end in UTC, and why then."""

    on: date
    at: datetime
    why: str


def shortcut(school_ref: str, code: str) -> DueDay:
    """A shortcut from now on the school's calendar (decision 27: where the school is
    closed, the council's days count).
    """
    runs_out = due(clock.now(), clocks.named(code), days_of(school_ref))
    return DueDay(clock.local(runs_out.at).date(), runs_out.at, runs_out.why)


def chosen(school_ref: str, day: date) -> DueDay:
    """A day that somebody chose: until the school ends, or the council where closed."""
    calendar = days_of(school_ref)
    open_then = is_school_day(calendar, day)
    why = Why.CALENDAR_DAYS if open_then else Why.SCHOOL_CLOSED
    return DueDay(day, end_of(day, calendar), why)
