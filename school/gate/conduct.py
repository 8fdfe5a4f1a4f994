"""One act while it happens, and what its author may say of it."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from school.foundation.actor import Actor
from school.foundation.errors import OutsideGate
from school.trail.append import RowLeft
from school.trail.entries import Entry


@dataclass
class Conduct:
    """One act while it happens: what its entry will say."""

    actor: Actor
    act: str
    log_ref: str
    key_ref: str | None = None
    # In the order in which they were reached, each once.
    objects: dict[str, None] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    rows: dict[tuple[str, str], Any] = field(default_factory=dict)
    tables: frozenset[str] | None = None


conducting: ContextVar[Conduct | None] = ContextVar("conduct", default=None)
entries_of_this_transaction: ContextVar[list[tuple[Entry, list[RowLeft]]] | None] = (
    ContextVar("entries", default=None)
)


def note(**facts: Any) -> None:
    """Add facts to the entry's sealed detail: codes, counts, times. Never names."""
    current().facts.update(facts)


def touch(*refs: str) -> None:
    """Name further records that the act reached."""
    current().objects.update(dict.fromkeys(refs))


def about(row: Any) -> None:
    """Say which record the act made, when it began with none: its log, its key."""
    conduct = current()
    conduct.log_ref = row.school_ref
    conduct.key_ref = row.key_ref
    touch(row.ref)


def current() -> Conduct:
    conduct = conducting.get()
    if conduct is None:
        raise OutsideGate("there is no act to say this of")
    return conduct
