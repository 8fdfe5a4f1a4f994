"""The states of a referral, the steps that lead to them, and which may follow which."""

from enum import StrEnum


class ReferralState(StrEnum):
    """Where a referral stands (domain reference §2.6)."""

    CONSIDERED = "considered"
    NOT_REFERRED = "decided_not_to_refer"
    DRAFTED = "drafted"
    MADE_VERBALLY = "made_verbally"
    IN_WRITING = "confirmed_in_writing"
    ACKNOWLEDGED = "acknowledged"
    OUTCOME = "outcome"
    CHALLENGED = "challenged"
    CLOSED = "closed"


class StepKind(StrEnum):
    """What happened in a referral. Chasing, going above and noting move it nowhere."""

    CONSIDERED = "considered"
    NOT_REFERRED = "decided_not_to_refer"
    DRAFTED = "drafted"
    MADE = "made"
    CONFIRMED = "confirmed_in_writing"
    ACKNOWLEDGED = "acknowledged"
    CHASED = "chased"
    ESCALATED = "escalated"
    NOTED = "noted"
    OUTCOME = "outcome"
    CHALLENGED = "challenged"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What the agency answered."""

    ACCEPTED = "accepted"
    NO_FURTHER_ACTION = "no_further_action"
    SIGNPOSTED = "signposted"
    MORE_INFO = "more_info"
    # Nobody ever answered, though it was taken to somebody above them.
    NO_ANSWER = "no_answer"


class Consent(StrEnum):
    """Whether the family agreed. Without consent a reason stands beside it."""

    GIVEN = "given"
    REFUSED = "refused"
    NOT_SOUGHT = "not_sought"


# A form, a letter or a secure mail is in writing from the start.
WRITTEN_METHODS = frozenset({"online_form", "secure_email", "post"})
FIRST_STEPS = frozenset(
    {StepKind.CONSIDERED, StepKind.NOT_REFERRED, StepKind.DRAFTED, StepKind.MADE}
)
MOVES: dict[ReferralState, frozenset[ReferralState]] = {
    ReferralState.CONSIDERED: frozenset(
        {
            ReferralState.NOT_REFERRED,
            ReferralState.DRAFTED,
            ReferralState.MADE_VERBALLY,
            ReferralState.IN_WRITING,
        }
    ),
    ReferralState.NOT_REFERRED: frozenset(),
    ReferralState.DRAFTED: frozenset(
        {
            ReferralState.NOT_REFERRED,
            ReferralState.MADE_VERBALLY,
            ReferralState.IN_WRITING,
        }
    ),
    ReferralState.MADE_VERBALLY: frozenset(
        {
            ReferralState.IN_WRITING,
            ReferralState.ACKNOWLEDGED,
            ReferralState.OUTCOME,
        }
    ),
    ReferralState.IN_WRITING: frozenset(
        {ReferralState.ACKNOWLEDGED, ReferralState.OUTCOME}
    ),
    # The written form may follow the agency's first answer.
    ReferralState.ACKNOWLEDGED: frozenset(
        {ReferralState.IN_WRITING, ReferralState.OUTCOME}
    ),
    ReferralState.OUTCOME: frozenset(
        {ReferralState.OUTCOME, ReferralState.CHALLENGED, ReferralState.CLOSED}
    ),
    ReferralState.CHALLENGED: frozenset({ReferralState.OUTCOME, ReferralState.CLOSED}),
    ReferralState.CLOSED: frozenset(),
}
# Where the agency has been told and has not answered.
WAITING = frozenset(
    {
        ReferralState.MADE_VERBALLY,
        ReferralState.IN_WRITING,
        ReferralState.ACKNOWLEDGED,
        ReferralState.CHALLENGED,
    }
)
# Asking once more: at the same desk, or above it.
ASKING = frozenset({StepKind.CHASED, StepKind.ESCALATED})
UNDECIDED = frozenset({ReferralState.CONSIDERED, ReferralState.DRAFTED})


def state_after(
    before: ReferralState | None, kind: StepKind, method: str | None
) -> ReferralState | None:
    """The state a step leads to; None when the step may not follow.

    `before` is None for the first step of a referral.
    """
    if kind is StepKind.NOTED:
        return before
    if kind in ASKING:
        # Nobody can be asked again who was never told, or has answered.
        return before if before in WAITING else None
    if kind is StepKind.MADE:
        written = method in WRITTEN_METHODS
        after = ReferralState.IN_WRITING if written else ReferralState.MADE_VERBALLY
    else:
        after = ReferralState(kind.value)
    if before is None:
        return after if kind in FIRST_STEPS else None
    return after if after in MOVES[before] else None
