"""Adding an entry: the last thing written before an act is committed."""

import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Table, insert, select
from sqlalchemy.engine import Connection

from school.foundation.additions import Addition, together
from school.foundation.sealing import encrypt, keyring
from school.foundation.turns import wait_for
from school.trail import tree
from school.trail.commitments import SALT_BYTES, commit, facts_bytes, row_bytes
from school.trail.entries import GONE, Entry, RowCommitment, leaf_bytes
from school.trail.models import TrailDetail, TrailLeaf, TrailTile
from school.trail.since import size_of

# A row after the act: its table, its key, and its values (None: it was deleted).
RowLeft = tuple[Table, str, dict[str, Any] | None]
# Said once, so that SQLAlchemy knows them again at each entry.
_add_leaf, _add_detail = Addition(TrailLeaf), Addition(TrailDetail)


def detail_bound_to(log_ref: str, seq: int) -> bytes:
    """What a sealed detail is bound to: its log and its place in it."""
    return f"sg1 trail_detail {log_ref} {seq}".encode()


def detail_key(log_ref: str, key_ref: str | None) -> bytes:
    """The key of a detail: the record's own, or else the log's."""
    if key_ref:
        return keyring().data_key(key_ref)
    return keyring().derived(log_ref, "trail")


def append(
    connection: Connection, entries: Sequence[tuple[Entry, Iterable[RowLeft]]]
) -> None:
    """Write each entry, with the rows it left, as its log's next leaf.

    Must run inside the act's own transaction, at its end: from the moment at which it
    has its turn at a log, everybody else waits for it there. An act that touches
    several logs takes them in the order of their references.
    """
    with together(connection):
        logs = sorted({entry.log_ref for entry, _ in entries})
        for log_ref in logs:
            take_turn(connection, log_ref)
        sizes = {log_ref: size_of(log_ref) for log_ref in logs}
        grown = []
        for entry, rows in entries:
            _add(connection, entry, rows, sizes[entry.log_ref])
            sizes[entry.log_ref] += 1
            grown.append((entry.log_ref, sizes[entry.log_ref]))
    for log_ref, size in grown:
        _close_tiles(connection, log_ref, size)


def _add(
    connection: Connection, entry: Entry, rows: Iterable[RowLeft], seq: int
) -> None:
    salt = secrets.token_bytes(SALT_BYTES)
    committed = tuple(_row_commitment(salt, *row) for row in rows)
    facts = facts_bytes(entry.facts)
    leaf = leaf_bytes(entry, seq, commit(salt, "facts", facts), committed)
    hashed = tree.leaf_hash(leaf)
    _add_leaf(
        connection,
        log_ref=entry.log_ref,
        seq=seq,
        leaf=leaf,
        leaf_hash=hashed,
        recorded_at=entry.at,
    )
    sealed = encrypt(
        detail_key(entry.log_ref, entry.key_ref),
        salt + facts,
        detail_bound_to(entry.log_ref, seq),
    )
    _add_detail(
        connection,
        log_ref=entry.log_ref,
        seq=seq,
        key_ref=entry.key_ref,
        sealed=sealed,
    )


def take_turn(connection: Connection, log_ref: str) -> None:
    """On PostgreSQL, wait for the log until this transaction ends. SQLite's writer
    already has the whole file.
    """
    wait_for(connection, f"trail {log_ref}")


def _row_commitment(
    salt: bytes, table: Table, key: str, values: dict[str, Any] | None
) -> RowCommitment:
    if values is None:
        return RowCommitment(table.name, key, GONE)
    made = commit(salt, f"{table.name} {key}", row_bytes(table, values))
    return RowCommitment(table.name, key, made)


def _close_tiles(connection: Connection, log_ref: str, size: int) -> None:
    """Write each tile that this leaf has filled, from the lowest level up."""
    level, filled = 0, size
    while filled and filled % tree.TILE == 0:
        filled //= tree.TILE
        hashes = _hashes(connection, log_ref, level, filled - 1)
        connection.execute(
            insert(TrailTile).values(
                log_ref=log_ref,
                level=level,
                number=filled - 1,
                hashes=b"".join(hashes),
                root=tree.root_of(hashes),
            )
        )
        level += 1


def _hashes(
    connection: Connection, log_ref: str, level: int, number: int
) -> list[bytes]:
    start, end = number * tree.TILE, (number + 1) * tree.TILE
    if level == 0:
        asked = (
            select(TrailLeaf.leaf_hash)
            .where(TrailLeaf.log_ref == log_ref)
            .where(TrailLeaf.seq >= start, TrailLeaf.seq < end)
            .order_by(TrailLeaf.seq)
        )
    else:
        asked = (
            select(TrailTile.root)
            .where(TrailTile.log_ref == log_ref, TrailTile.level == level - 1)
            .where(TrailTile.number >= start, TrailTile.number < end)
            .order_by(TrailTile.number)
        )
    return [bytes(row[0]) for row in connection.execute(asked)]
