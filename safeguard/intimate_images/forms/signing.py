"""The forms of two signatures, and of the exception that somebody has to look."""

from datetime import date, datetime, time
from typing import Any

from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length

from safeguard.cases.forms.working import VersionedForm
from safeguard.guidance import intimate_images as lists
from safeguard.guidance.choosing import offered
from safeguard.intimate_images.commands.ending import NewViewing
from safeguard.intimate_images.commands.signing import (
    AGREED,
    DECLINED,
    NewProposal,
    SecondAnswer,
)
from safeguard.intimate_images.forms.reviewing import choice
from safeguard.intimate_images.queries.reading import ProcessRead
from school.foundation import clock
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import day, time_of_day
from school.web.forms import NARRATIVE_LIMIT, ActForm

_LONG = Length(max=NARRATIVE_LIMIT, message=_l("This is too long."))
_SHORT = Length(max=200, message=_l("Use at most 200 characters."))


def moment(on: date | None, at: time | None) -> datetime | None:
    """The instant (UTC) of a day and a time in London, where both are given."""
    if on is None or at is None:
        return None
    return clock.london(on, at.hour, at.minute)


class ProposeManagingForm(VersionedForm):
    """The DSL's signature."""

    statement = TextAreaField(
        _l("Why may it be managed in school?"),
        validators=[InputRequired(_l("Write this down in words.")), _LONG],
    )

    def details(self) -> NewProposal:
        """What is signed."""
        return NewProposal(self.statement.data or "", self.seen())


class AnswerManagingForm(ActForm):
    """The second signature, or none."""

    answer = RadioField(
        _l("May it be managed in school?"),
        validators=[InputRequired(_l("Choose whether you agree."))],
        validate_choice=False,
    )
    words = TextAreaField(_l("Why not?"), validators=[_LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer.choices = {
            AGREED: _("Yes, I sign"),
            DECLINED: _("No, not yet"),
        }

    def details(self) -> SecondAnswer:
        """What the second person says."""
        return SecondAnswer(self.answer.data or "", self.words.data or "")


class DecideViewingForm(VersionedForm):
    """The exception, in words alone."""

    why = TextAreaField(
        _l("Why is there no other way?"),
        validators=[InputRequired(_l("Write this down in words.")), _LONG],
    )
    agreed_by = SelectField(
        _l("Who agreed to it?"),
        validators=[InputRequired(_l("Choose who agreed to it."))],
        validate_choice=False,
    )
    agreed_on = day(_l("Day they agreed"))
    agreed_time = time_of_day(_l("Time they agreed"))
    present = StringField(
        _l("Which other adult is there?"),
        validators=[InputRequired(_l("Nobody looks alone: name them.")), _SHORT],
    )
    same_sex = choice(_l("Is whoever looks of the same sex as the child?"))
    same_sex_words = TextAreaField(_l("Why was it not possible?"), validators=[_LONG])
    place = StringField(
        _l("Where on the school’s premises?"),
        validators=[InputRequired(_l("Say where on the premises.")), _SHORT],
    )
    viewed_on = day(_l("Day"))
    viewed_time = time_of_day(_l("Time"))
    signed = BooleanField(
        _l("I sign: nothing is copied, sent, printed or described, by anybody")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.same_sex.choices = offered(lists.same_sex)
        self.agreed_by.choices = {}

    def offer(self, process: ProcessRead) -> None:
        """Who may have agreed: whoever would sign second."""
        self.agreed_by.choices = {"": _("Choose"), **dict(process.may_agree)}

    def details(self) -> NewViewing:
        """The decision."""
        return NewViewing(
            why=self.why.data or "",
            agreed_by=self.agreed_by.data or "",
            agreed_at=moment(self.agreed_on.data, self.agreed_time.data),
            present=self.present.data or "",
            same_sex=self.same_sex.data or "",
            same_sex_words=self.same_sex_words.data or "",
            place=self.place.data or "",
            viewed_at=moment(self.viewed_on.data, self.viewed_time.data),
            signed=bool(self.signed.data),
            version=self.seen(),
        )
