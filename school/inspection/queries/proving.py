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


@dataclass(frozen=True)
class _Doubt:
    """A row that is not as its newest entry says: in words, and the row's bytes as they
    were read; None where it was not there.
    """

    problem: str
    content: bytes | None = field(default=None, repr=False)


_Key = tuple[str, str]
_Rows = dict[_Key, list[_Said]]
_Doubts = dict[_Key, _Doubt]


@counted
def prove() -> Proof:
    """Recompute every log and every commitment, in slices, from what is stored.

    It runs while the school works: a row that changed between reading the logs and
    reading the row is held against the entries that came meanwhile. A row and its entry
    are committed together, so the entry of what was read is among them.
    """
    book = _Book()
    book.read_on()
    rows, doubts = _doubts(book.said)
    if doubts:
        book.read_on()
        doubts = _still_in_doubt(book.came, doubts)
    logs = [book.logs[ref] for ref in sorted(book.logs)]
    for log in logs:
        log.root = tree.root_of(log.hashes)
        _prove_tiles(log)
    return Proof(logs, rows, [doubt.problem for doubt in doubts.values()])


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
    """The logs as far as they were read: what they say last of each row, and all that
    they said of it when they were last read on.
    """

    def __init__(self) -> None:
        self.logs: dict[str, LogProof] = {}
        self.said: _Rows = {}
        self.came: _Rows = {}

    def read_on(self) -> None:
        """Read what has been recorded since, in every log."""
        self.came = {}
        refs = list(db.session.scalars(select(TrailLeaf.log_ref).distinct()))
        for ref in sorted(refs):
            self._read_log(ref)

    def _read_log(self, ref: str) -> None:
        proof = self.logs.setdefault(ref, LogProof(ref))
        for leaf, detail in _leaves(ref, proof.size):
            if leaf.seq != proof.size:
                proof.problems.append(f"entry {proof.size} is missing")
                proof.size = leaf.seq
            proof.size += 1
            proof.hashes.append(tree.leaf_hash(leaf.leaf))
            self._prove_leaf(leaf, detail, proof)

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
            self.came.setdefault((each.table, each.key), []).append(now)


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


def _doubts(said: _Rows) -> tuple[int, _Doubts]:
    """How many rows stand here, and each row that is not as its newest entry says."""
    doubts: _Doubts = {}
    found: set[_Key] = set()
    for table in _proven_tables().values():
        for key, values in _rows(table):
            row = (table.name, key)
            found.add(row)
            content = row_bytes(table, values)
            if not _agrees(row, content, said.get(row, [])):
                how = "altered" if row in said else "added"
                problem = f"{table.name} {key} was {how} around the gate"
                doubts[row] = _Doubt(problem, content)
    for row in said.keys() - found:
        if not _agrees(row, None, said[row]):
            doubts[row] = _Doubt(f"{row[0]} {row[1]} is missing")
    return len(found), doubts


def _still_in_doubt(came: _Rows, doubts: _Doubts) -> _Doubts:
    """Those that no entry which came meanwhile accounts for."""
    return {
        row: doubt
        for row, doubt in doubts.items()
        if not _agrees(row, doubt.content, came.get(row, []))
    }


def _agrees(row: _Key, content: bytes | None, said: list[_Said]) -> bool:
    """Whether one of the entries speaks of the row as it was read, or can no longer be
    opened and so contradicts nothing. None: the row was not there.
    """
    if content is None:
        return any(each.commitment == GONE for each in said)
    return any(
        each.salt is None
        or hmac.compare_digest(
            commit(each.salt, f"{row[0]} {row[1]}", content), each.commitment
        )
        for each in said
    )


def _proven_tables() -> dict[str, Table]:
    return {
        table.name: table
        for table in db.metadata.sorted_tables
        if kept(table) in {"recorded", "appended"}
    }


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
