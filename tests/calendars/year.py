"""An invented school's year 2026–27, and instants written as London shows them."""

from datetime import UTC, date, datetime, time

from school.calendars.days import SchoolCalendar, Span
from school.foundation.clock import LONDON

AUTUMN = Span(date(2026, 9, 2), date(2026, 12, 18))
SPRING = Span(date(2027, 1, 4), date(2027, 3, 25))
SUMMER = Span(date(2027, 4, 12), date(2027, 7, 21))
HALF_TERMS = (
    Span(date(2026, 10, 26), date(2026, 10, 30)),
    Span(date(2027, 2, 15), date(2027, 2, 19)),
    Span(date(2027, 5, 31), date(2027, 6, 4)),
)
INSET = (
    Span(date(2026, 9, 2), date(2026, 9, 2)),
    Span(date(2027, 1, 4), date(2027, 1, 4)),
)
YEAR = SchoolCalendar((AUTUMN, SPRING, SUMMER), HALF_TERMS + INSET)
NO_TERMS = SchoolCalendar()


def at(shown: str) -> datetime:
    """The UTC instant at which a clock in London shows "2026-09-08 10:00"."""
    day, wall = shown.split()
    there = datetime.combine(
        date.fromisoformat(day), time.fromisoformat(wall), tzinfo=LONDON
    )
    return there.astimezone(UTC)


def shown(instant: datetime) -> str:
    """What a clock in London shows at that instant, to the minute."""
    return f"{instant.astimezone(LONDON):%Y-%m-%d %H:%M}"
