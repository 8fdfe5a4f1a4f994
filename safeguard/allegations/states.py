"""Where a concern about an adult stands, what may be decided, what may be recorded."""

from enum import StrEnum


class AdultConcernState(StrEnum):
    """Where it stands (§2.8; the later steps of an allegation come later)."""

    RAISED = "raised"
    HEAD_REVIEW = "head_review"
    LOW_LEVEL = "low_level_concern"
    ALLEGATION = "allegation"
    LADO_ADVICE = "lado_advice"
    NO_CONCERN = "no_concern"
    CLOSED = "closed"


class StepKind(StrEnum):
    """What was recorded of it; each is kept for good."""

    NOTED = "noted"
    FACTS_CHECKED = "facts_checked"
    LADO_CONTACTED = "lado_contacted"
    DECIDED = "decided"
    SUBJECT_ADDED = "subject_added"
    FINISHED = "finished"


class SubjectKind(StrEnum):
    """Who somebody is whose name is not on the list."""

    AGENCY = "agency"
    VOLUNTEER = "volunteer"
    CONTRACTOR = "contractor"
    VISITOR = "visitor"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """All that the reporter is told of it later."""

    RECEIVED = "received"
    LOOKED_AT = "looked_at"
    FINISHED = "finished"


_S = AdultConcernState
# What a decision leads to; unsure means asking the LADO and deciding again.
DECISIONS = frozenset({_S.LOW_LEVEL, _S.ALLEGATION, _S.LADO_ADVICE, _S.NO_CONCERN})
FINISHED_FROM = frozenset({_S.LOW_LEVEL, _S.ALLEGATION, _S.NO_CONCERN})
MOVES: dict[AdultConcernState, frozenset[AdultConcernState]] = {
    _S.RAISED: DECISIONS | {_S.HEAD_REVIEW},
    _S.HEAD_REVIEW: DECISIONS | {_S.HEAD_REVIEW},
    _S.LADO_ADVICE: DECISIONS,
    _S.LOW_LEVEL: DECISIONS | {_S.CLOSED},
    _S.ALLEGATION: DECISIONS | {_S.CLOSED},
    _S.NO_CONCERN: DECISIONS | {_S.CLOSED},
    _S.CLOSED: frozenset(),
}


def standing_of(state: str) -> Standing:
    """What the reporter is told of a state."""
    if state == _S.RAISED:
        return Standing.RECEIVED
    return Standing.FINISHED if state == _S.CLOSED else Standing.LOOKED_AT
