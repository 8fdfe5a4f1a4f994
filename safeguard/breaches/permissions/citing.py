"""Which clauses of the agreement that held can be cited."""

from safeguard.agreements.queries.standing import ClauseHeld, LiveAgreement
from safeguard.agreements.states import Side
from safeguard.guidance import agreements as guidance


def rules_of(held: LiveAgreement) -> tuple[ClauseHeld, ...]:
    """What a pupil can break: no clause of a parent, none that is only known."""
    return tuple(
        each
        for each in held.clauses
        if guidance.can_be_broken(each.part, Side.PUPIL.value)
    )
