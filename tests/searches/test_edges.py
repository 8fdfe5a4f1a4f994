"""Every edge of the table of moves once over HTTP, with exactly one entry each."""

from collections.abc import Callable
from typing import Any

from safeguard.searches.states import AFTER, BEFORE, EDGES, ENDED, Move, State
from tests.cases.desk import words_of
from tests.searches import told
from tests.searches.phoned import STEPS, WORDS, at, waiting
from tests.searches.told import search
from tests.trail.reading import entries
from tests.visitors import visit

Make = Callable[[Any], str]


def refused(world: Any) -> str:
    """The list has said no, and says yes when it is asked again."""
    ref = told.weighed(world, told.started(world))
    row = search(ref)
    assert row.state == "urgency_assessed"
    listing = told.only_listing(world)
    told.revoked(world, listing)
    told.checked(world, ref)
    told.authorised(world)
    return ref


def unwilling(world: Any) -> str:
    return told.asked(world, told.explained(world, authorised(world)), willing=False)


def authorised(world: Any) -> str:
    return told.checked(world, told.weighed(world, told.started(world)))


AT: dict[State, Make] = {
    State.PROPOSED: told.started,
    State.URGENCY_ASSESSED: lambda w: told.weighed(w, told.started(w)),
    State.ADVICE_REQUESTED: waiting,
    State.ADVICE_GIVEN: lambda w: told.advised(w, waiting(w)),
    State.AUTHORISED: authorised,
    State.REFUSED: refused,
    State.EXPLAINED: lambda w: told.explained(w, authorised(w)),
    State.COOPERATING: told.ready,
    State.NOT_COOPERATING: unwilling,
    State.CONDUCTED: told.done,
    State.NOTHING_FOUND: lambda w: told.found(w, told.done(w)),
    State.ITEM_FOUND: lambda w: told.found(w, told.done(w), item=True),
    State.PARENTS_INFORMED: told.told,
    State.DSL_REVIEWED: lambda w: told.reviewed(w, told.told(w)),
}
# By move: who sends which form, and what the entry is called.
SENT: dict[Move, tuple[str, str, dict[str, Any], str]] = {
    Move.ASSESS_URGENCY: (
        "searcher", "/urgency", STEPS["urgency"], "search.urgency_assessed",
    ),
    Move.REQUEST_ADVICE: ("searcher", "/ask-advice", {}, "search.advice_requested"),
    Move.GIVE_ADVICE: (
        "executive_head", "/advise",
        {"answer": "search", "words": WORDS}, "search.advised",
    ),
    Move.CHECK_AUTHORITY: ("searcher", "/authority", {}, "search.authority_checked"),
    Move.EXPLAIN: ("searcher", "/explain", STEPS["explain"], "search.explained"),
    Move.RECORD_COOPERATION: (
        "searcher", "/co-operation", STEPS["co-operation"],
        "search.cooperation_recorded",
    ),
    Move.CONDUCT: ("searcher", "/conduct", STEPS["conduct"], "search.conducted"),
    Move.CALL_OFF: (
        "searcher", "/call-off",
        {"code": "handed_over", "words": WORDS}, "search.called_off",
    ),
    Move.RECORD_FINDING: (
        "searcher", "/finding", STEPS["finding"], "search.finding_recorded",
    ),
    Move.INFORM_PARENTS: (
        "searcher", "/parents", STEPS["parents"], "search.parents_informed",
    ),
    Move.REVIEW: (
        "dsl", "/review", {"help": "none", "exploited": "no", "words": WORDS},
        "search.reviewed",
    ),
    Move.REVIEW_DEVIATIONS: (
        "head", "/deviations", {"text": WORDS}, "search.deviations_reviewed",
    ),
    Move.CLOSE: ("dsl", "/close", {}, "search.closed"),
}  # fmt: skip


def amiss(world: Any, state: State) -> str:
    """A search in this state of which one thing was not as it must be."""
    ref = told.done(world, out_of_sight=False)
    if state is not State.CONDUCTED:
        told.found(world, ref, item=state is State.ITEM_FOUND)
    if state in {State.PARENTS_INFORMED, State.DSL_REVIEWED}:
        told.parents(world, ref)
    return told.reviewed(world, ref) if state is State.DSL_REVIEWED else ref


def late(world: Any, state: State) -> str:
    """A search in this state whose advice has not come yet."""
    ref = told.conducted(world, waiting(world))
    if state is not State.CONDUCTED:
        told.found(world, ref, item=state is State.ITEM_FOUND)
    if state in {State.PARENTS_INFORMED, State.DSL_REVIEWED}:
        told.parents(world, ref)
    return told.reviewed(world, ref) if state is State.DSL_REVIEWED else ref


def made_for(world: Any, state: State, move: Move, target: State) -> str:
    """A search in that state which the move may bring to the target."""
    if move is Move.REQUEST_ADVICE:
        return told.weighed(world, told.started(world), urgent=False)
    if state in AFTER and move is Move.GIVE_ADVICE:
        return late(world, state)
    if move is Move.REVIEW_DEVIATIONS:
        return amiss(world, state)
    if target is State.CLOSED_WITH_DEVIATIONS:
        return told.answered(world, amiss(world, state))
    if target is State.REFUSED:
        ref = refused(world) if state is State.REFUSED else AT[state](world)
        told.revoked(world, told.only_listing(world))
        return ref
    return AT[state](world)


# What is sent otherwise where a move may lead to one of two states.
OTHERWISE: dict[State, dict[str, Any]] = {
    State.NOT_COOPERATING: {"cooperates": "no", "causes": ["distress"]},
    State.ITEM_FOUND: {"found": "yes", "what": "A kitchen knife"},
}
EVERY_EDGE = [
    (state, move, target)
    for state, moves in EDGES.items()
    for move, targets in moves.items()
    for target in sorted(targets)
]


def test_every_edge_is_gone_over_http_and_leaves_exactly_one_entry(app, world, phone):
    browsers = {"searcher": phone} | {
        name: visit(app, world, name, reason="going over every edge")
        for name in ("executive_head", "dsl", "head")
    }
    for state, move, target in EVERY_EDGE:
        if not any(told.live_listings(world)):
            told.authorised(world)
        ref = made_for(world, state, move, target)
        assert search(ref).state == state
        who, tail, fields, action = SENT[move]
        if (move, target) == (Move.GIVE_ADVICE, State.ADVICE_REQUESTED):
            who = "dsl"
        filled = {
            name: world["other_teacher"] if name.startswith("witnesses") else value
            for name, value in {**fields, **_other(move, target)}.items()
        }
        before = len(entries(world.birch))
        sent = browsers[who].submit(at(ref, tail), **filled, press="send")
        assert sent.status_code == 303, (state, move, words_of(sent))
        assert search(ref).state == target, (state, move, target)
        left = [
            each.action
            for each in entries(world.birch)[before:]
            if each.rows and each.result == "done"
        ]
        assert left == [action], (state, move, target)
    assert len(EVERY_EDGE) == 53
    assert set(EDGES) == BEFORE | AFTER | ENDED


def _other(move: Move, target: State) -> dict[str, Any]:
    forks = {Move.RECORD_COOPERATION, Move.RECORD_FINDING}
    return OTHERWISE.get(target, {}) if move in forks else {}
