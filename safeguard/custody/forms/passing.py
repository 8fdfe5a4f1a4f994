"""The forms of handing an item on, and of its ways out of the school."""

from collections.abc import Iterable
from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from safeguard.cases.forms.working import VersionedForm
from safeguard.custody.commands.ending import (
    RETURNS,
    ItemDecision,
    NewDisposal,
    Return,
    ToPolice,
)
from safeguard.custody.commands.handing_over import Answer, Charge, NewOffer
from safeguard.custody.forms.taking import LONG, SHORT
from safeguard.custody.forms.words import DECISIONS
from safeguard.custody.states import Way
from safeguard.guidance import custody
from safeguard.guidance.choosing import offered
from school.identity.queries.people import Named
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l

WAYS = {
    Way.PARENT.value: _l("A parent or carer"),
    Way.PUPIL.value: _l("The pupil"),
}


def _introduced(people: Iterable[Named]) -> dict[str, str]:
    return {
        each.ref: f"{each.name}, {each.where}" if each.where else each.name
        for each in people
    }


class OfferItemForm(VersionedForm):
    """To whom, and what for."""

    to_ref = SelectField(
        _l("Who takes it over?"),
        validators=[InputRequired(_l("Choose who takes it over."))],
        validate_choice=False,
    )
    purpose = StringField(_l("What for?"), validators=[SHORT])

    def offer(self, people: Iterable[Named]) -> None:
        """Who can be asked."""
        self.to_ref.choices = {"": _("Choose a person"), **_introduced(people)}

    def details(self) -> NewOffer:
        """The offer."""
        return NewOffer(self.to_ref.data or "", self.purpose.data or "", self.seen())


class _AnswerForm(VersionedForm):
    words = TextAreaField(_l("Anything to add?"), validators=[LONG])

    def details(self) -> Answer:
        """What is said with it."""
        return Answer(self.words.data or "", self.seen())


class AcceptItemForm(_AnswerForm):
    """I have it."""


class DeclineItemForm(_AnswerForm):
    """Why it is not taken."""

    words = TextAreaField(_l("Why do you not take it?"), validators=[LONG])


class WithdrawItemForm(_AnswerForm):
    """Taken back, before it was answered."""


class DisposeItemForm(_AnswerForm):
    """I saw it disposed of."""


class TakeChargeForm(VersionedForm):
    """Why the holder cannot hand it over."""

    words = TextAreaField(_l("Why can they not hand it over?"), validators=[LONG])

    def details(self) -> Charge:
        """The reason."""
        return Charge(self.words.data or "", self.seen())


class ReturnItemForm(VersionedForm):
    """To whom, who took it, and how the child gets home."""

    way = RadioField(
        _l("Who gets it?"),
        validators=[InputRequired(_l("Choose who gets it."))],
        validate_choice=False,
    )
    taken_by = StringField(_l("Who took it, in their own words"), validators=[SHORT])
    journey = RadioField(
        _l("How does the child get home?"),
        validators=[InputRequired(_l("Choose how the child gets home."))],
        validate_choice=False,
    )
    journey_words = StringField(_l("What was arranged"), validators=[SHORT])
    reason = TextAreaField(_l("Why does it not go to the police?"), validators=[LONG])

    def offer(self, kind_code: str) -> None:
        """The ways back that this kind of item has."""
        kind = custody.kinds.named(kind_code)
        ways = [way for way in RETURNS if way in kind.ways]
        self.way.choices = {way: str(WAYS[way]) for way in ways}
        self.journey.choices = offered(custody.journeys)
        if not set(ways) & set(kind.with_reason):
            del self.reason

    def details(self) -> Return:
        """How it went back."""
        reason = self._fields.get("reason")
        return Return(
            way=self.way.data or "",
            taken_by=self.taken_by.data or "",
            journey=self.journey.data or "",
            journey_words=self.journey_words.data or "",
            reason=(reason.data or "") if reason else "",
            version=self.seen(),
        )


class HandToPoliceForm(VersionedForm):
    """Officer, force and receipt."""

    officer = StringField(_l("Name and number of the officer"), validators=[SHORT])
    force = StringField(_l("Police force and station"), validators=[SHORT])
    receipt = StringField(_l("Number of their receipt"), validators=[SHORT])

    def details(self) -> ToPolice:
        """Who took it, against what."""
        return ToPolice(
            self.officer.data or "",
            self.force.data or "",
            self.receipt.data or "",
            self.seen(),
        )


class ProposeDisposalForm(VersionedForm):
    """How, why, and before whom."""

    method = RadioField(
        _l("How is it disposed of?"),
        validators=[InputRequired(_l("Choose how it is disposed of."))],
        validate_choice=False,
    )
    reason = TextAreaField(_l("Why?"), validators=[LONG])
    second_ref = SelectField(
        _l("Who sees it with you?"),
        validators=[InputRequired(_l("Choose who sees it with you."))],
        validate_choice=False,
    )

    def offer(self, people: Iterable[Named]) -> None:
        """How, and who can see it."""
        self.method.choices = offered(custody.methods)
        self.second_ref.choices = {"": _("Choose a person"), **_introduced(people)}

    def details(self) -> NewDisposal:
        """The proposal."""
        return NewDisposal(
            self.method.data or "",
            self.reason.data or "",
            self.second_ref.data or "",
            self.seen(),
        )


class DecideItemForm(VersionedForm):
    """What may become of the device of a stopped record."""

    outcome = RadioField(
        _l("What may become of it?"),
        validators=[InputRequired(_l("Choose what may become of it."))],
        validate_choice=False,
    )
    reason = TextAreaField(_l("Why?"), validators=[LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = {code: str(word) for code, word in DECISIONS.items()}

    def details(self) -> ItemDecision:
        """The decision."""
        said = self.outcome.data or "", self.reason.data or ""
        return ItemDecision(*said, self.seen())
