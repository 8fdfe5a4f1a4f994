"""What was done since a moment of the log: the trail knows of every change."""

from typing import Any

from sqlalchemy import Integer, ScalarSelect, bindparam, func, select

from school.foundation.questions import question
from school.trail.entries import Leaf, read_leaf, tables_in
from school.trail.models import TrailLeaf


@question
def _last() -> Any:
    return select(func.max(TrailLeaf.seq)).where(TrailLeaf.log_ref == bindparam("log"))


@question
def _since() -> Any:
    asked = select(TrailLeaf.leaf).where(
        TrailLeaf.log_ref == bindparam("log"), TrailLeaf.seq >= bindparam("size")
    )
    return asked.order_by(TrailLeaf.seq).limit(bindparam("at_most", type_=Integer()))


def last_in(log_ref: Any) -> ScalarSelect[int]:
    """The number of the last entry of each row's log, as a column: None in an empty
    one.
    """
    last = select(func.max(TrailLeaf.seq)).where(TrailLeaf.log_ref == log_ref)
    return last.scalar_subquery()


def tables_changed(log_ref: str, known: int, size: int) -> set[str]:
    """The tables of which the entries from `known` up to `size` left a row behind."""
    rows = _since(log=log_ref, size=known, at_most=size - known)
    return {table for row in rows for table in tables_in(bytes(row.leaf))}


def size_of(log_ref: str) -> int:
    """How many entries the log has."""
    [(last,)] = _last(log=log_ref)
    return 0 if last is None else last + 1


def acts_since(log_ref: str, size: int, at_most: int) -> list[Leaf] | None:
    """The entries after the first `size`, or None when there are more than that."""
    rows = _since(log=log_ref, size=size, at_most=at_most + 1)
    leaves = [read_leaf(bytes(row.leaf)) for row in rows]
    return leaves if len(leaves) <= at_most else None
