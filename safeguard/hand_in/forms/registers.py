"""Forms of the registers: permission, exemption, and loss or damage."""

from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from safeguard.guidance import hand_in
from safeguard.guidance.choosing import offered
from safeguard.hand_in.commands.exempting import NewExemption, Review
from safeguard.hand_in.commands.losing import LossClosure, NewLoss, ParentTold
from safeguard.hand_in.commands.permitting import NewPermission
from school.foundation import clock
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import day
from school.web.forms import NARRATIVE_LIMIT, ActForm, SeenForm

_LONG = Length(max=NARRATIVE_LIMIT, message=_l("This is too long."))


class RecordPermissionForm(ActForm):
    """A parent lets the pupil bring a phone."""

    reason = RadioField(
        _l("Why does the pupil bring a phone?"),
        validators=[InputRequired(_l("Choose why the pupil brings a phone."))],
        validate_choice=False,
    )
    given_by_ref = SelectField(_l("Who gave permission?"), validate_choice=False)
    given_by = StringField(_l("Somebody else, or how it was given"))
    given_on = day(_l("When did they say so?"))
    begins_on = day(_l("First day"))
    until_on = day(_l("Last day, if there is one"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.choices = offered(hand_in.reasons)
        if not self.is_submitted():
            self.given_on.data = self.begins_on.data = clock.today()

    def offer(self, adults: list[tuple[str, str]]) -> None:
        """The adults whom the roll knows."""
        self.given_by_ref.choices = {"": _("Somebody else")} | dict(adults)

    def details(self) -> NewPermission:
        """What was said, by whom and for how long."""
        return NewPermission(
            reason=self.reason.data or "",
            begins_on=self.begins_on.data,
            until_on=self.until_on.data,
            given_on=self.given_on.data,
            given_by_ref=self.given_by_ref.data or "",
            given_by=self.given_by.data or "",
        )


class EndPermissionForm(ActForm):
    """The pupil no longer brings a phone."""


class GrantExemptionForm(ActForm):
    """The pupil keeps the phone."""

    kind = RadioField(
        _l("Why does the pupil keep the phone?"),
        validators=[InputRequired(_l("Choose why the pupil keeps the phone."))],
        validate_choice=False,
    )
    adjustment = TextAreaField(
        _l("What is agreed"),
        validators=[InputRequired(_l("Write down what is agreed.")), _LONG],
    )
    begins_on = day(_l("First day"))
    review_on = day(_l("When will you look at it again?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = offered(hand_in.exemptions)
        if not self.is_submitted():
            self.begins_on.data = clock.today()

    def details(self) -> NewExemption:
        """What is approved."""
        return NewExemption(
            kind=self.kind.data or "",
            adjustment=self.adjustment.data or "",
            begins_on=self.begins_on.data,
            review_on=self.review_on.data,
        )


class ReviewExemptionForm(SeenForm):
    """It is still needed."""

    note = TextAreaField(
        _l("Why is it still needed, and what has changed?"),
        validators=[InputRequired(_l("Write this down in words.")), _LONG],
    )
    review_on = day(_l("When will you look at it again?"))

    def details(self) -> Review:
        """What was found."""
        return Review(self.note.data or "", self.review_on.data, self.seen())


class EndExemptionForm(SeenForm):
    """The phone is handed in like any other from now on."""


class RecordLossForm(ActForm):
    """What is wrong with a phone that the school had."""

    kind = RadioField(
        _l("What is wrong?"),
        validators=[InputRequired(_l("Choose what is wrong."))],
        validate_choice=False,
    )
    happened_on = day(_l("On which day?"))
    what_happened = TextAreaField(
        _l("What happened?"),
        validators=[InputRequired(_l("Write down what happened.")), _LONG],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = offered(hand_in.troubles)
        if not self.is_submitted():
            self.happened_on.data = clock.today()

    def details(self) -> NewLoss:
        """What happened."""
        return NewLoss(
            self.kind.data or "",
            self.happened_on.data,
            self.what_happened.data or "",
        )


class TellParentForm(SeenForm):
    """A parent knows."""

    words = TextAreaField(
        _l("Whom did you tell, when and how, and what did they say?"),
        validators=[InputRequired(_l("Write this down in words.")), _LONG],
    )

    def details(self) -> ParentTold:
        """Who knows what."""
        return ParentTold(self.words.data or "", self.seen())


class CloseLossForm(SeenForm):
    """How it ended."""

    outcome = RadioField(
        _l("How did it end?"),
        validators=[InputRequired(_l("Choose how it ended."))],
        validate_choice=False,
    )
    words = TextAreaField(
        _l("What was done?"),
        validators=[InputRequired(_l("Write this down in words.")), _LONG],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = offered(hand_in.outcomes)

    def details(self) -> LossClosure:
        """The ending."""
        return LossClosure(self.outcome.data or "", self.words.data or "", self.seen())
