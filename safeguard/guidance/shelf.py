"""The shelf: how a list is read from its file, and what every entry on it has."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.resources import files
from typing import Any, Generic, Self, TypeVar

from school.foundation.errors import SafeguardError

DATA = files("safeguard.guidance").joinpath("data")


class UnknownCode(SafeguardError, KeyError):
    """No entry has that code. The text names the list, never what was asked for."""

    def __str__(self) -> str:
        """The name of the list, without the quotes a KeyError puts round it."""
        return str(self.args[0])


class Evidence(StrEnum):
    """How well we know what an entry says; of several marks the weakest is kept."""

    VERIFIED = "V"
    SECOND_HAND = "V2"
    MEMORY = "M"
    TRUST_POLICY = "S"
    OURS = "D"

    @property
    def to_be_checked(self) -> bool:
        """Whether somebody must open the source before a release relies on it."""
        return self in {Evidence.MEMORY, Evidence.SECOND_HAND}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of guidance: its code for ever, its words, and where it comes from.

    A published code keeps its meaning. If guidance changes the meaning, the old
    entry gets `withdrawn_on` and a new code is written.
    """

    code: str
    wording: str
    edition: str
    source: str
    mark: Evidence
    withdrawn_on: date | None = None

    @property
    def to_be_checked(self) -> bool:
        """Whether the source was never read by us at first hand."""
        return self.mark.to_be_checked

    def is_offered(self, on: date) -> bool:
        """Whether a form of that day still offers it."""
        return self.withdrawn_on is None or on < self.withdrawn_on

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Self:
        """The entry as written in its file; a word it does not know is an error."""
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in written.items()
        }
        values["mark"] = Evidence(values["mark"])
        return cls(**values)


E = TypeVar("E", bound=Entry)
E_co = TypeVar("E_co", bound=Entry, covariant=True)


class Shelf(Generic[E_co]):
    """One list in the order of its file."""

    def __init__(self, name: str, entries: tuple[E_co, ...]) -> None:
        self.name = name
        self._entries = {entry.code: entry for entry in entries}
        # Of the day that was asked for last: nearly always today.
        self._last: tuple[date, tuple[E_co, ...]] = (date.min, entries)
        if len(self._entries) != len(entries):
            raise ValueError(f"a code stands twice in {name}")

    def __iter__(self) -> Iterator[E_co]:
        """The entries, in the order of the file."""
        return iter(self._entries.values())

    def __contains__(self, code: object) -> bool:
        """Whether the list has that code, offered or withdrawn."""
        return code in self._entries

    def every(self) -> tuple[E_co, ...]:
        """Every entry, withdrawn ones too: old records still have to be read."""
        return tuple(self)

    def offered(self, on: date) -> tuple[E_co, ...]:
        """What a form offers on a day in London."""
        day, offered = self._last
        if day != on:
            offered = tuple(entry for entry in self if entry.is_offered(on))
            self._last = on, offered
        return offered

    def named(self, code: str) -> E_co:
        """The entry with that code, withdrawn or not; raises UnknownCode."""
        if code not in self._entries:
            raise UnknownCode(self.name)
        return self._entries[code]

    def choices(self, on: date) -> list[tuple[str, str]]:
        """Codes and English wordings for a form of that day."""
        return [(entry.code, entry.wording) for entry in self.offered(on)]


def fill(
    name: str, kind: type[E], table: str = "entry", pages: tuple[str, ...] = ()
) -> Shelf[E]:
    """The shelf read from one table of `data/<name>.toml`, or of several `pages`.

    What stands under `[defaults]` counts for each entry that does not say otherwise.
    """
    entries: list[E] = []
    for page in pages or (name,):
        text = DATA.joinpath(f"{page}.toml").read_text(encoding="utf-8")
        written = tomllib.loads(text)
        defaults = written.get("defaults", {})
        entries += [kind.read({**defaults, **each}) for each in written[table]]
    label = name if table == "entry" else f"{name}.{table}"
    return Shelf(label, tuple(entries))
