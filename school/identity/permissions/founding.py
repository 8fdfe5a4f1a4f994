"""The founding that is under way, and what its two founders may reach of it."""

from typing import Any

from sqlalchemy import select

from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.permits import PERMIT, Answer, Refusal
from school.identity.models import Founding, FoundingPost


def founding_under_way(actor: Actor) -> Founding | None:
    """The founding that has not closed yet, if the actor is one of its founders."""
    asked = select(Founding).where(
        Founding.trust_ref == actor.trust_ref, Founding.closed_at.is_(None)
    )
    found = db.session.scalar(asked)
    if found is None:
        return None
    founders = {found.first_person_ref, found.second_person_ref}
    return found if actor.person_ref in founders else None


def founding_visible(actor: Actor, ref: str) -> Founding | None:
    """That founding, by its reference."""
    found = founding_under_way(actor)
    return found if found and found.ref == ref else None


def other_founder(founding: Founding, person_ref: str) -> str:
    """The founder who is not this person."""
    if person_ref == founding.first_person_ref:
        return founding.second_person_ref
    return founding.first_person_ref


def proposed_posts(founding_ref: str) -> list[FoundingPost]:
    """The posts as they were last proposed."""
    asked = select(FoundingPost).where(FoundingPost.founding_ref == founding_ref)
    return list(db.session.scalars(asked.order_by(FoundingPost.role, FoundingPost.ref)))


def not_who_proposed(actor: Actor, founding: Any) -> Answer:
    """The other founder confirms: two signatures are two persons (decision 25)."""
    proposers = {post.proposed_by for post in proposed_posts(founding.ref)}
    return Refusal("second_person") if actor.person_ref in proposers else PERMIT
