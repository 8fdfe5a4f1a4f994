"""Bank holidays: the list and the rule agree, and Easter falls where it should."""

from datetime import date

import pytest

from school.calendars import bank_holidays


@pytest.mark.parametrize("year", range(2024, 2030))
def test_the_list_and_the_rule_agree(year):
    assert bank_holidays.listed()[year] == bank_holidays.by_rule(year)


@pytest.mark.parametrize("year", range(2024, 2041))
def test_a_year_has_eight_bank_holidays_and_all_are_weekdays(year):
    days = bank_holidays.england(year)
    assert len(days) == 8
    assert all(day.weekday() < 5 and day.year == year for day in days)


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (2000, date(2000, 4, 23)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter(year, easter):
    assert bank_holidays.easter_sunday(year) == easter


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2020, {date(2020, 12, 25), date(2020, 12, 28)}),
        (2021, {date(2021, 12, 27), date(2021, 12, 28)}),
        (2022, {date(2022, 12, 26), date(2022, 12, 27)}),
        (2026, {date(2026, 12, 25), date(2026, 12, 28)}),
    ],
)
def test_christmas_at_a_weekend_moves_to_the_days_after(year, days):
    found = bank_holidays.by_rule(year)
    assert {day for day in found if day.month == 12} == days


def test_new_year_on_a_saturday_moves_to_monday():
    assert date(2028, 1, 3) in bank_holidays.england(2028)
    assert date(2028, 1, 1) not in bank_holidays.england(2028)
