"""Which days count, and how they add up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.calendars import days
from school.calendars.days import SchoolCalendar, Span
from tests.calendars.year import NO_TERMS, YEAR, at

SOME_DAY = st.dates(date(2025, 1, 1), date(2029, 12, 31))
A_FEW = st.integers(0, 30)


@pytest.mark.parametrize(
    ("day", "school", "council"),
    [
        (date(2026, 9, 2), False, True),  # INSET
        (date(2026, 9, 3), True, True),  # the first day with pupils
        (date(2026, 9, 5), False, False),  # a Saturday in term
        (date(2026, 10, 28), False, True),  # half-term
        (date(2026, 12, 18), True, True),  # the last day of term
        (date(2026, 12, 21), False, True),
        (date(2026, 12, 25), False, False),
        (date(2026, 12, 28), False, False),  # the substitute for Boxing Day
        (date(2027, 3, 26), False, False),  # Good Friday
        (date(2027, 5, 3), False, False),  # a bank holiday in term
        (date(2027, 7, 21), True, True),
        (date(2027, 7, 22), False, True),
    ],
)
def test_school_days_and_council_days_differ(day, school, council):
    assert days.is_school_day(YEAR, day) is school
    assert days.is_council_day(YEAR, day) is council


def test_a_school_without_term_dates_has_no_school_days_but_the_council_works():
    monday = date(2026, 9, 7)
    assert not days.is_school_day(NO_TERMS, monday)
    assert days.is_council_day(NO_TERMS, monday)
    assert days.next_school_day(NO_TERMS, monday) is None


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        (date(2026, 9, 8), 0, date(2026, 9, 8)),
        (date(2026, 9, 8), 1, date(2026, 9, 9)),
        (date(2026, 10, 23), 1, date(2026, 11, 2)),  # over half-term
        (date(2026, 12, 18), 1, date(2027, 1, 5)),  # over Christmas and INSET
        (date(2027, 4, 30), 1, date(2027, 5, 4)),  # over a bank holiday
        (date(2027, 7, 20), 1, date(2027, 7, 21)),
        (date(2027, 7, 20), 2, None),  # beyond the terms anybody entered
        (date(2027, 7, 20), 9, None),
    ],
)
def test_adding_school_days(start, number, expected):
    assert days.add_school_days(YEAR, start, number) == expected


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        (date(2026, 10, 23), 1, date(2026, 10, 26)),  # half-term is no holiday there
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2027, 3, 25), 1, date(2027, 3, 30)),  # over Easter
        (date(2027, 8, 27), 5, date(2027, 9, 6)),
    ],
)
def test_adding_council_days(start, number, expected):
    assert days.add_council_days(YEAR, start, number) == expected


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 15), 3, date(2027, 2, 15)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
    ],
)
def test_adding_months(start, number, expected):
    assert days.add_months(start, number) == expected


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 8, 31), date(2026, 8, 31)),
        (date(2026, 9, 1), date(2027, 8, 31)),
        (date(2027, 1, 1), date(2027, 8, 31)),
    ],
)
def test_the_academic_year_ends_on_31_august(day, end):
    assert days.end_of_academic_year(day) == end


@pytest.mark.parametrize(
    ("instant", "is_open"),
    [
        (at("2026-09-08 07:59"), False),
        (at("2026-09-08 08:00"), True),
        (at("2026-09-08 15:30"), True),
        (at("2026-09-08 15:31"), False),
        (at("2026-11-10 15:30"), True),  # the same wall clock in winter
        (at("2026-10-28 11:00"), False),
    ],
)
def test_the_school_is_open_by_the_clock_on_its_wall(instant, is_open):
    assert days.is_open(YEAR, instant) is is_open


def test_days_are_never_counted_backwards():
    for counted in (
        lambda: days.add_council_days(YEAR, date(2026, 9, 8), -1),
        lambda: days.add_school_days(YEAR, date(2026, 9, 8), -1),
        lambda: days.add_calendar_days(date(2026, 9, 8), -1),
        lambda: days.add_months(date(2026, 9, 8), -1),
    ):
        with pytest.raises(ValueError, match="forwards"):
            counted()


def test_a_term_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="ends before"):
        Span(date(2026, 9, 2), date(2026, 9, 1))


@given(SOME_DAY)
def test_a_school_day_is_always_a_council_day_too(day):
    assert days.is_council_day(YEAR, day) or not days.is_school_day(YEAR, day)


@given(SOME_DAY, A_FEW, A_FEW)
def test_council_days_add_up_in_any_portions(day, some, more):
    at_once = days.add_council_days(YEAR, day, some + more)
    in_turn = days.add_council_days(YEAR, days.add_council_days(YEAR, day, some), more)
    assert at_once == in_turn


@given(SOME_DAY, SOME_DAY, A_FEW)
def test_a_later_start_never_gives_an_earlier_day(one, other, number):
    first, second = sorted((one, other))
    for add in (
        lambda day: days.add_council_days(YEAR, day, number),
        lambda day: days.add_calendar_days(day, number),
        lambda day: days.add_months(day, number),
        lambda day: days.add_school_days(YEAR, day, number) or date.max,
    ):
        assert add(first) <= add(second)


@given(SOME_DAY, st.integers(1, 30))
def test_the_nth_school_day_has_n_school_days_behind_it(day, number):
    found = days.add_school_days(YEAR, day, number)
    if found is None:
        after = range((YEAR.known_until - day).days)
        left = sum(
            days.is_school_day(YEAR, day + timedelta(days=1 + step)) for step in after
        )
        assert left < number
    else:
        passed = [day + timedelta(days=1 + step) for step in range((found - day).days)]
        assert sum(days.is_school_day(YEAR, each) for each in passed) == number
        assert days.is_school_day(YEAR, found)


def test_a_day_proclaimed_once_can_be_told_to_a_calendar():
    jubilee = date(2026, 9, 8)
    calendar = SchoolCalendar(
        YEAR.terms, YEAR.closures, bank_holidays=lambda _year: frozenset({jubilee})
    )
    assert not days.is_school_day(calendar, jubilee)
