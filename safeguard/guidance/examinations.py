"""Examining a device: good reasons, what was looked at, found, and done about it."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, fill


@dataclass(frozen=True, kw_only=True)
class Line(Entry):
    """One line of a list, with what may stand under it."""

    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Way(Line):
    """How something was done; `deviation` names what it departs from, if anything."""

    deviation: str | None = None


@dataclass(frozen=True, kw_only=True)
class Kind(Line):
    """A kind of material; `for_police`: never erased and never handed back."""

    for_police: bool = False


@dataclass(frozen=True, kw_only=True)
class Departure(Line):
    """A departure from the policy; `told`: whoever records it may choose it."""

    told: bool = True


reasons = fill("examinations", Line, "reason")
areas = fill("examinations", Line, "area")
openings = fill("examinations", Way, "opening")
copies = fill("examinations", Way, "copy")
declinings = fill("examinations", Line, "declining")
kinds = fill("examinations", Kind, "kind")
responses = fill("examinations", Line, "response")
grounds = fill("examinations", Line, "ground")
deviations = fill("examinations", Departure, "deviation")
sightings = fill("examinations", Line, "sighting")
stop_lines = fill("examinations", Line, "stop")
reminders = fill("examinations", Line, "reminder")

SHELVES = (
    *(reasons, areas, openings, declinings, copies, kinds, responses, grounds),
    *(deviations, sightings, stop_lines, reminders),
)
