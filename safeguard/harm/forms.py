"""The forms on sexual harm between children: shape of what is typed, nothing else."""

from collections.abc import Mapping
from typing import Any

from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from safeguard.cases.forms.working import VersionedForm
from safeguard.guidance import harm
from safeguard.guidance.choosing import offered
from safeguard.harm.commands import (
    NEEDED,
    OPTIONAL,
    NewAssessment,
    NewHarm,
    NewReview,
)
from safeguard.harm.queries import ProcessRead
from safeguard.harm.states import State
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import NARRATIVE_LIMIT, ActForm

Words = Mapping[str, Any]
_LONG = Length(max=NARRATIVE_LIMIT, message=_l("This is too long."))
_SHORT = Length(max=200, message=_l("Use at most 200 characters."))
STATES: Words = {
    State.ASSESSMENT_OWED: _l("An assessment is owed"),
    State.IN_PLACE: _l("Plan in place, review owed"),
    State.ENDED: _l("No longer needed"),
}
SHAPES: Words = {
    State.ASSESSMENT_OWED: "decide",
    State.IN_PLACE: "clock",
    State.ENDED: "done",
}
# What each text of an assessment is called, on the form and on the page.
TEXTS: Words = {
    "harmed": _l("The child who was harmed: risk, needs, wishes, support"),
    "other": _l("The child said to have harmed: risk, needs, support"),
    "others": _l("Other children: those who saw it, brothers and sisters, the class"),
    "where_online": _l("Place, time and online: what must change there"),
    "classes": _l("Kept apart in class"),
    "transport": _l("Kept apart on the way"),
    "breaks": _l("Kept apart at break and lunch"),
    "checked_by": _l("Who checks, and how often"),
    "condition_words": _l("What the conditions are, and until when"),
    "reason": _l("Why this, and why not another way?"),
}


class OpenHarmForm(ActForm):
    """Treat the case as sexual harm between children."""

    kind = RadioField(
        _l("What is it?"),
        validators=[InputRequired(_l("Choose what it is."))],
        validate_choice=False,
    )
    place = SelectField(
        _l("Where did it happen?"),
        validators=[InputRequired(_l("Choose where it happened."))],
        validate_choice=False,
    )
    time = SelectField(
        _l("When did it happen?"),
        validators=[InputRequired(_l("Choose when it happened."))],
        validate_choice=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = offered(harm.kinds)
        self.place.choices = {"": _("Choose")} | offered(harm.places)
        self.time.choices = {"": _("Choose")} | offered(harm.times)

    def details(self) -> NewHarm:
        """What, where, when."""
        return NewHarm(
            self.kind.data or "", self.place.data or "", self.time.data or ""
        )


class AssessHarmForm(VersionedForm):
    """Risk and needs of both, kept apart, dealt with how and why."""

    harmed = TextAreaField(TEXTS["harmed"], validators=[_LONG])
    other = TextAreaField(TEXTS["other"], validators=[_LONG])
    others = TextAreaField(TEXTS["others"], validators=[_LONG])
    where_online = TextAreaField(TEXTS["where_online"], validators=[_LONG])
    classes = TextAreaField(TEXTS["classes"], validators=[_LONG])
    transport = TextAreaField(TEXTS["transport"], validators=[_LONG])
    breaks = TextAreaField(TEXTS["breaks"], validators=[_LONG])
    checked_by = StringField(TEXTS["checked_by"], validators=[_SHORT])
    condition = RadioField(
        _l("Has the police or a court set conditions?"),
        validators=[InputRequired(_l("Choose whether there are conditions."))],
        validate_choice=False,
    )
    condition_words = TextAreaField(TEXTS["condition_words"], validators=[_LONG])
    option = RadioField(
        _l("How is it dealt with?"),
        validators=[InputRequired(_l("Choose how it is dealt with."))],
        validate_choice=False,
    )
    reason = TextAreaField(TEXTS["reason"], validators=[_LONG])
    review_on = DateField(
        _l("When will you look at it again?"),
        format=["%Y-%m-%d", "%d/%m/%Y"],
        validators=[Optional()],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.option.choices = offered(harm.options)
        self.condition.choices = offered(harm.conditions)

    def suggest(self, process: ProcessRead | None) -> None:
        """What the version that stands says, to be changed where it has changed."""
        if self.is_submitted() or process is None or not process.assessments:
            return
        stands = process.assessments[0]
        for name in (*NEEDED, *OPTIONAL):
            self[name].data = stands.texts[name]
        self.option.data, self.condition.data = stands.option, stands.condition

    def details(self) -> NewAssessment:
        """The next version."""
        return NewAssessment(
            texts={name: self[name].data or "" for name in (*NEEDED, *OPTIONAL)},
            option=self.option.data or "",
            condition=self.condition.data or "",
            reason=self.reason.data or "",
            review_on=self.review_on.data,
            version=self.seen(),
        )


class ReviewHarmForm(VersionedForm):
    """Look again at how the children are kept safe."""

    answer = RadioField(
        _l("Does the plan hold?"),
        validators=[InputRequired(_l("Choose what the review found."))],
        validate_choice=False,
    )
    harmed_words = TextAreaField(
        _l("What the child who was harmed says"), validators=[_LONG]
    )
    other_words = TextAreaField(
        _l("What the child said to have harmed says"), validators=[_LONG]
    )
    reason = TextAreaField(
        _l("What was looked at, and why this answer?"),
        validators=[InputRequired(_l("Write this down in words.")), _LONG],
    )
    review_on = DateField(
        _l("When will you look at it again?"),
        format=["%Y-%m-%d", "%d/%m/%Y"],
        validators=[Optional()],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer.choices = offered(harm.reviews)

    def details(self) -> NewReview:
        """What it found."""
        return NewReview(
            answer=self.answer.data or "",
            reason=self.reason.data or "",
            harmed_words=self.harmed_words.data or "",
            other_words=self.other_words.data or "",
            review_on=self.review_on.data,
            version=self.seen(),
        )
