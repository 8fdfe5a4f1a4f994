"""Forms about people: what was had, what is needed, what was read."""

from collections.abc import Iterable
from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length

from safeguard.guidance import editions, training
from safeguard.guidance.choosing import offered
from safeguard.training.commands.needs import (
    LONGEST,
    EndOfNeed,
    NeedPlan,
    NewNeed,
)
from safeguard.training.commands.recording import NewRecords, Reading, Voiding
from school.foundation import clock
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import day
from school.web.forms import ActForm, SeenForm

_LONG = Length(max=LONGEST, message=_l("This is too long."))
ASKED_FOR = "asked_for"
# A self-audit opens its needs itself.
_BY_A_REVIEWER = ("reviewer", "learned_from", ASKED_FOR)


class RecordTrainingForm(ActForm):
    """What people had elsewhere or on paper."""

    course = RadioField(
        _l("Which course, or which text?"),
        validators=[InputRequired(_l("Choose a course."))],
        validate_choice=False,
    )
    edition = SelectField(_l("Which edition was read?"), validate_choice=False)
    done_on = day(_l("On which day?"))
    people = SelectMultipleField(_l("Who had it?"), validate_choice=False)
    evidence = TextAreaField(
        _l("What shows it?"),
        validators=[InputRequired(_l("Say what shows it.")), _LONG],
    )

    def offer(self, people: Iterable[tuple[str, str]]) -> None:
        """Today's courses, the editions of what is read, the people."""
        today = clock.today()
        self.course.choices = offered(training.courses)
        families = {each.family for each in training.courses if each.is_reading}
        self.edition.choices = {"": _("No text was read")} | {
            each.code: _(each.wording)
            for each in reversed(editions.every())
            if each.family in families and each.in_force_on <= today
        }
        self.people.choices = dict(people)

    def details(self) -> NewRecords:
        """The records."""
        return NewRecords(
            person_refs=tuple(self.people.data or ()),
            course=self.course.data or "",
            done_on=self.done_on.data,
            evidence=self.evidence.data or "",
            edition=self.edition.data or None,
        )


class VoidRecordForm(SeenForm):
    """It was recorded in error."""

    reason = TextAreaField(
        _l("What was wrong?"),
        validators=[InputRequired(_l("Say what was wrong.")), _LONG],
    )

    def details(self) -> Voiding:
        """Why."""
        return Voiding(self.reason.data or "", self.seen())


class AttestReadingForm(ActForm):
    """I have read it."""

    edition = HiddenField()
    confirmed = BooleanField(_l("I have read this edition and know whom to ask"))

    def details(self, course: str) -> Reading:
        """The edition that the page showed, and the tick."""
        return Reading(course, self.edition.data or "", bool(self.confirmed.data))


class OpenNeedForm(ActForm):
    """Something that somebody needs to learn."""

    person_ref = SelectField(_l("Who?"), validate_choice=False)
    course = RadioField(
        _l("Which course would help?"),
        validators=[InputRequired(_l("Choose a course."))],
        validate_choice=False,
    )
    origin = RadioField(_l("How did it show?"), validate_choice=False)
    note = TextAreaField(_l("What exactly?"), validators=[_LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course.choices = {
            each.code: _(each.wording)
            for each in training.courses.offered(clock.today())
            if not each.is_reading
        }
        reasons = offered(training.origins)
        self.origin.choices = {code: reasons[code] for code in _BY_A_REVIEWER}

    def offer(self, people: Iterable[tuple[str, str]], chosen: str) -> None:
        """For whom; a colleague asks for nobody else."""
        self.person_ref.choices = dict(people)
        if not self.is_submitted():
            self.person_ref.data = chosen

    def details(self, own_ref: str | None) -> NewNeed:
        """The need; one's own where `own_ref` says so."""
        return NewNeed(
            person_ref=own_ref or self.person_ref.data or "",
            course=self.course.data or "",
            origin=ASKED_FOR if own_ref else self.origin.data or "",
            note=self.note.data or "",
        )


class PlanNeedForm(SeenForm):
    """What is done about it."""

    words = TextAreaField(
        _l("What is planned?"),
        validators=[InputRequired(_l("Say what is planned.")), _LONG],
    )
    session_ref = SelectField(_l("In a session?"), validate_choice=False)
    due_on = day(_l("By when?"))

    def offer(self, sessions: Iterable[tuple[str, str]]) -> None:
        """Sessions to come."""
        self.session_ref.choices = {"": _("In no session")} | dict(sessions)

    def details(self) -> NeedPlan:
        """The plan."""
        return NeedPlan(
            words=self.words.data or "",
            due_on=self.due_on.data,
            session_ref=self.session_ref.data or None,
            version=self.seen(),
        )


class EndNeedForm(SeenForm):
    """How it ended without training."""

    why = RadioField(
        _l("How did it end?"),
        validators=[InputRequired(_l("Choose how it ended."))],
        validate_choice=False,
    )
    words = TextAreaField(
        _l("In words, for the colleague to read"),
        validators=[InputRequired(_l("Say how it ended.")), _LONG],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.why.choices = offered(training.endings)

    def details(self) -> EndOfNeed:
        """The ending."""
        return EndOfNeed(self.why.data or "", self.words.data or "", self.seen())
