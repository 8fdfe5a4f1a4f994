"""Who may say that a concern was entered in error, and who may be the second."""

from sqlalchemy import select

from safeguard.cases.models import Concern, VoidProposal
from safeguard.cases.permissions.seeing import LEVELS, concern_visible
from school import wall
from school.foundation.actor import Actor
from school.foundation.database import db
from school.identity.queries.people import holders


def open_proposal(concern_ref: str) -> VoidProposal | None:
    """The proposal that waits for a second person, if there is one."""
    asked = select(VoidProposal).where(
        VoidProposal.concern_ref == concern_ref, VoidProposal.answer.is_(None)
    )
    return db.session.scalar(asked)


def last_proposal(concern_ref: str) -> VoidProposal | None:
    """The newest proposal, answered or not."""
    asked = select(VoidProposal).where(VoidProposal.concern_ref == concern_ref)
    return db.session.scalar(asked.order_by(VoidProposal.proposed_at.desc()).limit(1))


def proposal_visible(actor: Actor, concern_ref: str) -> VoidProposal | None:
    """The proposal that waits, if the actor may see the concern it is about."""
    if concern_visible(actor, concern_ref) is None:
        return None
    return open_proposal(concern_ref)


def possible_seconds(actor: Actor, concern: Concern) -> list[str]:
    """Who else may read the concern and so may be the second (decision 25)."""
    found = {
        person_ref: None
        for role, levels in LEVELS.items()
        if concern.level in levels
        for person_ref in holders(concern.school_ref, actor.trust_ref, role)
        if person_ref != actor.person_ref
        and not wall.stands_between(person_ref, concern.ref)
    }
    return list(found)
