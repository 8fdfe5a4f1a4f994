"""What a search, a case, the queue and home show of examinations."""

from typing import Any

from flask import url_for
from markupsafe import Markup

from safeguard.cases.queries.reading import CaseRead
from safeguard.cases.views.slots import Link
from safeguard.examinations.forms.words import SHAPES, STATES
from safeguard.examinations.permissions import Act
from safeguard.examinations.queries.listing import (
    Brief,
    beside_a_case,
    beside_a_search,
    count_signatures,
    read_signatures,
)
from safeguard.searches.queries.reading import SearchRead
from school.foundation.actor import Actor
from school.foundation.permits import Permit
from school.foundation.references import spoken
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import panel

Item = dict[str, Any]
ABOUT = {
    "response": _l("The response to what was found on a device"),
    "erasing": _l("That something is erased from a device"),
}


def acts_of_search(search: SearchRead) -> list[Link]:
    """Under "More" of a search: the second test, and what was done without it."""
    if not isinstance(decide(Act.RECORD_GOOD_REASON, current_actor()), Permit):
        return []
    ways = [(_("Record an examination that was done"), "record_done_examination")]
    if not search.image_suspected:
        ways.insert(0, (_("Examine a device: good reason first"), "record_good_reason"))
    return [
        Link(text, url_for(f"examinations.{tail}", search_ref=search.reference))
        for text, tail in ways
    ]


def beside_search(search: SearchRead) -> Markup | str:
    """The examinations of the search, each by its state."""
    found = beside_a_search(search.reference)
    return _beside(found)


def alerts_of_search(search: SearchRead) -> Markup | str:
    """That an examination of a device departed from the policy, however it closed."""
    found = [each for each in beside_a_search(search.reference) if each.deviates]
    if not found:
        return ""
    return panel(
        "examinations/panels/alerts_of_search.html",
        items=[_item(each) for each in found],
    )


def beside_case(case: CaseRead) -> Markup | str:
    """The examinations of the searches of a case."""
    return _beside(beside_a_case(current_actor(), case.reference))


def to_sign(actor: Actor) -> Markup | str:
    """What waits for one's own signature: that it does, never about whom."""
    if not count_signatures(actor):
        return ""
    items = [
        {
            "href": url_for(
                f"examinations.answer_{each.about}", examination_ref=each.reference
            ),
            "title": ABOUT[each.about],
            "kind": "decide",
            "word": _("Waits for your signature"),
        }
        for each in read_signatures(actor)
    ]
    return panel("examinations/panels/to_sign.html", items=items)


def _beside(found: tuple[Brief, ...]) -> Markup | str:
    if not found:
        return ""
    return panel(
        "examinations/panels/beside.html", items=[_item(each) for each in found]
    )


def _item(each: Brief) -> Item:
    return {
        "href": url_for("examinations.examination", examination_ref=each.reference),
        "title": spoken(each.reference),
        "code": True,
        "kind": SHAPES[each.state],
        "word": STATES[each.state],
        "text": _said(each),
    }


def _said(each: Brief) -> str:
    if each.unanswered:
        return _("Not done as the policy says; the head has not answered yet.")
    return _("Not done as the policy says; the head has answered.") * each.deviates
