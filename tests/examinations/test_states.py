"""The walk of all that can be reached: what is never reached, and how much there is."""

import pytest

from safeguard.examinations.states import (
    STEPS,
    Erase,
    Evidence,
    Move,
    Standing,
    State,
    after,
    is_open,
)
from tests.examinations.walking import all_reachable, paths

GRAPH = all_reachable()
EDGES = [
    (at, move, then) for at, moves in GRAPH.items() for move, then in moves.items()
]
HALTED = [at for at in GRAPH if at.examination is State.HALTED]


def below(at: Standing) -> set[Standing]:
    """Whatever can still come after it."""
    return set(all_reachable(at)) - {at}


def test_everything_that_can_be_reached_is_walked_and_counted():
    ways = sum(1 for _ in paths(GRAPH, Standing(), frozenset({Standing()})))
    print(
        f"\nexamination × erase: {len(GRAPH)} states, {len(EDGES)} edges, {ways} paths"
    )
    assert (len(GRAPH), len(EDGES), ways) == (23, 65, 489)
    assert {at.examination for at in GRAPH} == set(State)
    assert {at.erase for at in GRAPH} == set(Erase)
    assert {move for _, move, _ in EDGES} == set(STEPS) == set(Move)


def test_nothing_is_erased_that_could_be_evidence():
    erased = [at for at in GRAPH if at.erase is Erase.ERASED]
    assert erased
    assert [at for at in erased if at.evidence is not Evidence.NO] == []
    # Nor is it on the way there: the one edge that erases begins with a no.
    begins = {at.evidence for at, move, _ in EDGES if move is Move.ERASE}
    assert begins == {Evidence.NO}


def test_yes_and_unsure_close_the_way_for_good():
    closed = [at for at in GRAPH if at.evidence in {Evidence.YES, Evidence.UNSURE}]
    assert closed
    for at in closed:
        for later in below(at):
            assert later.erase is Erase.CLOSED
            assert later.evidence is not Evidence.NO


def test_a_suspected_image_ends_every_way():
    assert len(HALTED) == 2
    for at in HALTED:
        assert GRAPH[at] == {}
        assert below(at) == set()
    led = {at for at, move, _ in EDGES if move is Move.SUSPECT_IMAGE}
    assert led == set(GRAPH) - {*HALTED, Standing()}


def test_what_waited_ends_with_the_suspicion():
    for at in HALTED:
        assert not at.response_waits
        assert at.erase in {Erase.CLOSED, Erase.ERASED}
        assert not is_open(at)


def test_erasing_comes_after_the_response_and_two_signatures():
    for at, move, _ in EDGES:
        if move in {Move.PROPOSE_ERASE, Move.SIGN_ERASE, Move.ERASE}:
            assert at.examination is State.RESPONSE_DECIDED
    ways_in = {move: at.erase for at, move, then in EDGES if then.erase is Erase.ERASED}
    assert ways_in[Move.ERASE] is Erase.AGREED


def test_a_search_stays_open_over_what_is_not_settled():
    settled = {at.examination for at in GRAPH if not is_open(at)}
    assert settled == {
        State.NOT_REQUESTED,
        State.HALTED,
        State.DECLINED,
        State.NOTHING_FOUND,
        State.RESPONSE_DECIDED,
    }
    waits = [at for at in GRAPH if at.erase in {Erase.PROPOSED, Erase.AGREED}]
    assert waits
    assert all(is_open(at) for at in waits)


@pytest.mark.parametrize("move", Move)
def test_no_move_leads_where_it_came_from(move):
    led = [at for at in GRAPH if after(at, move)]
    assert led
    assert all(after(at, move) != at for at in led)


@pytest.mark.parametrize("broken", [Move.ERASE, Move.PROPOSE_ERASE, Move.EVIDENCE_NO])
def test_the_walk_sees_a_rule_that_is_missing(broken, monkeypatch):
    """Must fail without its guard: the walk would then find what it must not."""
    step = STEPS[broken]
    monkeypatch.setitem(STEPS, broken, step._replace(fits=lambda at: True))
    wrong = [
        at
        for at in all_reachable()
        if (at.erase is Erase.ERASED and at.evidence is not Evidence.NO)
        or (at.examination is State.HALTED and at not in HALTED)
    ]
    assert wrong
