"""All acts in words for the operator's console: roles and references, never a name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.references import SPOKEN_LENGTH, spoken
from school.gate import counted, disclosure, note, registered
from school.identity.queries.people import org_named
from school.inspection.permissions import Act
from school.inspection.queries.reading import role_in_words
from school.trail.entries import REFUSED, Leaf, read_leaf
from school.trail.models import TrailLeaf

SLICE = 1000
NOT_SIGNED_IN = "Somebody not signed in"


@dataclass(frozen=True)
class Line:
    """One act of a log: when (UTC), and a sentence."""

    at: datetime
    sentence: str


@disclosure(Act.LIST_TRAIL)
def list_trail(actor: Actor, log_ref: str) -> Iterator[Line]:  # noqa: ARG001
    """A log's acts, the oldest first, read while they are asked for. A log of no
    school or trust is the vault's: it is proven like the others and never listed.
    """
    note(log=log_ref)
    return _lines(log_ref) if org_named(log_ref) else iter(())


@counted
def log_name(log_ref: str) -> str | None:
    """The school or trust whose log it is; None for the vault's."""
    org = org_named(log_ref)
    return org.name if org else None


def _lines(log_ref: str) -> Iterator[Line]:
    seq = -1
    while True:
        asked = (
            select(TrailLeaf.seq, TrailLeaf.leaf)
            .where(TrailLeaf.log_ref == log_ref, TrailLeaf.seq > seq)
            .order_by(TrailLeaf.seq)
            .limit(SLICE)
        )
        found = db.session.execute(asked).all()
        for _, leaf in found:
            told = read_leaf(leaf)
            yield Line(told.at, _sentence(told))
        if len(found) < SLICE:
            return
        seq = found[-1].seq


def _sentence(leaf: Leaf) -> str:
    who = role_in_words(leaf.roles) or NOT_SIGNED_IN
    known = registered().get(leaf.action)
    what = known.wording if known else leaf.action
    refs = [spoken(ref) for ref in leaf.objects if len(ref) == SPOKEN_LENGTH]
    told = f"{who} {what}, {', '.join(refs)}" if refs else f"{who} {what}"
    return f"Refused, not done: {told}" if leaf.result == REFUSED else told
