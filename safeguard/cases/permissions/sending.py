"""What one school sends another: it stays the sender's until it is accepted (R0.10)."""

from sqlalchemy import ColumnElement, and_, select

from safeguard.cases.models import ConcernTransfer
from safeguard.cases.permissions.receiving import CHAIN
from safeguard.cases.permissions.seeing import LEVELS, levels_of
from school import wall
from school.foundation.actor import Actor
from school.foundation.database import db
from school.identity.queries.people import holders


def open_transfer(concern_ref: str) -> ConcernTransfer | None:
    """What is on its way of this concern, if anything."""
    asked = select(ConcernTransfer).where(
        ConcernTransfer.concern_ref == concern_ref, ConcernTransfer.answer.is_(None)
    )
    return db.session.scalar(asked)


def last_transfer(concern_ref: str) -> ConcernTransfer | None:
    """The newest sending of this concern, answered or not."""
    asked = select(ConcernTransfer).where(ConcernTransfer.concern_ref == concern_ref)
    return db.session.scalar(asked.order_by(ConcernTransfer.sent_at.desc()).limit(1))


def incoming_to(actor: Actor) -> ColumnElement[bool]:
    """What waits for the actor's school, at the actor's levels, never past the wall."""
    return and_(
        ConcernTransfer.to_school_ref == actor.school_ref,
        ConcernTransfer.answer.is_(None),
        ConcernTransfer.level.in_(sorted(levels_of(actor))),
        ConcernTransfer.concern_ref.not_in(wall.hidden_from(actor.person_ref)),
    )


def transfer_visible(actor: Actor, ref: str) -> ConcernTransfer | None:
    """What waits for the actor's school under this reference."""
    asked = select(ConcernTransfer).where(
        ConcernTransfer.ref == ref, incoming_to(actor)
    )
    return db.session.scalar(asked)


def receivers_at(
    school_ref: str, trust_ref: str, level: str, concern_ref: str
) -> list[str]:
    """Who leads there, may read that level, and has no wall before the concern."""
    found = {
        person_ref: None
        for role in CHAIN[0]
        if level in LEVELS.get(role, frozenset())
        for person_ref in holders(school_ref, trust_ref, role)
        if not wall.stands_between(person_ref, concern_ref)
    }
    return list(found)
