"""Which versions and clauses an actor may reach: those of the actor's school."""

from sqlalchemy import select

from safeguard.agreements.models import AgreementClause, AgreementTemplate
from school.foundation.actor import Actor
from school.foundation.database import db


def template_visible(actor: Actor, ref: str) -> AgreementTemplate | None:
    """A version of a text of the actor's school."""
    asked = select(AgreementTemplate).where(
        AgreementTemplate.ref == ref,
        AgreementTemplate.school_ref == actor.school_ref,
    )
    return db.session.scalar(asked)


def clause_visible(actor: Actor, ref: str) -> AgreementClause | None:
    """A clause of a version of the actor's school."""
    asked = select(AgreementClause).where(
        AgreementClause.ref == ref, AgreementClause.school_ref == actor.school_ref
    )
    return db.session.scalar(asked)
