"""The states of a concern and of a case, and the moves that are allowed (§2.1)."""

from enum import StrEnum


class ConcernState(StrEnum):
    """Where a concern stands. A draft is not a concern yet."""

    SUBMITTED = "submitted"
    ACKNOWLEDGED = "acknowledged"
    TRIAGED = "triaged"
    VOID = "void_entered_in_error"


class CaseState(StrEnum):
    """Where a case stands."""

    TRIAGED = "triaged"
    ACTIVE = "active"
    REFERRED = "referred"
    MONITORING = "monitoring"
    CLOSED = "closed"
    REOPENED = "reopened"


CONCERN_MOVES: dict[ConcernState, frozenset[ConcernState]] = {
    ConcernState.SUBMITTED: frozenset({ConcernState.ACKNOWLEDGED, ConcernState.VOID}),
    ConcernState.ACKNOWLEDGED: frozenset({ConcernState.TRIAGED, ConcernState.VOID}),
    ConcernState.TRIAGED: frozenset({ConcernState.VOID}),
    ConcernState.VOID: frozenset(),
}
_WORKING = frozenset({CaseState.ACTIVE, CaseState.REFERRED, CaseState.MONITORING})
CASE_MOVES: dict[CaseState, frozenset[CaseState]] = {
    CaseState.TRIAGED: _WORKING | {CaseState.CLOSED},
    CaseState.ACTIVE: _WORKING | {CaseState.CLOSED},
    CaseState.REFERRED: _WORKING | {CaseState.CLOSED},
    CaseState.MONITORING: _WORKING | {CaseState.CLOSED},
    CaseState.CLOSED: frozenset({CaseState.REOPENED}),
    CaseState.REOPENED: _WORKING | {CaseState.CLOSED},
}
OPEN_CASES = frozenset(CaseState) - {CaseState.CLOSED}


def may_move(
    before: ConcernState | CaseState, after: ConcernState | CaseState
) -> bool:
    """Whether a record may go from one state to the other."""
    if isinstance(before, ConcernState):
        return after in CONCERN_MOVES[before]
    return after in CASE_MOVES[before]
