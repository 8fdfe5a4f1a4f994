"""The course of a search: its states and moves, in the order of the real world (§2.3).

In order: grounds, urgency, advice where it is not urgent, authority, explanation,
co-operation, the search, what was found, parents, the DSL, the end. Recording that it
was done is possible from wherever it stood (decision 20): what was passed over then
stands as a deviation.
"""

from collections.abc import Set as AbstractSet
from enum import StrEnum


class State(StrEnum):
    """Where a search stands."""

    PROPOSED = "proposed"
    URGENCY_ASSESSED = "urgency_assessed"
    ADVICE_REQUESTED = "advice_requested"
    ADVICE_GIVEN = "advice_given"
    AUTHORISED = "authorised"
    REFUSED = "refused"
    EXPLAINED = "explained"
    COOPERATING = "cooperating"
    NOT_COOPERATING = "not_cooperating"
    CONDUCTED = "conducted"
    NOTHING_FOUND = "nothing_found"
    ITEM_FOUND = "item_found"
    PARENTS_INFORMED = "parents_informed"
    DSL_REVIEWED = "dsl_reviewed"
    CLOSED = "closed"
    CLOSED_WITH_DEVIATIONS = "closed_with_deviations"
    NOT_SEARCHED = "not_searched"


class Move(StrEnum):
    """What moves it on, by the name of the act."""

    START = "start"
    RECORD_DONE = "record_done"
    ASSESS_URGENCY = "assess_urgency"
    REQUEST_ADVICE = "request_advice"
    GIVE_ADVICE = "give_advice"
    CHECK_AUTHORITY = "check_authority"
    EXPLAIN = "explain"
    RECORD_COOPERATION = "record_cooperation"
    CONDUCT = "conduct"
    RECORD_FINDING = "record_finding"
    INFORM_PARENTS = "inform_parents"
    REVIEW = "review"
    REVIEW_DEVIATIONS = "review_deviations"
    CLOSE = "close"
    CALL_OFF = "call_off"


_TO = dict[Move, frozenset[State]]
BEFORE = frozenset(
    {
        *(State.PROPOSED, State.URGENCY_ASSESSED, State.ADVICE_REQUESTED),
        *(State.ADVICE_GIVEN, State.AUTHORISED, State.REFUSED, State.EXPLAINED),
        *(State.COOPERATING, State.NOT_COOPERATING),
    }
)
AFTER = frozenset(
    {
        *(State.CONDUCTED, State.NOTHING_FOUND, State.ITEM_FOUND),
        *(State.PARENTS_INFORMED, State.DSL_REVIEWED),
    }
)
ENDED = frozenset({State.CLOSED, State.CLOSED_WITH_DEVIATIONS, State.NOT_SEARCHED})
_ANSWERS = frozenset({State.AUTHORISED, State.REFUSED})
_WILLING = frozenset({State.COOPERATING, State.NOT_COOPERATING})
_FOUND = frozenset({State.NOTHING_FOUND, State.ITEM_FOUND})
_IN_ORDER: dict[State, _TO] = {
    State.PROPOSED: {Move.ASSESS_URGENCY: frozenset({State.URGENCY_ASSESSED})},
    State.URGENCY_ASSESSED: {
        Move.ASSESS_URGENCY: frozenset({State.URGENCY_ASSESSED}),
        Move.REQUEST_ADVICE: frozenset({State.ADVICE_REQUESTED}),
        Move.CHECK_AUTHORITY: _ANSWERS,
    },
    State.ADVICE_REQUESTED: {
        # Waiting may become dangerous; and what others advise does not end it.
        Move.ASSESS_URGENCY: frozenset({State.URGENCY_ASSESSED}),
        Move.GIVE_ADVICE: frozenset({State.ADVICE_GIVEN, State.ADVICE_REQUESTED}),
    },
    State.ADVICE_GIVEN: {
        Move.ASSESS_URGENCY: frozenset({State.URGENCY_ASSESSED}),
        Move.CHECK_AUTHORITY: _ANSWERS,
    },
    State.REFUSED: {Move.CHECK_AUTHORITY: _ANSWERS},
    State.AUTHORISED: {Move.EXPLAIN: frozenset({State.EXPLAINED})},
    State.EXPLAINED: {Move.RECORD_COOPERATION: _WILLING},
    State.COOPERATING: {},
    State.NOT_COOPERATING: {Move.RECORD_COOPERATION: _WILLING},
    State.CONDUCTED: {Move.RECORD_FINDING: _FOUND},
    State.NOTHING_FOUND: {Move.INFORM_PARENTS: frozenset({State.PARENTS_INFORMED})},
    State.ITEM_FOUND: {Move.INFORM_PARENTS: frozenset({State.PARENTS_INFORMED})},
    State.PARENTS_INFORMED: {Move.REVIEW: frozenset({State.DSL_REVIEWED})},
    State.DSL_REVIEWED: {
        Move.CLOSE: frozenset({State.CLOSED, State.CLOSED_WITH_DEVIATIONS})
    },
}


def _from(state: State) -> _TO:
    moves = dict(_IN_ORDER.get(state, {}))
    if state in BEFORE:
        moves[Move.CONDUCT] = frozenset({State.CONDUCTED})
        moves[Move.CALL_OFF] = frozenset({State.NOT_SEARCHED})
    if state in AFTER:
        # Advice that comes too late is kept; deviations are answered at any time.
        moves[Move.GIVE_ADVICE] = frozenset({state})
        moves[Move.REVIEW_DEVIATIONS] = frozenset({state})
    return moves


EDGES: dict[State, _TO] = {state: _from(state) for state in State}


def leads_to(
    before: State, move: Move, after: State, *, urgent: bool | None = None
) -> bool:
    """Whether the move leads from one state to the other: advice is asked only where
    it can wait, and authority before advice only where it cannot.
    """
    if move is Move.REQUEST_ADVICE and urgent is not False:
        return False
    straight_on = before is State.URGENCY_ASSESSED and move is Move.CHECK_AUTHORITY
    if straight_on and not urgent:
        return False
    return after in EDGES[before].get(move, frozenset())


def next_move(state: State, *, urgent: bool) -> Move | None:
    """The next right step from here; None where somebody else's answer is awaited, or
    nothing is left to do.
    """
    if state is State.URGENCY_ASSESSED:
        return Move.CHECK_AUTHORITY if urgent else Move.REQUEST_ADVICE
    if state is State.ADVICE_GIVEN:
        return Move.CHECK_AUTHORITY
    if state in _WILLING:
        return Move.CONDUCT
    if state is State.ADVICE_REQUESTED:
        return None
    return next(iter(_IN_ORDER.get(state, {})), None)


def waits_again(at: State, *, found: bool, settled: bool) -> State:
    """Where a search stands once an image is suspected in it: a review that came
    before, of something else, is not enough any more; nor is what was `settled` with
    the parents, where that was that they need not be told (S8, S10).
    """
    if at not in {State.PARENTS_INFORMED, State.DSL_REVIEWED}:
        return at
    if settled:
        return State.PARENTS_INFORMED
    return State.ITEM_FOUND if found else State.NOTHING_FOUND


def closed_as(deviations: AbstractSet[str], answered: AbstractSet[str]) -> State | None:
    """How a search closes that has all else behind it: with deviations, never as
    lawful, where there is one; None while one of them has no answer yet.
    """
    if not deviations:
        return State.CLOSED
    return State.CLOSED_WITH_DEVIATIONS if deviations <= answered else None
