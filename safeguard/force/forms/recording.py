"""The form with which a use of force is written down, and the one that adds to it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wtforms import (
    FieldList,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from safeguard.cases.forms.finding_people import FindingForm, PersonRow
from safeguard.force.commands.recording import Addition, NewForce
from safeguard.force.forms.words import TEXTS
from safeguard.guidance import force
from safeguard.guidance.choosing import offered
from school.foundation import clock
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import day, time_of_day
from school.web.forms import NARRATIVE_LIMIT, ActForm

_LONG = Length(max=NARRATIVE_LIMIT, message=_l("This is too long."))
_SHORT = Length(max=200, message=_l("Use at most 200 characters."))
_WRITTEN = (
    *("place", "lead_up", "calming", "actions", "necessary", "support", "own_words"),
    *("pupil_injury_words", "staff_injury_words", "room_words"),
)


class RecordForceForm(FindingForm):
    """One page in four parts: who, what happened, what came of it, the room."""

    LISTS: Mapping[str, str] = {
        "child": "children",
        "adult": "adults",
        "other": "others",
    }

    # Who, when, where
    children = FieldList(FormField(PersonRow))
    find_child = StringField(_l("Which pupil?"))
    found_child = StringField()
    need = RadioField(_l("Special educational needs or a disability?"))
    adults = FieldList(FormField(PersonRow))
    find_adult = StringField(_l("Which colleagues used force?"))
    found_adult = StringField()
    others = FieldList(FormField(PersonRow))
    find_other = StringField(_l("Which colleagues were there besides?"))
    found_other = StringField()
    happened_on = day(_l("Date"))
    happened_time = time_of_day(_l("Time"))
    place = StringField(_l("Where?"), validators=[_SHORT])
    # What happened
    lead_up = TextAreaField(TEXTS["lead_up"], validators=[_LONG])
    calming = TextAreaField(TEXTS["calming"], validators=[_LONG])
    kinds = SelectMultipleField(_l("What was done?"), validate_choice=False)
    degree = RadioField(_l("How much force?"), validate_choice=False)
    minutes = IntegerField(_l("How many minutes did it last?"), validators=[Optional()])
    actions = TextAreaField(TEXTS["actions"], validators=[_LONG])
    necessary = TextAreaField(TEXTS["necessary"], validators=[_LONG])
    # What came of it
    pupil_injury = RadioField(_l("Was the pupil hurt?"), validate_choice=False)
    pupil_injury_words = TextAreaField(TEXTS["pupil_injury_words"], validators=[_LONG])
    staff_injury = RadioField(_l("Was a colleague hurt?"), validate_choice=False)
    staff_injury_words = TextAreaField(TEXTS["staff_injury_words"], validators=[_LONG])
    support = TextAreaField(TEXTS["support"], validators=[_LONG])
    own_words = TextAreaField(TEXTS["own_words"], validators=[_LONG])
    # A room
    room = SelectField(
        _l("Was the pupil kept in a room, also while waiting for somebody?"),
        validate_choice=False,
    )
    room_minutes = IntegerField(
        _l("How many minutes in the room?"), validators=[Optional()]
    )
    room_words = TextAreaField(TEXTS["room_words"], validators=[_LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.need.choices = offered(force.needs)
        self.need.validate_choice = False
        self.kinds.choices = offered(force.kinds)
        self.degree.choices = offered(force.degrees)
        self.pupil_injury.choices = offered(force.injuries)
        self.staff_injury.choices = offered(force.injuries)
        self.room.choices = {"": _("Choose"), **offered(force.rooms)}

    def suggest(self, happened_at: datetime) -> None:
        """When it was, as the record it came from says; in London."""
        if not self.is_submitted():
            shown = clock.local(happened_at)
            self.happened_on.data, self.happened_time.data = shown.date(), shown.time()

    def details(self, origin_ref: str | None) -> NewForce:
        """The record as typed."""
        when, at = self.happened_on.data, self.happened_time.data
        moment = clock.london(when, at.hour, at.minute) if when and at else None
        return NewForce(
            pupil_ref=next(iter(self.chosen("child")), None),
            happened_at=moment,
            used_by=self.chosen("adult"),
            present=self.chosen("other"),
            kinds=tuple(self.kinds.data or ()),
            texts={name: self[name].data or "" for name in _WRITTEN},
            need=self.need.data or "",
            degree=self.degree.data or "",
            minutes=self.minutes.data,
            pupil_injury=self.pupil_injury.data or "",
            staff_injury=self.staff_injury.data or "",
            room=self.room.data or "",
            room_minutes=self.room_minutes.data,
            origin_ref=origin_ref,
        )


class AddToForceForm(ActForm):
    """What was remembered later."""

    text = TextAreaField(
        _l("What do you want to add?"),
        validators=[InputRequired(_l("Write this down in words.")), _LONG],
    )

    def details(self) -> Addition:
        """The addition as typed."""
        return Addition(self.text.data or "")
