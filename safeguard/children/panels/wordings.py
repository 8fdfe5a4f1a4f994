"""What stands on a child's page in words: needs, links, contacts, entries."""

from collections.abc import Iterable
from typing import Any

from flask import url_for

from safeguard.cases.views.chronology import entry_of
from safeguard.children.queries.chronology import Told
from safeguard.children.queries.profile import Contact, Need
from safeguard.children.states import Known
from safeguard.guidance import children as guidance
from school.foundation import clock
from school.foundation.direction import isolated
from school.foundation.references import spoken
from school.identity.forms.people import RELATIONSHIP_WORDS
from school.web.catalogue import gettext as _
from school.web.pages import shown_at, shown_day, shown_on

Laid = dict[str, Any]


def days_of(told: Iterable[Told], *, oldest_first: bool = False) -> list[Laid]:
    """The days of a chronology across cases; each entry says in which case."""
    every = list(told)
    if oldest_first:
        every.reverse()
    days: list[Laid] = []
    for each in every:
        on = clock.local(each.happening.at).date()
        if not days or days[-1]["on"] != on:
            days.append({"on": on, "day": f"{shown_day(on)} {on.year}", "entries": []})
        days[-1]["entries"].append(_entry(each))
    return days


def need_of(need: Need) -> Laid:
    """A need in words: what, since and until when, who said so, and what came later."""
    entry = guidance.needs.named(need.kind)
    source = _(guidance.told_by.named(need.told_by).wording)
    known = {
        Known.THEN: "",
        Known.LATER: _("The school learnt of it later"),
        Known.CORRECTED: _("Known so then; corrected since"),
    }
    return {
        "need_ref": need.need_ref,
        "what": _(entry.wording),
        "plan": entry.plan,
        "when": _when(need),
        "details": need.details,
        "source": f"{source}: {isolated(need.told_words)}"
        if need.told_words
        else source,
        "recorded": _(
            "%(who)s, %(when)s", who=need.by, when=shown_at(need.recorded_at)
        ),
        "known": known[need.known],
    }


def need_line(need: Need) -> str:
    """The same on one line, as paper has it."""
    said = need_of(need)
    parts = [said["what"], said["when"], said["details"], said["known"]]
    source = _("told by %(source)s", source=said["source"])
    return "; ".join(isolated(part) for part in [*parts, source] if part)


def contact_of(contact: Contact) -> Laid:
    """An adult in words, what warns first."""
    warnings = []
    if contact.do_not_contact:
        warnings.append(_("Must not be told"))
    if contact.court_order:
        warnings.append(_("A court order stands: read it before you ring"))
    facts = [_(str(RELATIONSHIP_WORDS.get(contact.kind, contact.kind)))]
    if contact.parental_responsibility:
        facts.append(_("parental responsibility"))
    if contact.lives_with:
        facts.append(_("the child lives there"))
    return {"name": contact.name, "facts": ", ".join(facts), "warnings": warnings}


def _when(need: Need) -> str:
    since = shown_on(need.from_on)
    if need.until_on is None:
        return _("since %(since)s", since=since)
    return _("%(since)s to %(until)s", since=since, until=shown_on(need.until_on))


def _entry(told: Told) -> Laid:
    entry = entry_of(told.happening)
    if told.case_ref is not None:
        entry["case_href"] = url_for("cases.case", case_ref=told.case_ref)
        entry["case"] = f"{spoken(told.case_ref)}: {told.title}"
    elif told.happening.concern_ref is not None:
        ref = told.happening.concern_ref
        entry["case_href"] = url_for("cases.concern", concern_ref=ref)
        entry["case"] = _("%(reference)s, no case", reference=spoken(ref))
    return entry
