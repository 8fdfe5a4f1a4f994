"""Bank holidays in England: the list where there is one, the rule for other years."""

import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

MONDAY, SATURDAY = 0, 5


@cache
def listed() -> dict[int, frozenset[date]]:
    """The years of the list, each with its marks in `bank_holidays.toml`."""
    page = files("school.calendars").joinpath("bank_holidays.toml")
    written = tomllib.loads(page.read_text(encoding="utf-8"))
    return {each["year"]: frozenset(each["days"]) for each in written["year"]}


@cache
def england(year: int) -> frozenset[date]:
    """The weekdays of a year that are bank holidays in England."""
    found = listed().get(year)
    return by_rule(year) if found is None else found


def by_rule(year: int) -> frozenset[date]:
    """The bank holidays that the rule gives, without days proclaimed once.

    Source: Banking and Financial Dealings Act 1971 and yearly proclamations, from
    memory; the tests compare it with the list.
    """
    easter = easter_sunday(year)
    movable = {
        easter - timedelta(days=2),
        easter + timedelta(days=1),
        _first_monday_from(date(year, 5, 1)),
        _first_monday_from(date(year, 5, 25)),
        _first_monday_from(date(year, 8, 25)),
    }
    new_year = _with_substitutes([date(year, 1, 1)])
    christmas = _with_substitutes([date(year, 12, 25), date(year, 12, 26)])
    return frozenset(movable | new_year | christmas)


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - moon + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _first_monday_from(day: date) -> date:
    return day + timedelta(days=(MONDAY - day.weekday()) % 7)


def _with_substitutes(days: list[date]) -> set[date]:
    """A day at the weekend moves to the next weekday that is not taken already."""
    kept = {day for day in days if day.weekday() < SATURDAY}
    for moved in sorted(set(days) - kept):
        while moved.weekday() >= SATURDAY or moved in kept:
            moved += timedelta(days=1)  # noqa: PLW2901  # the day itself moves
        kept.add(moved)
    return kept
