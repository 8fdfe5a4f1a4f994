"""The forms with which two people decide, and with which it is carried out."""

from typing import Any

from wtforms import (
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from safeguard.cases.forms.choices import spelt
from safeguard.cases.forms.working import HappenedForm
from safeguard.examinations.commands.deciding import Proposal, Signature
from safeguard.examinations.commands.erasing import CouldBe, Erased
from safeguard.examinations.forms.asking import FirstQuestionForm
from safeguard.examinations.forms.examining import LONG
from safeguard.examinations.forms.words import EVIDENCE, SIGNS
from safeguard.guidance import examinations as lists
from safeguard.guidance.choosing import offered
from safeguard.searches.forms.people import FindingForm, found_rows
from school.web.catalogue import lazy_gettext as _l


class ProposeResponseForm(FirstQuestionForm):
    """What is to be done about what was found."""

    codes = SelectMultipleField(_l("What is the response?"), validate_choice=False)
    reason = TextAreaField(_l("Why this?"), validators=[LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes.choices = offered(lists.responses)

    def details(self) -> Proposal:
        """The proposal."""
        return Proposal(
            tuple(self.codes.data or ()), self.reason.data or "", self.seen()
        )


class ProposeErasingForm(FirstQuestionForm):
    """Why something may be erased, by way of exception."""

    codes = SelectMultipleField(_l("Why may it be erased?"), validate_choice=False)
    reason = TextAreaField(
        _l("What makes you think so, and why is erasing right?"), validators=[LONG]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes.choices = offered(lists.grounds)

    def details(self) -> Proposal:
        """The proposal."""
        return Proposal(
            tuple(self.codes.data or ()), self.reason.data or "", self.seen()
        )


class _SignForm(FirstQuestionForm):
    answer = RadioField(_l("Do you sign?"), validate_choice=False)
    words = TextAreaField(_l("Anything to add? If you decline: why"), validators=[LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer.choices = spelt(SIGNS)

    def details(self) -> Signature:
        """The signature."""
        return Signature(self.answer.data or "", self.words.data or "")


class AnswerResponseForm(_SignForm):
    """Sign the response, or decline it."""


class AnswerErasingForm(_SignForm):
    """Sign that something is erased, or decline."""


class AnswerEvidenceForm(FirstQuestionForm):
    """Could it be evidence of an offence?"""

    answer = RadioField(
        _l("Could it be evidence of an offence?"), validate_choice=False
    )
    reason = TextAreaField(_l("Why do you think so?"), validators=[LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer.choices = spelt(EVIDENCE)

    def details(self) -> CouldBe:
        """The answer."""
        return CouldBe(self.answer.data or "", self.reason.data or "", self.seen())


class EraseDataForm(FirstQuestionForm, FindingForm, HappenedForm):
    """What was erased, by whose hand, seen by whom."""

    FINDERS = {"hand": "hands", "witness": "witnesses"}  # noqa: RUF012

    areas = SelectMultipleField(
        _l("Where was something erased?"), validate_choice=False
    )
    hands = found_rows()
    find_hand = StringField(_l("Who erased it, if it was not you?"))
    found_hand = StringField()
    witnesses = found_rows()
    find_witness = StringField(_l("Who was the witness?"))
    found_witness = StringField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas.choices = offered(lists.areas)

    def erased(self, me: str) -> Erased:
        """What was done."""
        return Erased(
            areas=tuple(self.areas.data or ()),
            erased_by=self.ref_of("hand") or me,
            witness_ref=self.ref_of("witness") or "",
            erased_at=self.happened_at(),
            version=self.seen(),
        )
