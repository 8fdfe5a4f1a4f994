"""A chronology as the page lays it out: days, entries, what each is called."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from safeguard.cases.forms.words import HAPPENINGS, MORE_WORDS
from safeguard.cases.queries.chronology import Happening
from safeguard.cases.states import EntryKind
from safeguard.cases.views.moments import late_by, recorded_when, shown
from safeguard.guidance import agencies, answers, casework, decisions
from safeguard.referrals.forms import CONSENT_WORDS, OUTCOME_WORDS, STEP_WORDS
from school.foundation import clock
from school.web.catalogue import gettext as _
from school.web.pages import shown_day

Laid = dict[str, Any]
SHAPES = {
    "decided": "decide",
    "closed": "done",
    EntryKind.IMAGE: "held",
    EntryKind.REOPENED: "decide",
    EntryKind.ELSEWHERE: "info",
    "referral": "waiting",
}
CONTACTS = frozenset(
    {
        EntryKind.CALL.value,
        EntryKind.MEETING.value,
        EntryKind.PARENTS.value,
        EntryKind.CONTACT.value,
        EntryKind.CHILDS_VIEW.value,
        "referral",
        "feedback",
    }
)
# A page of a long chronology; paper has it whole.
PAGE, WHOLE = 200, slice(None)
# What the chips above the chronology choose.
CHOSEN: Mapping[str, Any] = {
    "all": lambda each: True,  # noqa: ARG005
    "decisions": lambda each: each.kind in {"decided", "closed", "reopened"},
    "contacts": lambda each: each.kind in CONTACTS,
    "concerns": lambda each: each.kind in {"raised", "addition", "joined", "image"},
}


def laid_out(
    happenings: Iterable[Happening],
    only: str = "all",
    *,
    oldest_first: bool = False,
    part: slice = WHOLE,
) -> list[Laid]:
    """The days of a chronology with their entries, as `timeline` shows them: all of
    them, or the part that a page has room for.
    """
    chosen = [each for each in happenings if CHOSEN[only](each)]
    if oldest_first:
        chosen.reverse()
    days = groupby(chosen[part], key=lambda each: clock.local(each.at).date())
    return [
        {
            "day": f"{shown_day(day)} {day.year}",
            "entries": [entry_of(each) for each in entries],
        }
        for day, entries in days
    ]


def how_many(happenings: Iterable[Happening]) -> dict[str, int]:
    """How many entries each chip would show."""
    every = list(happenings)
    return {only: sum(map(choose, every)) for only, choose in CHOSEN.items()}


def entry_of(each: Happening) -> Laid:
    """One entry: what it is called, both its times, its words."""
    return {
        "title": title_of(each),
        "by": each.by,
        "happened": _happened(each),
        "recorded": recorded_when(each.at, each.recorded_at, timed=each.timed),
        "late": late_by(each.at, each.recorded_at),
        "kind": SHAPES.get(each.kind, "dot"),
        "body": each.text,
        "words": each.own_words,
        "words_who": _("The child’s own words") if each.own_words else None,
        "more": [
            (_(str(MORE_WORDS[name])), _said(name, text)) for name, text in each.more
        ],
        "concern_ref": each.concern_ref,
    }


def title_of(each: Happening) -> str:
    """What an entry is called."""
    match each.kind:
        case "decided":
            said = _(
                "Decision: %(what)s", what=_(decisions.named(each.code or "").wording)
            )
            return f"{said} ({_short(each)})" if each.agency else said
        case EntryKind.PARENTS:
            wording = answers.parents_informed.named(each.code or "").wording
            return _("Do the parents know? %(answer)s", answer=_(wording))
        case EntryKind.MEETING if each.code:
            return _(casework.meetings.named(each.code).wording)
        case EntryKind.RISK:
            risk = casework.risks.named(each.code or "")
            return _("Risk: %(level)s", level=_(risk.wording))
        case "referral":
            words = {**STEP_WORDS, **OUTCOME_WORDS}[each.code or ""]
            return f"{_short(each)}: {words}"
    exact = HAPPENINGS.get(f"{each.kind}.{each.code}")
    return str(exact or HAPPENINGS[each.kind])


def _happened(each: Happening) -> str:
    if not each.dated:
        return _("When it happened was not said")
    return _("Happened %(when)s", when=shown(each.at, timed=each.timed))


def _short(each: Happening) -> str:
    return _(agencies.named(each.agency or "").short)


def _said(name: str, text: str) -> str:
    return str(CONSENT_WORDS[text]) if name == "consent" else text
