"""How far a lost device has come, and what became of help that somebody needs."""

from datetime import datetime, timedelta
from enum import StrEnum


class LossState(StrEnum):
    """Where a loss stands. Only what was decided about closes, found or not."""

    REPORTED = "reported"
    DECIDED = "decided"
    CLOSED = "closed"


class HelpState(StrEnum):
    """Whether somebody still needs help with a precaution."""

    NEEDED = "needed"
    GIVEN = "given"
    # They have since confirmed the precaution themselves.
    NO_LONGER = "no_longer"


# A decision may be taken again: what is learned later can make a loss reportable.
LOSS_MOVES: dict[LossState, frozenset[LossState]] = {
    LossState.REPORTED: frozenset({LossState.DECIDED}),
    LossState.DECIDED: frozenset({LossState.DECIDED, LossState.CLOSED}),
    LossState.CLOSED: frozenset(),
}


def may_move(before: LossState, after: LossState) -> bool:
    """Whether a loss may go from one state to the other."""
    return after in LOSS_MOVES[before]


def stage_at(now: datetime, due_at: datetime, hours_before: tuple[int, ...]) -> int:
    """How many of the moments before a clock runs out have come; `hours_before` of
    them in real time, in any order.
    """
    return sum(now >= due_at - timedelta(hours=hours) for hours in hours_before)
