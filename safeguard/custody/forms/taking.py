"""The forms of taking an item, sealing it, and putting it away."""

from collections.abc import Mapping
from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from safeguard.cases.forms.working import HappenedForm, VersionedForm
from safeguard.custody.commands.sealing import (
    BrokenSeal,
    NewHold,
    NewSeal,
    Placing,
    Reason,
)
from safeguard.custody.commands.seizing import NewItem
from safeguard.custody.queries.choosing import find_pupils, pupils_chosen
from safeguard.guidance import custody
from safeguard.guidance.choosing import offered
from school.foundation.actor import Actor
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l

SHORT = Length(max=200, message=_l("Use at most 200 characters."))
LONG = Length(max=4000, message=_l("This is too long. Use fewer words."))


class SeizeItemForm(HappenedForm):
    """What was taken, from whom, why, and in what state."""

    kind = RadioField(
        _l("What is it?"),
        validators=[InputRequired(_l("Choose what it is."))],
        validate_choice=False,
    )
    description = StringField(_l("Type, make and colour"), validators=[SHORT])
    serial = StringField(_l("Serial number, or its last four"), validators=[SHORT])
    condition = StringField(_l("Condition"), validators=[SHORT])
    power = SelectField(_l("Power"), validate_choice=False)
    lock = SelectField(_l("Screen"), validate_choice=False)
    flight = SelectField(_l("Flight mode"), validate_choice=False)
    name = StringField(
        _l("The pupil’s name"),
        validators=[Length(max=100, message=_l("Use at most 100 characters."))],
    )
    pupil_ref = RadioField(_l("Which pupil?"), validate_choice=False)
    place = StringField(_l("Where was it taken?"), validators=[SHORT])
    why = TextAreaField(_l("Why was it taken?"), validators=[LONG])
    # Which button was pressed: one looks a name up, the other records.
    press = StringField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = offered(custody.kinds)
        unsaid = {"": _("Not a device, or not looked at")}
        self.power.choices = unsaid | offered(custody.power)
        self.lock.choices = unsaid | offered(custody.locks)
        self.flight.choices = unsaid | offered(custody.flight)
        self.pupil_ref.choices = {}

    @property
    def is_to_find(self) -> bool:
        """Whether a name is to be looked up, and nothing recorded yet."""
        return self.is_submitted() and self.press.data == "find"

    def offer(self, actor: Actor) -> None:
        """The pupils of that name, and the one that was chosen before."""
        found = find_pupils(actor, self.name.data or "") if self.name.data else []
        if self.pupil_ref.data:
            found += pupils_chosen(actor, [self.pupil_ref.data]).values()
        self.pupil_ref.choices = {
            each.ref: f"{each.name}, {each.where}" if each.where else each.name
            for each in found
        }

    def details(self, origin_ref: str | None) -> NewItem:
        """The item."""
        return NewItem(
            kind=self.kind.data or "",
            description=self.description.data or "",
            condition=self.condition.data or "",
            why=self.why.data or "",
            serial=self.serial.data or "",
            place=self.place.data or "",
            power=self.power.data or None,
            lock=self.lock.data or None,
            flight=self.flight.data or None,
            pupil_ref=self.pupil_ref.data or None,
            origin_ref=origin_ref,
            taken_at=self.happened_at(),
        )


class SealItemForm(VersionedForm):
    """The numbers on bag and seal."""

    bag_number = StringField(_l("Number of the bag"), validators=[SHORT])
    seal_number = StringField(_l("Number of the seal"), validators=[SHORT])

    def details(self) -> NewSeal:
        """Both; where the bag seals itself, its number is the seal's."""
        bag = self.bag_number.data or ""
        return NewSeal(bag, self.seal_number.data or bag, self.seen())


class BreakSealForm(VersionedForm):
    """How and why the seal is broken."""

    how = RadioField(
        _l("How did it come to be broken?"),
        validators=[InputRequired(_l("Choose how it came to be broken."))],
        validate_choice=False,
    )
    why = TextAreaField(_l("What happened, and why?"), validators=[LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.how.choices = offered(custody.breaks)

    def details(self) -> BrokenSeal:
        """How and why."""
        return BrokenSeal(self.how.data or "", self.why.data or "", self.seen())


class StoreItemForm(VersionedForm):
    """Into which store."""

    store_ref = RadioField(
        _l("Into which store?"),
        validators=[InputRequired(_l("Choose a store of this school."))],
        validate_choice=False,
    )

    def offer(self, stores: Mapping[str, str]) -> None:
        """The stores of the school."""
        self.store_ref.choices = dict(stores)

    def details(self) -> Placing:
        """The store."""
        return Placing(self.store_ref.data or "", self.seen())


class HoldItemForm(VersionedForm):
    """Who asks that it stays as it is."""

    asked_by = StringField(_l("Which police force and officer?"), validators=[SHORT])
    police_ref = StringField(_l("Their reference, if you have one"), validators=[SHORT])

    def details(self) -> NewHold:
        """Force, officer, number."""
        said = self.asked_by.data or "", self.police_ref.data or ""
        return NewHold(*said, self.seen())


class _ReasonForm(VersionedForm):
    words = TextAreaField(_l("Why?"), validators=[LONG])

    def details(self) -> Reason:
        """The reason."""
        return Reason(self.words.data or "", self.seen())


class LiftHoldForm(_ReasonForm):
    """Who said that the police need it no longer."""


class RetainItemForm(_ReasonForm):
    """As evidence of what, and for whom."""


class ReleaseItemForm(_ReasonForm):
    """Why it is evidence no longer."""
