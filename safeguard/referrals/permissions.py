"""Who may refer, and which referrals a person may touch; the case is stricter."""

from enum import StrEnum

from sqlalchemy import ColumnElement, and_, select

from safeguard.referrals.models import Referral
from school import wall
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.permits import Rule, elevated, granted


class Act(StrEnum):
    """What can happen to a referral, as the trail names it."""

    MAKE_REFERRAL = "referral.made"
    RECORD_STEP = "referral.step_recorded"
    RECORD_OUTCOME = "referral.outcome_recorded"


# Matrix row refer_to_agency.
refers: Rule = granted(
    {
        Role.DSL: elevated,
        Role.ACTING_DSL: elevated,
        Role.DEPUTY_DSL: elevated,
        Role.HEAD: elevated,
        Role.EXECUTIVE_HEAD: elevated,
    }
)
RULES: dict[Act, Rule] = dict.fromkeys(Act, refers)
WORDINGS: dict[Act, str] = {
    Act.MAKE_REFERRAL: "began a referral to an agency",
    Act.RECORD_STEP: "recorded a step of a referral",
    Act.RECORD_OUTCOME: "recorded what an agency answered",
}


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Referrals of the school whose case the wall does not hide from the actor."""
    return and_(
        Referral.school_ref == actor.school_ref,
        Referral.case_ref.not_in(wall.hidden_from(actor.person_ref)),
    )


def referral_visible(actor: Actor, ref: str) -> Referral | None:
    """The referral, if the actor may see that it exists."""
    asked = select(Referral).where(Referral.ref == ref, visible_to(actor))
    return db.session.scalar(asked)
