"""One's own concerns: being concerned by one leaves nothing of it but the receipt."""

from sqlalchemy import ColumnElement, or_, select

from safeguard.cases.models import Concern
from safeguard.cases.permissions.seeing import own_visible_to
from school import wall
from school.foundation.actor import Actor
from school.foundation.database import db


def walled_from(actor: Actor) -> ColumnElement[bool]:
    """Concerns that the wall hides, themselves or through their case."""
    hidden = wall.hidden_from(actor.person_ref)
    return or_(Concern.ref.in_(hidden), Concern.case_ref.in_(hidden))


def own_unwalled(actor: Actor, ref: str) -> Concern | None:
    """The concern, if the actor raised or typed it and is not concerned by it.

    Matrix, read_own_concern; security brief §4.2: own never overrides the wall.
    """
    asked = select(Concern).where(Concern.ref == ref, own_visible_to(actor))
    concern = db.session.scalar(asked)
    if concern is None or is_walled(actor, concern):
        return None
    return concern


def is_walled(actor: Actor, concern: Concern) -> bool:
    """Whether the actor keeps only the receipt of this concern."""
    asked = select(Concern.ref).where(Concern.ref == concern.ref, walled_from(actor))
    return db.session.scalar(asked) is not None
