"""All ways through a visit on its own table, and every rule about what was amiss."""

from collections import deque
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from safeguard.guidance import police
from safeguard.police_visits.states import (
    BEGINS,
    ENDED,
    GOES_ON,
    MOVES,
    OPEN,
    OUTCOMES,
    Facts,
    State,
    missed,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
BEFORE, AFTER = NOON - timedelta(minutes=5), NOON + timedelta(minutes=5)


def walked() -> tuple[set[State], set[tuple[State, State]]]:
    """Breadth first from wherever a visit begins: states reached, edges gone."""
    reached, edges = set(BEGINS), set()
    queue = deque(sorted(BEGINS))
    while queue:
        before = queue.popleft()
        for after in sorted(MOVES[before]):
            edges.add((before, after))
            if after not in reached:
                reached.add(after)
                queue.append(after)
    return reached, edges


def test_every_state_is_reached_and_every_edge_counted():
    reached, edges = walked()
    assert reached == set(State) == set(MOVES)
    assert len(edges) == 16


def test_nothing_closes_without_aftercare_and_nothing_is_done_by_nobody():
    edges = walked()[1]
    assert {a for a, b in edges if b is State.CLOSED} == {State.AFTERCARE}
    assert {a for a, b in edges if b is State.AFTERCARE} == OUTCOMES | {State.AFTERCARE}
    assert {a for a, b in edges if b is State.SEARCH} == {State.ATTENDED}
    assert not MOVES[State.CLOSED]
    assert set(State) == OPEN | ENDED
    assert GOES_ON <= OPEN


AS_IT_MUST_BE: dict[str, Any] = {
    "outcome": State.STRIP_SEARCH, "called": True, "called_at": NOON,
    "weighed_at": BEFORE, "attended": True, "advocate": True, "began_at": AFTER,
    "adult": True, "adult_at": NOON, "told_at": NOON, "exposed": True, "present": 2,
    "referral_considered": True,
}  # fmt: skip
RULES: list[tuple[dict[str, Any], set[str]]] = [
    ({}, set()),
    # The call, and what is weighed before it.
    ({"weighed_at": None}, {"no_weighing"}),
    ({"weighed_at": AFTER}, {"weighing_after"}),
    ({"weighed_at": NOON}, set()),
    ({"called_at": None}, {"call_missed"}),
    ({"called": False, "called_at": None, "weighed_at": None}, set()),
    # The parents.
    ({"told_at": None}, {"parents_not_before"}),
    ({"told_at": AFTER + timedelta(minutes=1)}, {"parents_not_before"}),
    ({"told_at": None, "parents_excused": True}, set()),
    ({"outcome": State.SEARCH, "told_at": None}, {"parents_not_before"}),
    ({"outcome": State.NONE, "told_at": None}, set()),
    # The appropriate adult.
    ({"adult": False, "adult_at": None}, {"no_adult"}),
    ({"adult": False, "adult_urgent": True}, set()),
    ({"adult": False, "adult_urgent": True, "interview": True}, {"no_adult"}),
    ({"adult_at": AFTER + timedelta(minutes=1)}, {"adult_late"}),
    ({"adult": False, "adult_unwanted": True}, {"wish_unsigned"}),
    ({"adult": False, "adult_unwanted": True, "signed": True}, set()),
    ({"outcome": State.SEARCH, "adult": False}, set()),
    ({"outcome": State.NONE, "adult": False, "interview": True}, {"no_adult"}),
    ({"outcome": State.NONE, "adult": False, "interview": True, "attended": False,
      "advocate": False}, set()),
    # Intimate parts, and of which sex the officers are.
    ({"present": 1}, {"too_few_present"}),
    ({"present": None}, {"too_few_present"}),
    ({"present": 1, "exposed": False}, set()),
    ({"present": 1, "outcome": State.SEARCH}, set()),
    ({"sexes": "differ"}, {"sexes_differ"}),
    ({"sexes": "not_known"}, {"sexes_unknown"}),
    ({"sexes": "differ", "outcome": State.SEARCH}, set()),
    # What the school owes the pupil.
    ({"advocate": False}, {"no_advocate"}),
    ({"power_asked": False}, {"no_power"}),
    ({"referral_considered": False}, {"referral_not_considered"}),
    ({"referral_considered": None}, set()),
    # While they are still here nothing is said of what can still come.
    ({"outcome": None, "told_at": None, "adult": False, "advocate": False}, set()),
    ({"weighed_at": None, "adult": False, "told_at": None, "present": 0},
     {"no_weighing", "parents_not_before", "no_adult", "too_few_present"}),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "wanted"), RULES)
def test_what_was_amiss_is_what_the_facts_say(changes, wanted):
    assert set(missed(Facts(**{**AS_IT_MUST_BE, **changes}))) == wanted


def test_every_deviation_comes_from_a_rule_and_has_its_words():
    told = {code for _, codes in RULES for code in codes}
    assert told == {each.code for each in police.deviations}
