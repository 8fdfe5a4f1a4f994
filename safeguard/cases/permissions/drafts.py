"""Whose draft it is: its author's alone, in the school where it was begun."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, select

from safeguard.cases.models import Draft
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.questions import question

# Calendar days. What was never sent in that time is let go.
KEPT_FOR = timedelta(days=30)


def drafts_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The actor's own drafts that are not yet too old."""
    return and_(
        Draft.person_ref == actor.person_ref,
        Draft.school_ref == actor.school_ref,
        Draft.saved_at > clock.now() - KEPT_FOR,
    )


def draft_visible(actor: Actor, ref: str) -> Draft | None:
    """The draft, if the actor began it; to everybody else there is none."""
    asked = select(Draft).where(Draft.ref == ref, drafts_visible_to(actor))
    return db.session.scalar(asked)


@question
def _typed_into() -> Any:
    return select(Draft.ref).where(
        Draft.person_ref == bindparam("person"), Draft.form_ref == bindparam("form")
    )


def draft_typed_into(actor: Actor, form_ref: str) -> Draft | None:
    """The actor's draft of one form, however old, wherever it was begun."""
    row = _typed_into.first(person=actor.person_ref, form=form_ref)
    return db.session.get(Draft, row.ref) if row else None
