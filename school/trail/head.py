"""The head of a log: how many entries it has and the root over them, from its tiles."""

from sqlalchemy import func, select

from school.foundation.database import db
from school.trail import tree
from school.trail.models import TrailLeaf, TrailTile


def head_of(log_ref: str) -> tuple[int, bytes]:
    """Size and RFC 6962 root of a log. Full tiles answer with their root, so only the
    leaves after the last full one are read.
    """
    last = db.session.scalar(
        select(func.max(TrailLeaf.seq)).where(TrailLeaf.log_ref == log_ref)
    )
    size = 0 if last is None else last + 1
    return size, root_at(log_ref, size)


def root_at(log_ref: str, size: int) -> bytes:
    """The root over a log’s first entries, such as one that was written down before."""
    full = size // tree.TILE
    tiles = db.session.scalars(
        select(TrailTile.root)
        .where(TrailTile.log_ref == log_ref, TrailTile.level == 0)
        .where(TrailTile.number < full)
        .order_by(TrailTile.number)
    )
    roots = [bytes(each) for each in tiles]
    rest = db.session.scalars(
        select(TrailLeaf.leaf_hash)
        .where(TrailLeaf.log_ref == log_ref)
        .where(TrailLeaf.seq >= full * tree.TILE, TrailLeaf.seq < size)
        .order_by(TrailLeaf.seq)
    )
    hashes = [bytes(each) for each in rest]
    if hashes:
        # The last, smaller part climbs unhashed until its level is reached (§2.1).
        roots.append(tree.root_of(hashes))
    return tree.root_of(roots)
