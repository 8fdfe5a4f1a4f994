"""Where a pupil’s phone is on a day, and how a note of loss or damage goes (§2.4)."""

from enum import StrEnum


class Mark(StrEnum):
    """What somebody has marked for a pupil on a day; the latest one stands."""

    HANDED_IN = "handed_in"
    NOT_BROUGHT = "not_brought"
    COLLECTED = "collected"


class Standing(StrEnum):
    """Where a phone is, as the ledger shows it: what was marked, and the clock."""

    EXEMPT = "exempt"
    EXPECTED = "expected"
    # Nobody has marked it, and no parent has said that the pupil brings one.
    NOT_MARKED = "not_marked"
    HANDED_IN = "handed_in"
    NOT_BROUGHT = "not_brought"
    COLLECTED = "collected"
    UNCOLLECTED = "uncollected"


class LossState(StrEnum):
    """How far a note of loss or damage has come."""

    RECORDED = "recorded"
    PARENT_TOLD = "parent_told"
    CLOSED = "closed"


LOSS_MOVES: dict[LossState, frozenset[LossState]] = {
    LossState.RECORDED: frozenset({LossState.PARENT_TOLD}),
    # It closes only once a parent knows.
    LossState.PARENT_TOLD: frozenset({LossState.CLOSED}),
    LossState.CLOSED: frozenset(),
}


def is_correction(before: Mark | None, after: Mark) -> bool:
    """Whether a mark contradicts what was marked, and is no step of an ordinary day."""
    ordinary = {(Mark.HANDED_IN, Mark.COLLECTED)}
    return before not in {None, after} and (before, after) not in ordinary


def standing_of(
    mark: Mark | None, *, exempt: bool, expected: bool, over: bool
) -> Standing:
    """Where a phone is. `over`: the day on which it was handed in is over."""
    if mark is Mark.HANDED_IN:
        return Standing.UNCOLLECTED if over else Standing.HANDED_IN
    if mark is not None:
        return Standing(mark.value)
    if exempt:
        return Standing.EXEMPT
    return Standing.EXPECTED if expected else Standing.NOT_MARKED


def may_move(before: LossState, after: LossState) -> bool:
    """Whether a note may go from one state to the other."""
    return after in LOSS_MOVES[before]
