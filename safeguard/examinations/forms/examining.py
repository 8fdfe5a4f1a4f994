"""The forms before, during and after an examination."""

from typing import Any

from wtforms import (
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length

from safeguard.cases.forms.choices import spelt
from safeguard.cases.forms.working import HappenedForm
from safeguard.examinations.commands.beginning import Declining, GoodReason, Starting
from safeguard.examinations.commands.departing import Departure, HeadsAnswer
from safeguard.examinations.commands.examining import Account, DoneBefore, Finding
from safeguard.examinations.forms.asking import FirstQuestionForm
from safeguard.examinations.forms.words import FOUND
from safeguard.guidance import examinations as lists
from safeguard.guidance.choosing import offered
from safeguard.searches.forms.people import FindingForm, found_rows
from school.foundation.references import spoken
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import NARRATIVE_LIMIT, ActForm

LONG = Length(max=NARRATIVE_LIMIT, message=_l("This is too long."))
SHORT = Length(max=200, message=_l("Use at most 200 characters."))


class _ReasonForm(FirstQuestionForm):
    """The three reasons, the facts, and which device."""

    reasons = SelectMultipleField(
        _l("The device has been, or could be, used to"), validate_choice=False
    )
    facts = TextAreaField(_l("Which facts make you suspect that?"), validators=[LONG])
    item_ref = SelectField(_l("Which device?"), validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reasons.choices = offered(lists.reasons)

    def offer(self, items: list[str]) -> None:
        """What was taken in the search, by reference; one alone is chosen already."""
        self.item_ref.choices = {
            **({} if len(items) == 1 else {"": _("Not in custody, or not known")}),
            **{ref: spoken(ref) for ref in items},
        }

    def reason(self) -> GoodReason:
        """The reason as typed."""
        return GoodReason(
            tuple(self.reasons.data or ()),
            self.facts.data or "",
            self.item_ref.data or None,
        )


class RecordGoodReasonForm(_ReasonForm):
    """Why a device may be examined."""

    def details(self) -> GoodReason:
        """The reason."""
        return self.reason()


class AuthoriseExaminationForm(FirstQuestionForm):
    """Ready to look: the first question is the only one."""

    def details(self) -> Starting:
        """What was seen."""
        return Starting(self.seen())


class DeclineExaminationForm(FirstQuestionForm):
    """Why it is not examined."""

    why = RadioField(_l("Why is the device not examined?"), validate_choice=False)
    words = TextAreaField(_l("Anything to add?"), validators=[LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.why.choices = offered(lists.declinings)

    def details(self) -> Declining:
        """Why not."""
        return Declining(self.why.data or "", self.words.data or "", self.seen())


class RecordExaminationForm(FirstQuestionForm, FindingForm, HappenedForm):
    """What was done: who, with whom present, where on the device, how it was open."""

    FINDERS = {"examiner": "examiners", "colleague": "colleagues"}  # noqa: RUF012

    examiners = found_rows()
    find_examiner = StringField(_l("Who examined it, if it was not you?"))
    found_examiner = StringField()
    colleagues = found_rows()
    find_colleague = StringField(_l("Which colleagues were present?"))
    found_colleague = StringField()
    others = StringField(_l("Anybody else present"), validators=[SHORT])
    areas = SelectMultipleField(_l("What was looked at?"), validate_choice=False)
    opening = RadioField(_l("How was it open?"), validate_choice=False)
    copied = RadioField(_l("Was anything copied?"), validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas.choices = offered(lists.areas)
        self.opening.choices = offered(lists.openings)
        self.copied.choices = offered(lists.copies)

    def account(self, me: str) -> Account:
        """What was done; whoever records it examined, unless somebody else is named."""
        return Account(
            areas=tuple(self.areas.data or ()),
            opening=self.opening.data or "",
            copied=self.copied.data or "",
            examiner_ref=self.ref_of("examiner") or me,
            present=self.refs_of("colleague"),
            others=self.others.data or "",
            examined_at=self.happened_at(),
            version=self.seen(),
        )


class RecordDoneExaminationForm(RecordExaminationForm, _ReasonForm):
    """An examination that was done before anything was written down."""

    def done(self, me: str) -> DoneBefore:
        """What was done, and the reason that there was."""
        return DoneBefore(self.account(me), self.reason())


class RecordFindingForm(FirstQuestionForm):
    """What came of it."""

    found = RadioField(_l("What was found?"), validate_choice=False)
    kinds = SelectMultipleField(_l("What kind of material?"), validate_choice=False)
    words = TextAreaField(_l("In one sentence, why does it matter?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found.choices = spelt(FOUND)
        self.kinds.choices = offered(lists.kinds)

    def details(self) -> Finding:
        """The finding."""
        return Finding(
            self.found.data or "",
            tuple(self.kinds.data or ()),
            self.words.data or "",
            self.seen(),
        )


class AddDeviationForm(ActForm):
    """What was not done as the policy says."""

    code = RadioField(_l("What was it?"), validate_choice=False)
    words = TextAreaField(_l("How did it come to that?"), validators=[LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = {each.code for each in lists.deviations if each.told}
        self.code.choices = {
            code: word
            for code, word in offered(lists.deviations).items()
            if code in told
        }

    def details(self) -> Departure:
        """The departure."""
        return Departure(self.code.data or "", self.words.data or "")


class AnswerDeviationsForm(ActForm):
    """What the head says, and what follows."""

    words = TextAreaField(
        _l("What do you say to it, and what follows?"), validators=[LONG]
    )

    def details(self) -> HeadsAnswer:
        """The answer."""
        return HeadsAnswer(self.words.data or "")
