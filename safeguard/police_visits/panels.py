"""What other pages show of visits of the police: a case, a concern, a search, queue."""

from typing import Any

from flask import url_for
from markupsafe import Markup

from safeguard.cases.queries.reading import CaseRead, ConcernRead
from safeguard.cases.views.moments import by_when, since_when
from safeguard.cases.views.slots import Link
from safeguard.children.queries.reading import ChildRead
from safeguard.police_visits.forms.words import SHAPES, STATES
from safeguard.police_visits.permissions import Act
from safeguard.police_visits.queries.listing import (
    Brief,
    briefs_about,
    briefs_in,
    briefs_of_search,
    count_open_visits,
)
from safeguard.police_visits.states import State
from safeguard.searches.queries.reading import SearchRead
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.permits import Permit
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import empty_panel, panel, shown_at


def acts_of_case(case: CaseRead) -> list[Link]:
    """The way to the visits of a case, for those who lead and may read it."""
    if not (_may(Act.READ_VISITS_OF_CASE, case) and _may(Act.CONSIDER_VISIT)):
        return []
    href = url_for("police_visits.visits_of_case", case_ref=case.reference)
    return [Link(_("The police"), href)]


def beside_case(case: CaseRead) -> Markup | str:
    """Where the visits that belong to a case stand."""
    if not _may(Act.READ_VISITS_OF_CASE, case):
        return ""
    return _of(briefs_in(current_actor(), (case.reference, *case.concerns)))


def acts_of_concern(concern: ConcernRead) -> list[Link]:
    """The way to begin one, from a concern."""
    return _begin(concern.reference)


def above_concern(concern: ConcernRead) -> Markup | str:
    """Where the visits that belong to a concern stand."""
    if not _may(Act.READ_VISITS):
        return ""
    return _of(briefs_in(current_actor(), [concern.reference]))


def acts_of_search(search: SearchRead) -> list[Link]:
    """The way to begin one, from a search."""
    return _begin(search.reference)


def beside_search(search: SearchRead) -> Markup | str:
    """Where the visits that came of a search stand."""
    if not _may(Act.READ_VISITS):
        return ""
    return _of(briefs_of_search(search.reference))


def beside_child(child: ChildRead) -> Markup | str:
    """The visits about a child, the newest first."""
    if not _may(Act.READ_VISITS):
        return ""
    return _of(briefs_about(current_actor(), child.ref))


def beside_queue(actor: Actor) -> Markup | str:
    """How many visits are not ended: a number, and the way to the list."""
    if not _may(Act.READ_VISITS):
        return ""
    number = count_open_visits(actor)
    if not number:
        return empty_panel("police_visits/panels/beside_queue.html", "number")
    return panel("police_visits/panels/beside_queue.html", number=number)


def state_of(each: Any) -> dict[str, Any]:
    """The shape and word of a visit's state; overdue once its clock has run out."""
    shown = {"kind": SHAPES[each.state], "word": STATES[State(each.state)]}
    if each.due_at is None:
        return shown
    if each.due_at < clock.now():
        return {**shown, "kind": "overdue", "more": since_when(each.due_at)}
    return {**shown, "more": by_when(each.due_at)}


def _begin(reference: str) -> list[Link]:
    if not _may(Act.CONSIDER_VISIT):
        return []
    return [
        Link(
            _("Weigh calling the police"),
            url_for("police_visits.consider_visit", origin_ref=reference),
        ),
        Link(
            _("The police are here"),
            url_for("police_visits.record_visit", origin_ref=reference),
        ),
    ]


def _of(found: list[Brief]) -> Markup | str:
    if not found:
        return ""
    items = [
        {
            "href": url_for("police_visits.visit", visit_ref=each.reference),
            "title": shown_at(each.opened_at),
            **state_of(each),
        }
        for each in found
    ]
    return panel("police_visits/panels/visits.html", items=items)


def _may(act: Act, subject: Any = None) -> bool:
    return isinstance(decide(act, current_actor(), subject), Permit)
