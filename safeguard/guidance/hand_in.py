"""Phones handed in each day: exemptions, permissions, loss, and how long it is kept."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, fill


@dataclass(frozen=True, kw_only=True)
class Hinted(Entry):
    """An entry with a line below it."""

    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Kept(Entry):
    """How long a record is kept: so many units, such as whole terms of the school."""

    length: int
    unit: str


exemptions = fill("hand_in", Hinted, "exemption")
reasons = fill("hand_in", Hinted, "reason")
troubles = fill("hand_in", Hinted, "trouble")
outcomes = fill("hand_in", Hinted, "outcome")
retention = fill("hand_in", Kept, "retention")
SHELVES = (exemptions, reasons, troubles, outcomes, retention)
