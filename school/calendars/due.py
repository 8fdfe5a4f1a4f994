"""When a thing is due: one clock, one start, one school's calendar.

Hours and minutes are real time. Days, months and years end at a time on the wall
clock in London, whatever the season, and are kept in UTC.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from school.calendars.days import (
    SchoolCalendar,
    add_calendar_days,
    add_council_days,
    add_months,
    add_school_days,
    end_of_academic_year,
    is_council_day,
    is_open,
    is_school_day,
)
from school.foundation import clock

SCHOOL, COUNCIL, ALL_DAYS, ACADEMIC = "school", "council", "calendar", "academic"
# Days of the calendar that end on one on which the child is in school.
IN_SCHOOL = "in_school"
REAL_TIME = {"minutes": timedelta(minutes=1), "hours": timedelta(hours=1)}
MONTHS = {"months": 1, "years": 12}


class Why(StrEnum):
    """What the reckoning rests on; `wordings.WORDINGS` says it in words."""

    REAL_TIME = "real_time"
    IN_SCHOOL_TIME = "in_school_time"
    AFTER_HOURS = "after_hours"
    SCHOOL_CLOSED = "school_closed"
    NO_TERM_DATES = "no_term_dates"
    COUNCIL_DAYS = "council_days"
    CALENDAR_DAYS = "calendar_days"
    CHILD_IN_SCHOOL = "child_in_school"
    ACADEMIC_YEAR = "academic_year"


class Clock(Protocol):
    """What a clock must say: how long, in what unit, on which calendar."""

    @property
    def length(self) -> int:
        """How many units; nought days means by the end of the day it starts on."""
        ...

    @property
    def unit(self) -> str:
        """Minutes, hours, days, months or years."""
        ...

    @property
    def calendar(self) -> str:
        """School, council, calendar, academic, or in_school."""
        ...


@dataclass(frozen=True)
class Due:
    """When a thing is due (UTC), on which calendar, and why then.

    `falls_to_duty_rota`: the school is closed, so the duty rota has it, and the
    page says whom to ring (decision 27).
    """

    at: datetime
    calendar: str
    why: Why
    falls_to_duty_rota: bool = False


def due(start: datetime, running: Clock, calendar: SchoolCalendar) -> Due:
    """When a clock that starts at an instant runs out; never before it starts.

    Raises ValueError for an instant without a zone, and for a clock that no
    calendar can reckon, such as months of school days.
    """
    if start.tzinfo is None:
        raise ValueError("an instant needs its zone")
    start = start.astimezone(UTC)
    if running.unit in REAL_TIME:
        return _in_real_time(start, running, calendar)
    if running.unit in MONTHS:
        return _by_months(start, running)
    if running.unit != "days":
        raise ValueError("no calendar knows that unit")
    return _by_days(start, running, calendar)


def _by_days(start: datetime, running: Clock, calendar: SchoolCalendar) -> Due:
    if running.calendar == SCHOOL:
        return _on_school_days(start, running.length, calendar)
    if running.calendar == COUNCIL:
        return _on_council_days(start, running.length, calendar)
    if running.calendar == IN_SCHOOL and running.length:
        return _while_in_school(start, running.length, calendar)
    if running.calendar == ALL_DAYS:
        last = add_calendar_days(clock.local(start).date(), running.length)
        return Due(_at(last, time.max), ALL_DAYS, Why.CALENDAR_DAYS)
    raise ValueError("no calendar counts such days")


def _in_real_time(start: datetime, running: Clock, calendar: SchoolCalendar) -> Due:
    if running.length < 0:
        raise ValueError("time is counted forwards only")
    at = start + running.length * REAL_TIME[running.unit]
    if running.calendar != SCHOOL or is_open(calendar, start):
        return Due(at, running.calendar, Why.REAL_TIME)
    # A child in danger does not wait for the school to open: the same minutes run,
    # and the duty rota has them.
    why = _why_closed(clock.local(start).date(), calendar)
    return Due(at, ALL_DAYS, why, falls_to_duty_rota=True)


def _by_months(start: datetime, running: Clock) -> Due:
    day = clock.local(start).date()
    months = running.length * MONTHS[running.unit]
    if running.calendar == ALL_DAYS:
        last = add_months(day, months)
        return Due(_at(last, time.max), ALL_DAYS, Why.CALENDAR_DAYS)
    if running.calendar == ACADEMIC and months >= 12:
        last = add_months(end_of_academic_year(day), months - 12)
        return Due(_at(last, time.max), ACADEMIC, Why.ACADEMIC_YEAR)
    raise ValueError("no calendar counts such months")


def _on_council_days(start: datetime, length: int, calendar: SchoolCalendar) -> Due:
    there = clock.local(start)
    still_today = (
        is_council_day(calendar, there.date())
        and there.time() <= calendar.hours.council_ends
    )
    wanted = length if length or still_today else 1
    last = add_council_days(calendar, there.date(), wanted)
    return Due(_at(last, calendar.hours.council_ends), COUNCIL, Why.COUNCIL_DAYS)


def _on_school_days(start: datetime, length: int, calendar: SchoolCalendar) -> Due:
    """Decision 27: a clock on school days must not let a child wait.

    Where the council would reach the day sooner than the school (holiday, half-term,
    INSET, after hours), the council's day counts, and the duty rota has it unless
    the school is in again on that very day.
    """
    there = clock.local(start)
    day = there.date()
    in_time = there.time() <= calendar.hours.school_ends
    if length == 0 and not (in_time and is_school_day(calendar, day)):
        last = add_council_days(calendar, day, 1)
        why = _why_closed(day, calendar)
        return Due(end_of(last, calendar), COUNCIL, why, falls_to_duty_rota=True)
    last = add_council_days(calendar, day, length)
    at = end_of(last, calendar)
    if last == add_school_days(calendar, day, length):
        return Due(at, SCHOOL, Why.IN_SCHOOL_TIME)
    unknown = calendar.known_until < last
    why = Why.NO_TERM_DATES if unknown else Why.SCHOOL_CLOSED
    rota = not is_school_day(calendar, last)
    return Due(at, COUNCIL, why, falls_to_duty_rota=rota)


def _while_in_school(start: datetime, length: int, calendar: SchoolCalendar) -> Due:
    """A child is asked on a day on which it is in school: the last one up to the day
    that was counted, which may lie sooner by half the time at most. Over a longer
    holiday the council's day counts, and the duty rota has it (decision 27).
    """
    day = clock.local(start).date()
    soonest = add_calendar_days(day, (length + 1) // 2)
    counted = add_calendar_days(day, length)
    days = [
        counted - timedelta(days=back) for back in range((counted - soonest).days + 1)
    ]
    for each in days:
        if is_school_day(calendar, each):
            return Due(end_of(each, calendar), SCHOOL, Why.CHILD_IN_SCHOOL)
    last = next((each for each in days if is_council_day(calendar, each)), counted)
    why = Why.NO_TERM_DATES if calendar.known_until < last else Why.SCHOOL_CLOSED
    return Due(end_of(last, calendar), COUNCIL, why, falls_to_duty_rota=True)


def _why_closed(day: date, calendar: SchoolCalendar) -> Why:
    """Why nobody at school would see it that day any more."""
    if is_school_day(calendar, day):
        return Why.AFTER_HOURS
    unknown = calendar.known_until < day
    return Why.NO_TERM_DATES if unknown else Why.SCHOOL_CLOSED


def end_of(day: date, calendar: SchoolCalendar) -> datetime:
    """The instant (UTC) at which a day ends for whoever works then: when the school
    ends, or on a day without school, when the council does.
    """
    hours = calendar.hours
    ends = hours.school_ends if is_school_day(calendar, day) else hours.council_ends
    return _at(day, ends)


def _at(day: date, wall: time) -> datetime:
    return datetime.combine(day, wall, tzinfo=clock.LONDON).astimezone(UTC)
