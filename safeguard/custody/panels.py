"""What other pages show of items: beside a case or search, on home, by the queue."""

from collections.abc import Iterable
from typing import Any

from flask import url_for
from markupsafe import Markup

from safeguard.cases.queries.reading import CaseRead
from safeguard.cases.states import CaseState
from safeguard.cases.views.moments import since_when
from safeguard.cases.views.slots import Link
from safeguard.custody.forms import words
from safeguard.custody.permissions import Act
from safeguard.custody.permissions.acts import HANDLERS
from safeguard.custody.queries import briefs
from safeguard.custody.queries.briefs import ItemBrief
from safeguard.custody.queries.register import read_overdue
from school.foundation.actor import Actor
from school.foundation.permits import Permit
from school.foundation.references import spoken
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import empty_panel, panel
from school.web.slots import Slot

Shown = dict[str, Any]
# The searches of a case and the like, by its reference: what was taken in them stands
# beside the case too. Filled by features above this one.
ORIGINS_OF_CASE: Slot[[str], list[str]] = Slot("where a case’s items were taken")


def acts_of_case(case: CaseRead) -> list[Link]:
    """Under "More" of an open case."""
    if case.state == CaseState.CLOSED or not _handles(current_actor()):
        return []
    href = url_for("custody.seize_item", origin_ref=case.reference)
    return [Link(_("Take an item in"), href)]


def beside_case(case: CaseRead) -> Markup | str:
    """The items of the case, of its concerns and of its searches."""
    elsewhere = [ref for refs in ORIGINS_OF_CASE.ask(case.reference) for ref in refs]
    return _items_of([case.reference, *case.concerns, *elsewhere])


def items_panel(origin_ref: str) -> Markup | str:
    """The items of one search or the like, for its page."""
    return _items_of([origin_ref])


def on_home(actor: Actor) -> Markup | str:
    """What one is asked to take over or to see destroyed, and what one has in hand."""
    own = briefs.own_items(actor)
    if not own:
        return ""
    asked = briefs.asked_of(actor)
    return panel(
        "custody/panels/on_home.html",
        asked=[_line(each) for each in own if each.reference in asked],
        mine=[_line(each) for each in own if each.reference not in asked],
    )


def beside_queue(actor: Actor) -> Markup | str:
    """Items that are kept too long."""
    if not _handles(actor):
        return ""
    # No entry for an empty list: there is nothing of any record in it.
    if not briefs.count_overdue(actor):
        return empty_panel("custody/panels/beside_queue.html", "items")
    items = [_line(each) for each in read_overdue(actor)]
    return panel("custody/panels/beside_queue.html", items=items)


def _items_of(origin_refs: Iterable[str]) -> Markup | str:
    items = briefs.items_of_any(origin_refs)
    if not items:
        return ""
    return panel(
        "custody/panels/beside_case.html",
        items=[_beside(each) for each in items],
        opens=current_actor().has(*HANDLERS),
    )


def _beside(item: ItemBrief) -> Shown:
    kind, word = words.state_of(item)
    return {
        "href": url_for("custody.item", item_ref=item.reference),
        "reference": item.reference,
        "bag": item.bag_number,
        "what": words.title_of(item),
        "store": item.store,
        "holder": words.holder_of(item),
        "kind": kind,
        "word": word,
    }


def _line(item: ItemBrief) -> Shown:
    kind, word = words.state_of(item)
    late = kind == "overdue" and item.due_at is not None
    return {
        "href": url_for("custody.item", item_ref=item.reference),
        "title": spoken(item.reference),
        "code": True,
        "kind": kind,
        "word": word,
        "more": since_when(item.due_at) if late and item.due_at else "",
        "text": words.title_of(item),
    }


def _handles(actor: Actor) -> bool:
    return isinstance(decide(Act.READ_CUSTODY, actor), Permit)
