"""The forms on which an agreement is signed, declined, taken back or recorded."""

from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from safeguard.agreements.commands.answering import (
    LONGEST_NAME,
    LONGEST_WORDS,
    Said,
)
from safeguard.agreements.commands.desk import Visitor
from safeguard.agreements.commands.paper import Paper
from safeguard.agreements.commands.sitting import NewSitting
from safeguard.agreements.permissions.texts import TemplateText
from safeguard.agreements.states import Answer, Withdrawal
from safeguard.guidance.agreements import STANDARD
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import InOurWords, day
from school.web.forms import ActForm, choices_of

_NAME = Length(max=LONGEST_NAME, message=_l("Use at most 200 characters."))
_WORDS = Length(max=LONGEST_WORDS, message=_l("Use at most 2,000 characters."))
ANSWERS = {
    Answer.SIGNED.value: _l("Signed"),
    Answer.DECLINED.value: _l("Declined"),
}
WITHDRAWALS = {
    Withdrawal.ISSUED_WRONGLY.value: _l("It was issued or signed by mistake"),
    Withdrawal.BY_SIGNER.value: _l("The signer has told us that it holds no longer"),
}


class ReadForm(ActForm):
    """A form that says which text its page showed."""

    text_hash = HiddenField()
    variant = HiddenField()

    def show_text(self, text: TemplateText, *, renew: bool = False) -> None:
        """Carry the hash of what stands on the page. A page that was sent keeps its
        own, so that a text which changed meanwhile is noticed.
        """
        if renew or not self.is_submitted() or not self.text_hash.data:
            self.text_hash.data = text.text_hash
            self.variant.data = text.variant

    def said(self, **words: str) -> Said:
        """What was shown, with what was put under it."""
        variant = self.variant.data or STANDARD
        return Said(self.text_hash.data or "", variant, **words)


class SignForm(ReadForm):
    """A name that is typed, or a signature that is drawn."""

    typed = StringField(_l("Your name"), validators=[_NAME])
    drawn = HiddenField()
    devices = StringField(
        _l("Which phones or devices do you bring to school? (if any)"),
        validators=[_WORDS],
    )

    def details(self) -> Said:
        """What was signed."""
        return self.said(
            typed=self.typed.data or "",
            drawn=self.drawn.data or "",
            devices=self.devices.data or "",
        )


class DeclineForm(ReadForm):
    """No, and perhaps why."""

    reason = TextAreaField(
        _l("Do you want to say why? You need not."), validators=[_WORDS]
    )

    def details(self) -> Said:
        """What was declined."""
        return self.said(reason=self.reason.data or "")


class TakeBackForm(ActForm):
    """What I signed holds no longer."""


class LinkForm(InOurWords, FlaskForm):
    """The code of a letter, or the token of a link."""

    secret = StringField(_l("Code on your letter"))

    def given(self) -> str:
        """What was typed, or what the script took out of the address."""
        return str(self.secret.data or "")


class AnswerForm(SignForm):
    """Yes or no on one page, for whoever has no account: two buttons, one form."""

    reason = TextAreaField(
        _l("Do you want to say why? You need not."), validators=[_WORDS]
    )

    def refusal(self) -> Said:
        """What was declined."""
        return self.said(reason=self.reason.data or "")


class AnswerByLinkForm(AnswerForm):
    """The same, with the secret that opened the page."""

    secret = HiddenField()


class VisitorForm(SignForm):
    """A visitor at the front desk."""

    visitor = StringField(
        _l("Visitor’s name, and where from"),
        validators=[InputRequired(_l("Write down the visitor’s name.")), _NAME],
    )

    def visit(self) -> Visitor:
        """Who signed what."""
        return Visitor(self.visitor.data or "", self.details())


class PaperForm(ReadForm):
    """What stands on a paper."""

    signer = RadioField(
        _l("Whose signature is on the paper?"),
        validators=[InputRequired(_l("Choose whose signature it is."))],
        validate_choice=False,
    )
    answer = RadioField(
        _l("What does the paper say?"),
        choices=choices_of(ANSWERS),
        validators=[InputRequired(_l("Choose what the paper says."))],
        validate_choice=False,
    )
    signed_on = day(_l("Which day stands on it?"))
    devices = StringField(
        _l("Phones or devices that stand on it (if any)"), validators=[_WORDS]
    )
    reason = TextAreaField(
        _l("Why it was declined, if that stands on it"), validators=[_WORDS]
    )

    def offer(self, signers: tuple[tuple[str, str], ...]) -> None:
        """Those who can sign this one."""
        self.signer.choices = choices_of(dict(signers))

    def paper(self) -> Paper:
        """What was read off the paper."""
        given = self.said(
            devices=self.devices.data or "", reason=self.reason.data or ""
        )
        return Paper(
            self.signer.data or "",
            self.answer.data or "",
            self.signed_on.data,
            given,
        )


class WithdrawForm(ActForm):
    """Why an agreement holds no longer."""

    why = RadioField(
        _l("Why does it hold no longer?"),
        choices=choices_of(WITHDRAWALS),
        validators=[InputRequired(_l("Choose why it holds no longer."))],
        validate_choice=False,
    )


class OpenSittingForm(ActForm):
    """How a class signs."""

    how = RadioField(
        _l("How does the class read the text?"),
        choices=choices_of(
            {
                "themselves": _l("Each pupil reads it"),
                "aloud": _l("I read it aloud to them"),
            }
        ),
        default="themselves",
        validate_choice=False,
    )

    def details(self) -> NewSitting:
        """How it is to be."""
        return NewSitting(read_aloud=self.how.data == "aloud")


class EndSittingForm(ActForm):
    """The class has signed."""


class SittingCodeForm(InOurWords, FlaskForm):
    """The code that the teacher reads out."""

    code = StringField(_l("Code from your teacher"))


def variant_asked() -> str:
    """The words that the address asks for; nothing where it does not say."""
    return request.args.get("words", "")[:20]


def form_ref(form: ActForm) -> str:
    """The form's own reference, or nothing where it is none that we gave out."""
    sent: Any = form.form_id.data or ""
    return str(sent).rpartition(".")[0]
