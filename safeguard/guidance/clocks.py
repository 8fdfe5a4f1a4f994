"""Clocks: how long something may take, on which calendar, and from when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Self

from safeguard.guidance.shelf import Entry, fill
from school.foundation import clock


class Unit(StrEnum):
    """What a length counts. Minutes and hours are real time, through the night."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


class Calendar(StrEnum):
    """Which days count: school days, council working days, all days, school years;
    or all days, but ending on one on which the child is in school.
    """

    SCHOOL = "school"
    COUNCIL = "council"
    ALL = "calendar"
    ACADEMIC = "academic"
    IN_SCHOOL = "in_school"


@dataclass(frozen=True, kw_only=True)
class Clock(Entry):
    """One clock (domain reference §2.A); `school.calendars.due` reckons with it.

    Nought days means by the end of the day on which it starts. `promptly` says
    that the source itself gives no number ("as soon as practicable"): the length
    is then only our reminder, and waiting for it is not allowed.
    """

    length: int
    unit: Unit
    calendar: Calendar
    starts: str
    promptly: bool = False
    note: str = ""

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Self:
        """The entry as written, its unit and calendar checked."""
        unit, calendar = Unit(written["unit"]), Calendar(written["calendar"])
        return super().read({**written, "unit": unit, "calendar": calendar})


shelf = fill("clocks", Clock)
every, named = shelf.every, shelf.named


def is_too_far(day: date) -> bool:
    """Whether a day that somebody chose is further off than any may be: calendar days
    from today in London. Source: design decision (clocks.toml, `furthest_day`).
    """
    return day > clock.today() + timedelta(days=named("furthest_day").length)
