"""Which agreements somebody may reach: one's own, and those of a school."""

from sqlalchemy import or_, select

from safeguard.agreements.models import Agreement, AgreementTemplate
from safeguard.agreements.permissions.sides import TWO_SIDED
from safeguard.agreements.states import TemplateState
from school import wall
from school.foundation.actor import Actor
from school.foundation.database import db


def own_agreement(actor: Actor, ref: str) -> Agreement | None:
    """An agreement that binds the actor, at the school where the actor acts."""
    asked = select(Agreement).where(
        Agreement.ref == ref,
        Agreement.school_ref == actor.school_ref,
        Agreement.person_ref == actor.person_ref,
        Agreement.kind.not_in(sorted(TWO_SIDED)),
    )
    return db.session.scalar(asked)


def agreement_visible(actor: Actor, ref: str) -> Agreement | None:
    """An agreement of the actor's school; never of somebody from whose records the
    actor is kept: nobody keeps the paper of one's own child.
    """
    asked = select(Agreement).where(
        Agreement.ref == ref,
        Agreement.school_ref == actor.school_ref,
        or_(
            Agreement.person_ref.is_(None),
            Agreement.person_ref.not_in(sorted(wall.barred_from(actor.person_ref))),
        ),
    )
    return db.session.scalar(asked)


def is_in_force(template_ref: str) -> bool:
    """Whether a version is the one that is signed now."""
    template = db.session.get(AgreementTemplate, template_ref)
    return template is not None and template.state == TemplateState.LIVE
