"""The forms of the steps before a search: urgency, advice, authority, explanation."""

from typing import Any

from wtforms import RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Optional

from safeguard.cases.forms.working import VersionedForm
from safeguard.guidance import searches
from safeguard.guidance.choosing import offered
from safeguard.searches.commands.preparing import (
    CallingOff,
    Cooperation,
    Explanation,
)
from safeguard.searches.commands.weighing import Advice, Urgency
from safeguard.searches.forms.starting import LONG
from safeguard.searches.forms.words import YES_NO
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import ActForm

URGENT = {
    "yes": _l("It is urgent: waiting could harm somebody"),
    "no": _l("It can wait for advice"),
}


def said(field: Any) -> bool | None:
    """Yes, no, or no answer."""
    return {"yes": True, "no": False}.get(field.data or "")


def spelt(words: Any) -> dict[str, str]:
    """A fixed list in the reader's language."""
    return {code: str(word) for code, word in words.items()}


class AssessUrgencyForm(VersionedForm):
    """How urgent, and the risk to others."""

    urgent = RadioField(
        _l("How urgent is it?"),
        validators=[InputRequired(_l("Say whether it can wait for advice."))],
        validate_choice=False,
    )
    risk = TextAreaField(_l("What is the risk to other pupils and staff?"), [LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.urgent.choices = spelt(URGENT)

    def details(self) -> Urgency:
        """As typed."""
        return Urgency(said(self.urgent), self.risk.data or "", self.seen())


class RequestAdviceForm(VersionedForm):
    """One press: those whose advice counts get a notice."""


class CheckAuthorityForm(VersionedForm):
    """One press: the head's list is asked at this instant."""


class CloseSearchForm(VersionedForm):
    """One press."""


class SuspectImageForm(ActForm):
    """One press; there is nothing to describe (R0.9)."""


class GiveAdviceForm(ActForm):
    """What is advised, and why."""

    answer = RadioField(
        _l("What do you advise?"),
        validators=[InputRequired(_l("Choose what you advise."))],
        validate_choice=False,
    )
    words = TextAreaField(_l("Why, and what to mind?"), [LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer.choices = offered(searches.advices)

    def details(self) -> Advice:
        """As typed."""
        return Advice(self.answer.data or "", self.words.data or "")


class ExplainSearchForm(VersionedForm):
    """What the pupil was told, and what they asked."""

    told = SelectMultipleField(_l("The pupil has been told"), validate_choice=False)
    questions = TextAreaField(_l("What did the pupil ask?"), [LONG])
    adjustments = TextAreaField(_l("What helped the pupil to understand?"), [LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told.choices = offered(searches.tellings)

    def details(self) -> Explanation:
        """As typed."""
        return Explanation(
            told=tuple(self.told.data or ()),
            questions=self.questions.data or "",
            adjustments=self.adjustments.data or "",
            version=self.seen(),
        )


class CooperationFields:
    """Whether the pupil is willing, and for a refusal which causes were considered."""

    cooperates = RadioField(
        _l("Does the pupil co-operate?"),
        validators=[Optional()],
        validate_choice=False,
    )
    causes = SelectMultipleField(
        _l("Which causes did you consider?"), validate_choice=False
    )
    cooperation_words = TextAreaField(_l("What did the pupil say or do?"), [LONG])


class RecordCooperationForm(CooperationFields, VersionedForm):
    """Whether the pupil is willing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cooperates.choices = spelt(YES_NO)
        self.causes.choices = offered(searches.causes)

    def details(self) -> Cooperation:
        """As typed."""
        return Cooperation(
            cooperates=said(self.cooperates),
            causes=tuple(self.causes.data or ()),
            words=self.cooperation_words.data or "",
            version=self.seen(),
        )


class CallOffSearchForm(VersionedForm):
    """Why it is not done in the end."""

    code = RadioField(
        _l("Why is it not done?"),
        validators=[InputRequired(_l("Choose why it is not done."))],
        validate_choice=False,
    )
    words = TextAreaField(_l("What happened, and what happens now?"), [LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code.choices = offered(searches.endings)

    def details(self) -> CallingOff:
        """As typed."""
        return CallingOff(self.code.data or "", self.words.data or "", self.seen())
