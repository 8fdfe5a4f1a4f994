"""Use of force: kinds, degrees, injuries, what parents are told, what a review says."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, fill


@dataclass(frozen=True, kw_only=True)
class Choice(Entry):
    """One thing to choose, and what helps to choose it."""

    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Kind(Choice):
    """What was done; whether the law calls it restraint or seclusion."""

    restraint: bool = False
    seclusion: bool = False


@dataclass(frozen=True, kw_only=True)
class Injury(Choice):
    """What came of it for a body; `hurt`: it is written down in words."""

    hurt: bool = False


@dataclass(frozen=True, kw_only=True)
class Room(Choice):
    """Whether the pupil was kept in a room; `seclusion`: and could not leave it."""

    stayed: bool = False
    seclusion: bool = False


@dataclass(frozen=True, kw_only=True)
class Outcome(Choice):
    """What a review finds; `learns`: it says what is to be learnt."""

    learns: bool = False


kinds = fill("force", Kind, "kind")
degrees = fill("force", Choice, "degree")
needs = fill("force", Choice, "need")
injuries = fill("force", Injury, "injury")
rooms = fill("force", Room, "room")
parts = fill("force", Choice, "part")
ways = fill("force", Choice, "way")
grounds = fill("force", Choice, "ground")
outcomes = fill("force", Outcome, "outcome")
SHELVES = (
    *(kinds, degrees, needs, injuries, rooms),
    *(parts, ways, grounds, outcomes),
)
