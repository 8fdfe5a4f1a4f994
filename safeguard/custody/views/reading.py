"""The register of items, and one item."""

from typing import Any

from flask import request, url_for

from safeguard.cases.views.moments import by_when, since_when
from safeguard.custody.forms import words
from safeguard.custody.permissions import Act
from safeguard.custody.permissions.holding import ITEM
from safeguard.custody.queries.briefs import ItemBrief
from safeguard.custody.queries.reading import read_item
from safeguard.custody.queries.register import (
    A_PAGE,
    Filter,
    Wanted,
    count_items,
    read_custody,
)
from safeguard.custody.queries.stores import StoreLine, store_lines
from safeguard.custody.views.blueprint import bp
from safeguard.custody.views.item_page import item_page
from safeguard.evidence.panels import files_beside
from school.foundation.permits import Permit
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import render, shown_at

FILTERS = {
    Filter.HERE: (None, _l("Here now")),
    Filter.OVERDUE: ("overdue", _l("Kept too long")),
    Filter.HELD: ("held", _l("Police hold")),
    Filter.POLICE: (None, _l("Handed to police")),
    Filter.RETURNED: (None, _l("Returned")),
    Filter.DISPOSED: (None, _l("Disposed of")),
}


@bp.get("/custody")
def custody() -> str:
    """Where each item is, who has it, since when."""
    actor, wanted = current_actor(), _wanted()
    found = read_custody(actor, wanted)
    may_count = isinstance(decide(Act.READ_STORES, actor), Permit)
    numbers = count_items(actor)
    older = wanted.skip + A_PAGE
    return render(
        "custody/custody.html",
        items=[row_of(each) for each in found.items],
        counts=[
            {
                "n": numbers[each],
                "kind": kind,
                "text": text,
                "href": url_for("custody.custody", only=each.value),
                "current": each is wanted.only,
            }
            for each, (kind, text) in FILTERS.items()
        ],
        stores=[store_of(each) for each in store_lines(actor.school_ref)]
        if may_count
        else [],
        may_count=may_count,
        in_store=wanted.store_ref,
        newer_href=_skipping(wanted, max(wanted.skip - A_PAGE, 0))
        if wanted.skip
        else None,
        older_href=_skipping(wanted, older) if found.more else None,
    )


@bp.get("/custody/<reference:item_ref>")
def item(item_ref: str) -> str:
    """One item: its tag, its chain of holders, what can be done with it now."""
    found = read_item(current_actor(), item_ref)
    files = files_beside(ITEM, item_ref, found)
    return item_page("custody/item.html", found, files=files)


def row_of(item: ItemBrief) -> dict[str, Any]:
    """An item as a line of the register."""
    kind, word = words.state_of(item)
    clock = ""
    if words.goes_to_police(item):
        clock = _("To go to the police")
    elif item.due_at is not None:
        late = kind == "overdue"
        clock = since_when(item.due_at) if late else by_when(item.due_at)
    return {
        "href": url_for("custody.item", item_ref=item.reference),
        "reference": item.reference,
        "bag": item.bag_number,
        "what": words.title_of(item),
        "child": item.child,
        "where": item.where,
        "store": item.store,
        "holder": words.holder_of(item),
        "since": since_when(item.since),
        "kind": kind,
        "word": word,
        "clock": clock,
        "told": item.told_at if kind == "overdue" else None,
    }


def store_of(line: StoreLine) -> dict[str, Any]:
    """A store as a line: what lies in it and how it was counted."""
    if line.last is not None and not line.last.agrees:
        kind, word = "overdue", _("The last count did not agree")
    elif line.is_late:
        kind, word = "overdue", _("Not counted")
    elif line.count_due_at is not None:
        kind, word = "clock", _("To be counted")
    else:
        kind, word = "done", _("Nothing to count")
    more = ""
    if line.count_due_at is not None:
        at = line.count_due_at
        more = since_when(at) if line.is_late else by_when(at)
    return {
        "ref": line.ref,
        "href": url_for("custody.store", store_ref=line.ref),
        "title": line.name,
        "holds": line.holds,
        "kind": kind,
        "word": word,
        "more": more,
        "last": shown_at(line.last.at) if line.last else "",
    }


def _wanted() -> Wanted:
    asked = request.args.get("only", "")
    only = Filter(asked) if asked in {each.value for each in Filter} else Filter.HERE
    skip = max(request.args.get("skip", 0, type=int), 0)
    return Wanted(only, request.args.get("store", "")[:16], skip)


def _skipping(wanted: Wanted, skip: int) -> str:
    return url_for(
        "custody.custody",
        only=wanted.only.value,
        store=wanted.store_ref or None,
        skip=skip or None,
    )
