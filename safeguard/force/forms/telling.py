"""The forms of telling a parent or the council, and of the review."""

from typing import Any

from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from safeguard.cases.forms.working import HappenedForm, VersionedForm
from safeguard.force.commands.telling import NewReview, NewTelling
from safeguard.guidance import force
from safeguard.guidance.choosing import offered
from school.foundation import clock
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import NARRATIVE_LIMIT

_LONG = Length(max=NARRATIVE_LIMIT, message=_l("This is too long."))
_SHORT = Length(max=200, message=_l("Use at most 200 characters."))


class TellParentsForm(VersionedForm, HappenedForm):
    """One parent was told: who, how, what of it."""

    whom = StringField(
        _l("Who was told, and what are they to the pupil?"), validators=[_SHORT]
    )
    way = RadioField(_l("How?"), validate_choice=False)
    parts = SelectMultipleField(_l("What were they told?"), validate_choice=False)
    reason = TextAreaField(
        _l("If something was left out: what, and why?"), validators=[_LONG]
    )
    said = TextAreaField(_l("What they said"), validators=[_LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way.choices = offered(force.ways)
        self.parts.choices = offered(force.parts)

    def details(self) -> NewTelling:
        """Who was told what."""
        return NewTelling(
            whom=self.whom.data or "",
            way=self.way.data or "",
            told_at=self.happened_at() or clock.now(),
            parts=tuple(self.parts.data or ()),
            reason=self.reason.data or "",
            said=self.said.data or "",
            ground=self.chosen_ground(),
            version=self.seen(),
        )

    def chosen_ground(self) -> str | None:
        """No ground: a parent was told."""
        return None


class TellCouncilForm(TellParentsForm):
    """The council was told, and no parent."""

    ground = RadioField(_l("Why is no parent told?"), validate_choice=False)
    whom = StringField(
        _l("Which council, and who there?"),
        validators=[_SHORT],
        description=_l("The council for where the pupil lives."),
    )
    reason = TextAreaField(
        _l("What makes you think so? Who was asked?"), validators=[_LONG]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ground.choices = offered(force.grounds)

    def chosen_ground(self) -> str | None:
        """Why no parent was told; nothing chosen is objected to by the act."""
        return self.ground.data or ""


class ReviewForceForm(VersionedForm):
    """Was it necessary, reasonable and proportionate?"""

    outcome = RadioField(
        _l("Was it necessary, reasonable and proportionate?"),
        validators=[InputRequired(_l("Choose what the review found."))],
        validate_choice=False,
    )
    reason = TextAreaField(
        _l("What did you look at, and why this answer?"), validators=[_LONG]
    )
    learning = TextAreaField(
        _l("What is to be learnt, and who sees to it?"), validators=[_LONG]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = offered(force.outcomes)

    def details(self) -> NewReview:
        """What it found."""
        return NewReview(
            outcome=self.outcome.data or "",
            reason=self.reason.data or "",
            learning=self.learning.data or "",
            version=self.seen(),
        )
