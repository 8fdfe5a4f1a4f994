"""What was done since a moment of the log: the trail knows of every change."""

from sqlalchemy import func, select

from school.foundation.database import db
from school.trail.entries import Leaf, read_leaf
from school.trail.models import TrailLeaf


def size_of(log_ref: str) -> int:
    """How many entries the log has."""
    asked = select(func.max(TrailLeaf.seq)).where(TrailLeaf.log_ref == log_ref)
    last = db.session.scalar(asked)
    return 0 if last is None else last + 1


def acts_since(log_ref: str, size: int, at_most: int) -> list[Leaf] | None:
    """The entries after the first `size`, or None when there are more than that."""
    asked = (
        select(TrailLeaf.leaf)
        .where(TrailLeaf.log_ref == log_ref, TrailLeaf.seq >= size)
        .order_by(TrailLeaf.seq)
        .limit(at_most + 1)
    )
    leaves = [read_leaf(bytes(leaf)) for leaf in db.session.scalars(asked)]
    return leaves if len(leaves) <= at_most else None
