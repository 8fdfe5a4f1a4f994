"""What is made of several answers is kept for as long as all of them are good."""

from collections import Counter

import pytest

from school.foundation.answers import (
    UNTOLD,
    Answers,
    KeptTogether,
    Standing,
    stand_on,
    was_read,
)


@pytest.fixture
def trail():
    changed: Counter[str] = Counter()
    stand_on(Standing(changed, Answers()))
    yield changed
    stand_on(None)


def looked(together: KeptTogether, made: list[str], *tables: str) -> int:
    def make() -> int:
        was_read(tables)
        made.append("made")
        return len(made)

    return together.find_or_make("queue", make)


def test_it_is_made_once_while_nothing_changes(trail):
    together, made = KeptTogether(), list[str]()

    assert [looked(together, made, "concern", "person") for _ in range(3)] == [1, 1, 1]


def test_a_change_of_any_table_it_was_read_from_makes_it_anew(trail):
    together, made = KeptTogether(), list[str]()
    looked(together, made, "concern", "person")
    trail["person"] += 1

    assert looked(together, made, "concern", "person") == 2


def test_a_change_elsewhere_leaves_it(trail):
    together, made = KeptTogether(), list[str]()
    looked(together, made, "concern")
    trail["custody_item"] += 1

    assert looked(together, made, "concern") == 1


def test_what_the_trail_does_not_tell_of_is_never_kept(trail):
    together, made = KeptTogether(), list[str]()
    looked(together, made, "concern", UNTOLD)

    assert looked(together, made, "concern", UNTOLD) == 2


def test_without_a_trail_to_stand_on_nothing_is_kept(trail):
    together, made = KeptTogether(), list[str]()
    looked(together, made, "concern")
    stand_on(None)

    assert looked(together, made, "concern") == 2


def test_nothing_is_left_of_it_once_cleared(trail):
    together, made = KeptTogether(), list[str]()
    looked(together, made, "concern")
    together.clear()

    assert looked(together, made, "concern") == 2
