"""Searching pupils: grounds, items, places, extents, deviations; who may, how long."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, Shelf, fill
from safeguard.guidance.sources import source_of


@dataclass(frozen=True, kw_only=True)
class Line(Entry):
    """A line of a list, with what stands under it."""

    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Item(Line):
    """What is looked for: on the statutory list, or only banned by the school rules."""

    statutory: bool

    @property
    def scope(self) -> str:
        """What an authorisation must reach: the kind, or whatever the rules name."""
        return self.code if self.statutory else SCHOOL_RULE


@dataclass(frozen=True, kw_only=True)
class Place(Line):
    """Where; `lawful`: the power to search reaches there (S12)."""

    lawful: bool


@dataclass(frozen=True, kw_only=True)
class Extent(Line):
    """How far; `on_the_person`: the rule of the same sex counts (S2, S5)."""

    on_the_person: bool = False


@dataclass(frozen=True, kw_only=True)
class Departure(Line):
    """Why it was another sex or without a witness; `lawful`: the Act allows it."""

    lawful: bool = False


@dataclass(frozen=True, kw_only=True)
class Parents(Line):
    """What became of telling the parents (S8)."""

    safeguarding_decides: bool = False
    school_rule_only: bool = False


@dataclass(frozen=True, kw_only=True)
class Advice(Line):
    """What was advised; `agrees`: to search."""

    agrees: bool = False


@dataclass(frozen=True, kw_only=True)
class Deviation(Line):
    """What was not as it must be; a `warning` alone leaves a search lawful."""

    warning: bool = False

    @property
    def said_source(self) -> str:
        """The source as people read it; nothing for a rule of our own."""
        return source_of(self)


@dataclass(frozen=True, kw_only=True)
class Validity(Line):
    """How many calendar months something counts."""

    months: int


SCHOOL_RULE = "school_rule"
DEVICE_DATA = "device_data"
grounds = fill("searches", Line, "ground")
items = fill("searches", Item, "item")
wider_scopes = fill("searches", Line, "wider_scope")
places = fill("searches", Place, "place")
extents = fill("searches", Extent, "extent")
tellings = fill("searches", Line, "told")
causes = fill("searches", Line, "cause")
exceptions = fill("searches", Departure, "exception")
parents = fill("searches", Parents, "parents")
contacts = fill("searches", Line, "contact")
advices = fill("searches", Advice, "advice")
helps = fill("searches", Line, "help")
endings = fill("searches", Line, "ending")
deviations = fill("searches", Deviation, "deviation")
validities = fill("searches", Validity, "validity")
# What an authorisation may reach: each statutory kind, the rules' items, data.
scopes: Shelf[Line] = Shelf(
    "searches.scope",
    (*(each for each in items if each.statutory), *wider_scopes),
)
SHELVES: tuple[Shelf[Entry], ...] = (
    grounds,
    items,
    wider_scopes,
    places,
    extents,
    tellings,
    causes,
    exceptions,
    parents,
    contacts,
    advices,
    helps,
    endings,
    deviations,
    validities,
)
