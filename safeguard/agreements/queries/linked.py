"""What an adult reads who comes by a link: one text, and what was signed by it."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, select

from safeguard.agreements.permissions.links import (
    LinkedAgreement,
    link_that_signed,
    link_that_signs,
)
from safeguard.agreements.permissions.signing import SigningAct
from safeguard.agreements.permissions.texts import TemplateText, template_text
from safeguard.agreements.queries.answers import AnswerShown, shown
from school.foundation.actor import Actor
from school.foundation.errors import Hidden
from school.foundation.questions import question
from school.gate import Submission, counted, disclosure, note, touch
from school.identity.queries.people import names_of, org_name


@dataclass(frozen=True)
class LinkedText:
    """The text, for whom and by whom it is to be answered."""

    text: TemplateText
    school: str
    pupil: str = field(repr=False)
    signer: str = field(repr=False)


@dataclass(frozen=True)
class Receipt:
    """What was answered by a link, to be printed or kept."""

    text: TemplateText
    school: str
    pupil: str = field(repr=False)
    answer: AnswerShown


@disclosure(SigningAct.OPEN_LINK, of=link_that_signs)
def open_link(actor: Actor, linked: LinkedAgreement, variant: str) -> LinkedText:
    """The text behind a link; that it was shown, in which words, is in the trail by
    its hash. Words that it does not have are shown as the school wrote them.
    """
    template_ref = linked.agreement.template_ref
    text = template_text(template_ref, variant) or template_text(template_ref)
    if text is None:
        raise Hidden("no text")
    touch(template_ref)
    note(text_hash=text.text_hash, variant=text.variant, link=linked.link.ref)
    person = linked.agreement.person_ref or ""
    names = names_of({person, actor.person_ref})
    return LinkedText(
        text=text,
        school=org_name(linked.school_ref),
        pupil=names.get(person, ""),
        signer=names.get(actor.person_ref, ""),
    )


@disclosure(SigningAct.READ_RECEIPT, of=link_that_signed)
def read_receipt(actor: Actor, linked: LinkedAgreement) -> Receipt:
    """What the actor answered by the link that was just used."""
    agreement = shown(linked.agreement)
    mine = [each for each in agreement.answers if each.signer_ref == actor.person_ref]
    if not mine:
        raise Hidden("nothing was answered")
    text = template_text(agreement.template_ref, mine[-1].variant)
    if text is None:
        raise Hidden("no text")
    return Receipt(
        text=text,
        school=org_name(linked.school_ref),
        pupil=agreement.name,
        answer=mine[-1],
    )


@question
def _sent() -> Any:
    return select(Submission.result_ref).where(
        Submission.person_ref == bindparam("person"),
        Submission.form_ref == bindparam("form"),
    )


@counted
def was_sent(person_ref: str, form_ref: str) -> bool:
    """Whether this very form was acted on already: a second press of the same button
    is no replay.
    """
    return _sent.first(person=person_ref, form=form_ref) is not None
