"""Lengths of time as a school says them."""

from datetime import timedelta

import pytest

from safeguard.cases.views.moments import how_long

SAID = [
    (timedelta(seconds=-5), "0 minutes"),
    (timedelta(minutes=1), "1 minute"),
    (timedelta(hours=1, minutes=42), "1 hour 42 minutes"),
    (timedelta(hours=23, minutes=59), "23 hours 59 minutes"),
    (timedelta(hours=24, minutes=16), "1 day"),
    (timedelta(hours=28, minutes=16), "1 day 4 hours"),
    (timedelta(hours=47, minutes=59), "1 day 23 hours"),
    (timedelta(hours=48), "2 days"),
    (timedelta(days=5, hours=3), "5 days"),
]


@pytest.mark.parametrize(("span", "said"), SAID)
def test_a_length_is_said_in_the_two_largest_units(span, said):
    assert how_long(span) == said
