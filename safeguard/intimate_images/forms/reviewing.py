"""The forms of the device, of a child's own entry, and of the initial review."""

from typing import Any

from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from safeguard.cases.forms.working import VersionedForm
from safeguard.guidance import intimate_images as lists
from safeguard.guidance.choosing import offered
from safeguard.intimate_images.commands.reviewing import (
    NEEDED,
    OPTIONAL,
    DeviceAnswer,
    NewEntry,
    NewReview,
)
from safeguard.intimate_images.forms.words import (
    TEXTS,
    question_choices,
    trigger_words,
)
from safeguard.intimate_images.queries.reading import ProcessRead
from safeguard.intimate_images.states import TRIGGERS, Said
from school.foundation import clock
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import day
from school.web.forms import NARRATIVE_LIMIT

_LONG = Length(max=NARRATIVE_LIMIT, message=_l("This is too long."))
_SHORT = Length(max=200, message=_l("Use at most 200 characters."))


def choice(label: Any, **how: Any) -> RadioField:
    """One of a few answers; which they are is said when the form is made."""
    needed = InputRequired(_l("Choose one of the answers shown."))
    return RadioField(label, validators=[needed], validate_choice=False, **how)


def _question() -> RadioField:
    needed = InputRequired(_l("Choose yes, no or unknown."))
    return RadioField(validators=[needed], validate_choice=False)


class SecureDeviceForm(VersionedForm):
    """Is the device where nobody can reach it?"""

    device = choice(_l("Is the device secured?"))
    words = TextAreaField(_l("Where it is, as far as is known"), validators=[_LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.device.choices = offered(lists.devices)

    def details(self) -> DeviceAnswer:
        """The answer."""
        return DeviceAnswer(self.device.data or "", self.words.data or "", self.seen())


class EnterChildForm(VersionedForm):
    """A child's own entry: part, band of age, needs, wishes, support, parents."""

    part = choice(_l("How is this child in it?"))
    band = choice(_l("How old?"))
    send = choice(_l("Special educational needs or a disability?"))
    wishes = TextAreaField(_l("What this child says and wants"), validators=[_LONG])
    support = TextAreaField(
        _l("Support for this child"),
        validators=[InputRequired(_l("Write this down in words.")), _LONG],
    )
    parents = choice(_l("Are the parents involved?"))
    parents_words = TextAreaField(_l("Who tells them and when, or why not"), [_LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part.choices = offered(lists.parts)
        self.band.choices = offered(lists.bands)
        self.send.choices = question_choices()
        self.parents.choices = offered(lists.parents)

    def suggest(self, process: ProcessRead, child_ref: str) -> None:
        """What the entry that stands says, to be changed where it has changed."""
        stands = process.entries.get(child_ref)
        if self.is_submitted() or stands is None:
            return
        for name in ("part", "band", "send", "parents"):
            self[name].data = stands.codes[name]
        for name, text in stands.texts.items():
            self[name].data = text

    def details(self, child_ref: str) -> NewEntry:
        """The entry."""
        return NewEntry(
            child_ref=child_ref,
            part=self.part.data or "",
            band=self.band.data or "",
            send=self.send.data or "",
            support=self.support.data or "",
            parents=self.parents.data or "",
            parents_words=self.parents_words.data or "",
            wishes=self.wishes.data or "",
            version=self.seen(),
        )


class ReviewFirstForm(VersionedForm):
    """The initial review: the questions that force a referral, and the facts."""

    met_on = day(_l("When did you look at it together?"))
    attendees = TextAreaField(TEXTS["attendees"], validators=[_SHORT])
    adult = _question()
    coercion = _question()
    unusual = _question()
    under_13 = _question()
    at_risk = _question()
    threats = _question()
    refer_anyway = BooleanField(_l("Refer it, although no answer alone asks for it"))
    relationship = TextAreaField(TEXTS["relationship"], validators=[_LONG])
    nature = choice(_l("What kind of sharing is it?"))
    platforms = StringField(TEXTS["platforms"], validators=[_SHORT])
    spread = choice(_l("How far has it gone?"))
    ai_made = choice(_l("Was it made or changed by AI?"))
    other_schools = TextAreaField(TEXTS["other_schools"], validators=[_SHORT])
    need_to_view = choice(_l("Does anybody need to look at it?"))
    removal_plan = TextAreaField(TEXTS["removal_plan"], validators=[_LONG])
    rationale = TextAreaField(TEXTS["rationale"], validators=[_LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, words, _hint in trigger_words():
            question: Any = self[code]
            question.label.text, question.choices = words, question_choices()
        self.nature.choices = offered(lists.natures)
        self.spread.choices = offered(lists.spreads)
        self.ai_made.choices = question_choices()
        answers = question_choices()
        self.need_to_view.choices = {each: answers[each] for each in ("no", "yes")}

    def suggest(self, process: ProcessRead) -> None:
        """What the version that stands says; an open question stays to be answered.
        Nobody needs to look, unless somebody says so.
        """
        if self.is_submitted():
            return
        self.met_on.data, self.need_to_view.data = clock.today(), Said.NO.value
        if not process.reviews:
            return
        stands = process.reviews[0]
        for name, said in stands.codes["answers"].items():
            self[name].data = None if said == Said.UNKNOWN else said
        for name in ("nature", "spread", "ai_made"):
            self[name].data = stands.codes[name]
        for name in (*NEEDED, *OPTIONAL):
            self[name].data = stands.texts[name]

    def details(self) -> NewReview:
        """The review."""
        return NewReview(
            met_on=self.met_on.data,
            answers={name: self[name].data or "" for name in TRIGGERS},
            nature=self.nature.data or "",
            spread=self.spread.data or "",
            ai_made=self.ai_made.data or "",
            texts={name: self[name].data or "" for name in (*NEEDED, *OPTIONAL)},
            rationale=self.rationale.data or "",
            need_to_view=self.need_to_view.data or "",
            refer_anyway=bool(self.refer_anyway.data),
            version=self.seen(),
        )
