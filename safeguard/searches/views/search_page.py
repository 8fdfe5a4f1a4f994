"""The page of one search: where it stands, and what each step recorded."""

from safeguard.guidance import searches as lists
from safeguard.searches.queries.listing import read_case_searches
from safeguard.searches.queries.reading import read_search
from safeguard.searches.views.blueprint import bp
from safeguard.searches.views.slots import SEARCH_ACTS, SEARCH_ALERTS, SEARCH_BESIDE
from school.web.acting import current_actor
from school.web.pages import render


@bp.get("/cases/<reference:case_ref>/searches")
def case_searches(case_ref: str) -> str:
    """The searches that belong to a case."""
    return render(
        "searches/case_searches.html",
        case_ref=case_ref,
        lines=read_case_searches(current_actor(), case_ref),
        lists=lists,
    )


@bp.get("/searches/<reference:search_ref>")
def search(search_ref: str) -> str:
    """Where it stands, step by step."""
    read = read_search(current_actor(), search_ref)
    return render(
        "searches/search.html",
        search=read,
        lists=lists,
        acts=[link for links in SEARCH_ACTS.ask(read) for link in links],
        beside=SEARCH_BESIDE.ask(read),
        alerts=SEARCH_ALERTS.ask(read),
    )
