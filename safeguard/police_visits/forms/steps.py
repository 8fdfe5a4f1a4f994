"""The forms of what happens while the police are here, and of the end."""

from datetime import datetime
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional

from safeguard.cases.forms.choices import YES_NO, spelt
from safeguard.cases.forms.working import HappenedForm, VersionedForm
from safeguard.guidance import police
from safeguard.guidance.choosing import offered
from safeguard.police_visits.commands.ending import Aftercare, Closing, Outcome
from safeguard.police_visits.commands.standing_by import Adult, Parents
from safeguard.police_visits.forms.beginning import LONG, SHORT
from safeguard.police_visits.forms.words import KINDS, TEXTS
from school.foundation import clock
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import DAYS, time_of_day


class RecordAdultForm(VersionedForm, HappenedForm):
    """Who stands by the pupil, and what the pupil wishes."""

    presence = RadioField(_l("Is an appropriate adult there?"), validate_choice=False)
    name = StringField(TEXTS["name"], validators=[SHORT])
    relation = SelectField(_l("What are they to the pupil?"), validate_choice=False)
    wish = RadioField(
        _l("What does the pupil wish about the adult?"), validate_choice=False
    )
    wish_words = TextAreaField(TEXTS["wish_words"], validators=[LONG])
    signed = BooleanField(_l("The pupil and the adult have signed it"))
    reason = TextAreaField(
        _l("If nobody is there: why, and who decided it?"), validators=[LONG]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.presence.choices = offered(police.presences)
        self.relation.choices = {"": _("Choose"), **offered(police.relations)}
        self.wish.choices = offered(police.wishes)

    def details(self) -> Adult:
        """The adult."""
        names = ("name", "wish_words", "reason")
        return Adult(
            presence=self.presence.data or "",
            wish=self.wish.data or "",
            texts={name: self[name].data or "" for name in names},
            relation=self.relation.data or None,
            arrived_at=self.happened_at(),
            signed=bool(self.signed.data),
            version=self.seen(),
        )


class RecordParentsForm(VersionedForm, HappenedForm):
    """What the parents knew, and when."""

    answer = RadioField(
        _l("Was a parent told before the police did anything?"), validate_choice=False
    )
    whom = StringField(
        _l("Who was told, by whom, and what are they to the pupil?"),
        validators=[SHORT],
    )
    words = TextAreaField(
        _l("What they said; or why they were not told"), validators=[LONG]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer.choices = offered(police.parents)

    def details(self) -> Parents:
        """What they knew."""
        return Parents(
            answer=self.answer.data or "",
            texts={name: self[name].data or "" for name in ("whom", "words")},
            told_at=self.happened_at(),
            version=self.seen(),
        )


class RecordOutcomeForm(VersionedForm, HappenedForm):
    """What the police did."""

    kind = RadioField(_l("What did the police do?"), validate_choice=False)
    ended_time = time_of_day(_l("When did it end?"))
    place = StringField(_l("Where?"), validators=[SHORT])
    present = IntegerField(
        _l("How many people were there besides the pupil?"), validators=[Optional()]
    )
    present_words = TextAreaField(TEXTS["present_words"], validators=[LONG])
    sexes = RadioField(
        _l("Was every officer of the pupil’s sex?"), validate_choice=False
    )
    exposed = RadioField(_l("Were intimate parts exposed?"), validators=[Optional()])
    found = RadioField(_l("What was found?"), validate_choice=False)
    words = TextAreaField(_l("What happened, in order?"), validators=[LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = spelt(KINDS)
        self.sexes.choices = offered(police.sexes)
        self.exposed.choices = spelt(YES_NO)
        self.found.choices = offered(police.found)

    def details(self) -> Outcome:
        """What they did."""
        names = ("place", "present_words", "words")
        exposed = self.exposed.data
        return Outcome(
            kind=self.kind.data or "",
            texts={name: self[name].data or "" for name in names},
            began_at=self.happened_at(),
            ended_at=self._ended_at(),
            exposed=exposed == "yes" if exposed in {"yes", "no"} else None,
            present=self.present.data,
            sexes=self.sexes.data or None,
            found=self.found.data or None,
            version=self.seen(),
        )

    def _ended_at(self) -> datetime | None:
        at = self.ended_time.data
        if at is None:
            return None
        day = self.happened_on.data or clock.today()
        return clock.london(day, at.hour, at.minute)


class PlanAftercareForm(VersionedForm):
    """How the pupil is looked after now."""

    plan = TextAreaField(TEXTS["plan"], validators=[LONG])
    own_words = TextAreaField(TEXTS["own_words"], validators=[LONG])
    follow_up = TextAreaField(TEXTS["follow_up"], validators=[LONG])
    follow_up_on = DateField(
        _l("On which day is it looked at again?"),
        format=list(DAYS),
        validators=[Optional()],
    )
    referral = RadioField(
        _l("Was a safeguarding referral considered?"), validate_choice=False
    )
    referral_reason = TextAreaField(TEXTS["referral_reason"], validators=[LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.referral.choices = offered(police.referrals)

    def details(self) -> Aftercare:
        """The plan."""
        names = ("plan", "own_words", "follow_up", "referral_reason")
        return Aftercare(
            texts={name: self[name].data or "" for name in names},
            referral=self.referral.data or "",
            follow_up_on=self.follow_up_on.data,
            version=self.seen(),
        )


class CloseVisitForm(VersionedForm):
    """How it ended."""

    words = TextAreaField(_l("How did it end for the pupil?"), validators=[LONG])

    def details(self) -> Closing:
        """How it ended."""
        return Closing(self.words.data or "", self.seen())
