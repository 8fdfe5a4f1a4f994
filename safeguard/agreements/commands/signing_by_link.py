"""An adult without an account answers one agreement by a link, once (T11)."""

from sqlalchemy import select

from safeguard.agreements.commands.answering import Hand, Said, write_answer
from safeguard.agreements.models import AgreementLink
from safeguard.agreements.permissions.links import LinkedAgreement, link_that_signs
from safeguard.agreements.permissions.sides import TWO_SIDED
from safeguard.agreements.permissions.signing import SigningAct
from safeguard.agreements.states import Answer, Side
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.gate import command, note


@command(SigningAct.SIGN_BY_LINK, of=link_that_signs)
def sign_by_link(actor: Actor, linked: LinkedAgreement, given: Said) -> str:
    """Sign by a link, which is used up by it, as are all others of the same adult to
    the same agreement. Raises as `write_answer` does.
    """
    return _answer(actor, linked, given, Answer.SIGNED)


@command(SigningAct.DECLINE_BY_LINK, of=link_that_signs)
def decline_by_link(actor: Actor, linked: LinkedAgreement, given: Said) -> str:
    """Say by a link that one does not sign; a new link lets one answer anew."""
    return _answer(actor, linked, given, Answer.DECLINED)


def _answer(actor: Actor, linked: LinkedAgreement, given: Said, answer: Answer) -> str:
    two_sided = linked.agreement.kind in TWO_SIDED
    side = Side.PARENT if two_sided else Side.ADULT
    method = "letter" if linked.link.way == "letter" else "link"
    ref = write_answer(
        linked.agreement, given, Hand(side, answer, method, actor.person_ref)
    )
    now = clock.now()
    linked.link.used_at = now
    for other in _others(linked.link):
        other.revoked_at = now
    note(link=linked.link.ref)
    return ref


def _others(link: AgreementLink) -> list[AgreementLink]:
    asked = select(AgreementLink).where(
        AgreementLink.agreement_ref == link.agreement_ref,
        AgreementLink.signer_ref == link.signer_ref,
        AgreementLink.ref != link.ref,
        AgreementLink.used_at.is_(None),
        AgreementLink.revoked_at.is_(None),
    )
    return list(db.session.scalars(asked.order_by(AgreementLink.ref)))
