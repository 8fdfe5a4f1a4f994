"""Complaints: what they are about, who complains, how each stage and the whole ends."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, fill


@dataclass(frozen=True, kw_only=True)
class Type(Entry):
    """A type of complaint. `acknowledge`: its clock. `staged`: it has three stages."""

    hint: str = ""
    acknowledge: str = "complaint_acknowledged"
    staged: bool = True


@dataclass(frozen=True, kw_only=True)
class Option(Entry):
    """An answer on a form."""

    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Ending(Option):
    """How a complaint ends. `answered`: only once it has an outcome with reasons."""

    answered: bool = True


types = fill("complaints", Type, "type")
complainants = fill("complaints", Option, "complainant")
channels = fill("complaints", Option, "channel")
outcomes = fill("complaints", Option, "outcome")
endings = fill("complaints", Ending, "ending")
SHELVES = (types, complainants, channels, outcomes, endings)
