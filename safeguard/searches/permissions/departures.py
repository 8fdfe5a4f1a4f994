"""What was not as it must be in records above a search that belong to it."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Select, select

from school.foundation.database import db

# Each selects `search_ref`, one row for each departure.
DEPARTURES: dict[str, Callable[[], Select[Any]]] = {}


def also_departs(code: str, asked: Callable[[], Select[Any]]) -> None:
    """Let these count in lists of searches. The registry says it once."""
    DEPARTURES[code] = asked


def searches_departed_in() -> list[Select[Any]]:
    """The references of searches in which a record above them departs."""
    asked = (each().subquery() for each in DEPARTURES.values())
    return [select(each.c.search_ref) for each in asked]


def departures_in(search_refs: Iterable[str]) -> dict[str, int]:
    """How many departures records above these searches hold, by search."""
    wanted = sorted(set(search_refs))
    found: dict[str, int] = {}
    for each in DEPARTURES.values():
        of = each().subquery()
        asked = select(of.c.search_ref).where(of.c.search_ref.in_(wanted))
        for ref in db.session.scalars(asked):
            found[ref] = found.get(ref, 0) + 1
    return found
