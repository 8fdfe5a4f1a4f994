"""A step of a visit as people read it: its title, and each fact under its words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from safeguard.guidance import police
from safeguard.guidance.shelf import Shelf
from safeguard.police_visits.forms.words import KINDS, STEPS, TEXTS
from safeguard.police_visits.queries.reading import StepRead
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import shown_at, shown_on

PEOPLE: Mapping[str, Any] = {
    "considered_by": _l("Weighed by"),
    "caller_ref": _l("Called by"),
    "advocate_ref": _l("Who of the school spoke up for the pupil"),
}
FACTS: Mapping[str, Any] = {
    "came": _l("How they came to be here"),
    "power": _l("The power they named"),
    "called_at": _l("Called"),
    "arrived_at": _l("Came"),
    "presence": _l("Appropriate adult"),
    "relation": _l("What they are to the pupil"),
    "wish": _l("The pupil’s wish about the adult"),
    "signed": _l("Signed by the pupil and the adult"),
    "answer": _l("What the parents knew"),
    "told_at": _l("Told"),
    "kind": _l("What they did"),
    "began_at": _l("Began"),
    "ended_at": _l("Ended"),
    "present": _l("People there besides the pupil"),
    "sexes": _l("Every officer of the pupil’s sex"),
    "exposed": _l("Intimate parts exposed"),
    "found": _l("Found"),
    "referral": _l("Safeguarding referral considered"),
    "follow_up_on": _l("Looked at again on"),
}
LISTS: Mapping[str, Shelf[Any]] = {
    "came": police.ways_here,
    "power": police.powers,
    "presence": police.presences,
    "relation": police.relations,
    "wish": police.wishes,
    "answer": police.parents,
    "sexes": police.sexes,
    "found": police.found,
    "referral": police.referrals,
}
# The same text has another name in another step.
SAID: Mapping[tuple[str, str], Any] = {
    ("police_call", "reason"): _l("What they were told and asked"),
    ("police_adult", "reason"): _l("Why nobody was there, and who decided it"),
    ("police_parents", "words"): _l("What they said, or why they were not told"),
    ("police_note", "words"): _l("In words"),
}
NOTE = "police_note"
# Not shown by themselves: the title says them, or who closed it repeats them in words.
SILENT = {"recorded_at", "edition", "codes"}


@dataclass(frozen=True)
class Row:
    """One fact; `typed`: somebody's own words."""

    key: str
    value: str
    typed: bool = False


@dataclass(frozen=True)
class Shown:
    """One step: its title, who recorded it, its facts."""

    title: str
    by: str
    at: datetime
    rows: tuple[Row, ...]


def shown(step: StepRead) -> Shown:
    """The step in words."""
    kind = step.facts.get("kind", "") if step.kind == NOTE else step.kind
    rows = [*_facts(step), *_people(step), *_texts(step)]
    return Shown(str(STEPS[kind]), step.by, step.at, tuple(rows))


def _facts(step: StepRead) -> list[Row]:
    known = {name: step.facts.get(name) for name in FACTS}
    if step.kind == NOTE:
        known.pop("kind")
    return [
        Row(str(FACTS[name]), _worded(name, value))
        for name, value in known.items()
        if value is not None
    ]


def _people(step: StepRead) -> list[Row]:
    return [
        Row(str(label), step.people[name])
        for name, label in PEOPLE.items()
        if step.people.get(name)
    ]


def _texts(step: StepRead) -> list[Row]:
    return [
        Row(str(SAID.get((step.kind, name), TEXTS.get(name))), text, typed=True)
        for name, text in step.texts.items()
        if text and name not in SILENT
    ]


def _worded(name: str, value: Any) -> str:
    if name in LISTS:
        return _(LISTS[name].named(value).wording)
    if name == "kind":
        return str(KINDS[value])
    for kind, say in _WORDED.items():
        if isinstance(value, kind):
            return say(value)
    return str(value)


# bool before int, and an instant before a day: the one is also the other.
_WORDED: Mapping[type, Callable[[Any], str]] = {
    bool: lambda value: _("Yes") if value else _("No"),
    datetime: shown_at,
    date: shown_on,
}
