"""The six figures: what each is compared with, and of what its sign speaks."""

from datetime import date
from typing import Any

import pytest

from safeguard.reports.queries import Report
from safeguard.reports.states import ALL, AT_LEAST, NOW, Measure, Part
from safeguard.reports.views.figures import Figure, six_figures
from school.calendars.timeliness import LATE
from school.foundation import clock

PARTS = tuple(Part(date(2026, month, 1)) for month in (5, 7, 9))
LONG_AGO, BEFORE, LAST = (part.code for part in PARTS)


def figures(told: dict[tuple[Measure, str, str], int | None]) -> dict[str, Figure]:
    """The tiles of a report of three half-terms, by title."""
    given: dict[str, Any] = {
        "ref": "r",
        "name": "Birch Academy",
        "whole_trust": False,
        "made_at": clock.now(),
        "begins_on": PARTS[0].begins_on,
        "ends_on": PARTS[-1].ends_on,
        "parts": PARTS,
        "fingerprint": "",
        "standings": (),
        "holds": True,
        "schools": {},
    }
    numbers = {
        (measure.value, part, item): number
        for (measure, part, item), number in told.items()
    }
    report = Report(**given, figures=numbers)
    return {each.title: each for each in six_figures(report)}


def three(measure: Measure, item: str, *numbers: int | None) -> dict[Any, int | None]:
    return {
        (measure, part.code, item): n for part, n in zip(PARTS, numbers, strict=True)
    }


@pytest.mark.parametrize(
    ("before", "concerns", "decided", "referrals"),
    [
        (
            36,
            "36.0 in Summer 2 2026",
            "75% or more in Summer 2 2026",
            "36 in Summer 2 2026",
        ),
        (None, "", "", ""),
    ],
)
def test_each_figure_is_compared_with_the_half_term_just_before(
    app, before, concerns, decided, referrals
):
    told = {
        (Measure.PUPILS, NOW, ALL): 100,
        **three(Measure.KIND, ALL, 13, before, 40),
        **three(Measure.AGENCY, ALL, 13, before, 40),
        **three(Measure.DECIDED, ALL, 13, before, 40),
        **three(Measure.DECIDED, AT_LEAST, 50, 75 if before else None, 90),
    }
    with app.test_request_context():
        found = figures(told)
        assert found["Concerns raised"].before == concerns
        assert found["Decided in time"].before == decided
        assert found["Referrals to agencies"].before == referrals


@pytest.mark.parametrize(
    ("step", "sign"),
    [
        (90, "On course: nine in ten or more are within their time"),
        (75, "Three in four or more are within their time"),
        (50, "Ask why: fewer than three in four are within their time"),
        (None, "For information"),
    ],
)
def test_what_stands_open_says_of_what_it_speaks(app, step, sign):
    told = {
        (Measure.OPEN, NOW, ALL): 20,
        (Measure.OPEN, NOW, LATE): None,
        (Measure.OPEN, NOW, AT_LEAST): step,
    }
    with app.test_request_context():
        tile = figures(told)["Cases open"]
        assert tile.sign == sign
        assert tile.sentence == (
            "How many cases are past their time is too small a number to show."
        )
