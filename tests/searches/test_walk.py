"""Every state that a search can reach, on the model alone: none closes a wrong act."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from safeguard.guidance import searches
from safeguard.searches.states import (
    AFTER,
    BEFORE,
    EDGES,
    ENDED,
    Facts,
    Move,
    State,
    closed_as,
    counts,
    derived,
    leads_to,
    next_move,
    waits_again,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
BEFORE_IT, AFTER_IT = NOON - timedelta(hours=1), NOON + timedelta(hours=1)
IN_TIME, TOO_LATE = NOON + timedelta(hours=3), NOON + timedelta(hours=9)
# How the search itself may be done: as it should be, and one thing amiss at a time.
WAYS: dict[str, dict[str, Any]] = {
    "as it should be": {},
    "not on the list": {"authority": "no_authority"},
    "expired a minute ago": {"authority": "authority_expired"},
    "not for this item": {"authority": "out_of_scope"},
    "training overdue": {"training_overdue": True},
    "no witness": {"witness": "none"},
    "searcher is witness": {"witness": "searcher"},
    "another sex": {"same_sex": False},
    "another sex, excepted": {"same_sex": False, "excepted": True},
    "in sight": {"out_of_sight": False},
    "not in charge": {"in_charge": False},
    "force for a rule item": {"force": True, "statutory": False},
    "not searchable": {"searchable": False, "statutory": False},
    "grounds after": {"grounds_at": AFTER_IT},
    "own child": {"own_child": True},
}
PARENTS: dict[str, datetime | None] = {
    "told": AFTER_IT,
    "told before": BEFORE_IT,
    "told late": TOO_LATE,
    "not told": None,
}


@dataclass(frozen=True)
class Node:
    """Where a search stands, what is known of it, what was noted and answered."""

    state: State
    facts: Facts
    noted: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()
    asked: bool = False
    # An image is suspected; and whether safeguarding has reviewed it since.
    image: bool = False
    reviewed: bool = False

    def goes(self, after: State, **changes: Any) -> "Node":
        facts = replace(self.facts, **changes)
        noted = self.noted | derived(facts)
        return replace(self, state=after, facts=facts, noted=noted)


BEGUN = Node(State.PROPOSED, Facts(grounds_at=BEFORE_IT, told_by=IN_TIME))


def recorded(route: str) -> Node:
    """A search that is recorded once it was done."""
    facts = Facts(route=route, grounds_at=BEFORE_IT, conducted_at=NOON, told_by=IN_TIME)
    return Node(State.CONDUCTED, facts).goes(State.CONDUCTED)


STARTS = (BEGUN, recorded("after"), recorded("emergency"))


def weighed(node: Node) -> list[Node]:
    """Urgent, or it can wait."""
    return [
        node.goes(State.URGENCY_ASSESSED, urgent=urgent, weighed_at=BEFORE_IT)
        for urgent in (True, False)
    ]


def asked_for_advice(node: Node) -> list[Node]:
    """Only where it can wait."""
    asked = replace(node.goes(State.ADVICE_REQUESTED, advice_waits=True), asked=True)
    return [asked] if node.facts.urgent is False else []


def advised(node: Node) -> list[Node]:
    """Advice that counts, in time or too late; or somebody else's, in time."""
    early = node.state is State.ADVICE_REQUESTED
    if not node.asked:
        return []
    state = State.ADVICE_GIVEN if early else node.state
    at = BEFORE_IT if early else AFTER_IT
    waits = node.facts.advice_waits and not early
    counted = [
        node.goes(state, advised_at=at, advice_agrees=agrees, advice_waits=waits)
        for agrees in (True, False)
    ]
    return [*counted, node.goes(State.ADVICE_REQUESTED)] if early else counted


def checked(node: Node) -> list[Node]:
    """Authorised, or refused; not before advice where it can wait."""
    if node.state is State.URGENCY_ASSESSED and not node.facts.urgent:
        return []
    authorised = node.goes(State.AUTHORISED, checked_at=BEFORE_IT)
    return [authorised, node.goes(State.REFUSED)]


def asked_the_pupil(node: Node) -> list[Node]:
    """Willing or not."""
    willing = (State.COOPERATING, State.NOT_COOPERATING)
    return [node.goes(state, asked_at=BEFORE_IT) for state in willing]


def conducted(node: Node) -> list[Node]:
    """In each way from where it belongs; simply done from anywhere else."""
    in_order = next_move(node.state, urgent=True) is Move.CONDUCT
    done = {"conducted_at": NOON, "conducted_from": node.state}
    return [
        node.goes(State.CONDUCTED, **{**done, **way})
        for way in (WAYS.values() if in_order else [{}])
    ]


def answered(node: Node) -> list[Node]:
    """All deviations that wait."""
    waiting = node.noted - node.answered
    return [replace(node, answered=node.noted)] if waiting else []


def closed(node: Node) -> list[Node]:
    """As lawful, with deviations, or not yet."""
    state = closed_as(counts(node.noted), node.answered)
    return [] if state is None else [node.goes(state)]


