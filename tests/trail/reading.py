"""Reading the trail in tests: what was recorded, in which words, with which facts."""

import json
from typing import Any

from sqlalchemy import select

from school.foundation.database import db
from school.foundation.sealing import decrypt
from school.trail.append import detail_bound_to, detail_key
from school.trail.commitments import SALT_BYTES
from school.trail.entries import Leaf, read_leaf
from school.trail.models import TrailDetail, TrailLeaf


def entries(log_ref: str) -> list[Leaf]:
    """Every entry of a log, oldest first."""
    asked = select(TrailLeaf).where(TrailLeaf.log_ref == log_ref)
    return [
        read_leaf(row.leaf) for row in db.session.scalars(asked.order_by(TrailLeaf.seq))
    ]


def last(log_ref: str) -> Leaf:
    """The newest entry of a log."""
    return entries(log_ref)[-1]


def acts(log_ref: str, since: int = 0) -> list[tuple[str, str]]:
    """What was done and whether it was, as (action, result), from a place onward."""
    return [(leaf.action, leaf.result) for leaf in entries(log_ref)[since:]]


def facts(leaf: Leaf) -> dict[str, Any]:
    """The facts sealed behind an entry."""
    row = db.session.get(TrailDetail, (leaf.log_ref, leaf.seq))
    assert row
    opened = decrypt(
        detail_key(leaf.log_ref, row.key_ref),
        row.sealed,
        detail_bound_to(leaf.log_ref, leaf.seq),
    )
    found: dict[str, Any] = json.loads(opened[SALT_BYTES:])
    return found
