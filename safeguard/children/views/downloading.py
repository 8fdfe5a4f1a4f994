"""Chronologies to be taken away: a tagged PDF, recorded, named by reference alone."""

from collections.abc import Iterable
from typing import Any

from flask import request
from werkzeug.wrappers import Response

from safeguard.cases.forms.words import CASE_STATES, LEVELS
from safeguard.cases.queries.reading import CaseRead
from safeguard.cases.views.chronology import laid_out
from safeguard.cases.views.queue_rows import names_of
from safeguard.children.forms import ChronologyForm
from safeguard.children.panels.wordings import contact_of, days_of, need_line
from safeguard.children.queries import reading
from safeguard.children.queries.reading import ChildRead, Head
from safeguard.children.views.blueprint import bp
from safeguard.guidance import categories
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.direction import isolated
from school.foundation.references import spoken
from school.identity.queries.people import names_of as people
from school.identity.queries.people import org_named
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import shown_at, shown_on
from school.web.paper import as_download, set_paper

Laid = dict[str, Any]
TEMPLATE = "chronology.typ"


@bp.get("/children/<ref:child_ref>/pdf")
def download_child(child_ref: str) -> Response:
    """A child's chronology across cases, oldest first, as it was filtered."""
    actor, limits = current_actor(), ChronologyForm(request.args).limits()
    found, head = reading.download_child(actor, child_ref, limits)
    words = _about_child(found) | _paper(actor, found.ref, found.name, head)
    words["days"] = _days(days_of(found.told, oldest_first=True))
    return as_download(set_paper(TEMPLATE, words), f"chronology-{found.ref}")


@bp.get("/cases/<reference:case_ref>/pdf")
def download_case(case_ref: str) -> Response:
    """A case with its chronology, oldest first."""
    actor = current_actor()
    found, head = reading.download_case(actor, case_ref)
    reference = spoken(found.reference)
    title = f"{names_of(found.children)}: {isolated(found.title)}"
    words = _about_case(found) | _paper(actor, reference, title, head)
    words["days"] = _days(laid_out(found.happenings, oldest_first=True))
    return as_download(set_paper(TEMPLATE, words), f"chronology-{reference}")


def _paper(actor: Actor, reference: str, heading: str, head: Head) -> Laid:
    """What stands on every paper. Its title, which readers of files show, has the
    reference and no name.
    """
    school = org_named(actor.school_ref)
    where = school.name if school else ""
    who = people([actor.person_ref]).get(actor.person_ref, "")
    now = shown_at(clock.now())
    return {
        "title": _(
            "Chronology %(reference)s, %(school)s", reference=reference, school=where
        ),
        "marking": _(
            "Confidential. Child protection file, kept apart from the pupil file. "
            "Return it to the DSL or destroy it safely."
        ),
        "heading": heading,
        "foot": f"{where} · {reference}",
        "page": _("Page"),
        "of": _("of"),
        "nothing": _("Nothing of this kind has happened yet."),
        "made": [
            _(
                "Made for %(who)s on %(when)s. That it was made is recorded.",
                who=who,
                when=now,
            ),
            _(
                "From the record of %(school)s as it stood at %(size)d entries, with "
                "the root %(root)s.",
                school=where,
                size=head.size,
                root=_in_groups(head.root),
            ),
        ],
    }


def _about_child(child: ChildRead) -> Laid:
    facts = [(_("Reference"), child.ref), (_("Class"), child.where)]
    if child.born_on:
        facts.append((_("Born"), shown_on(child.born_on)))
    cases = [
        f"{spoken(each.reference)}: {isolated(each.title)} ({CASE_STATES[each.state]})"
        for each in (*child.open_cases, *child.closed_cases)
    ]
    adults = [contact_of(each) for each in child.contacts]
    parts = {
        _("Needs, plans and workers"): [need_line(each) for each in child.needs],
        _("Adults"): [
            "; ".join([each["name"], each["facts"], *each["warnings"]])
            for each in adults
        ],
        _("Cases"): cases,
    }
    return _laid(facts, parts)


def _about_case(case: CaseRead) -> Laid:
    facts = [
        (_("Reference"), spoken(case.reference)),
        (_("State"), CASE_STATES[case.state]),
        (_("Kind"), _(categories.named(case.category).wording)),
        (_("Level"), LEVELS[case.level]),
        (_("Led by"), case.lead),
        (_("Opened"), shown_at(case.opened_at)),
    ]
    children = [
        f"{each.name}, {each.where}" if each.where else each.name or _("Name not known")
        for each in case.children
    ]
    return _laid(facts, {_("Children"): children})


def _laid(facts: list[tuple[str, Any]], parts: dict[str, list[str]]) -> Laid:
    return {
        "facts": [(name, said) for name, said in facts if said],
        "parts": [
            {"title": title, "lines": lines} for title, lines in parts.items() if lines
        ],
    }


def _days(days: Iterable[Laid]) -> list[Laid]:
    return [
        {"day": day["day"], "entries": [_entry(each) for each in day["entries"]]}
        for day in days
    ]


def _entry(each: Laid) -> Laid:
    recorded = each["late"] or _("recorded %(when)s", when=each["recorded"])
    more = [(label, isolated(str(said))) for label, said in each["more"]]
    if each.get("case"):
        more.append((_("Case"), isolated(each["case"])))
    return {
        "title": each["title"],
        "by": each["by"],
        "times": f"{each['happened']} · {recorded}",
        "body": each["body"],
        "words": each["words"],
        "words_who": each["words_who"],
        "more": more,
    }


def _in_groups(root: str) -> str:
    return " ".join(root[at : at + 8] for at in range(0, len(root), 8))
