"""The plan for both sides, the reviews, and the end."""

from typing import Any

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired

from safeguard.bullying.commands.ending import Ending, NewPlan, Review
from safeguard.bullying.forms.words import LONG, RESTORATIVE, SHORT
from safeguard.bullying.queries.reading import PlanRead, ProcessRead
from safeguard.cases.forms.choices import spelt
from safeguard.cases.forms.working import VersionedForm
from safeguard.guidance import bullying
from safeguard.guidance.choosing import offered
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l


class AgreeBullyingPlanForm(VersionedForm):
    """A plan for both sides."""

    harmed = TextAreaField(
        _l("Support for the child who was harmed"), validators=[LONG]
    )
    other = TextAreaField(
        _l("Work with the child who is said to have done it"), validators=[LONG]
    )
    restorative = RadioField(
        _l("Do both wish to talk it over together?"),
        choices=lambda: spelt(RESTORATIVE),
        validators=[InputRequired(_l("Choose whether both wish to talk it over."))],
        validate_choice=False,
    )
    sanction = StringField(
        _l("Reference of a sanction, if there is one"), validators=[SHORT]
    )

    def suggest(self, plan: PlanRead) -> None:
        """What the last plan said, to be changed where it did not help."""
        if not self.is_submitted():
            self.harmed.data, self.other.data = plan.harmed, plan.other
            self.restorative.data, self.sanction.data = plan.restorative, plan.sanction

    def details(self) -> NewPlan:
        """The plan."""
        return NewPlan(
            harmed=self.harmed.data or "",
            other=self.other.data or "",
            restorative=self.restorative.data or "",
            sanction=self.sanction.data or "",
            version=self.seen(),
        )


class ReviewBullyingForm(VersionedForm):
    """Has it stopped? Asked of one harmed child."""

    child_ref = RadioField(
        _l("Who was asked?"),
        validators=[InputRequired(_l("Choose who was asked."))],
        validate_choice=False,
    )
    answer = RadioField(
        _l("Has it stopped?"),
        validators=[InputRequired(_l("Choose what the child says."))],
        validate_choice=False,
    )
    own_words = TextAreaField(_l("In the child’s own words"), validators=[LONG])
    words = TextAreaField(
        _l("What adults see; or why the child was not asked"), validators=[LONG]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer.choices = offered(bullying.stopped)
        self.child_ref.choices = {}

    def offer(self, process: ProcessRead) -> None:
        """The children whose answer is owed; a single one is chosen already. Before the
        day nobody is overdue, and the reason is asked for instead.
        """
        if process.early:
            self.answer.choices = {
                code: words
                for code, words in offered(bullying.stopped).items()
                if bullying.stopped.named(code).stopped is not None
            }
            self.words.label.text = _("Why the child is asked before the day")
        self.child_ref.choices = {each.child_ref: each.name for each in process.owed}
        if len(process.owed) == 1 and not self.is_submitted():
            self.child_ref.data = process.owed[0].child_ref

    def details(self) -> Review:
        """The answer."""
        return Review(
            child_ref=self.child_ref.data or "",
            answer=self.answer.data or "",
            own_words=self.own_words.data or "",
            words=self.words.data or "",
            version=self.seen(),
        )


class CloseBullyingForm(VersionedForm):
    """Close the process."""

    words = TextAreaField(
        _l("How did it end, and what did the school learn?"),
        validators=[InputRequired(_l("Write how it ended.")), LONG],
    )

    def details(self) -> Ending:
        """How it ended."""
        return Ending(self.words.data or "", self.seen())
