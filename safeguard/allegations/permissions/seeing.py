"""Which concerns about adults a person may see. The database holds marks only."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, false, select

from safeguard.allegations.models import AdultConcern, AdultDraft, AdultRecipient
from safeguard.allegations.permissions.inside import VaultActor, mark
from safeguard.allegations.permissions.offices import MAY_RECEIVE
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db

LEADS, TOLD, ABOUT, REPORTER, OWNER = "leads", "told", "about", "reporter", "owner"
# Calendar days. What was never sent in that time is let go.
DRAFT_KEPT_FOR = timedelta(days=30)
# A draft is no record yet: its owner's mark is the same in all of them.
ANY_DRAFT = "draft"


def all_refs(vault: str) -> list[str]:
    """Every concern of the vault: marks differ by record, so each must be tried."""
    asked = select(AdultConcern.ref).where(AdultConcern.school_ref == vault)
    return list(db.session.scalars(asked))


def visible_to(actor: VaultActor, refs: Iterable[str]) -> ColumnElement[bool]:
    """Among these, the concerns that went to the actor, and never past the wall.

    Whom a concern concerns, and who is barred from one of those, sees nothing of
    it; asked afresh each time, so a subject added later is shut out at once (T3).
    """
    behind = actor.behind
    if not behind.has(*MAY_RECEIVE):
        return false()
    tried = list(refs)
    vault = actor.school_ref
    walled = [behind.person_ref, *wall.barred_from(behind.person_ref)]
    went_to = select(AdultRecipient.concern_ref).where(
        AdultRecipient.person_mark.in_(
            [
                mark(vault, part, ref, behind.person_ref)
                for ref in tried
                for part in (LEADS, TOLD)
            ]
        )
    )
    hidden = wall.records_about(
        mark(vault, ABOUT, ref, person) for ref in tried for person in walled
    )
    return and_(
        AdultConcern.school_ref == vault,
        AdultConcern.ref.in_(tried),
        AdultConcern.ref.in_(went_to),
        AdultConcern.ref.not_in(hidden),
    )


def own_visible_to(actor: VaultActor, refs: Iterable[str]) -> ColumnElement[bool]:
    """Among these, the concerns that the actor raised: for the receipt alone."""
    marks = [
        mark(actor.school_ref, REPORTER, ref, actor.behind.person_ref) for ref in refs
    ]
    return and_(
        AdultConcern.school_ref == actor.school_ref,
        AdultConcern.reporter_mark.in_(marks),
    )


def routed(actor: Actor, ref: str) -> AdultConcern | None:
    """The concern, if it went to the actor."""
    if not isinstance(actor, VaultActor):
        return None
    asked = select(AdultConcern).where(visible_to(actor, [ref]))
    return db.session.scalar(asked)


def own(actor: Actor, ref: str) -> AdultConcern | None:
    """The concern, if the actor raised it."""
    if not isinstance(actor, VaultActor):
        return None
    asked = select(AdultConcern).where(
        AdultConcern.ref == ref, own_visible_to(actor, [ref])
    )
    return db.session.scalar(asked)


def looks_into(actor: VaultActor, ref: str) -> bool:
    """Whether it is the actor's to look into, and not only to know of."""
    wanted = mark(actor.school_ref, LEADS, ref, actor.behind.person_ref)
    asked = select(AdultRecipient.ref).where(
        AdultRecipient.concern_ref == ref, AdultRecipient.person_mark == wanted
    )
    return db.session.scalar(asked) is not None


def drafts_visible_to(actor: VaultActor) -> ColumnElement[bool]:
    """The actor's own drafts that are not yet too old."""
    owner = mark(actor.school_ref, OWNER, ANY_DRAFT, actor.behind.person_ref)
    return and_(
        AdultDraft.school_ref == actor.school_ref,
        AdultDraft.owner_mark == owner,
        AdultDraft.saved_at > clock.now() - DRAFT_KEPT_FOR,
    )


def draft_visible(actor: Actor, ref: str) -> AdultDraft | None:
    """The draft, if the actor began it."""
    if not isinstance(actor, VaultActor):
        return None
    asked = select(AdultDraft).where(AdultDraft.ref == ref, drafts_visible_to(actor))
    return db.session.scalar(asked)


def draft_of(actor: VaultActor, form_ref: str) -> AdultDraft | None:
    """The actor's draft of one form."""
    asked = select(AdultDraft).where(
        drafts_visible_to(actor), AdultDraft.form_ref == form_ref
    )
    return db.session.scalar(asked)
