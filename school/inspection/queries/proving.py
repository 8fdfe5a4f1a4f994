"""Proving a database against its trail: every leaf, tile, fact and row."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Table, func, select

from school.foundation.database import db, kept
from school.foundation.errors import BrokenSeal
from school.foundation.sealing import decrypt
from school.gate import counted
from school.trail import tree
from school.trail.append import detail_bound_to, detail_key
from school.trail.commitments import SALT_BYTES, commit, row_bytes
from school.trail.entries import GONE, Leaf, read_leaf
from school.trail.models import TrailDetail, TrailLeaf, TrailTile

SLICE = 500
# A row that is written while it is being proven is looked at again, so often: one that
# somebody writes without pause must not be called altered.
PATIENCE = 500


@dataclass
class LogProof:
    """What one log proved to be."""

    log_ref: str
    size: int = 0
    root: bytes = tree.EMPTY_ROOT
    problems: list[str] = field(default_factory=list)
    # Entries whose key was destroyed: proven to stand, no longer readable.
    unopened: int = 0
    hashes: list[bytes] = field(default_factory=list, repr=False)


@dataclass
class Proof:
    """What a whole database proved to be."""

    logs: list[LogProof]
    rows: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing was found altered, missing or added."""
        return not self.problems and not any(log.problems for log in self.logs)


@dataclass(frozen=True)
class _Said:
    """What the newest entry says of a row; the salt is None where it is gone."""

    at: datetime
    log_ref: str
    seq: int
    commitment: str
    salt: bytes | None


_Key = tuple[str, str]
_Rows = dict[_Key, list[_Said]]


@counted
def prove() -> Proof:
    """Recompute every log and every commitment, in slices, from what is stored.

    It runs while the school works: a row that changed between reading the logs and
    reading the row is held against the entries that came meanwhile.
    """
    book = _Book()
    book.read_on()
    rows, doubts = _doubts(book.said)
    for _ in range(PATIENCE):
        if not doubts or not book.read_on():
            break
        doubts = _still_in_doubt(book.said, doubts)
    logs = [book.logs[ref] for ref in sorted(book.logs)]
    for log in logs:
        log.root = tree.root_of(log.hashes)
        _prove_tiles(log)
    return Proof(logs, rows, list(doubts.values()))


@counted
def root_of_the_first(log_ref: str, size: int) -> bytes:
    """The root over a log's first entries: what a backup's root is held against."""
    asked = (
        select(TrailLeaf.leaf_hash)
        .where(TrailLeaf.log_ref == log_ref, TrailLeaf.seq < size)
        .order_by(TrailLeaf.seq)
    )
    return tree.root_of([bytes(each) for each in db.session.scalars(asked)])


@counted
def last_recorded_at() -> datetime | None:
    """When the newest entry of any log was recorded (UTC); None in an empty house."""
    return db.session.scalar(select(func.max(TrailLeaf.recorded_at)))


class _Book:
    """The logs as far as they were read, and what they say last of each row."""

    def __init__(self) -> None:
        self.logs: dict[str, LogProof] = {}
        self.said: _Rows = {}

    def read_on(self) -> bool:
        """Read what has been recorded since; whether there was anything."""
        refs = list(db.session.scalars(select(TrailLeaf.log_ref).distinct()))
        # Every log is read on, whichever of them has grown.
        grown = [self._read_log(ref) for ref in sorted(refs)]
        return any(grown)

    def _read_log(self, ref: str) -> bool:
        proof = self.logs.setdefault(ref, LogProof(ref))
        before = proof.size
        for leaf, detail in _leaves(ref, proof.size):
            if leaf.seq != proof.size:
                proof.problems.append(f"entry {proof.size} is missing")
                proof.size = leaf.seq
            proof.size += 1
            proof.hashes.append(tree.leaf_hash(leaf.leaf))
            self._prove_leaf(leaf, detail, proof)
        return proof.size > before

    def _prove_leaf(
        self, row: TrailLeaf, detail: TrailDetail | None, proof: LogProof
    ) -> None:
        if proof.hashes[-1] != row.leaf_hash:
            proof.problems.append(f"entry {row.seq} was altered")
        try:
            leaf = read_leaf(row.leaf)
        except (ValueError, TypeError):
            proof.problems.append(f"entry {row.seq} cannot be read")
            return
        place = (leaf.log_ref, leaf.seq, leaf.at)
        if place != (row.log_ref, row.seq, row.recorded_at):
            proof.problems.append(f"entry {row.seq} stands in the wrong place")
        salt = _salt(leaf, detail, proof)
        for each in leaf.rows:
            now = _Said(leaf.at, leaf.log_ref, leaf.seq, each.commitment, salt)
            known = self.said.get((each.table, each.key), [])
            self.said[each.table, each.key] = _newest(known, now)


