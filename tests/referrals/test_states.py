"""Which step of a referral may follow which, as the domain reference §2.6 has it."""

import pytest

from safeguard.referrals.states import (
    FIRST_STEPS,
    MOVES,
    ReferralState,
    StepKind,
    state_after,
)

STORY = [
    (StepKind.MADE, ReferralState.MADE_VERBALLY),
    (StepKind.CONFIRMED, ReferralState.IN_WRITING),
    (StepKind.ACKNOWLEDGED, ReferralState.ACKNOWLEDGED),
    (StepKind.CHASED, ReferralState.ACKNOWLEDGED),
    (StepKind.ESCALATED, ReferralState.ACKNOWLEDGED),
    (StepKind.OUTCOME, ReferralState.OUTCOME),
    (StepKind.CHALLENGED, ReferralState.CHALLENGED),
    (StepKind.OUTCOME, ReferralState.OUTCOME),
    (StepKind.CLOSED, ReferralState.CLOSED),
]


def test_a_telephone_call_goes_all_the_way_to_its_end() -> None:
    """Told, confirmed, received, chased, taken above, answered, challenged, closed."""
    state = None
    for kind, expected in STORY:
        state = state_after(state, kind, "telephone")
        assert state is expected


@pytest.mark.parametrize("method", ["online_form", "secure_email", "post"])
def test_an_online_form_is_in_writing_from_the_start(method: str) -> None:
    """Nobody is asked to confirm in writing what was written."""
    assert state_after(None, StepKind.MADE, method) is ReferralState.IN_WRITING


@pytest.mark.parametrize("kind", sorted(set(StepKind) - FIRST_STEPS))
def test_a_referral_does_not_begin_with_a_later_step(kind: StepKind) -> None:
    """There is no answer before there was a question."""
    assert state_after(None, kind, "telephone") is None


@pytest.mark.parametrize("state", [ReferralState.CLOSED, ReferralState.NOT_REFERRED])
def test_what_is_over_stays_over(state: ReferralState) -> None:
    """Only notes follow; another thought is another referral."""
    moving = set(StepKind) - {StepKind.NOTED}
    assert {state_after(state, kind, "telephone") for kind in moving} == {None}


def test_every_state_has_its_moves() -> None:
    """A state without a line in the table would be a dead end by oversight."""
    assert set(MOVES) == set(ReferralState)
