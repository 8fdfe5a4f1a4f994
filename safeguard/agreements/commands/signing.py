"""Signing one's own agreement when signed in, declining it, taking it back."""

from safeguard.agreements.commands.answering import Hand, Said, write_answer
from safeguard.agreements.models import Agreement
from safeguard.agreements.permissions.signers import own_agreement
from safeguard.agreements.permissions.signing import SigningAct
from safeguard.agreements.states import ENDED, AgreementState, Answer, Side, Withdrawal
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.errors import NotNow
from school.gate import command, note

METHOD = "signed_in"


@command(SigningAct.SIGN_AGREEMENT, of=own_agreement)
def sign_agreement(actor: Actor, agreement: Agreement, given: Said) -> str:
    """Sign one's own agreement. Raises as `write_answer` does."""
    hand = Hand(Side.ADULT, Answer.SIGNED, METHOD, actor.person_ref)
    return write_answer(agreement, given, hand)


@command(SigningAct.DECLINE_AGREEMENT, of=own_agreement)
def decline_agreement(actor: Actor, agreement: Agreement, given: Said) -> str:
    """Say that one does not sign, with or without a reason; it can be signed later."""
    hand = Hand(Side.ADULT, Answer.DECLINED, METHOD, actor.person_ref)
    return write_answer(agreement, given, hand)


@command(SigningAct.TAKE_BACK_AGREEMENT, of=own_agreement)
def take_back_agreement(actor: Actor, agreement: Agreement) -> str:
    """Take back what one signed: it holds no longer from now on, and stays to be read.

    Raises NotNow unless it is complete.
    """
    if agreement.state in ENDED or agreement.state != AgreementState.COMPLETE:
        raise NotNow("nothing of it holds")
    agreement.state = AgreementState.WITHDRAWN.value
    agreement.ended_at = clock.now()
    agreement.ended_why = Withdrawal.BY_SIGNER.value
    note(why=agreement.ended_why)
    return agreement.ref
