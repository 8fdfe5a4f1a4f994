"""The forms of the safety plan, of removal, of numbers, of the review and the end."""

from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from safeguard.cases.forms.working import VersionedForm
from safeguard.guidance import intimate_images as lists
from safeguard.guidance.choosing import offered
from safeguard.intimate_images.commands.ending import NewEnding
from safeguard.intimate_images.commands.keeping_safe import (
    PLAN_TEXTS,
    NewNumber,
    NewPlan,
    NewRemoval,
    NewReview,
)
from safeguard.intimate_images.forms.reviewing import choice
from safeguard.intimate_images.forms.signing import moment
from safeguard.intimate_images.forms.words import TEXTS
from safeguard.intimate_images.queries.reading import ImageRead, ref_of
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import day, time_of_day
from school.web.forms import NARRATIVE_LIMIT

_LONG = Length(max=NARRATIVE_LIMIT, message=_l("This is too long."))
_SHORT = Length(max=200, message=_l("Use at most 200 characters."))


class PlanSafetyForm(VersionedForm):
    """How the children are kept safe."""

    at_school = TextAreaField(TEXTS["at_school"], validators=[_LONG])
    spreading = TextAreaField(TEXTS["spreading"], validators=[_LONG])
    support = TextAreaField(TEXTS["support"], validators=[_LONG])
    checked_by = TextAreaField(TEXTS["checked_by"], validators=[_LONG])
    review_on = day(_l("When will you look at it again?"))

    def suggest(self, read: ImageRead) -> None:
        """What the version that stands says, to be changed where it has changed."""
        if self.is_submitted() or not read.process.plans:
            return
        for name in PLAN_TEXTS:
            self[name].data = read.process.plans[0].texts[name]

    def details(self) -> NewPlan:
        """The next version."""
        return NewPlan(
            {name: self[name].data or "" for name in PLAN_TEXTS},
            self.review_on.data,
            self.seen(),
        )


class RecordRemovalForm(VersionedForm):
    """What became of the image with one child."""

    child_ref = RadioField(
        _l("Which child?"),
        validators=[InputRequired(_l("Choose a child of this case."))],
        validate_choice=False,
    )
    outcome = choice(_l("What became of the image?"))
    confirmed_on = day(_l("Day they said so"))
    confirmed_time = time_of_day(_l("Time they said so"))
    police_agreed = TextAreaField(
        _l("If it was referred: who at the police agreed, and when"), [_LONG]
    )
    words = TextAreaField(
        _l("From where, and what was said"),
        validators=[InputRequired(_l("Write this down in words.")), _LONG],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = offered(lists.removals)
        self.child_ref.choices = {}

    def offer(self, read: ImageRead) -> None:
        """The children of the case."""
        self.child_ref.choices = called(read)

    def details(self) -> NewRemoval:
        """What became of it."""
        return NewRemoval(
            child_ref=self.child_ref.data or "",
            outcome=self.outcome.data or "",
            words=self.words.data or "",
            confirmed_at=moment(self.confirmed_on.data, self.confirmed_time.data),
            police_agreed=self.police_agreed.data or "",
            version=self.seen(),
        )


class AddNumberForm(VersionedForm):
    """The number that a service gave."""

    kind = choice(_l("Whose number is it?"))
    given = StringField(
        _l("Number"),
        validators=[InputRequired(_l("Write the number they gave.")), _SHORT],
    )
    child_ref = SelectField(_l("For which child?"), validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = offered(lists.numbers)
        self.child_ref.choices = {}

    def offer(self, read: ImageRead) -> None:
        """The children of the case."""
        self.child_ref.choices = {"": _("For none of them alone"), **called(read)}

    def details(self) -> NewNumber:
        """The number."""
        return NewNumber(
            self.kind.data or "",
            self.given.data or "",
            self.child_ref.data or None,
            self.seen(),
        )


class ReviewPlanForm(VersionedForm):
    """Look at the plan again."""

    answer = choice(_l("Does the plan hold?"))
    childrens_words = TextAreaField(_l("What each child says"), validators=[_LONG])
    reason = TextAreaField(
        _l("What was looked at, and why this answer?"),
        validators=[InputRequired(_l("Write this down in words.")), _LONG],
    )
    review_on = day(_l("When will you look at it again?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer.choices = offered(lists.reviews)

    def details(self) -> NewReview:
        """What it found."""
        return NewReview(
            self.answer.data or "",
            self.reason.data or "",
            self.childrens_words.data or "",
            self.review_on.data,
            self.seen(),
        )


class CloseImageForm(VersionedForm):
    """How it ended."""

    outcome_21 = choice(_l("Did the police record Outcome 21?"))
    why_not_told = TextAreaField(
        _l("If neither police nor social care were told: why not?"), [_LONG]
    )
    summary = TextAreaField(
        _l("What was decided, and how did it end for each child?"),
        validators=[InputRequired(_l("Write this down in words.")), _LONG],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome_21.choices = offered(lists.outcomes_21)

    def details(self) -> NewEnding:
        """The end."""
        return NewEnding(
            self.outcome_21.data or "",
            self.summary.data or "",
            self.why_not_told.data or "",
            self.seen(),
        )


def called(read: ImageRead) -> dict[str, str]:
    """The children of the case by name, as they are chosen from."""
    return {
        ref_of(each): each.name if each.known else _("A child without a name")
        for each in read.children
    }
