"""Drawings as numbers for the macros of charts, each beside the table it is of."""

from collections.abc import Sequence
from dataclasses import dataclass

Number = int | float | None
Point = tuple[float, float]
# Units of the drawings; the style sheet gives them their size.
WIDE, HIGH, EDGE = 124.0, 32.0, 5.0


@dataclass(frozen=True)
class Spark:
    """A small line: its unbroken pieces, a hollow first and a full last point."""

    lines: tuple[str, ...]
    # Points that stand alone between numbers that are not shown.
    dots: tuple[Point, ...]
    first: Point
    last: Point


@dataclass(frozen=True)
class Bar:
    """One bar of a row of bars; no height where the number is withheld."""

    x: float
    y: float
    wide: float
    high: float
    middle: float
    word: str
    number: Number


def spark_of(numbers: Sequence[Number], top: float = 0) -> Spark | None:
    """The line through what is shown; None where that is nothing."""
    highest = max([top, *(number for number in numbers if number is not None)]) or 1
    step = (WIDE - 2 * EDGE) / max(1, len(numbers) - 1)
    points = [
        None
        if number is None
        else (
            round(EDGE + at * step, 1),
            round(HIGH - EDGE - number / highest * (HIGH - 2 * EDGE), 1),
        )
        for at, number in enumerate(numbers)
    ]
    seen = [point for point in points if point is not None]
    if not seen:
        return None
    pieces = _pieces(points)
    lines = [" ".join(f"{x},{y}" for x, y in piece) for piece in pieces if piece[1:]]
    alone = [piece[0] for piece in pieces if len(piece) == 1]
    return Spark(tuple(lines), tuple(alone), seen[0], seen[-1])


def _pieces(points: Sequence[Point | None]) -> list[list[Point]]:
    """The points, parted where a number is not shown."""
    pieces: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            pieces.append([])
        else:
            pieces[-1].append(point)
    return [piece for piece in pieces if piece]


def bars_of(named: Sequence[tuple[str, Number]]) -> tuple[Bar, ...]:
    """Bars on one scale, 720 wide and 140 high, with room for a word below."""
    highest = max([number or 0 for _word, number in named], default=0) or 1
    step = 720 / max(1, len(named))
    wide = min(40.0, step * 0.6)
    bars = []
    for at, (word, number) in enumerate(named):
        high = round((number or 0) / highest * 120, 1)
        middle = round(step * (at + 0.5), 1)
        left = round(middle - wide / 2, 1)
        bars.append(Bar(left, round(140 - high, 1), wide, high, middle, word, number))
    return tuple(bars)
