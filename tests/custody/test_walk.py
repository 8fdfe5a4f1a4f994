"""Every state that an item can come to, walked breadth first on the model itself."""

from collections import deque
from collections.abc import Iterator

import pytest

from safeguard.custody import states
from safeguard.custody.states import (
    GONE,
    HERE,
    Decided,
    HeldBy,
    ItemState,
    Move,
    Offer,
    Sealing,
    Standing,
    Way,
    may,
    moved,
)
from safeguard.guidance import custody

ANNE, BEN = "anne", "ben"
Edge = tuple[Standing, Move, str | None, Standing]
RETURNS = {ItemState.TO_PARENT, ItemState.TO_PUPIL}
OUTSIDE = {
    ItemState.TO_PARENT: HeldBy.PARENT,
    ItemState.TO_PUPIL: HeldBy.PUPIL,
    ItemState.TO_POLICE: HeldBy.POLICE,
    ItemState.DISPOSED: HeldBy.DESTROYED,
}


def whom_or_what(now: Standing, move: Move) -> list[str | None]:
    """With what a move can be made: the other person, one of two stores, a decision."""
    other = BEN if now.holder == ANNE else ANNE
    match move:
        case Move.OFFER | Move.PROPOSE_DISPOSAL | Move.TAKE_CHARGE:
            return [other]
        case Move.ACCEPT:
            return [now.offered_to]
        case Move.STORE:
            return ["safe", "drawer"]
        case Move.DECIDE:
            return [each.value for each in Decided]
    return [None]


def walk(begin: Standing) -> tuple[set[Standing], list[Edge]]:
    """Every state that can be reached from there, and every edge between them."""
    seen, waiting, edges = {begin}, deque([begin]), []
    while waiting:
        now = waiting.popleft()
        for move in Move:
            for to in whom_or_what(now, move):
                after = moved(now, move, to)
                assert (after is not None) is may(now, move)
                if after is None:
                    continue
                edges.append((now, move, to, after))
                if after not in seen:
                    seen.add(after)
                    waiting.append(after)
    return seen, edges


def begun(kind: str) -> Standing:
    """An item of that kind, as it was seized by Anne."""
    found = custody.kinds.named(kind)
    ways = frozenset(Way(each) for each in found.ways)
    return Standing(holder=ANNE, ways=ways, sealed_only=found.sealed)


WALKS = {each.code: walk(begun(each.code)) for each in custody.kinds}
# How many states and edges each kind has: written down, so that a change is noticed.
COUNTS = {
    "phone": (867, 7460),
    "device_evidence": (615, 4910),
    "weapon": (375, 2856),
    "drugs": (471, 3522),
    "stolen": (387, 2928),
    "alcohol": (627, 5024),
    "tobacco": (627, 5024),
    "fireworks": (477, 3558),
    "pornography": (471, 3522),
    "offence_article": (615, 4910),
    "vape": (627, 5024),
    "rule_item": (633, 5072),
}


def every_edge() -> Iterator[Edge]:
    for _, edges in WALKS.values():
        yield from edges


@pytest.mark.parametrize("kind", WALKS)
def test_the_walk_of_each_kind_has_as_many_states_as_are_written_down(kind):
    found, edges = WALKS[kind]
    print(f"{kind}: {len(found)} states, {len(edges)} edges")
    assert (len(found), len(edges)) == COUNTS[kind]


def holders_of(now: Standing) -> set[str]:
    """Everybody who has it: by the state, by the name on it, by where it went."""
    found = {now.holder} if now.holder else set()
    if now.held_by is not HeldBy.STAFF:
        found.add(now.held_by.value)
    if now.state in OUTSIDE:
        found.add(OUTSIDE[now.state].value)
    return found


def test_at_each_moment_there_is_one_holder_neither_none_nor_two():
    every = {each for found, _ in WALKS.values() for each in found}
    assert {len(holders_of(each)) for each in every} == {1}
    assert {each.held_by is HeldBy.STAFF for each in every if each.is_here} == {True}


