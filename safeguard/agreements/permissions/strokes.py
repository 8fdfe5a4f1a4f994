"""A signature as it was drawn: strokes of points on a field of a known size."""

import json
from typing import Any

WIDTH, HEIGHT = 1000, 400
MOST_STROKES, MOST_POINTS, LONGEST = 60, 3000, 40_000
Stroke = tuple[tuple[int, int], ...]


def strokes_in(text: str) -> tuple[Stroke, ...] | None:
    """The strokes in what a page sent; None where it is anything else than points
    inside the field, or too much of it.
    """
    if len(text) > LONGEST:
        return None
    try:
        found = json.loads(text)
        strokes = tuple(tuple(_point(each) for each in stroke) for stroke in found)
    except (ValueError, TypeError, RecursionError):
        return None
    points = sum(len(stroke) for stroke in strokes)
    if len(strokes) > MOST_STROKES or not 2 <= points <= MOST_POINTS:
        return None
    return strokes


def path_of(strokes: tuple[Stroke, ...]) -> str:
    """The same as the path of a drawing (SVG): numbers and two letters alone."""
    return " ".join(
        "M" + " L".join(f"{x} {y}" for x, y in stroke) for stroke in strokes if stroke
    )


def _point(pair: Any) -> tuple[int, int]:
    x, y = pair
    if type(x) is not int or type(y) is not int:
        raise ValueError
    if not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
        raise ValueError
    return x, y
