"""The forms of acting on a case: a meeting, the risk, watching and looking again."""

from datetime import datetime
from typing import Any

from wtforms import DateField, RadioField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Length, Optional

from safeguard.cases.commands.meeting import NewMeeting
from safeguard.cases.commands.sanctioning import SanctionNumber
from safeguard.cases.commands.watching import (
    CLOSE,
    DECIDE,
    ON,
    NewRisk,
    Review,
    Watch,
)
from safeguard.cases.forms.choices import spelt
from safeguard.cases.forms.working import HappenedForm, VersionedForm
from safeguard.guidance import casework
from safeguard.guidance.choosing import hints_of, offered
from school.calendars.days import Hours
from school.foundation import clock
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import NARRATIVE_LIMIT

DATE_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
_LONG = Length(max=NARRATIVE_LIMIT, message=_l("This is too long. Shorten it."))
_IN_WORDS = InputRequired(_l("Write this down in words."))


class RecordMeetingForm(VersionedForm, HappenedForm):
    """A meeting as it was, and when the next one is."""

    kind = RadioField(
        _l("What kind of meeting was it?"),
        validators=[InputRequired(_l("Choose what kind of meeting it was."))],
    )
    attended = TextAreaField(_l("Who was there?"), validators=[_IN_WORDS, _LONG])
    decided = TextAreaField(
        _l("What was decided, and who does what by when?"),
        validators=[_IN_WORDS, _LONG],
    )
    next_on = DateField(_l("Date"), format=DATE_FORMATS, validators=[Optional()])
    next_time = TimeField(
        _l("Time, if you know"),
        format=["%H:%M", "%H:%M:%S", "%H.%M"],
        validators=[Optional()],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = offered(casework.meetings)

    def hints(self) -> dict[str, str]:
        """What stands under a kind."""
        return hints_of(casework.meetings)

    def details(self) -> NewMeeting:
        """The meeting."""
        return NewMeeting(
            kind=self.kind.data,
            attended=self.attended.data or "",
            decided=self.decided.data or "",
            held_at=self.happened_at(),
            next_at=self._next_at(),
            version=self.seen(),
        )

    def _next_at(self) -> datetime | None:
        day, time = self.next_on.data, self.next_time.data or Hours().school_ends
        return clock.london(day, time.hour, time.minute) if day else None


class ReferToSanctionForm(VersionedForm):
    """The number of a sanction in the behaviour system."""

    number = StringField(
        _l("Its number in the behaviour system"),
        validators=[InputRequired(_l("Write the number."))],
    )

    def details(self) -> SanctionNumber:
        """The number."""
        return SanctionNumber(self.number.data or "")


class SetRiskForm(VersionedForm):
    """How great the risk is, and why."""

    level = RadioField(
        _l("How great is the risk of harm now?"),
        validators=[InputRequired(_l("Choose how great the risk is."))],
    )
    reason = TextAreaField(_l("Why?"), validators=[_IN_WORDS, _LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.level.choices = offered(casework.risks)

    def hints(self) -> dict[str, str]:
        """What each level means."""
        return hints_of(casework.risks)

    def details(self) -> NewRisk:
        """The risk."""
        return NewRisk(self.level.data, self.reason.data or "", self.seen())


class WatchCaseForm(VersionedForm):
    """What to look for, and when to look again."""

    look_for = TextAreaField(
        _l("What is looked for, and by whom?"), validators=[_IN_WORDS, _LONG]
    )
    review_on = DateField(
        _l("When is it looked at again?"),
        format=DATE_FORMATS,
        validators=[InputRequired(_l("Choose the day of the next review."))],
    )

    def details(self) -> Watch:
        """What is looked for."""
        return Watch(self.look_for.data or "", self.review_on.data, self.seen())


class ReviewCaseForm(VersionedForm, HappenedForm):
    """What was seen, and what follows."""

    seen_words = TextAreaField(_l("What was seen?"), validators=[_IN_WORDS, _LONG])
    then = RadioField(
        _l("What follows?"), validators=[InputRequired(_l("Choose what follows."))]
    )
    review_on = DateField(
        _l("When is it looked at again?"), format=DATE_FORMATS, validators=[Optional()]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.then.choices = spelt(
            {
                ON: _l("Watch on"),
                DECIDE: _l("Watch no longer: decide afresh"),
                CLOSE: _l("Watch no longer: it can be closed"),
            }
        )

    def details(self) -> Review:
        """The review."""
        return Review(
            seen=self.seen_words.data or "",
            then=self.then.data,
            review_on=self.review_on.data,
            happened_at=self.happened_at(),
            version=self.seen(),
        )

    def take_back(self, problems: Any) -> None:
        """What is wrong with the words stands beside their field."""
        places = {"seen": "seen_words"}
        super().take_back({places.get(k, k): text for k, text in problems.items()})
