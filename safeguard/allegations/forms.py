"""The forms of the vault: raising a concern about an adult, and each later step."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from wtforms import (
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, Optional
from wtforms.widgets import HiddenInput

from safeguard.allegations.commands.raising import Described, NewAdultConcern
from safeguard.allegations.commands.reviewing import (
    AdultDecision,
    Ending,
    LadoContact,
    NewSubject,
    ReviewNote,
)
from safeguard.allegations.states import AdultConcernState, SubjectKind
from school.foundation import clock
from school.foundation.form_ids import FormId
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import DayOrWords, RowForm, day, time_of_day
from school.web.forms import NARRATIVE_LIMIT, ActForm

KINDS: Mapping[str, Any] = {
    SubjectKind.UNKNOWN.value: _l("Somebody I do not know"),
    SubjectKind.AGENCY.value: _l("From an agency"),
    SubjectKind.VOLUNTEER.value: _l("A volunteer"),
    SubjectKind.CONTRACTOR.value: _l("A contractor or cleaner from outside"),
    SubjectKind.VISITOR.value: _l("A visitor"),
}
OUTCOMES: Mapping[str, Any] = {
    AdultConcernState.ALLEGATION.value: _l("It may meet the threshold of harm"),
    AdultConcernState.LOW_LEVEL.value: _l("A low-level concern"),
    AdultConcernState.LADO_ADVICE.value: _l("Unsure: the LADO is asked"),
    AdultConcernState.NO_CONCERN.value: _l("No concern"),
}
_LONG = Length(max=NARRATIVE_LIMIT)
_SHORT = Length(max=400)


def _spelt(words: Mapping[str, Any]) -> dict[str, str]:
    """A fixed list in the reader's language."""
    return {code: str(word) for code, word in words.items()}


class PersonRow(RowForm):
    """Somebody who was found."""

    ref = HiddenField()


class FindingForm(ActForm):
    """A form on which people are found by name, with and without script."""

    # The list that each finder fills.
    LISTS: Mapping[str, str] = {}

    def rows_of(self, finder: str) -> "FieldList[Any]":
        """The people found so far by one of the finders."""
        rows: Any = self[self.LISTS[finder]]
        return cast("FieldList[Any]", rows)

    def chosen(self, finder: str) -> tuple[str, ...]:
        """The references found so far, each once."""
        refs = (row.ref.data for row in self.rows_of(finder))
        return tuple(dict.fromkeys(ref for ref in refs if ref))

    def add_found(self, finder: str) -> None:
        """Without script: the chosen answer of a finder becomes a row."""
        ref = self[f"found_{finder}"].data
        if ref and ref not in self.chosen(finder):
            self.rows_of(finder).append_entry({"ref": ref})
        self[f"find_{finder}"].data = ""

    def remove(self, finder: str, place: int) -> None:
        """Without script: take a row away."""
        entries = self.rows_of(finder).entries
        if 0 <= place < len(entries):
            del entries[place]


