"""What a case, a concern, a child, the queue and home show of searches."""

from typing import Any

from flask import url_for
from markupsafe import Markup

from safeguard.actions.permissions.acts import OWNERS
from safeguard.cases.queries.reading import CaseRead, ConcernRead
from safeguard.cases.views.moments import by_when, since_when
from safeguard.cases.views.slots import Link
from safeguard.children.queries.reading import ChildRead
from safeguard.custody.panels import items_panel
from safeguard.evidence.panels import files_beside
from safeguard.force.panels import of_origin
from safeguard.guidance import searches as lists
from safeguard.searches.forms.words import MOVES, PAGES, SHAPES, STATES, WAITS
from safeguard.searches.permissions import Act
from safeguard.searches.permissions.holding import SEARCH
from safeguard.searches.queries.listing import (
    Brief,
    brief_of_case,
    brief_of_child,
    origins_of_case,
)
from safeguard.searches.queries.reading import SearchRead
from safeguard.searches.queries.waiting import (
    Waiting,
    Waits,
    anything_open,
    waiting_for,
)
from safeguard.searches.states import AFTER, State
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.permits import Permit
from school.foundation.references import spoken
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import panel, shown_at

Item = dict[str, Any]
# Where each kind of waiting is dealt with.
_THERE = {
    Waits.ADVICE: "give_advice",
    Waits.DEVIATIONS: "review_deviations",
    Waits.REVIEW: "review_search",
    Waits.PARENTS: "inform_parents",
    Waits.CLOSE: "search",
}
_SHAPES = {Waits.NEXT_STEP: "decide", Waits.PARENTS: "due", Waits.CLOSE: "planned"}


def acts_of_case(case: CaseRead) -> list[Link]:
    """Under "More" of a case: its searches, and a new one."""
    here = url_for("searches.case_searches", case_ref=case.reference)
    return [Link(_("Searches"), here), *_new_from(case.reference)]


def acts_of_concern(concern: ConcernRead) -> list[Link]:
    """A search raised from a concern."""
    return _new_from(concern.reference)


def beside_case(case: CaseRead) -> Markup | str:
    """The searches of the case, each by its state."""
    found = brief_of_case(current_actor(), case.reference)
    if not found:
        return ""
    items = [_brief_item(each) for each in found]
    return panel("searches/panels/beside_case.html", items=items)


def origins(case_ref: str) -> list[str]:
    """The searches of a case, as places where its items in custody were taken."""
    return origins_of_case(case_ref)


def beside_child(child: ChildRead) -> Markup | str:
    """The searches of a child, newest first."""
    found = brief_of_child(current_actor(), child.ref)
    items = [{**_brief_item(each), "when": shown_at(each.at)} for each in found]
    return panel("searches/panels/beside_child.html", items=items)


def on_home(actor: Actor) -> Markup | str:
    """What waits for the reader, and the ways to begin: nobody's name."""
    if not actor.has(*OWNERS):
        return ""
    items = _items(actor) if anything_open(actor) else []
    may_start = isinstance(decide(Act.START_SEARCH, actor), Permit)
    return panel("searches/panels/on_home.html", items=items, may_start=may_start)


def beside_queue(actor: Actor) -> Markup | str:
    """What waits for safeguarding."""
    if not anything_open(actor):
        return ""
    return panel("searches/panels/beside_queue.html", items=_items(actor))


def force_of_search(search: SearchRead) -> Markup | str:
    """The records of force that came from it."""
    return of_origin(search.reference) if search.conducted_at else ""


def items_of_search(search: SearchRead) -> Markup | str:
    """The items that were taken in it."""
    return items_panel(search.reference)


def files_of_search(search: SearchRead) -> Markup | str:
    """Its files, for whoever may attach or see one."""
    return files_beside(SEARCH, search.reference, search)


def act_of_search(search: SearchRead) -> list[Link]:
    """Under "More" of a search: take an item in."""
    over = {State.NOT_SEARCHED, *AFTER}
    if State(search.state) not in over:
        return []
    if not isinstance(decide(Act.RECORD_FINDING, current_actor(), search), Permit):
        return []
    href = url_for("searches.seize_item", search_ref=search.reference)
    return [Link(_("Take an item in"), href)]


def _brief_item(each: Brief) -> Item:
    return {
        "href": url_for("searches.search", search_ref=each.reference),
        "title": spoken(each.reference),
        "code": True,
        "kind": SHAPES[each.state],
        "word": STATES[State(each.state)],
        "text": _(lists.items.named(each.item).wording),
    }


def _new_from(origin_ref: str) -> list[Link]:
    start = url_for("searches.start_search_from", origin_ref=origin_ref)
    done = url_for("searches.record_done_search_from", origin_ref=origin_ref)
    may = isinstance(decide(Act.START_SEARCH, current_actor()), Permit)
    begin = [Link(_("Start a search"), start)] if may else []
    return [*begin, Link(_("Record a search that was done"), done)]


def _items(actor: Actor) -> list[Item]:
    return [_item(each) for each in waiting_for(actor)]


def _item(each: Waiting) -> Item:
    page = PAGES[each.move] if each.move else _THERE[each.waits]
    item: Item = {
        "href": url_for(f"searches.{page}", search_ref=each.reference),
        "title": spoken(each.reference),
        "code": True,
        "kind": _SHAPES.get(each.waits, "decide"),
        "word": MOVES[each.move] if each.move else WAITS[each.waits],
    }
    if each.by is None:
        return item
    late = each.by < clock.now()
    return {
        **item,
        "kind": "overdue" if late else "due",
        "more": since_when(each.by) if late else by_when(each.by),
    }
