"""Searches and force by group: what is counted, what is withheld, what is said."""

from collections import Counter
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeguard.force.queries.listing import count_forces_by
from safeguard.reports.commands.freezing import freeze_report
from safeguard.reports.queries import read_report
from safeguard.reports.states import ALL, Measure, by, publish, publish_alike, share
from safeguard.reports.states.suppression import (
    FEWEST_TO_SHARE,
    SHARES,
    is_few,
)
from safeguard.searches.queries.counting import (
    count_searches,
    count_searches_by,
    count_searches_in_vain_by,
    first_search_at,
)
from school.foundation import clock
from school.identity.models.census import Trait, code_set, groups_of
from school.identity.queries.characteristics import count_roll_by
from tests.reports.searched import closed, forced, pupils
from tests.reports.solving import equations, follows
from tests.reports.term import NOVEMBER, OCTOBER, SEPTEMBER, frozen
from tests.searches import told as course
from tests.visitors import visit

PART = "2026-09"
NUMBERS = st.integers(0, 14) | st.integers(0, 4) | st.integers(0, 60)
SCHOOLS = ["birch", "cedar"]
GROUPS = {"sex": ["female", "male"], "send": ["none", "support", "plan"]}
EVENTS = [(s, a, b) for s in SCHOOLS for a in GROUPS["sex"] for b in GROUPS["send"]]

# ---- Withheld: several characteristics of the same searches ------------------------


def seen_from(events, at):
    """Counts by school and one characteristic."""
    found: Counter[tuple[str, str]] = Counter()
    for event, number in events.items():
        found[event[0], event[at]] += number
    return dict(found)


@given(st.lists(NUMBERS, min_size=len(EVENTS), max_size=len(EVENTS)))
@settings(max_examples=150, deadline=None)
def test_no_number_from_1_to_4_follows_from_several_characteristics(numbers) -> None:
    """Of schools, of groups, of all: whatever somebody might want to work out."""
    events = dict(zip(EVENTS, numbers, strict=True))
    tables = {
        name: (groups, seen_from(events, at))
        for at, (name, groups) in enumerate(GROUPS.items(), 1)
    }
    known, wanted = [], [frozenset({each}) for each in EVENTS]
    for at, (name, shown) in enumerate(publish_alike(SCHOOLS, tables).items(), 1):
        for part, number in equations(shown):
            known.append((_events_in(part, at), number))
        cells = [frozenset({(s, g)}) for s in SCHOOLS for g in GROUPS[name]]
        sums = [frozenset((s, g) for s in SCHOOLS) for g in GROUPS[name]]
        wanted += [_events_in(each, at) for each in (*cells, *sums)]
    wanted += [frozenset(e for e in EVENTS if e[0] == s) for s in SCHOOLS]
    wanted.append(frozenset(EVENTS))
    for each in wanted:
        number = sum(events[event] for event in each)
        assert not (is_few(number) and follows(each, known) is not None)


def _events_in(part, at):
    return frozenset(each for each in EVENTS if (each[0], each[at]) in part)


def test_what_one_table_withholds_of_the_sums_none_shows() -> None:
    """Published each for itself, the second would tell what the first keeps back."""
    ones = {("birch", f"g{n}"): 1 for n in range(5)}
    sexes = {("birch", "female"): 5, ("birch", "male"): 0}
    tables = {
        "a": ([f"g{n}" for n in range(5)], ones),
        "b": (["female", "male"], sexes),
    }
    assert publish(["birch"], *tables["b"]).total == 5
    shown = publish_alike(["birch"], tables)
    assert [each.total for each in shown.values()] == [None, None]
    assert [each.rows["birch"] for each in shown.values()] == [None, None]


# ---- Withheld: how many found nothing ----------------------------------------------


@given(st.integers(0, 120), st.integers(0, 120))
def test_a_share_leaves_nought_or_five_and_more_at_each_end(part, rest) -> None:
    step, total = share(part, rest), part + rest
    possible = [n for n in range(total + 1) if share(n, total - n) == step]
    assert part in possible
    if total < FEWEST_TO_SHARE:
        assert step is None
        return
    assert step in {*SHARES, 0}
    for end in (possible[0], possible[-1]):
        assert not is_few(end)
        assert not is_few(total - end)