def _leaves(log_ref: str, start: int) -> Iterator[Any]:
    """A log's leaves in order, each with its detail or None; in slices, so that no
    reading lasts long.
    """
    while True:
        asked = (
            select(TrailLeaf, TrailDetail)
            .outerjoin(
                TrailDetail,
                (TrailDetail.log_ref == TrailLeaf.log_ref)
                & (TrailDetail.seq == TrailLeaf.seq),
            )
            .where(TrailLeaf.log_ref == log_ref, TrailLeaf.seq >= start)
            .order_by(TrailLeaf.seq)
            .limit(SLICE)
        )
        found = db.session.execute(asked).all()
        yield from found
        db.session.expunge_all()
        if len(found) < SLICE:
            return
        start = found[-1][0].seq + 1


def _newest(known: list[_Said], now: _Said) -> list[_Said]:
    # Two logs may speak of one row; where their instants are equal both may be last.
    rest = [each for each in known if each.log_ref != now.log_ref and each.at >= now.at]
    if rest and all(each.at > now.at for each in rest):
        return rest
    return [*rest, now]


def _salt(leaf: Leaf, detail: TrailDetail | None, proof: LogProof) -> bytes | None:
    if detail is None:
        proof.problems.append(f"the detail of entry {leaf.seq} is missing")
        return None
    try:
        opened = decrypt(
            detail_key(leaf.log_ref, detail.key_ref),
            detail.sealed,
            detail_bound_to(leaf.log_ref, leaf.seq),
        )
    except BrokenSeal as broken:
        if str(broken) == "the key is gone":
            proof.unopened += 1
        else:
            proof.problems.append(f"the detail of entry {leaf.seq} was altered")
        return None
    salt, facts = opened[:SALT_BYTES], opened[SALT_BYTES:]
    if not hmac.compare_digest(commit(salt, "facts", facts), leaf.facts):
        proof.problems.append(f"the facts of entry {leaf.seq} were altered")
    return salt


def _prove_tiles(proof: LogProof) -> None:
    level, below = 0, proof.hashes
    while len(below) >= tree.TILE:
        tiles = {
            tile.number: tile
            for tile in db.session.scalars(
                select(TrailTile).where(
                    TrailTile.log_ref == proof.log_ref, TrailTile.level == level
                )
            )
        }
        roots = []
        for number in range(len(below) // tree.TILE):
            part = below[number * tree.TILE : (number + 1) * tree.TILE]
            roots.append(tree.root_of(part))
            tile = tiles.get(number)
            if tile is None or tile.hashes != b"".join(part) or tile.root != roots[-1]:
                proof.problems.append(f"tile {number} of level {level} is wrong")
        level, below = level + 1, roots


def _doubts(said: _Rows) -> tuple[int, dict[_Key, str]]:
    """How many rows stand here, and each row that is not as its newest entry says."""
    doubts: dict[_Key, str] = {}
    found: set[_Key] = set()
    for table in _proven_tables().values():
        for key, values in _rows(table):
            found.add((table.name, key))
            _weigh(table, key, values, said, doubts)
    for name, key in said.keys() - found:
        _weigh_absence(name, key, said, doubts)
    return len(found), doubts


def _still_in_doubt(said: _Rows, doubts: dict[_Key, str]) -> dict[_Key, str]:
    still: dict[_Key, str] = {}
    tables = _proven_tables()
    for name, key in doubts:
        values = _row(tables[name], key) if name in tables else None
        if values is None:
            _weigh_absence(name, key, said, still)
        else:
            _weigh(tables[name], key, values, said, still)
    return still


def _proven_tables() -> dict[str, Table]:
    return {
        table.name: table
        for table in db.metadata.sorted_tables
        if kept(table) in {"recorded", "appended"}
    }


def _weigh_absence(name: str, key: str, said: _Rows, doubts: dict[_Key, str]) -> None:
    last = said.get((name, key), [])
    if last and not any(each.commitment == GONE for each in last):
        doubts[name, key] = f"{name} {key} is missing"


def _weigh(
    table: Table, key: str, values: dict[str, Any], said: _Rows, doubts: dict[_Key, str]
) -> None:
    last = said.get((table.name, key), [])
    if not last:
        doubts[table.name, key] = f"{table.name} {key} was added around the gate"
        return
    content = row_bytes(table, values)
    for each in last:
        if each.salt is None:
            return
        made = commit(each.salt, f"{table.name} {key}", content)
        if hmac.compare_digest(made, each.commitment):
            return
    doubts[table.name, key] = f"{table.name} {key} was altered around the gate"


def _row(table: Table, key: str) -> dict[str, Any] | None:
    # Every table that is committed to has a key of one column.
    (column,) = table.primary_key
    found = db.session.execute(select(table).where(column == key)).mappings().first()
    return None if found is None else {each.name: found[each.name] for each in table.c}


def _rows(table: Table) -> Iterator[tuple[str, dict[str, Any]]]:
    (column,) = table.primary_key
    last: Any = None
    while True:
        asked = select(table).order_by(column).limit(SLICE)
        if last is not None:
            asked = asked.where(column > last)
        found = db.session.execute(asked).mappings().all()
        for row in found:
            values = {each.name: row[each.name] for each in table.columns}
            yield str(row[column.name]), values
        if len(found) < SLICE:
            return
        last = found[-1][column.name]