class RaiseAdultConcernForm(FindingForm):
    """One page. Fields that a concern about a child has too bear the same names, so
    that what was begun there is taken over here.
    """

    LISTS: Mapping[str, str] = {"adult": "adults", "child": "children"}

    in_danger = RadioField(_l("Is a child in danger today?"), validators=[Optional()])
    adults = FieldList(FormField(PersonRow))
    find_adult = StringField(_l("Find the adult by name"))
    found_adult = StringField()
    other_words = TextAreaField(_l("Describe the person"))
    other_kind = SelectField(_l("Who is it?"), default=SubjectKind.UNKNOWN.value)
    narrative = TextAreaField(_l("What happened?"))
    own_words = TextAreaField(_l("The child’s own words"))
    happened_on = day(_l("On which day?"), DayOrWords)
    happened_words = StringField(_l("When, in your words"), validators=[_SHORT])
    children = FieldList(FormField(PersonRow))
    find_child = StringField(_l("Find the child by name"))
    found_child = StringField()
    unknown_words = StringField(_l("Or describe the child"), validators=[_SHORT])
    done_words = TextAreaField(_l("What has been done?"))
    for_words = StringField(
        _l("Are you writing for somebody without an account? Who?"), validators=[_SHORT]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.in_danger.choices = {"yes": _("Yes"), "no": _("No")}
        self.other_kind.choices = _spelt(KINDS)

    def details(self, form: FormId) -> NewAdultConcern:
        """The concern as typed."""
        words = self.other_words.data or ""
        described = Described(SubjectKind(self.other_kind.data), words)
        return NewAdultConcern(
            subjects=self.chosen("adult"),
            described=described if words.strip() else None,
            what=self.narrative.data or "",
            own_words=self.own_words.data or "",
            happened_on=self.happened_on.data,
            happened_words=self.happened_words.data or "",
            children=self.chosen("child"),
            child_described=self.unknown_words.data or "",
            done=self.done_words.data or "",
            on_behalf_of=self.for_words.data or "",
            in_danger=self.in_danger.data == "yes",
            form_ref=form.form_ref,
        )

    def take_back(self, problems: Mapping[str, str]) -> None:
        """Put the command's objections beside the fields that the page shows."""
        fields = {
            "subjects": "find_adult",
            "children": "find_child",
            "what": "narrative",
            "done": "done_words",
        }
        super().take_back({fields.get(name, name): problems[name] for name in problems})


class DiscardAdultDraftForm(ActForm):
    """Throw a draft away."""


class AddReviewNoteForm(ActForm):
    """Add a note, or the basic fact check."""

    kind = RadioField(_l("What is it?"), default="note")
    text = TextAreaField(_l("What do you record?"), validators=[_LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = {"facts": _("The basic fact check"), "note": _("A note")}

    def details(self) -> ReviewNote:
        """The note."""
        return ReviewNote(self.text.data or "", facts=self.kind.data == "facts")


class ContactLadoForm(ActForm):
    """Record a talk with the LADO."""

    on_date = day()
    at_time = time_of_day(_l("Time"))
    spoke_to = StringField(_l("Whom did you talk to?"), validators=[_SHORT])
    agency_reference = StringField(_l("Their reference"), validators=[_SHORT])
    advice = TextAreaField(_l("What did they advise?"), validators=[_LONG])

    def details(self) -> LadoContact:
        """The talk; noon stands for a time of day that nobody remembers."""
        return LadoContact(
            self._happened_at(),
            self.spoke_to.data or "",
            self.agency_reference.data or "",
            self.advice.data or "",
        )

    def _happened_at(self) -> datetime | None:
        day, time = self.on_date.data, self.at_time.data
        if day is None:
            return None
        if time is not None:
            return clock.london(day, time.hour, time.minute)
        noon = clock.london(day, 12)
        return min(noon, clock.now()) if day == clock.today() else noon


class _VersionedForm(ActForm):
    """A form of a page that somebody else may have changed meanwhile."""

    version = IntegerField(widget=HiddenInput())


class DecideAdultConcernForm(_VersionedForm):
    """Decide what it is, with the reason."""

    outcome = RadioField(_l("What is it?"), validators=[Optional()])
    reason = TextAreaField(_l("Why?"), validators=[_LONG])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = _spelt(OUTCOMES)

    def details(self) -> AdultDecision:
        """The decision; none where nothing was chosen."""
        chosen = self.outcome.data
        return AdultDecision(
            AdultConcernState(chosen) if chosen in OUTCOMES else None,
            self.reason.data or "",
            self.version.data or 0,
        )


class FinishAdultConcernForm(_VersionedForm):
    """Say how it ended."""

    summary = TextAreaField(_l("How did it end?"), validators=[_LONG])

    def details(self) -> Ending:
        """The ending."""
        return Ending(self.summary.data or "", self.version.data or 0)


class AddSubjectForm(FindingForm):
    """Add an adult whom it turns out to be about."""

    LISTS: Mapping[str, str] = {"adult": "adults"}

    adults = FieldList(FormField(PersonRow))
    find_adult = StringField(_l("Find the adult by name"))
    found_adult = StringField()
    other_words = TextAreaField(_l("Or describe the person"), validators=[_LONG])
    other_kind = SelectField(_l("Who is it?"), default=SubjectKind.UNKNOWN.value)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.other_kind.choices = _spelt(KINDS)

    def details(self) -> NewSubject:
        """The first person found, or whoever is described."""
        words = self.other_words.data or ""
        if words.strip():
            return NewSubject(
                described=Described(SubjectKind(self.other_kind.data), words)
            )
        return NewSubject(next(iter(self.chosen("adult")), None))

    def take_back(self, problems: Mapping[str, str]) -> None:
        """Whom it is about stands beside the finder."""
        fields = {"subjects": "find_adult"}
        super().take_back({fields.get(name, name): problems[name] for name in problems})
