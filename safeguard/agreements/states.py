"""The states of a template and of an agreement, and their moves (§2.9)."""

from enum import StrEnum


class TemplateState(StrEnum):
    """Where one version of a text stands. A version that was signed never changes."""

    DRAFT = "draft"
    APPROVED = "approved"
    LIVE = "live"
    SUPERSEDED = "superseded"
    DISCARDED = "discarded"


TEMPLATE_MOVES: dict[TemplateState, frozenset[TemplateState]] = {
    TemplateState.DRAFT: frozenset({TemplateState.APPROVED, TemplateState.DISCARDED}),
    TemplateState.APPROVED: frozenset({TemplateState.LIVE, TemplateState.DISCARDED}),
    TemplateState.LIVE: frozenset({TemplateState.SUPERSEDED}),
    TemplateState.SUPERSEDED: frozenset(),
    TemplateState.DISCARDED: frozenset(),
}


class AgreementState(StrEnum):
    """Where one person's agreement stands.

    With two sides either may sign first: `pupil_signed` and `parent_signed` say which
    of the two has; `complete` says that all who must have. `declined`: of somebody
    who must sign, the latest answer is no.
    """

    ISSUED = "issued"
    PUPIL_SIGNED = "pupil_signed"
    PARENT_SIGNED = "parent_signed"
    COMPLETE = "complete"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


# What can still be signed or answered anew.
OPEN = frozenset(
    {
        AgreementState.ISSUED,
        AgreementState.PUPIL_SIGNED,
        AgreementState.PARENT_SIGNED,
        AgreementState.DECLINED,
    }
)
ENDED = frozenset({AgreementState.EXPIRED, AgreementState.WITHDRAWN})


class Side(StrEnum):
    """Who must sign: the pupil and a parent, or the adult whom it binds."""

    PUPIL = "pupil"
    PARENT = "parent"
    ADULT = "adult"


class Answer(StrEnum):
    """What somebody said to the text."""

    SIGNED = "signed"
    DECLINED = "declined"


class Withdrawal(StrEnum):
    """Why an agreement holds no longer."""

    NEW_VERSION = "new_version"
    NEW_STAGE = "new_stage"
    LEFT = "left"
    BY_SIGNER = "by_signer"
    ISSUED_WRONGLY = "issued_wrongly"


def standing(
    sides: frozenset[Side], said: dict[Side, frozenset[Answer]]
) -> AgreementState:
    """Where an agreement stands after all latest answers of all signers.

    `sides` are those who must sign, `said` the latest answers on each side: of two
    parents one may have signed and the other declined. A no on any side outweighs
    the other's yes: somebody has to talk to them, and nobody is refused anything.
    """
    if any(Answer.DECLINED in answers for answers in said.values()):
        return AgreementState.DECLINED
    signed = {side for side, answers in said.items() if answers} & sides
    if signed == sides:
        return AgreementState.COMPLETE
    if Side.PUPIL in signed:
        return AgreementState.PUPIL_SIGNED
    if Side.PARENT in signed:
        return AgreementState.PARENT_SIGNED
    return AgreementState.ISSUED
