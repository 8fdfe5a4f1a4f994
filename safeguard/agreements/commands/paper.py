"""An answer on paper is recorded by whoever holds the paper in the hand."""

from dataclasses import dataclass
from datetime import date

from safeguard.agreements.commands.answering import Hand, Said, write_answer
from safeguard.agreements.models import Agreement
from safeguard.agreements.permissions.links import may_sign
from safeguard.agreements.permissions.sides import TWO_SIDED
from safeguard.agreements.permissions.signers import agreement_visible
from safeguard.agreements.permissions.signing import SigningAct
from safeguard.agreements.permissions.texts import known_template
from safeguard.agreements.states import (
    ENDED,
    AgreementState,
    Answer,
    Side,
    Withdrawal,
)
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.errors import Invalid, NotNow, Refused
from school.gate import command, note
from school.web.catalogue import gettext as _

METHOD = "paper"


@dataclass(frozen=True)
class Paper:
    """What stands on a paper: whose answer it is (a reference), which, of which day."""

    signer_ref: str
    answer: str
    signed_on: date | None
    given: Said


@command(SigningAct.RECORD_PAPER, of=agreement_visible)
def record_paper(actor: Actor, agreement: Agreement, paper: Paper) -> str:
    """Record an answer on paper; whoever records it is named as the witness of the
    paper. Days are London days.

    Nobody records a paper of one's own. Raises Refused then, Invalid for what is not
    on the paper, and otherwise as `write_answer` does.
    """
    if paper.signer_ref == actor.person_ref:
        raise Refused("second_person")
    side = _side_of(agreement, paper.signer_ref)
    problems = {}
    if side is None:
        problems["signer"] = _("Choose whose signature it is.")
    if paper.answer not in set(Answer):
        problems["answer"] = _("Choose what the paper says.")
    if paper.signed_on is None:
        problems["signed_on"] = _("Give the day that stands on the paper.")
    elif paper.signed_on > clock.today():
        problems["signed_on"] = _("This is in the future. Check the day.")
    elif paper.signed_on < _in_force_since(agreement):
        problems["signed_on"] = _(
            "On this day the version was not in force yet. Check the day, and which "
            "version the paper shows."
        )
    if problems or side is None:
        raise Invalid(problems)
    hand = Hand(
        side,
        Answer(paper.answer),
        METHOD,
        paper.signer_ref,
        actor.person_ref,
        claimed_on=paper.signed_on,
        on_paper=True,
    )
    return write_answer(agreement, paper.given, hand)


@command(SigningAct.WITHDRAW_AGREEMENT, of=agreement_visible)
def withdraw_agreement(actor: Actor, agreement: Agreement, why: str) -> str:
    """End one agreement that was issued wrongly, or that its signer has taken back by
    telling the school. What was signed stays to be read.

    Raises NotNow where it has ended, Invalid for another reason.
    """
    if agreement.state in ENDED:
        raise NotNow("it has ended")
    if why not in {Withdrawal.ISSUED_WRONGLY, Withdrawal.BY_SIGNER}:
        raise Invalid({"why": _("Choose why it holds no longer.")})
    agreement.state = AgreementState.WITHDRAWN.value
    agreement.ended_at, agreement.ended_why = clock.now(), why
    note(why=why)
    return agreement.ref


def _in_force_since(agreement: Agreement) -> date:
    """The London day on which its version came into force: no paper is older."""
    text = known_template(agreement.template_ref)
    began = text.live_at if text and text.live_at else agreement.issued_at
    return clock.local(began).date()


def _side_of(agreement: Agreement, signer_ref: str) -> Side | None:
    if agreement.kind not in TWO_SIDED:
        return Side.ADULT if signer_ref == agreement.person_ref else None
    if signer_ref == agreement.person_ref:
        return Side.PUPIL
    return Side.PARENT if may_sign(agreement, signer_ref) else None
