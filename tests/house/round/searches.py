"""Pages and forms of searching pupils."""

from typing import Any

from tests.cases.raised import raised
from tests.house.round.filling import ref
from tests.house.round.places import case
from tests.house.round.walking import House, Walk
from tests.house.round.who import DSL, NO_RECORD
from tests.searches import told


def on_the_list(house: House) -> dict[str, str]:
    """The searcher is on the head's list."""
    house.spare("on the list", lambda: told.authorised(house.world))
    return {}


def started(house: House) -> dict[str, str]:
    """A search that somebody has begun."""
    on_the_list(house)
    make = lambda: told.started(house.world)  # noqa: E731
    return {"search_ref": house.spare("search", make)}


def from_concern(house: House) -> dict[str, str]:
    """A concern that the searcher has raised."""
    on_the_list(house)
    make = lambda: raised(house.world, "searcher", "ellis")  # noqa: E731
    return {"origin_ref": house.spare("searchers concern", make)}


def filled(house: House) -> dict[str, Any]:
    """Who and where, for what and why."""
    return {
        "pupils-0-ref": ref("ellis")(house),
        "place": "premises",
        "item": "weapon",
        "looked_for": "A kitchen knife",
        "device": "no",
        "grounds": ["risk"],
        "facts": told.FACTS,
    }


SEARCHER: dict[str, Any] = {"who": "searcher"}
LOOKS_AT_SEARCHES: dict[str, Walk] = {
    "searches.start_search": Walk(**SEARCHER, at=on_the_list, why_none=NO_RECORD),
    "searches.start_search_from": Walk(**SEARCHER, at=from_concern, why_none=NO_RECORD),
    "searches.case_searches": Walk(**DSL, at=case, leaves="case_searches.read"),
    "searches.search": Walk(**SEARCHER, at=started, leaves="search.read"),
}
TO_SEARCHES: dict[str, Walk] = {
    "searches.start_search": Walk(
        **SEARCHER, at=on_the_list, fields=filled, leaves="search.started"
    ),
    "searches.start_search_from": Walk(
        **SEARCHER, at=from_concern, fields=filled, leaves="search.started"
    ),
}
