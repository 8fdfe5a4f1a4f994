"""Custody: kinds of items and the ways out for each, states of a device, journeys."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, fill


@dataclass(frozen=True, kw_only=True)
class Kind(Entry):
    """A kind of item. `basis`: statutory, or only the school's own rules.

    `ways` lead out of custody: parent, pupil, police, disposal, evidence. Those in
    `with_reason` need a written reason. `sealed`: it lies in a store only sealed.
    `at_once`: the police are to have it as soon as practicable.
    """

    hint: str = ""
    basis: str = "school_rule"
    device: bool = False
    sealed: bool = True
    ways: tuple[str, ...]
    with_reason: tuple[str, ...] = ()
    at_once: bool = False


@dataclass(frozen=True, kw_only=True)
class Option(Entry):
    """An answer on a form."""

    hint: str = ""


kinds = fill("custody", Kind, "kind")
power = fill("custody", Option, "power")
locks = fill("custody", Option, "lock")
flight = fill("custody", Option, "flight")
journeys = fill("custody", Option, "journey")
methods = fill("custody", Option, "method")
breaks = fill("custody", Option, "break")
SHELVES = (kinds, power, locks, flight, journeys, methods, breaks)
