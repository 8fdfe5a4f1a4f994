"""The states of a concern and of a case, and the moves that are allowed (§2.1)."""

from dataclasses import dataclass
from enum import StrEnum


class ConcernState(StrEnum):
    """Where a concern stands. A draft is not a concern yet."""

    SUBMITTED = "submitted"
    ACKNOWLEDGED = "acknowledged"
    TRIAGED = "triaged"
    VOID = "void_entered_in_error"
    # Another school has it now; what is left here says so.
    MOVED = "moved"


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
    ConcernState.ACKNOWLEDGED: frozenset(
        {ConcernState.TRIAGED, ConcernState.VOID, ConcernState.MOVED}
    ),
    ConcernState.TRIAGED: frozenset({ConcernState.VOID}),
    ConcernState.VOID: frozenset(),
    ConcernState.MOVED: frozenset(),
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
# Where somebody outside the leads' room still has to act before work can begin.
UNOPENED = frozenset({ConcernState.SUBMITTED})
WITHOUT_CASE = frozenset({ConcernState.SUBMITTED, ConcernState.ACKNOWLEDGED})


class NextStep(StrEnum):
    """What a case waits for. The clock beside it says until when."""

    DECIDE = "decide"
    REFER = "refer"
    WAIT = "wait"
    REVIEW = "review"
    CLOSE = "close"
    NONE = "none"


class EntryKind(StrEnum):
    """What an entry of the chronology is about."""

    NOTE = "note"
    CALL = "call"
    MEETING = "meeting"
    CHILDS_VIEW = "childs_view"
    CORRECTION = "correction"
    PARENTS = "parents"
    IMAGE = "image"
    JOINED = "joined"
    REOPENED = "reopened"
    # Acts of this feature, and of those above it, that leave an entry of their own.
    ACTION = "action"
    AGREEMENT = "agreement"
    BODY_MAP = "body_map"
    BULLYING = "bullying"
    CONTACT = "contact"
    HARM = "harm"
    INTIMATE_IMAGE = "intimate_image"
    MONITORING = "monitoring"
    MOVED = "moved"
    PLAN = "plan"
    RISK = "risk"
    SANCTION = "sanction"
    VOIDED = "voided"
    # A neutral cross-reference: what it points to is never said here (§2.8).
    ELSEWHERE = "elsewhere"
    # Somebody else leads the case from now on.
    HANDED_OVER = "handed_over"


# What people write by hand; the others are left by acts of their own.
WRITTEN_BY_HAND = (
    EntryKind.NOTE,
    EntryKind.CALL,
    EntryKind.MEETING,
    EntryKind.CHILDS_VIEW,
    EntryKind.CORRECTION,
)


class Check(StrEnum):
    """What must be true before a case closes: guidance's checks and two of ours."""

    DECIDED = "decision_recorded"
    IMAGE_DECIDED = "image_decided"
    REFERRAL_MADE = "referral_made"
    REFERRALS_ANSWERED = "referrals_answered"
    PARENTS = "parents_resolved"
    FEEDBACK = "feedback_sent"
    POLICE_OR_LADO = "police_lado_considered"


@dataclass(frozen=True)
class Standing:
    """What stands in a case's rows that its closing depends on."""

    decided: bool
    referral_owed: bool
    open_referrals: int
    parents_settled: bool
    feedback_owed: tuple[str, ...]
    intimate_image: bool
    serious: bool
    # Codes of what features above this one still have open (permissions.closing).
    elsewhere: tuple[str, ...] = ()


def missing_before_closing(standing: Standing) -> tuple[Check, ...]:
    """What a case lacks before it may close (R0.1, §2.1, §2.5, §2.6), in that order.

    Whether the police or the LADO were considered is asked on the closing page.
    """
    wanting = {
        Check.DECIDED: not standing.decided,
        Check.IMAGE_DECIDED: standing.intimate_image and not standing.decided,
        Check.REFERRAL_MADE: standing.referral_owed,
        Check.REFERRALS_ANSWERED: standing.open_referrals > 0,
        Check.PARENTS: not standing.parents_settled,
        Check.FEEDBACK: bool(standing.feedback_owed),
    }
    return tuple(check for check, missing in wanting.items() if missing)


def may_move(before: ConcernState | CaseState, after: ConcernState | CaseState) -> bool:
    """Whether a record may go from one state to the other."""
    if isinstance(before, ConcernState):
        return after in CONCERN_MOVES[before]
    return after in CASE_MOVES[before]
