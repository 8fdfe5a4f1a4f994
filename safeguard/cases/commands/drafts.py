"""Drafts: kept on the server under a key of their own, for their author alone."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from safeguard.cases.models import Draft
from safeguard.cases.permissions import Act
from safeguard.cases.permissions.drafts import (
    KEPT_FOR,
    draft_typed_into,
    draft_visible,
)
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.references import new_ref
from school.foundation.sealing import keyring, reseal, seal
from school.gate import Submission, command, upkeep

CONCERN = "concern"


@dataclass(frozen=True)
class Written:
    """A form as it stands: its id, and everything in it as one text."""

    form_ref: str
    body: str = field(repr=False)


@dataclass(frozen=True)
class Kept:
    """Where and when a draft was kept (UTC)."""

    ref: str
    saved_at: datetime


@upkeep("draft.saved")
def save_draft(actor: Actor, written: Written) -> Kept | None:
    """Keep what is being written; one draft for each form and author.

    None when that form was already sent: a late save must not bring it back. The
    author's drafts of more than 30 calendar days are let go on this occasion.
    """
    now = clock.now()
    _let_go_of_old(actor, now)
    if _was_sent(actor, written.form_ref):
        return None
    draft = draft_typed_into(actor, written.form_ref)
    if draft is None:
        draft = Draft(
            ref=new_ref(),
            school_ref=actor.school_ref,
            key_ref=keyring().take(actor.school_ref),
            person_ref=actor.person_ref,
            kind=CONCERN,
            form_ref=written.form_ref,
            saved_at=now,
        )
        seal(draft, "body", written.body)
        db.session.add(draft)
    else:
        reseal(draft, body=written.body)
        draft.saved_at = now
    return Kept(draft.ref, now)


@command(Act.DISCARD_DRAFT, of=draft_visible)
def discard_draft(actor: Actor, draft: Draft) -> str:
    """Throw a draft away. What it said is gone; that there was one stays recorded."""
    db.session.delete(draft)
    return draft.ref


def _was_sent(actor: Actor, form_ref: str) -> bool:
    asked = select(Submission.ref).where(
        Submission.person_ref == actor.person_ref, Submission.form_ref == form_ref
    )
    return db.session.scalar(asked) is not None


def _let_go_of_old(actor: Actor, now: datetime) -> None:
    asked = select(Draft).where(
        Draft.person_ref == actor.person_ref, Draft.saved_at <= now - KEPT_FOR
    )
    for draft in db.session.scalars(asked):
        db.session.delete(draft)
