"""Which campaigns and prints of letters an actor may reach."""

from sqlalchemy import select

from safeguard.campaigns.models import Campaign, LetterPrint
from school.foundation.actor import Actor, Role
from school.foundation.database import db


def campaign_visible(actor: Actor, ref: str) -> Campaign | None:
    """A campaign of the actor's school."""
    asked = select(Campaign).where(
        Campaign.ref == ref, Campaign.school_ref == actor.school_ref
    )
    return db.session.scalar(asked)


def letters_visible(actor: Actor, ref: str) -> LetterPrint | None:
    """A print of letters, for whoever asked for it: it holds what alone lets somebody
    sign, and was made without those of whom that person may read nothing.
    """
    asked = select(LetterPrint).where(
        LetterPrint.ref == ref, LetterPrint.school_ref == actor.school_ref
    )
    if not actor.has(Role.MACHINE):
        asked = asked.where(LetterPrint.asked_by == actor.person_ref)
    return db.session.scalar(asked)
