"""The demonstration's calendar works on every day of the year."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from safeguard.demo import stock
from safeguard.demo.days import SchoolYear
from school.calendars.days import is_school_day

DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(730)]
OLDEST = max(
    beat.get("ago", 0)
    for concerns in stock.stories().values()
    for concern in concerns
    for beat in (concern, *concern.get("then", []))
)


def test_the_story_begins_after_the_trust_on_every_day_of_two_years() -> None:
    late = [
        today
        for today in DAYS
        if SchoolYear(today).moment(OLDEST, "08:00") < SchoolYear(today).founded
    ]
    assert not late


@pytest.mark.parametrize("months", range(1, 13))
def test_the_last_school_day_is_never_more_than_a_long_weekend_ago(months: int) -> None:
    for today in (day for day in DAYS if day.month == months):
        year = SchoolYear(today)
        assert (today - year.school_day(1)).days <= 5
        assert is_school_day(year.calendar, year.school_day(1))


def test_terms_stand_apart_and_in_order() -> None:
    terms = [term.days for term in SchoolYear(date(2026, 11, 22)).terms]
    assert all(a.last < b.first for a, b in pairwise(terms))
    assert terms[1].first < date(2026, 11, 22) < terms[1].last
