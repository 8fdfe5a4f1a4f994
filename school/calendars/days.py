"""Which days count: school days, council working days, and adding them up.

All days are days in London. School days run on one school's own terms; council
working days are Monday to Friday less bank holidays, school holidays included.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from school.calendars.bank_holidays import SATURDAY, england
from school.foundation import clock


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """A span that ends before it begins is refused (ValueError)."""
        if self.last < self.first:
            raise ValueError("a span ends before it begins")

    def __contains__(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Hours:
    """Settings of a school: wall-clock times in London, summer and winter alike."""

    school_opens: time = time(8, 0)
    school_ends: time = time(15, 30)
    council_ends: time = time(17, 0)


@dataclass(frozen=True)
class SchoolCalendar:
    """One school's terms and closed days, with the bank holidays of a year."""

    terms: tuple[Span, ...] = ()
    closures: tuple[Span, ...] = ()
    bank_holidays: Callable[[int], frozenset[date]] = england
    hours: Hours = Hours()

    @property
    def known_until(self) -> date:
        """The last day of the last term; before all days if no term is known."""
        return max((term.last for term in self.terms), default=date.min)


def is_council_day(calendar: SchoolCalendar, day: date) -> bool:
    """Whether the council works: Monday to Friday and no bank holiday."""
    return day.weekday() < SATURDAY and day not in calendar.bank_holidays(day.year)


def is_school_day(calendar: SchoolCalendar, day: date) -> bool:
    """Whether pupils are in: a council working day, in a term, and not closed."""
    return (
        is_council_day(calendar, day)
        and any(day in term for term in calendar.terms)
        and not any(day in closure for closure in calendar.closures)
    )


def is_open(calendar: SchoolCalendar, instant: datetime) -> bool:
    """Whether it is a school day and school hours at that instant."""
    there = clock.local(instant)
    hours = calendar.hours
    in_hours = hours.school_opens <= there.time() <= hours.school_ends
    return in_hours and is_school_day(calendar, there.date())


def next_school_day(calendar: SchoolCalendar, day: date) -> date | None:
    """The first school day after a day; None if no later term is known."""
    while day < calendar.known_until:
        day += timedelta(days=1)
        if is_school_day(calendar, day):
            return day
    return None


def next_council_day(calendar: SchoolCalendar, day: date) -> date:
    """The first council working day after a day."""
    day += timedelta(days=1)
    while not is_council_day(calendar, day):
        day += timedelta(days=1)
    return day


def add_school_days(calendar: SchoolCalendar, day: date, number: int) -> date | None:
    """The nth school day after a day; nought gives the day itself.

    None if the known terms do not reach that far: say so, never guess.
    """
    found: date | None = day
    for _ in range(_counted(number)):
        if found is None:
            return None
        found = next_school_day(calendar, found)
    return found


def add_council_days(calendar: SchoolCalendar, day: date, number: int) -> date:
    """The nth council working day after a day; nought gives the day itself."""
    for _ in range(_counted(number)):
        day = next_council_day(calendar, day)
    return day


def add_calendar_days(day: date, number: int) -> date:
    """A day so many days later, weekends and holidays counted."""
    return day + timedelta(days=_counted(number))


def add_months(day: date, number: int) -> date:
    """The same day of a later month, or that month's last day if it is shorter."""
    years, month = divmod(day.month - 1 + _counted(number), 12)
    year = day.year + years
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def end_of_academic_year(day: date) -> date:
    """31 August on or after a day: the academic year runs from 1 September."""
    this_year = date(day.year, 8, 31)
    return this_year if day <= this_year else date(day.year + 1, 8, 31)


def school_year_of(day: date) -> int:
    """The year in which the school year of a London day begins, on 1 September."""
    return end_of_academic_year(day).year - 1


def _counted(number: int) -> int:
    if number < 0:
        raise ValueError("days are counted forwards only")
    return number
