"""Which campaigns and prints of letters an actor may reach."""

from sqlalchemy import select

from safeguard.campaigns.models import Campaign, LetterPrint
from safeguard.campaigns.states import UNFINISHED
from school.calendars.days import school_year_of
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db


def campaign_visible(actor: Actor, ref: str) -> Campaign | None:
    """A campaign of the actor's school."""
    asked = select(Campaign).where(
        Campaign.ref == ref, Campaign.school_ref == actor.school_ref
    )
    return db.session.scalar(asked)


def unfinished_of(school_ref: str) -> Campaign | None:
    """The campaign of the academic year that runs today, while it is not over."""
    asked = select(Campaign).where(
        Campaign.school_ref == school_ref,
        Campaign.year == school_year_of(clock.today()),
        Campaign.state.in_(sorted(UNFINISHED)),
    )
    return db.session.scalar(asked.order_by(Campaign.started_at))


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
