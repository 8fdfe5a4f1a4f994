"""Which records of force a person may see, as SQL: lists and look-ups share it."""

from functools import lru_cache

from sqlalchemy import ColumnElement, and_, false, or_, select

from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.closing import concerns_read_in
from safeguard.force.models import ForceRecord
from safeguard.force.permissions.acts import LEADS
from safeguard.force.states import State
from school import wall
from school.foundation.actor import Actor
from school.foundation.database import db


@lru_cache(maxsize=128)
def led_visible_to(actor: Actor) -> ColumnElement[bool]:
    """All of the school for those who lead, and never past the wall: whom it concerns
    are the pupil and whoever used the force.
    """
    if not actor.has(*LEADS):
        return false()
    return and_(
        ForceRecord.school_ref == actor.school_ref,
        ForceRecord.ref.not_in(wall.hidden_from(actor.person_ref)),
    )


def own_visible_to(actor: Actor) -> ColumnElement[bool]:
    """What the actor wrote or owes, until it is reviewed; also of force that they used
    themselves, for they must write it down. Not of a pupil they are barred from.
    """
    return and_(
        ForceRecord.school_ref == actor.school_ref,
        ForceRecord.state != State.REVIEWED,
        or_(
            ForceRecord.recorded_by == actor.person_ref,
            ForceRecord.owed_by == actor.person_ref,
        ),
        ForceRecord.pupil_ref.not_in(wall.barred_from(actor.person_ref)),
    )


def force_visible(actor: Actor, ref: str) -> ForceRecord | None:
    """The record, if the actor may see that it exists."""
    seen = or_(led_visible_to(actor), own_visible_to(actor))
    return db.session.scalar(select(ForceRecord).where(ForceRecord.ref == ref, seen))


def owed_visible(actor: Actor, origin_ref: str) -> ForceRecord | None:
    """The record that is owed for another one, if the actor may see it: their own
    first, and somebody else's only with a second factor.
    """
    led = led_visible_to(actor) if actor.elevated else false()
    asked = select(ForceRecord).where(
        ForceRecord.origin_ref == origin_ref,
        ForceRecord.state == State.OWED,
        or_(led, own_visible_to(actor)),
    )
    mine = ForceRecord.owed_by == actor.person_ref
    return db.session.scalar(asked.order_by(mine.desc(), ForceRecord.ref).limit(1))


def forces_of_case(actor: Actor, case: CaseFile) -> ColumnElement[bool]:
    """Records that came from the case or one of its concerns."""
    origins = [case.ref, *(each.ref for each in concerns_read_in(case.ref))]
    return and_(led_visible_to(actor), ForceRecord.origin_ref.in_(origins))
