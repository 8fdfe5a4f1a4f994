"""The states of a search, its moves, and what the facts say was not as it must be."""

from safeguard.searches.states.course import (
    AFTER,
    BEFORE,
    EDGES,
    ENDED,
    Move,
    State,
    closed_as,
    leads_to,
    next_move,
    waits_again,
)
from safeguard.searches.states.deviating import Facts, counts, derived

__all__ = [
    "AFTER",
    "BEFORE",
    "EDGES",
    "ENDED",
    "Facts",
    "Move",
    "State",
    "closed_as",
    "counts",
    "derived",
    "leads_to",
    "next_move",
    "waits_again",
]
