"""Where a mark stands on the outline of a body, and the maps a page shows."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from safeguard.cases.commands.marking import VIEWS
from safeguard.cases.queries.marks import Mark

# How far from the middle and from the top, on an outline of 200 by 370.
PLACES = {
    "head": (9, 16),
    "face": (9, 34),
    "ear": (21, 36),
    "mouth": (5, 46),
    "neck": (7, 64),
    "shoulder": (38, 82),
    "upper_arm": (50, 112),
    "lower_arm": (58, 152),
    "hand": (64, 190),
    "chest": (16, 105),
    "belly": (14, 145),
    "hip": (20, 180),
    "upper_leg": (20, 222),
    "knee": (20, 262),
    "lower_leg": (20, 302),
    "foot": (22, 346),
}
MIDDLE = 100


def maps_of(marks: Iterable[Mark]) -> list[dict[str, Any]]:
    """For each child its marks, and those of them that stand on each outline."""
    by_child = sorted(marks, key=lambda mark: mark.child_ref)
    return [
        {
            "child": own[0].child,
            "marks": own,
            "outlines": [
                {"view": view, "spots": [_spot(m) for m in own if m.view == view]}
                for view in VIEWS
            ],
        }
        for _ref, each in groupby(by_child, key=lambda mark: mark.child_ref)
        if (own := list(each))
    ]


def _spot(mark: Mark) -> dict[str, int]:
    """Seen from the front, the child's left is at the reader's right."""
    away, down = PLACES.get(mark.region, (0, 20))
    towards = {"left": 1, "right": -1}.get(mark.hand, 0)
    mirrored = 1 if mark.view == "front" else -1
    return {"n": mark.number, "x": MIDDLE + away * towards * mirrored, "y": down}
