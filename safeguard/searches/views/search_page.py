"""The page of one search, its print and its receipt."""

from typing import Any

from safeguard.cases.views.moments import by_when, since_when
from safeguard.guidance import searches as lists
from safeguard.searches.forms.words import ROUTES, SHAPES, STATES
from safeguard.searches.queries.printing import print_search as read_for_print
from safeguard.searches.queries.reading import SearchRead, read_search
from safeguard.searches.queries.receipts import read_search_receipt
from safeguard.searches.states import State
from safeguard.searches.views.blueprint import bp
from safeguard.searches.views.leading import missing_of, others_of, primary_of
from safeguard.searches.views.sections import sections_of
from safeguard.searches.views.slots import SEARCH_ACTS, SEARCH_ALERTS, SEARCH_BESIDE
from school.foundation import clock
from school.web.acting import current_actor
from school.web.pages import render


@bp.get("/searches/<reference:search_ref>")
def search(search_ref: str) -> str:
    """Where it stands, step by step."""
    read = read_search(current_actor(), search_ref)
    return render(
        "searches/search.html",
        search=read,
        parts=sections_of(read),
        primary=primary_of(read),
        others=others_of(read),
        missing=missing_of(read),
        parents_by=_parents_by(read),
        lists=lists,
        states=STATES,
        shapes=SHAPES,
        routes=ROUTES,
        acts=[link for links in SEARCH_ACTS.ask(read) for link in links],
        beside=SEARCH_BESIDE.ask(read),
        alerts=SEARCH_ALERTS.ask(read),
    )


@bp.get("/searches/<reference:search_ref>/print")
def print_search(search_ref: str) -> str:
    """The record on paper."""
    read = read_for_print(current_actor(), search_ref)
    return render(
        "searches/print_search.html",
        search=read,
        parts=sections_of(read),
        lists=lists,
        states=STATES,
        printed_at=clock.now(),
    )


@bp.get("/searches/<reference:search_ref>/receipt")
def search_receipt(search_ref: str) -> str:
    """That it is recorded; nothing of any child."""
    receipt = read_search_receipt(current_actor(), search_ref)
    return render("searches/search_receipt.html", receipt=receipt)


def _parents_by(search: SearchRead) -> dict[str, Any] | None:
    found = search.state in {State.CONDUCTED, State.NOTHING_FOUND, State.ITEM_FOUND}
    if not found or search.parents_by_at is None:
        return None
    late = search.parents_by_at < clock.now()
    at = search.parents_by_at
    return {
        "kind": "overdue" if late else "clock",
        "more": since_when(at) if late else by_when(at),
    }