def test_the_giver_stays_its_holder_until_somebody_has_accepted():
    changes = set()
    for before, move, to, after in every_edge():
        if holders_of(before) != holders_of(after) and after.is_here:
            changes.add(move)
            assert after.holder == to
            if move is Move.ACCEPT:
                assert before.offered_to == to
    assert changes == {Move.ACCEPT, Move.TAKE_CHARGE}


def test_a_police_hold_freezes_it():
    seen = set()
    for before, move, _, after in every_edge():
        if before.on_hold:
            seen.add(move)
            assert after.is_here or after.state is ItemState.TO_POLICE
            assert not (before.sealing is Sealing.WHOLE and after.sealing != "whole")
    assert not seen & {
        *(Move.RETURN_TO_PARENT, Move.RETURN_TO_PUPIL, Move.PROPOSE_DISPOSAL),
        *(Move.DISPOSE, Move.BREAK, Move.RELEASE),
    }
    assert {Move.LIFT, Move.HAND_TO_POLICE, Move.OFFER, Move.ACCEPT} <= seen


def test_a_hold_ends_what_was_proposed():
    for before, move, _, after in every_edge():
        if move is Move.HOLD and before.offer is Offer.DISPOSAL:
            assert after.offer is Offer.NONE
        assert not (after.on_hold and after.offer is Offer.DISPOSAL)


def test_the_device_of_a_stopped_record_is_returned_or_destroyed_by_decision_alone():
    for before, _, _, after in every_edge():
        if before.stopped and after.state in RETURNS:
            assert before.decided is Decided.RETURN
        if before.stopped and after.state is ItemState.DISPOSED:
            assert before.decided is Decided.DISPOSE


def test_no_edge_leads_back_and_a_stop_stays():
    for before, _, _, after in every_edge():
        assert before.state in HERE
        assert after.stopped or not before.stopped


def test_every_item_can_still_come_to_the_police():
    """No state is a dead end: there is no item that nobody can do anything with."""
    for found, edges in WALKS.values():
        ends = {each for each in found if each.state is ItemState.TO_POLICE}
        before: dict[Standing, set[Standing]] = {}
        for start, _, _, after in edges:
            before.setdefault(after, set()).add(start)
        reach, waiting = set(ends), deque(ends)
        while waiting:
            for each in before.get(waiting.popleft(), set()) - reach:
                reach.add(each)
                waiting.append(each)
        assert {each for each in found if each.is_here} <= reach


ENDS = {
    # Kind: where it may end (domain reference §2.4).
    "phone": {"returned_to_parent", "returned_to_pupil", "handed_to_police"},
    "device_evidence": {"handed_to_police"},
    "weapon": {"handed_to_police"},
    "drugs": {"handed_to_police", "disposed"},
    "stolen": {"handed_to_police", "returned_to_parent", "returned_to_pupil"},
    "alcohol": {"handed_to_police", "disposed", "returned_to_parent"},
    "tobacco": {"handed_to_police", "disposed", "returned_to_parent"},
    "fireworks": {"handed_to_police", "disposed", "returned_to_parent"},
    "pornography": {"handed_to_police", "disposed"},
    "offence_article": {"handed_to_police"},
    "vape": {"handed_to_police", "disposed", "returned_to_parent"},
    "rule_item": {
        *("returned_to_parent", "returned_to_pupil", "disposed", "handed_to_police"),
    },
}


@pytest.mark.parametrize("kind", WALKS)
def test_each_kind_ends_where_the_rules_let_it(kind):
    found, _ = WALKS[kind]
    assert {each.state.value for each in found if each.state in GONE} == ENDS[kind]


def test_what_must_be_sealed_lies_in_no_store_unsealed():
    for before, move, _, _ in every_edge():
        if move is Move.STORE and before.sealed_only:
            assert before.sealing is Sealing.WHOLE


def test_a_rule_that_is_not_kept_is_seen(monkeypatch):
    """Must fail: without the guard a hold lets things through."""
    monkeypatch.setitem(states._GUARDS, Move.RETURN_TO_PARENT, lambda now: True)
    _, edges = walk(begun("phone"))
    assert any(
        before.on_hold and after.state is ItemState.TO_PARENT
        for before, _, _, after in edges
    )
