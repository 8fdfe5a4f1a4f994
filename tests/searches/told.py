"""Searches as the tests tell them: who is on the list, what each step says."""

from datetime import date, timedelta
from typing import Any

from safeguard.guidance import searches
from safeguard.searches.commands.authorising import (
    NewAuthorisation,
    NewRules,
    authorise_searcher,
    set_search_rules,
)
from safeguard.searches.commands.starting import NewSearch, Why, start_search
from safeguard.searches.models import Search
from school.foundation import clock
from school.foundation.database import db
from tests.factories.world import World

FACTS = "Two pupils saw a knife in the front pocket of the bag at 1:30pm."
EVERYTHING = tuple(each.code for each in searches.scopes)


def authorising(
    world: World, name: str = "searcher", **changes: Any
) -> NewAuthorisation:
    """Somebody is to be on the list for a term."""
    said: dict[str, Any] = {
        "scopes": EVERYTHING,
        "begins_on": clock.today(),
        "ends_on": clock.today() + timedelta(days=90),
        "trained_on": date(2026, 9, 3),
    }
    return NewAuthorisation(world[name], **{**said, **changes})


def authorised(world: World, name: str = "searcher", **changes: Any) -> str:
    """The head puts somebody on the list for a term."""
    new = authorising(world, name, **changes)
    return authorise_searcher(world.acting("head"), new)


def rules(world: World, *items: str) -> str:
    """The school's rules name these items as searchable."""
    new = NewRules("Behaviour policy, September 2026", items, clock.today())
    return set_search_rules(world.acting("head"), new)


def why(**changes: Any) -> Why:
    """Grounds that hold."""
    said = {"grounds": ("risk",), "facts": FACTS, "looked_for": "A kitchen knife"}
    return Why(**{**said, **changes})


def new_search(world: World, pupil: str = "ellis", **changes: Any) -> NewSearch:
    """A search of one pupil for a weapon."""
    said = {"item": "weapon", "why": why(), "place_words": "The pastoral office"}
    return NewSearch(world[pupil], **{**said, **changes})


def started(
    world: World, pupil: str = "ellis", by: str = "searcher", **changes: Any
) -> str:
    """Begun by somebody who is on the list."""
    actor = world.acting(by)
    return start_search(actor, new_search(world, pupil, **changes))


def search(ref: str) -> Search:
    """As it stands in the database now."""
    db.session.expire_all()
    found = db.session.get(Search, ref)
    assert found
    return found
