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
    size: int
    root: bytes
    problems: list[str] = field(default_factory=list)
    # Entries whose key was destroyed: proven to stand, no longer readable.
    unopened: int = 0


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


_Rows = dict[tuple[str, str], list[_Said]]


def prove() -> Proof:
    """Recompute every log and every commitment, in slices, from what is stored."""
    said: _Rows = {}
    refs = db.session.scalars(
        select(TrailLeaf.log_ref).distinct().order_by(TrailLeaf.log_ref)
    )
    proof = Proof(logs=[_prove_log(ref, said) for ref in list(refs)])
    _prove_rows(said, proof)
    return proof


def leaves(log_ref: str, start: int = 0) -> Iterator[TrailLeaf]:
    """The log's leaves in order, read in slices so that no reading lasts long."""
    while True:
        asked = (
            select(TrailLeaf)
            .where(TrailLeaf.log_ref == log_ref, TrailLeaf.seq >= start)
            .order_by(TrailLeaf.seq)
            .limit(SLICE)
        )
        found = list(db.session.scalars(asked))
        yield from found
        if len(found) < SLICE:
            return
        start = found[-1].seq + 1
        db.session.expunge_all()


def _prove_log(log_ref: str, said: _Rows) -> LogProof:
    proof = LogProof(log_ref, 0, tree.EMPTY_ROOT)
    hashes: list[bytes] = []
    for row in leaves(log_ref):
        if row.seq != proof.size:
            proof.problems.append(f"entry {proof.size} is missing")
            proof.size = row.seq
        proof.size += 1
        hashes.append(tree.leaf_hash(row.leaf))
        _prove_leaf(row, proof, said)
    _prove_tiles(proof, hashes)
    proof.root = tree.root_of(hashes)
    return proof


def _prove_leaf(row: TrailLeaf, proof: LogProof, said: _Rows) -> None:
    if tree.leaf_hash(row.leaf) != row.leaf_hash:
        proof.problems.append(f"entry {row.seq} was altered")
    try:
        leaf = read_leaf(row.leaf)
    except (ValueError, TypeError):
        proof.problems.append(f"entry {row.seq} cannot be read")
        return
    if (leaf.log_ref, leaf.seq, leaf.at) != (row.log_ref, row.seq, row.recorded_at):
        proof.problems.append(f"entry {row.seq} stands in the wrong place")
    salt = _salt(leaf, proof)
    for each in leaf.rows:
        now = _Said(leaf.at, leaf.log_ref, leaf.seq, each.commitment, salt)
        said[each.table, each.key] = _newest(said.get((each.table, each.key), []), now)


def _newest(known: list[_Said], now: _Said) -> list[_Said]:
    # Two logs may speak of one row; where their instants are equal both may be last.
    rest = [each for each in known if each.log_ref != now.log_ref and each.at >= now.at]
    if rest and all(each.at > now.at for each in rest):
        return rest
    return [*rest, now]


def _salt(leaf: Leaf, proof: LogProof) -> bytes | None:
    detail = db.session.get(TrailDetail, (leaf.log_ref, leaf.seq))
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


def _prove_tiles(proof: LogProof, hashes: list[bytes]) -> None:
    level, below = 0, hashes
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


def _prove_rows(said: _Rows, proof: Proof) -> None:
    for table in db.metadata.sorted_tables:
        if kept(table) not in {"recorded", "appended"}:
            continue
        for key, values in _rows(table):
            proof.rows += 1
            _prove_row(table, key, values, said.pop((table.name, key), []), proof)
    for (name, key), last in said.items():
        if not any(each.commitment == GONE for each in last):
            proof.problems.append(f"{name} {key} is missing")


def _prove_row(
    table: Table, key: str, values: dict[str, Any], last: list[_Said], proof: Proof
) -> None:
    if not last:
        proof.problems.append(f"{table.name} {key} was added around the gate")
        return
    content = row_bytes(table, values)
    for each in last:
        if each.salt is None:
            return
        made = commit(each.salt, f"{table.name} {key}", content)
        if hmac.compare_digest(made, each.commitment):
            return
    proof.problems.append(f"{table.name} {key} was altered around the gate")


def _rows(table: Table) -> Iterator[tuple[str, dict[str, Any]]]:
    keys = list(table.primary_key)
    last: Any = None
    while True:
        asked = select(table).order_by(*keys).limit(SLICE)
        if last is not None:
            # Every table that is committed to has a key of one column.
            asked = asked.where(keys[0] > last)
        found = db.session.execute(asked).mappings().all()
        for row in found:
            yield (
                "/".join(str(row[column.name]) for column in keys),
                {column.name: row[column.name] for column in table.columns},
            )
        if len(found) < SLICE:
            return
        last = found[-1][keys[0].name]


def sizes() -> dict[str, int]:
    """How many entries each log has."""
    asked = select(TrailLeaf.log_ref, func.max(TrailLeaf.seq)).group_by(
        TrailLeaf.log_ref
    )
    return {ref: last + 1 for ref, last in db.session.execute(asked)}
