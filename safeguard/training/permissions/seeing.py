"""Loaders: what of training lies in the school in which the actor acts."""

from sqlalchemy import select

from safeguard.training.models import TrainingNeed, TrainingRecord, TrainingSession
from safeguard.training.permissions.acts import PLANNERS
from safeguard.training.permissions.roster import Member, member_of
from school.foundation.actor import Actor
from school.foundation.database import db


def need_here(actor: Actor, ref: str) -> TrainingNeed | None:
    """A need of the actor's school."""
    asked = select(TrainingNeed).where(
        TrainingNeed.ref == ref, TrainingNeed.school_ref == actor.school_ref
    )
    return db.session.scalar(asked)


def session_here(actor: Actor, ref: str) -> TrainingSession | None:
    """A session of the actor's school."""
    asked = select(TrainingSession).where(
        TrainingSession.ref == ref, TrainingSession.school_ref == actor.school_ref
    )
    return db.session.scalar(asked)


def record_here(actor: Actor, ref: str) -> TrainingRecord | None:
    """One's own record, wherever it was made; for whoever looks after training, one
    that this school made. To anybody else it is as if there were none.
    """
    row = db.session.get(TrainingRecord, ref)
    if row is None or actor.person_ref == row.person_ref:
        return row
    made_here = row.school_ref == actor.school_ref
    return row if made_here and actor.has(*PLANNERS) else None


def member_here(actor: Actor, ref: str) -> Member | None:
    """Somebody with a post in the school or the trust today."""
    return member_of(actor.school_ref, actor.trust_ref, ref)


def record_made_here(actor: Actor, ref: str) -> TrainingRecord | None:
    """A record that this school made: another one's is voided where it was made."""
    asked = select(TrainingRecord).where(
        TrainingRecord.ref == ref, TrainingRecord.school_ref == actor.school_ref
    )
    return db.session.scalar(asked)
