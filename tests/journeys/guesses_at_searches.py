"""Searches, and lines of the register, that somebody must not find."""

import dataclasses
from collections.abc import Callable
from typing import Any

from safeguard.searches.commands.authorising import authorise_searcher
from safeguard.searches.commands.conducting import record_done_search
from school.foundation.references import new_ref, new_reference
from school.identity.commands.people import NewRelationship, relate
from tests.cases.raised import raised
from tests.house.round import House
from tests.searches import told

Kinds = dict[str, Callable[[House], str]]


def _invented(_house: House) -> str:
    return new_reference()


def _invented_row(_house: House) -> str:
    return new_ref()


def _recorded(house: House, by: str, pupil: str | None) -> str:
    """A search that was recorded afterwards: the head puts nobody on a list for it."""
    new = told.done_search(house.world, pupil, described="A boy whom nobody knows")
    alone = dataclasses.replace(new.conduct, present=told.nobody())
    new = dataclasses.replace(new, conduct=alone)
    return record_done_search(house.world.acting(by), new)


def _elsewhere(house: House) -> str:
    return house.spare(
        "search elsewhere", lambda: _recorded(house, "cedar_teacher", None)
    )


def _of_kin(house: House) -> str:
    """A search of a pupil who belongs to everybody who goes round with searches."""

    def make() -> str:
        world = house.world
        for name in ("searcher", "head", "dsl", "executive_head"):
            kin = NewRelationship(world["zazolc"], world[name], "parent", True)
            relate(world.system(), kin)
        return _recorded(house, "deputy_dsl", "zazolc")

    return house.spare("search of kin", make)


def _of_another(house: House) -> str:
    make = lambda: _recorded(house, "teacher", "ellis")  # noqa: E731
    return house.spare("a colleague's search", make)


def _listing_elsewhere(house: House) -> str:
    def make() -> str:
        head = house.world.acting("cedar_head")
        new = told.authorising(house.world, "cedar_teacher")
        return authorise_searcher(head, new)

    return house.spare("listing elsewhere", make)


def _concern_elsewhere(house: House) -> str:
    make = lambda: raised(house.world, "cedar_teacher", "cedar_pupil")  # noqa: E731
    return house.spare("elsewhere", make)


def _concern_of_another(house: House) -> str:
    return house.spare("other's", lambda: raised(house.world, "other_teacher"))


# The searcher looks: a colleague's search is none of theirs.
OWN: Kinds = {
    "invented": _invented,
    "foreign": _elsewhere,
    "walled": _of_kin,
    "a colleague's": _of_another,
}
# Safeguarding and the head look: they see the school's, and none of kin.
SEEN: Kinds = {"invented": _invented, "foreign": _elsewhere, "walled": _of_kin}
ORIGINS: Kinds = {
    "invented": _invented,
    "foreign": _concern_elsewhere,
    "a colleague's": _concern_of_another,
}
# Made first: the list that everybody sees is the same for both.
LISTINGS: Kinds = {"foreign": _listing_elsewhere, "invented": _invented_row}
ADVISERS: Kinds = {"a listing": _listing_elsewhere, "invented": _invented_row}
SEARCHES: dict[str, dict[str, Any]] = {
    **{
        f"searches.{name}": OWN
        for name in (
            *("search", "print_search", "assess_urgency", "request_advice"),
            *("check_authority", "explain_search", "record_cooperation"),
            *("call_off_search", "conduct_search", "record_finding"),
            *("suspect_image", "image_stop", "inform_parents", "seize_item"),
            *("add_to_search", "raise_from_search", "search_receipt"),
        )
    },
    **{
        f"searches.{name}": SEEN
        for name in ("review_search", "review_deviations", "close_search")
    },
    # Whoever advises the whole trust: one on which no advice is asked.
    "searches.give_advice": {**SEEN, "not asked": _of_another},
    **{
        f"searches.{name}": ORIGINS
        for name in ("start_search_from", "record_done_search_from")
    },
    "searches.revoke_searcher": LISTINGS,
    "searches.end_adviser": ADVISERS,
}
# The receipt of one's own search stays, wall or none.
SEARCHES["searches.search_receipt"] = {
    kind: made for kind, made in OWN.items() if kind != "walled"
} | {"of kin, a colleague's": _of_kin}