MAKES: dict[Move, Callable[[Node], list[Node]]] = {
    Move.ASSESS_URGENCY: weighed,
    Move.REQUEST_ADVICE: asked_for_advice,
    Move.GIVE_ADVICE: advised,
    Move.CHECK_AUTHORITY: checked,
    Move.EXPLAIN: lambda node: [node.goes(State.EXPLAINED, explained_at=BEFORE_IT)],
    Move.RECORD_COOPERATION: asked_the_pupil,
    Move.CALL_OFF: lambda node: [node.goes(State.NOT_SEARCHED)],
    Move.CONDUCT: conducted,
    Move.RECORD_FINDING: lambda node: [
        node.goes(state) for state in (State.NOTHING_FOUND, State.ITEM_FOUND)
    ],
    Move.INFORM_PARENTS: lambda node: [
        node.goes(State.PARENTS_INFORMED, told_at=at) for at in PARENTS.values()
    ],
    Move.REVIEW: lambda node: [replace(node.goes(State.DSL_REVIEWED), reviewed=True)],
    Move.REVIEW_DEVIATIONS: answered,
    Move.CLOSE: closed,
}


def suspected(node: Node) -> list[tuple[None, Node]]:
    """An image, once safeguarding has reviewed it or is to: no move of the table."""
    if node.image or node.state not in {State.PARENTS_INFORMED, State.DSL_REVIEWED}:
        return []
    settled = node.facts.told_at is not None
    state = waits_again(node.state, found=True, settled=settled)
    return [(None, replace(node, state=state, image=True, reviewed=False))]


def steps(node: Node) -> list[tuple[Move | None, Node]]:
    """All that can happen next."""
    moved = [(move, each) for move in EDGES[node.state] for each in MAKES[move](node)]
    return [*moved, *suspected(node)]


@cache
def walked() -> dict[Node, list[tuple[Move | None, Node]]]:
    """Breadth first, until nothing new is reached."""
    found: dict[Node, list[tuple[Move | None, Node]]] = {}
    waiting = deque(STARTS)
    while waiting:
        node = waiting.popleft()
        if node not in found:
            found[node] = steps(node)
            waiting.extend(each for _, each in found[node])
    return found


def count_paths() -> int:
    """Ways from a start to an end that never come back to where they have been."""
    reached = walked()
    known: dict[Node, int] = {}
    under_way: set[Node] = set()

    def paths(node: Node) -> int:
        if node.state in ENDED:
            return 1
        if node not in known:
            under_way.add(node)
            onward = dict.fromkeys(each for _, each in reached[node])
            known[node] = sum(paths(e) for e in onward if e not in under_way)
            under_way.discard(node)
        return known[node]

    return sum(paths(node) for node in STARTS)


def test_the_walk_reaches_all_there_is_and_says_how_much() -> None:
    reached = walked()
    edges = sum(len(set(onward)) for onward in reached.values())
    assert {node.state for node in reached} == set(State)
    assert (len(reached), edges, count_paths()) == (50_613, 186_143, 297_795_361)


def test_nothing_closes_as_lawful_with_a_deviation() -> None:
    lawful = [node for node in walked() if node.state is State.CLOSED]
    assert lawful
    for node in lawful:
        assert not counts(node.noted), node
        assert node.facts.route == "started"
        assert not counts(derived(node.facts))


def test_what_closes_with_deviations_has_each_of_them_answered() -> None:
    for node in walked():
        if node.state is State.CLOSED_WITH_DEVIATIONS:
            assert counts(node.noted)
            assert counts(node.noted) <= node.answered


def test_the_model_goes_only_where_the_acts_may_go() -> None:
    """The same table and the same guards that every act asks."""
    for node, onward in walked().items():
        for move, each in onward:
            urgent = node.facts.urgent
            assert move is None or leads_to(node.state, move, each.state, urgent=urgent)


def test_no_search_closes_on_a_review_from_before_an_image_was_suspected() -> None:
    closes = {State.CLOSED, State.CLOSED_WITH_DEVIATIONS}
    ended = [node for node in walked() if node.image and node.state in closes]
    assert ended
    assert all(node.reviewed for node in ended)


def test_a_deviation_is_never_taken_back() -> None:
    for node, onward in walked().items():
        assert all(node.noted <= each.noted for _, each in onward)


def test_no_search_is_lawful_without_each_step_before_it() -> None:
    for node in walked():
        if node.state in AFTER and not counts(node.noted):
            facts = node.facts
            assert facts.conducted_from in {State.COOPERATING, State.NOT_COOPERATING}
            for at in (facts.weighed_at, facts.checked_at, facts.explained_at):
                assert at
                assert at < NOON
            assert facts.urgent or facts.advised_at
            assert facts.advice_agrees
            assert not facts.advice_waits


def test_that_it_was_done_can_be_recorded_from_wherever_it_stood() -> None:
    for node, onward in walked().items():
        if node.state in BEFORE:
            assert Move.CONDUCT in {move for move, _ in onward}


def test_nothing_is_a_dead_end_before_the_end() -> None:
    for node, onward in walked().items():
        assert (node.state in ENDED) is (not onward), node


def test_a_warning_alone_leaves_a_search_lawful() -> None:
    warned = [node for node in walked() if node.state is State.CLOSED and node.noted]
    assert {code for node in warned for code in node.noted} == {
        "training_overdue", "parents_late",
    }  # fmt: skip


def test_every_deviation_that_is_worked_out_is_on_the_list() -> None:
    codes = {code for node in walked() for code in node.noted}
    assert codes <= {each.code for each in searches.deviations}
