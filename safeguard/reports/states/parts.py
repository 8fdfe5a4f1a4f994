"""The six parts of a school year: two calendar months each, always the same."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from school.foundation import clock

PARTS_SHOWN = 6
# Each begins in one of these months; a fixed grid, so that no two reports can be
# subtracted from each other.
_NEXT = {9: 11, 11: 1, 1: 3, 3: 5, 5: 7, 7: 9}


@dataclass(frozen=True, order=True)
class Part:
    """A half-term as the report counts it, from the first day of its first month."""

    begins_on: date

    @property
    def code(self) -> str:
        """As "2026-09"."""
        return month_code(self.begins_on)

    @property
    def second_month(self) -> date:
        """The first day of its second month."""
        return _month_after(self.begins_on)

    @property
    def ends_on(self) -> date:
        """The first day no longer in it."""
        return _month_after(self.second_month)

    @property
    def months(self) -> tuple[str, str]:
        """Its two months, as "2026-09"."""
        return self.code, month_code(self.second_month)

    @property
    def spans(self) -> dict[str, tuple[datetime, datetime]]:
        """Each month and the instants (UTC) between which London shows it."""
        edges = (self.begins_on, self.second_month, self.ends_on)
        instants = [clock.london(day) for day in edges]
        return dict(zip(self.months, pairwise(instants), strict=True))

    @classmethod
    def read(cls, code: str) -> "Part":
        """The part with this code."""
        return cls(date.fromisoformat(f"{code}-01"))


def part_of(day: date) -> Part:
    """The part a day lies in."""
    first = day.replace(day=1)
    return Part(first if first.month in _NEXT else _month_before(first))


def ended_parts(today: date, since: date, number: int = PARTS_SHOWN) -> list[Part]:
    """The last parts that are over, the oldest first; none from before `since`."""
    first = part_of(since)
    found: list[Part] = []
    part = _before(part_of(today))
    while len(found) < number and part >= first:
        found.insert(0, part)
        part = _before(part)
    return found


def month_code(day: date) -> str:
    """A month as "2026-09"."""
    return f"{day:%Y-%m}"


def _before(part: Part) -> Part:
    return Part(_month_before(_month_before(part.begins_on)))


def _month_after(first: date) -> date:
    years, month = divmod(first.month, 12)
    return date(first.year + years, month + 1, 1)


def _month_before(first: date) -> date:
    years, month = divmod(first.month - 2, 12)
    return date(first.year + years, month + 1, 1)
