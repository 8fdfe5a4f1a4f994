"""How far a campaign and a print of its letters have come."""

from enum import StrEnum


class CampaignState(StrEnum):
    """Where a campaign stands.

    `issuing` and `closing` go on by themselves, slice after slice, until they are
    `open` and `closed`.
    """

    DRAFTED = "drafted"
    ISSUING = "issuing"
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"
    DISCARDED = "discarded"


MOVES: dict[CampaignState, frozenset[CampaignState]] = {
    CampaignState.DRAFTED: frozenset({CampaignState.ISSUING, CampaignState.DISCARDED}),
    CampaignState.ISSUING: frozenset({CampaignState.OPEN}),
    CampaignState.OPEN: frozenset({CampaignState.CLOSING}),
    CampaignState.CLOSING: frozenset({CampaignState.CLOSED}),
    CampaignState.CLOSED: frozenset(),
    CampaignState.DISCARDED: frozenset(),
}
# What the product still has something to do for, without being asked.
GOING_ON = frozenset({CampaignState.ISSUING, CampaignState.OPEN, CampaignState.CLOSING})
# What keeps a second campaign of the same year from being started.
UNFINISHED = GOING_ON | {CampaignState.DRAFTED}


class Audience(StrEnum):
    """How a group of a campaign is named: a year group, a class, a capacity."""

    YEAR = "year"
    CLASS = "class"
    CAPACITY = "capacity"


class LettersState(StrEnum):
    """How far a print of letters has come. `stopped`: there was nothing to print, or
    whoever asked may no longer do so.
    """

    ASKED = "asked"
    READY = "ready"
    STOPPED = "stopped"


def may_move(before: CampaignState, after: CampaignState) -> bool:
    """Whether a campaign may go from one state to the other."""
    return after in MOVES[before]
