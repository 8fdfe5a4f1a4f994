"""The form that freezes a report, and the words of what a report counts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import format_date

from safeguard.guidance import agencies, categories, decisions
from safeguard.reports.states import OTHER_KINDS, Part
from school.identity.models.census import NOT_KNOWN, Trait, code_set
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import ActForm

HALF_TERMS: Mapping[int, Any] = {
    9: _l("Autumn 1"),
    11: _l("Autumn 2"),
    1: _l("Spring 1"),
    3: _l("Spring 2"),
    5: _l("Summer 1"),
    7: _l("Summer 2"),
}


TRAITS: Mapping[Trait, Any] = {
    Trait.SEX: _l("Sex"),
    Trait.ETHNICITY: _l("Ethnicity"),
    Trait.SEND: _l("Special educational needs"),
    Trait.MEALS: _l("Free school meals"),
    Trait.YEAR: _l("Year"),
}
SEX_WORDS: Mapping[str, Any] = {
    "female": _l("Female"),
    "male": _l("Male"),
    "other": _l("Other"),
}


class FreezeReportForm(ActForm):
    """Freeze the numbers. Nothing is asked: what is counted is always the same."""


def part_words(part: Part) -> str:
    """A half-term in words, as "Autumn 1 2026"."""
    return f"{HALF_TERMS[part.begins_on.month]} {part.begins_on.year}"


def month_words(code: str) -> str:
    """A month in words, as "September 2026"."""
    return str(format_date(date.fromisoformat(f"{code}-01"), "MMMM y"))


def kind_words(code: str) -> tuple[str, str]:
    """A kind of concern, and what it is about; all that is not online is one kind."""
    if code == OTHER_KINDS:
        return _("Other concerns"), _("child protection and welfare")
    name, _colon, about = _(categories.named(code).wording).partition(":")
    return name, about.strip()


def outcome_words(code: str) -> str:
    """An outcome of a decision."""
    return _(decisions.named(code).wording)


def trait_words(trait: Trait) -> str:
    """A characteristic that searches and force are counted by."""
    return str(TRAITS[trait])


def group_words(trait: Trait, group: str) -> str:
    """A group of it."""
    if group == NOT_KNOWN:
        return _("Not known")
    if trait is Trait.SEX:
        return str(SEX_WORDS[group])
    if trait is Trait.YEAR:
        return _("Year %(year)s", year=group)
    return _(code_set(trait).groups[group])


def agency_words(code: str) -> str:
    """An agency."""
    return _(agencies.named(code).wording)
