"""The states of dealing with sexual harm between children, and its moves (§2.7)."""

from enum import StrEnum


class State(StrEnum):
    """Where it stands."""

    ASSESSMENT_OWED = "assessment_owed"
    IN_PLACE = "in_place"
    ENDED = "ended"


MOVES: dict[State, frozenset[State]] = {
    State.ASSESSMENT_OWED: frozenset({State.IN_PLACE}),
    # Assessed again: a new version. Reviewed: it holds, it is owed anew, or it ends.
    State.IN_PLACE: frozenset({State.IN_PLACE, State.ASSESSMENT_OWED, State.ENDED}),
    State.ENDED: frozenset({State.ASSESSMENT_OWED}),
}


def after_review(*, assess_again: bool, ends: bool) -> State:
    """Where the answer of a review brings it."""
    if ends:
        return State.ENDED
    return State.ASSESSMENT_OWED if assess_again else State.IN_PLACE


def may_move(before: State, after: State) -> bool:
    """Whether it may go from one state to the other."""
    return after in MOVES[before]
