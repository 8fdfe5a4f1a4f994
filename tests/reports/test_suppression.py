"""Nobody works out a number from 1 to 4: a solver over all that is published tries."""

from collections import Counter

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from safeguard.reports.states import FEWEST, Published, at_least, publish
from safeguard.reports.states.suppression import LADDER, is_few, to_hide
from tests.reports.solving import equations, follows, values_of

NUMBERS = st.integers(0, 14) | st.integers(0, 4) | st.integers(0, 60)


@st.composite
def tables(draw, most=NUMBERS, rows=4, columns=6):
    schools = [f"school {n}" for n in range(draw(st.integers(1, rows)))]
    kinds = [f"kind {n}" for n in range(draw(st.integers(2, columns)))]
    counts = {(school, kind): draw(most) for school in schools for kind in kinds}
    return schools, kinds, counts


def sums_of(schools, kinds, counts):
    """Every number that somebody might want to work out: cells, rows, columns, all."""
    parts = [frozenset({cell}) for cell in counts]
    parts += [frozenset((school, kind) for kind in kinds) for school in schools]
    parts += [frozenset((school, kind) for school in schools) for kind in kinds]
    parts.append(frozenset(counts))
    return [(part, sum(counts[cell] for cell in part)) for part in parts]


@given(tables())
@settings(max_examples=400, deadline=None)
def test_subtracting_gives_no_number_from_1_to_4(table) -> None:
    schools, kinds, counts = table
    known = equations(publish(schools, kinds, counts))
    worked_out = [
        number
        for part, number in sums_of(*table)
        if is_few(number) and follows(part, known) is not None
    ]
    assert worked_out == []


@given(tables(st.integers(0, 6), rows=2, columns=3))
@settings(max_examples=150, deadline=None)
def test_each_number_from_1_to_4_could_be_another(table) -> None:
    """Must hold even for a reader who knows that a count is never below nought."""
    schools, kinds, counts = table
    known = equations(publish(schools, kinds, counts))
    assume(known)
    for part, number in sums_of(*table):
        if is_few(number) and set(part) <= {c for p, _ in known for c in p}:
            assert len(values_of(part, known, 2)) > 1


@given(tables())
@settings(max_examples=200, deadline=None)
def test_what_is_shown_is_true_and_is_nought_or_five_and_more(table) -> None:
    schools, kinds, counts = table
    shown = publish(schools, kinds, counts)
    for part, number in equations(shown):
        assert number == sum(counts[cell] for cell in part)
        assert not is_few(number)


SCHOOLS, KINDS = ["birch", "cedar"], ["content", "contact", "conduct"]
MONTHS = ["September", "October"]
CONCERNS = [(s, k, m) for s in SCHOOLS for k in KINDS for m in MONTHS]


def seen_from(concerns, at):
    """Counts by school and one more property: kind (1) or month (2)."""
    found: Counter[tuple[str, str]] = Counter()
    for concern, number in concerns.items():
        found[concern[0], concern[at]] += number
    return dict(found)


@given(st.lists(NUMBERS, min_size=len(CONCERNS), max_size=len(CONCERNS)))
@settings(max_examples=150, deadline=None)
def test_kinds_and_months_of_the_same_concerns_tell_no_more_together(numbers) -> None:
    """Both tables speak of the same concerns, and share their sums by school."""
    concerns = dict(zip(CONCERNS, numbers, strict=True))
    known, wanted = [], [frozenset({each}) for each in CONCERNS]
    for at, names in ((1, KINDS), (2, MONTHS)):
        counts = seen_from(concerns, at)
        for part, number in equations(publish(SCHOOLS, names, counts)):
            known.append((_concerns_in(part, at), number))
        wanted += [_concerns_in({cell}, at) for cell in counts]
        wanted += [_concerns_in({(s, name) for s in SCHOOLS}, at) for name in names]
    for each in wanted:
        number = sum(concerns[concern] for concern in each)
        assert not (is_few(number) and follows(each, known) is not None)


def _concerns_in(part, at):
    return frozenset(each for each in CONCERNS if (each[0], each[at]) in part)


def test_a_solver_finds_what_is_only_crossed_out() -> None:
    """Must fail: withholding the few numbers alone, and no others beside them."""
    schools, kinds = ["birch", "cedar"], ["content", "contact", "conduct"]
    counts = {(s, k): 7 for s in schools for k in kinds} | {("birch", "contact"): 3}
    crossed_out = Published(
        cells={cell: None if is_few(n) else n for cell, n in counts.items()},
        rows={"birch": 17, "cedar": 21},
        columns={"content": 14, "contact": 10, "conduct": 14},
        total=38,
    )
    wanted = frozenset({("birch", "contact")})
    assert follows(wanted, equations(crossed_out)) == 3
    assert follows(wanted, equations(publish(schools, kinds, counts))) is None


def test_ones_alone_are_not_told_by_how_many_they_are() -> None:
    """Five numbers withheld that are five together would each be one."""
    assert to_hide(dict.fromkeys("abcde", 1)) is None
    assert to_hide({**dict.fromkeys("abcde", 1), "f": 9}) == set("abcdef")


def test_a_large_table_is_shown_as_it_is() -> None:
    schools, kinds = ["birch", "cedar"], ["content", "contact"]
    counts = {(s, k): 12 for s in schools for k in kinds} | {("cedar", "contact"): 0}
    assert publish(schools, kinds, counts).cells == counts


def test_the_trust_less_one_school_tells_nothing_of_the_other() -> None:
    schools, kinds = ["birch", "cedar"], ["content", "contact", "conduct"]
    counts = {("birch", k): 20 for k in kinds} | {("cedar", k): 8 for k in kinds}
    counts["cedar", "conduct"] = 2
    shown = publish(schools, kinds, counts)
    assert shown.columns == {"content": 28, "contact": 28, "conduct": 22}
    assert shown.cells["birch", "conduct"] is None


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_step_of_the_ladder_leaves_five_possible_numbers(kept, late) -> None:
    step = at_least(kept, late)
    total = kept + late
    if step in LADDER:
        possible = [n for n in range(total + 1) if (total - n) * 100 >= step * total]
        assert late in possible
        assert len(possible) >= FEWEST
    elif step is not None:
        assert kept < late
        assert total >= 2 * FEWEST


def test_all_in_time_among_few_is_not_told() -> None:
    assert at_least(6, 0) is None
    assert at_least(30, 0) == 75
    assert at_least(95, 5) == 95
    assert at_least(3, 17) == 0
