"""The only clock: UTC instants, and the day it is in London."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """The instant it is, in UTC, to the microsecond."""
    return _standing.get() or datetime.now(UTC)


def this_minute() -> datetime:
    """The instant at which the minute began that it is: for counting what is late, so
    that the same is not counted again at every look.
    """
    return now().replace(second=0, microsecond=0)


def today() -> date:
    """The calendar day it is in Europe/London."""
    return _day_of(now().replace(minute=0, second=0, microsecond=0))


# A page asks a hundred times; in London a day begins on the hour.
@lru_cache(maxsize=8)
def _day_of(hour: datetime) -> date:
    return local(hour).date()


def local(instant: datetime) -> datetime:
    """The same instant on a clock in London; `instant` must know its zone."""
    return instant.astimezone(LONDON)


def london(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The UTC instant at which a clock in London shows that day and time."""
    shown = datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)
    return shown.astimezone(UTC)


@contextmanager
def standing_at(instant: datetime) -> Iterator[None]:
    """Hold the clock still: for tests, and for a demonstration told as a story."""
    token = _standing.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _standing.reset(token)


@contextmanager
def moved_on(by: timedelta) -> Iterator[None]:
    """Hold the clock still at a later moment than it shows now."""
    with standing_at(now() + by):
        yield
