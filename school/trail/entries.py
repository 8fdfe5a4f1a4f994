"""The canonical form of an entry: what a leaf says, in a fixed order, for good."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from school.foundation.actor import Actor

FORM = 1
DONE = "done"
REFUSED = "refused"
GONE = "gone"


@dataclass(frozen=True)
class RowCommitment:
    """A row that the act left behind: its table, its key, and a salted commitment."""

    table: str
    key: str
    commitment: str


@dataclass(frozen=True)
class Entry:
    """One act as it is about to be recorded."""

    log_ref: str
    at: datetime
    actor: Actor
    action: str
    result: str
    objects: tuple[str, ...] = ()
    key_ref: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def leaf_bytes(
    entry: Entry, seq: int, facts: str, rows: tuple[RowCommitment, ...]
) -> bytes:
    """The leaf: canonical JSON (ASCII, no spaces) of a list in this fixed order.

    form, log, sequence, instant, who, in which roles, signed in how, elevated,
    action, result, objects, commitment to the facts, commitments to the rows.
    """
    parts = [
        FORM,
        entry.log_ref,
        seq,
        entry.at.isoformat(timespec="microseconds"),
        entry.actor.person_ref,
        sorted(role.value for role in entry.actor.roles),
        entry.actor.sign_in_ref,
        entry.actor.elevated,
        entry.action,
        entry.result,
        list(entry.objects),
        facts,
        [[row.table, row.key, row.commitment] for row in rows],
    ]
    return json.dumps(parts, separators=(",", ":"), ensure_ascii=True).encode()


@dataclass(frozen=True)
class Leaf:
    """A leaf, read back."""

    log_ref: str
    seq: int
    at: datetime
    person_ref: str
    roles: tuple[str, ...]
    sign_in_ref: str
    elevated: bool
    action: str
    result: str
    objects: tuple[str, ...]
    facts: str
    rows: tuple[RowCommitment, ...]


def read_leaf(leaf: bytes) -> Leaf:
    """A leaf's bytes as values. Raises ValueError when they are not of our form."""
    form, *parts = json.loads(leaf)
    if form != FORM:
        raise ValueError("a leaf of an unknown form")
    (
        log,
        seq,
        at,
        who,
        roles,
        sign_in,
        elevated,
        action,
        result,
        objects,
        facts,
        rows,
    ) = parts
    return Leaf(
        log_ref=log,
        seq=seq,
        at=datetime.fromisoformat(at),
        person_ref=who,
        roles=tuple(roles),
        sign_in_ref=sign_in,
        elevated=elevated,
        action=action,
        result=result,
        objects=tuple(objects),
        facts=facts,
        rows=tuple(RowCommitment(*row) for row in rows),
    )


def tables_in(leaf: bytes) -> set[str]:
    """The tables of the rows that the act left behind; of a reading there are none."""
    return {table for table, _key, _commitment in json.loads(leaf)[-1]}