SPLITS = [((20, 20), (26, 14)), ((13, 13, 13), (31, 8)), ((20, 21), (36, 5))]


@pytest.mark.parametrize(("first", "second"), SPLITS)
def test_shares_of_two_characteristics_together_tell_of_no_few(first, second) -> None:
    """Both are of the same searches and bound each other: every set of findings that
    fits is tried, for every set of shares that can be shown.
    """
    by_total: dict[int, list[tuple[int, ...]]] = {}
    for each in _findings(second):
        by_total.setdefault(sum(each), []).append(each)
    sizes = (*first, *second)
    seen: dict[tuple[int | None, ...], list[set[int]]] = {}
    for one in _findings(first):
        for other in by_total.get(sum(one), ()):
            found = (*one, *other)
            fits = seen.setdefault(_shares(sizes, found), [set() for _ in sizes])
            for place, number in enumerate(found):
                fits[place].add(number)
    assert seen
    for fits in seen.values():
        for size, possible in zip(sizes, fits, strict=True):
            if len(possible) == 1:
                number = next(iter(possible))
                assert not is_few(number)
                assert not is_few(size - number)


def _findings(sizes):
    return product(*(range(size + 1) for size in sizes))


def _shares(sizes, numbers):
    return tuple(
        share(number, size - number)
        for size, number in zip(sizes, numbers, strict=True)
    )


# ---- Counted ------------------------------------------------------------------------


def test_a_search_counts_where_it_was_closed_and_what_was_called_off_does_not(
    world, settings
) -> None:
    ellis = [world["ellis"]]
    closed(settings, world, ellis * 2, SEPTEMBER)
    closed(settings, world, ellis, SEPTEMBER, found=True)
    closed(settings, world, ellis, SEPTEMBER, state="closed_with_deviations")
    closed(settings, world, ellis, SEPTEMBER, state="not_searched")
    closed(settings, world, ellis, SEPTEMBER, state="dsl_reviewed")
    closed(settings, world, ellis, OCTOBER)
    assert first_search_at() == SEPTEMBER
    assert count_searches(SEPTEMBER, OCTOBER) == {
        (world.birch, "nothing"): 3, (world.birch, "found"): 1,
    }  # fmt: skip


def test_searches_force_and_the_roll_by_group(world, settings) -> None:
    girls = pupils(world, 2, "female", ethnicity="BCRB", send="E", meals="Y")
    boys = pupils(world, 3, "male", send="K")
    closed(settings, world, [*girls, girls[0]], SEPTEMBER)
    closed(settings, world, boys, SEPTEMBER, found=True)
    closed(settings, world, [None], SEPTEMBER)
    forced(settings, world, boys[:1], SEPTEMBER)
    birch = world.birch

    def found(count, trait):
        return dict(count(trait, SEPTEMBER, OCTOBER))

    assert found(count_searches_by, Trait.SEX) == {
        (birch, "female"): 3, (birch, "male"): 3, (birch, "not_known"): 1,
    }  # fmt: skip
    assert found(count_searches_by, Trait.ETHNICITY) == {
        (birch, "black"): 3, (birch, "white"): 3, (birch, "not_known"): 1,
    }  # fmt: skip
    assert found(count_searches_in_vain_by, Trait.SEND) == {
        (birch, "plan"): 3, (birch, "not_known"): 1,
    }  # fmt: skip
    assert found(count_searches_by, Trait.MEALS)[birch, "eligible"] == 3
    assert found(count_searches_by, Trait.YEAR)[birch, "8"] == 6
    assert found(count_forces_by, Trait.SEND) == {(birch, "support"): 1}
    roll = count_roll_by(Trait.SEX)
    assert (roll[birch, "female"], roll[birch, "male"]) == (2, 3)
    # The seven pupils of the world, of whom nothing is known.
    assert roll[birch, "not_known"] == 7
    assert count_roll_by(Trait.YEAR)[world.cedar, "7"] == 1


def test_every_code_of_the_census_has_a_group_and_words() -> None:
    for trait in (Trait.ETHNICITY, Trait.SEND, Trait.MEALS):
        codes = code_set(trait)
        assert codes.source
        assert codes.mark in {"V", "V2", "M"}
        for each in codes.codes.values():
            assert each.group in groups_of(trait)
            assert codes.read(each.code.lower()) == each.code
            assert codes.read(each.wording) == each.code
        assert codes.read("whatever") is None
        assert codes.group_of("gone") == "not_known"


