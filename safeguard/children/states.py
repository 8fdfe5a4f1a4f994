"""What held for a child on a day, as far as was known then and as is known now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, TypeVar


class Version(Protocol):
    """One version of a need. The newest counts; earlier ones stay readable."""

    @property
    def need_ref(self) -> str:
        """What all versions of one need share."""
        ...

    @property
    def from_on(self) -> date:
        """The first day on which it held."""
        ...

    @property
    def until_on(self) -> date | None:
        """The last day; None: it goes on."""
        ...

    @property
    def in_error(self) -> bool:
        """It was never so."""
        ...

    @property
    def recorded_at(self) -> datetime:
        """When the school wrote this version down (UTC)."""
        ...


V = TypeVar("V", bound=Version)


class Known(StrEnum):
    """How what held on a day stands to what the school knew at a moment."""

    THEN = "then"
    LATER = "later"
    CORRECTED = "corrected"


@dataclass(frozen=True)
class Limits:
    """Which part of a chronology: days in London, a kind, a case, whose words."""

    since: date | None = None
    until: date | None = None
    kind: str = "all"
    case_ref: str | None = None
    words: str = "all"


def newest(versions: Iterable[V]) -> dict[str, V]:
    """The newest version of each need."""
    found: dict[str, V] = {}
    for each in sorted(versions, key=lambda version: version.recorded_at):
        found[each.need_ref] = each
    return found


def held_on(version: Version, day: date) -> bool:
    """Whether a version says that the need held on a day."""
    ends = version.until_on or date.max
    return not version.in_error and version.from_on <= day <= ends


def as_it_was(versions: Iterable[V], at: datetime, day: date) -> list[tuple[V, Known]]:
    """What held on a day: known to the school at that moment, learnt later, or known
    then and corrected since. A snapshot cannot be altered: versions only append.
    """
    every = list(versions)
    then = newest(each for each in every if each.recorded_at <= at)
    now = newest(every)
    found: list[tuple[V, Known]] = []
    for ref, latest in now.items():
        earlier = then.get(ref)
        if earlier is not None and held_on(earlier, day):
            stands = held_on(latest, day)
            found.append((earlier, Known.THEN if stands else Known.CORRECTED))
        elif held_on(latest, day):
            found.append((latest, Known.LATER))
    return sorted(found, key=lambda pair: (pair[0].from_on, pair[0].need_ref))
