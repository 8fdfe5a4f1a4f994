"""How far a self-audit has come, and the school year that it belongs to (§2.9b)."""

from collections.abc import Iterable
from enum import StrEnum


class AuditState(StrEnum):
    """How far it has come."""

    ASSIGNED = "assigned"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    TRAINING_PLANNED = "training_planned"
    DONE = "done"
    # Nobody waits for it any more, such as after somebody has left.
    WITHDRAWN = "withdrawn"


class Withdrawal(StrEnum):
    """Why nobody waits for it any more."""

    LEFT = "left"
    AWAY = "away"
    MISTAKE = "mistake"
    ROUND_CLOSED = "round_closed"


class Move(StrEnum):
    """What moves it."""

    SUBMIT = "submit"
    REVIEW = "review"
    PLAN = "plan"
    FINISH = "finish"
    WITHDRAW = "withdraw"


_FROM: dict[Move, frozenset[AuditState]] = {
    Move.SUBMIT: frozenset({AuditState.ASSIGNED}),
    Move.REVIEW: frozenset({AuditState.SUBMITTED}),
    Move.PLAN: frozenset({AuditState.REVIEWED}),
    Move.FINISH: frozenset({AuditState.TRAINING_PLANNED}),
    Move.WITHDRAW: frozenset(AuditState) - {AuditState.DONE, AuditState.WITHDRAWN},
}
# Still in somebody's hands; who answered is past the first of them.
OPEN = _FROM[Move.WITHDRAW]
ANSWERED = frozenset(AuditState) - {AuditState.ASSIGNED, AuditState.WITHDRAWN}


def may(move: Move, state: AuditState) -> bool:
    """Whether that can happen to a self-audit in this state."""
    return state in _FROM[move]


def moved(move: Move, state: AuditState, *, owed: int = 0) -> AuditState | None:
    """Where it is then; None where that cannot happen. `owed`: how many gaps are still
    to be planned for (at the review), or to be trained for (after planning).
    """
    if not may(move, state):
        return None
    match move:
        case Move.SUBMIT:
            return AuditState.SUBMITTED
        case Move.REVIEW:
            return AuditState.REVIEWED if owed else AuditState.DONE
        case Move.PLAN | Move.FINISH:
            return AuditState.TRAINING_PLANNED if owed else AuditState.DONE
        case Move.WITHDRAW:
            return AuditState.WITHDRAWN


def year_words(year: int) -> str:
    """A school year as it is written, such as "2026/27"."""
    return f"{year}/{(year + 1) % 100:02d}"


def newest(years: Iterable[int], at_most: int) -> list[int]:
    """The last of some school years, the oldest of them first."""
    return sorted(set(years))[-at_most:]
