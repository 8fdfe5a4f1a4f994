"""Which rolls an actor may reach."""

from sqlalchemy import select

from school.foundation.actor import Actor
from school.foundation.database import db
from school.identity.models import RollUpload


def roll_visible(actor: Actor, ref: str) -> RollUpload | None:
    """A roll that was brought to the actor's school."""
    asked = select(RollUpload).where(
        RollUpload.ref == ref, RollUpload.school_ref == actor.school_ref
    )
    return db.session.scalar(asked)


def rolls_of(actor: Actor, most: int = 20) -> list[RollUpload]:
    """The rolls last brought to the actor's school, the newest first."""
    asked = (
        select(RollUpload)
        .where(RollUpload.school_ref == actor.school_ref)
        .order_by(RollUpload.uploaded_at.desc(), RollUpload.ref)
        .limit(most)
    )
    return list(db.session.scalars(asked))
