"""Which concerns about adults a person may see. The database holds marks only."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, false, select

from safeguard.allegations.models import AdultConcern, AdultDraft
from safeguard.allegations.permissions.hands import Hands, in_whose_hands
from safeguard.allegations.permissions.inside import VaultActor, mark
from safeguard.allegations.permissions.offices import MAY_RECEIVE
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db

ABOUT, REPORTER, OWNER = "about", "reporter", "owner"
# Calendar days. What was never sent in that time is let go.
DRAFT_KEPT_FOR = timedelta(days=30)
# A draft is no record yet: its owner's mark is the same in all of them.
ANY_DRAFT = "draft"


def all_refs(vault: str) -> list[str]:
    """Every concern of the vault: marks differ by record, so each must be tried."""
    asked = select(AdultConcern.ref).where(AdultConcern.school_ref == vault)
    return list(db.session.scalars(asked))


def hands_of(actor: VaultActor) -> dict[str, Hands]:
    """Of each concern that is in the actor's hands today: whose else it is."""
    whose = in_whose_hands(actor.school_ref, actor.trust_ref)
    mine = actor.behind.person_ref
    return {ref: each for ref, each in whose.items() if mine in each.everybody}


def visible_to(actor: VaultActor) -> ColumnElement[bool]:
    """The concerns that are in the actor's hands, and never past the wall.

    Whom a concern concerns, and who is barred from one of those, sees nothing of
    it; asked afresh each time, so a subject added later is shut out at once (T3).
    """
    behind = actor.behind
    if not behind.has(*MAY_RECEIVE):
        return false()
    vault = actor.school_ref
    held = sorted(hands_of(actor))
    walled = [behind.person_ref, *wall.barred_from(behind.person_ref)]
    hidden = wall.records_about(
        mark(vault, ABOUT, ref, person) for ref in held for person in walled
    )
    return and_(
        AdultConcern.school_ref == vault,
        AdultConcern.ref.in_(held),
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
    """The concern, if it is in the actor's hands today."""
    if not isinstance(actor, VaultActor):
        return None
    asked = select(AdultConcern).where(AdultConcern.ref == ref, visible_to(actor))
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
    whose = hands_of(actor).get(ref, Hands())
    return actor.behind.person_ref in whose.leads


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
