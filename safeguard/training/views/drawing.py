"""The picture of how many are in which status: one bar, divided."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from safeguard.guidance.training import Course, Group
from safeguard.training.forms.words import SHAPES, STATUSES
from safeguard.training.states import Status
from school.web.catalogue import gettext as _

# From left to right, as the columns of the table stand.
ORDER = (Status.DONE, Status.BOOKED, Status.DUE, Status.EXPIRING, Status.OVERDUE)
WIDE, GAP = 1000, 6


@dataclass(frozen=True)
class Segment:
    """A part of a bar: its place in thousandths of the width, its shape, its words."""

    x: int
    wide: int
    shape: str
    status: str
    word: str
    number: int


@dataclass(frozen=True)
class Bar:
    """One bar with its name; the numbers stand in the table beside it."""

    code: str
    name: str
    about: str
    total: int
    segments: tuple[Segment, ...]
    numbers: tuple[int, ...]

    @property
    def in_order(self) -> int:
        """How many are not overdue, in the hundred."""
        late = self.numbers[ORDER.index(Status.OVERDUE)]
        return round(100 * (self.total - late) / self.total) if self.total else 100


def drawn(entry: Course | Group, numbers: Mapping[Status, int]) -> Bar:
    """The bar of a course or a group. Even one person among hundreds is seen."""
    total = sum(numbers.values())
    shown = [(status, numbers[status]) for status in ORDER if numbers.get(status)]
    room = WIDE - GAP * max(0, len(shown) - 1)
    segments, x = [], 0
    for status, number in shown:
        last = status is shown[-1][0]
        wide = WIDE - x if last else max(GAP, round(room * number / total))
        segments.append(
            Segment(
                x=x,
                wide=max(GAP, wide),
                shape=SHAPES[status],
                status=status.value,
                word=str(STATUSES[status]),
                number=number,
            )
        )
        x += wide + GAP
    return Bar(
        code=entry.code,
        name=_(entry.wording),
        about=_(entry.hint),
        total=total,
        segments=tuple(segments),
        numbers=tuple(numbers.get(status, 0) for status in ORDER),
    )


def heads() -> list[Any]:
    """The heads of the table beside the bars."""
    return [STATUSES[status] for status in ORDER]