# ---- Frozen, and read ----------------------------------------------------------------


def test_the_boards_numbers_change_when_a_search_has_closed(world, settings) -> None:
    ellis, before = [world["ellis"]], SEPTEMBER + timedelta(hours=1)
    closed(settings, world, ellis * 6, before, state="dsl_reviewed")
    closed(settings, world, ellis * 5, SEPTEMBER, found=True)
    frozen(world)
    trust = world.acting("trust_safeguarding")
    first = read_report(trust)
    assert first
    assert first.number(Measure.SEARCHES, PART) == 5
    # Closed in the next half-term: that one changes, and the one before does not.
    closed(settings, world, ellis * 7, NOVEMBER)
    with clock.standing_at(NOVEMBER + timedelta(days=60)):
        freeze_report(trust)
        report = read_report(trust)
    assert report
    assert report.number(Measure.SEARCHES, PART) == 5
    assert report.number(Measure.SEARCHES, "2026-11") == 7


def test_a_search_that_runs_its_course_is_counted_once_it_is_closed(world) -> None:
    """With the acts of searches themselves: nothing found, parents told, closed."""
    with clock.standing_at(SEPTEMBER):
        course.authorised(world)
        ref = course.told(world)
        course.reviewed(world, ref)
    until = OCTOBER + timedelta(days=1)
    assert count_searches(SEPTEMBER, until) == {}
    with clock.standing_at(OCTOBER):
        course.closed(world, ref)
    assert count_searches(SEPTEMBER, until) == {(world.birch, "nothing"): 1}
    frozen(world)
    report = read_report(world.acting("trust_safeguarding"))
    assert report
    # Nought before; one is too few to show.
    assert report.number(Measure.SEARCHES, PART) is None


def test_what_is_few_is_not_shown_beside_what_is_many(world, settings) -> None:
    girls, boys = pupils(world, 6, "female"), pupils(world, 8, "male", send="K")
    closed(settings, world, [*girls, *boys, *boys, *girls[:1]], SEPTEMBER)
    closed(settings, world, boys[:2], SEPTEMBER, found=True)
    forced(settings, world, boys[:2], SEPTEMBER)
    frozen(world, "dsl")
    report = read_report(world.acting("dsl"))
    assert report
    numbers = {
        group: report.number(by("searches", Trait.SEX), PART, group)
        for group in groups_of(Trait.SEX)
    }
    assert numbers == {"female": 7, "male": 18, "other": 0, "not_known": 0}
    assert report.number(Measure.SEARCHES, PART) == 25
    assert report.number(Measure.IN_VAIN, PART, "at_least") == 75
    assert report.number(by("searches_in_vain", Trait.SEX), PART, "male") is None
    assert report.number(by("force", Trait.SEX), PART, ALL) is None
    assert report.number(by("force", Trait.SEX), PART, "male") is None
    for number in report.figures.values():
        assert number is None or not is_few(number)


def test_the_page_warns_of_small_numbers_and_says_what_dfe_asks(
    app, world, settings
) -> None:
    boys = pupils(world, 8, "male")
    closed(settings, world, boys, SEPTEMBER)
    frozen(world, "dsl")
    page = visit(app, world, "councillor").get("/report").text
    section = page.partition('id="fairness"')[2].partition("How to read")[0]
    assert "On whom searches and force fall, Autumn 1 2026" in section
    assert "8 searches were closed." in section
    assert "DfE asks schools that search much" in section
    assert "These numbers are small." in section
    assert "Marsh" not in section
    assert "href" not in section


def test_of_twenty_and_more_the_share_without_a_finding_is_shown(
    world, settings
) -> None:
    boys, girls = pupils(world, 6, "male"), pupils(world, 5, "female")
    closed(settings, world, [*boys, *girls] * 5, SEPTEMBER)
    closed(settings, world, boys, SEPTEMBER, found=True)
    closed(settings, world, girls * 4, SEPTEMBER, found=True)
    frozen(world, "dsl")
    report = read_report(world.acting("dsl"))
    assert report
    in_vain = by("searches_in_vain", Trait.SEX)
    shares = {sex: report.number(in_vain, PART, sex) for sex in ("male", "female")}
    assert shares == {"male": 75, "female": 50}
