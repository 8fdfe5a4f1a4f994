"""Drafts of concerns about adults: under a key of the vault, their author a mark."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from safeguard.allegations.models import AdultDraft
from safeguard.allegations.permissions import Act
from safeguard.allegations.permissions.inside import (
    VaultActor,
    mark,
    mark_of,
    vaulted,
    who,
)
from safeguard.allegations.permissions.seeing import (
    ANY_DRAFT,
    DRAFT_KEPT_FOR,
    OWNER,
    draft_of,
    draft_visible,
)
from school.foundation import clock
from school.foundation.database import db
from school.foundation.references import new_ref
from school.foundation.sealing import keyring, reseal, seal
from school.gate import Submission, command, note, upkeep


@dataclass(frozen=True)
class Written:
    """A form as it stands: its id, and all that was typed into it."""

    form_ref: str
    typed: list[tuple[str, list[str]]] = field(repr=False)


@dataclass(frozen=True)
class Kept:
    """Where and when a draft was kept (UTC)."""

    ref: str
    saved_at: datetime


@vaulted
@upkeep("draft.saved")
def save_adult_draft(actor: VaultActor, written: Written) -> Kept | None:
    """Keep what is being written; one draft for each form and author.

    None when that form was already sent: a late save must not bring it back. The
    author's drafts of more than 30 calendar days are let go on this occasion.
    """
    now = clock.now()
    _let_go_of_old(actor, now)
    if _was_sent(actor, written.form_ref):
        return None
    body = json.dumps(written.typed)
    draft = draft_of(actor, written.form_ref)
    if draft is None:
        draft = AdultDraft(
            ref=new_ref(),
            school_ref=actor.school_ref,
            key_ref=keyring().take(actor.school_ref),
            owner_mark=_owner(actor),
            form_ref=written.form_ref,
            saved_at=now,
        )
        seal(draft, "body", body)
        db.session.add(draft)
    else:
        reseal(draft, body=body)
        draft.saved_at = now
    return Kept(draft.ref, now)


@vaulted
@command(Act.DISCARD_DRAFT, of=draft_visible)
def discard_adult_draft(actor: VaultActor, draft: AdultDraft) -> str:
    """Throw a draft away. What it said is gone; that there was one stays recorded."""
    note(**who(actor))
    db.session.delete(draft)
    return draft.ref


def _owner(actor: VaultActor) -> str:
    return mark(actor.school_ref, OWNER, ANY_DRAFT, actor.behind.person_ref)


def _was_sent(actor: VaultActor, form_ref: str) -> bool:
    sender = mark_of(actor.school_ref, form_ref, actor.behind.person_ref)
    asked = select(Submission.ref).where(
        Submission.person_ref == sender, Submission.form_ref == form_ref
    )
    return db.session.scalar(asked) is not None


def _let_go_of_old(actor: VaultActor, now: datetime) -> None:
    asked = select(AdultDraft).where(
        AdultDraft.owner_mark == _owner(actor),
        AdultDraft.saved_at <= now - DRAFT_KEPT_FOR,
    )
    for draft in db.session.scalars(asked):
        db.session.delete(draft)
