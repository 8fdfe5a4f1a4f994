"""Searches of the last half-term, told short: what the numbers for the board count."""

from collections.abc import Iterator
from dataclasses import dataclass

from safeguard.demo import rolls, stock
from safeguard.demo.cast import Cast
from safeguard.demo.days import SchoolYear
from safeguard.reports.states import ended_parts
from safeguard.searches.commands.conducting import (
    Conduct,
    Present,
    Sexes,
    conduct_search,
)
from safeguard.searches.commands.finishing import (
    Finding,
    ParentsTold,
    inform_parents,
    record_finding,
)
from safeguard.searches.commands.preparing import (
    Cooperation,
    Explanation,
    explain_search,
    record_cooperation,
)
from safeguard.searches.commands.reviewing import Review, close_search, review_search
from safeguard.searches.commands.starting import NewSearch, Why, start_search
from safeguard.searches.commands.weighing import (
    Urgency,
    assess_urgency,
    check_authority,
)
from school.foundation import clock

REVIEWER = "ruth.adeyemi"
# Whoever searches is of the pupil's sex, and so is whoever sees it.
SEARCHERS = {
    "male": ("tom.pellow", "alistair.penhale"),
    "female": ("nasreen.qadir", "mina.castellan"),
}
SEXES = {"M": "male", "F": "female"}
# So many of each sex in each of these years: fewer than five would not be shown.
UPPER = ("9", "10", "11")
OF_EACH = {"male": 3, "female": 2}
OF_ALL = len(UPPER) * sum(OF_EACH.values())
# Every third found something.
FOUND_EACH = 3
FACTS = (
    "A pupil told me that there was a bottle of spirits in the bag and that it was to "
    "be shared at lunch. Another had seen it on the bus."
)
RISK = "It is ten minutes to lunch, and others are to drink of it."
CALM = "Stood still, asked why, and opened the bag without being touched."
REVIEWED = "The grounds were good and it was done as it must be. No sign of more."


@dataclass(frozen=True)
class _Searched:
    """One search: of whom, by whom, when, and whether anything was found."""

    pupil_ref: str
    sex: str
    ago: int
    found: bool


def tell(cast: Cast, year: SchoolYear) -> None:
    """The searches of the half-term that was over last, by those on the list."""
    for each in _of(cast, year, _school_days(year)):
        _search(cast, year, each)


def _school_days(year: SchoolYear) -> list[int]:
    """School days of the half-term that was over last, as days ago, oldest first."""
    founded = clock.local(year.founded).date()
    part = ended_parts(year.today, founded)[-1]
    found, ago = [], 4
    while (day := year.school_day(ago)) >= max(part.begins_on, founded):
        if day < part.ends_on:
            found.append(ago)
        ago += 1
    return found[::-1]


def _of(cast: Cast, year: SchoolYear, agos: list[int]) -> list[_Searched]:
    found: list[_Searched] = []
    for place, (pupil_ref, sex) in enumerate(_pupils(cast, year)):
        # The last days of the half-term are left to the DSL, to look and to close.
        ago = agos[place * max(1, len(agos) - 3) // OF_ALL]
        found.append(_Searched(pupil_ref, sex, ago, place % FOUND_EACH == 0))
    return found


def _pupils(cast: Cast, year: SchoolYear) -> Iterator[tuple[str, str]]:
    """So many of each sex in each of the upper years, and their sex."""
    birch = next(each for each in stock.schools() if each.key == "birch")
    left = {(form, sex): n for form in UPPER for sex, n in OF_EACH.items()}
    for pupil in rolls.pupils_of(birch, year.today):
        sex = SEXES.get(rolls.census_of(pupil)[0], "")
        if left.get((pupil.year, sex)):
            left[pupil.year, sex] -= 1
            yield cast.pupils["birch", pupil.said], sex


def _search(cast: Cast, year: SchoolYear, told: _Searched) -> None:
    by, witness = SEARCHERS[told.sex]
    searcher = cast.acting(by)
    with clock.standing_at(year.moment(told.ago, "11:50")):
        why = Why(("banned_item",), FACTS, "A bottle of spirits")
        new = NewSearch(told.pupil_ref, "alcohol", why, place_words="Room 12")
        ref = start_search(searcher, new)
        assess_urgency(searcher, ref, Urgency(urgent=True, risk=RISK))
        check_authority(searcher, ref)
        explain_search(searcher, ref, Explanation(("why", "how", "questions")))
        record_cooperation(searcher, ref, Cooperation(cooperates=True, words=CALM))
    with clock.standing_at(year.moment(told.ago, "11:58")):
        done = Conduct(
            Present(witness_ref=cast.people[witness]),
            Sexes(told.sex, told.sex, told.sex),
            out_of_sight=True,
            extents=("pockets", "bag"),
        )
        conduct_search(searcher, ref, done)
        record_finding(searcher, ref, _finding(found=told.found))
    with clock.standing_at(year.moment(told.ago, "15:40")):
        answer = "She had no idea and thanks us for ringing."
        said = ParentsTold("told", "The mother", "telephone", response=answer)
        inform_parents(cast.acting(by, elevated=True), ref, said)
    with clock.standing_at(year.moment(told.ago - 1, "09:10")):
        lead = cast.acting(REVIEWER, elevated=True)
        review_search(lead, ref, Review("none", "no", REVIEWED))
        close_search(lead, ref)


def _finding(*, found: bool) -> Finding:
    if found:
        what = "A half bottle of vodka, in the bag."
        then = "Poured away, with a witness."
        return Finding(image=None, found=True, what=what, follow_up=then)
    return Finding(image=None, found=False, account="I never had one.")
