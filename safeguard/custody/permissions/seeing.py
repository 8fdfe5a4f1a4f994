"""Which items a person may see, and of which of them the child too."""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select

from safeguard.cases.models import CaseFile, Concern
from safeguard.custody.models import CustodyItem, CustodyStore
from safeguard.custody.permissions.acts import HANDLERS, KEEPERS, LEADS
from safeguard.custody.states import HERE, HeldBy
from safeguard.evidence.permissions.holders import kin_of
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db

_OFFICE = frozenset({Role.SEARCHER, Role.CUSTODY_OFFICER})


# The words of the question alone are kept; the database answers it each time.
@lru_cache(maxsize=128)
def items_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Items of the school for those who handle them, never past the wall; and what is
    in one's own hands, whoever one is: it must be possible to hand it on.
    """
    return or_(_by_role(actor), held_by(actor))


def _by_role(actor: Actor) -> ColumnElement[bool]:
    if not actor.has(*HANDLERS):
        return false()
    return and_(
        CustodyItem.school_ref == actor.school_ref,
        CustodyItem.ref.not_in(wall.hidden_from(actor.person_ref)),
    )


def held_by(actor: Actor) -> ColumnElement[bool]:
    """Items that are in the actor's own hands."""
    return and_(
        CustodyItem.school_ref == actor.school_ref,
        CustodyItem.holder_ref == actor.person_ref,
        CustodyItem.held_by == HeldBy.STAFF,
    )


def offered_to(actor: Actor) -> ColumnElement[bool]:
    """Items that somebody asks the actor to take, or to see disposed of."""
    return and_(
        CustodyItem.school_ref == actor.school_ref,
        CustodyItem.offered_to == actor.person_ref,
        CustodyItem.ref.not_in(wall.hidden_from(actor.person_ref)),
    )


def is_overdue(actor: Actor) -> ColumnElement[bool]:
    """Items here, of those one sees by role, that are kept beyond their clock."""
    return and_(
        _by_role(actor),
        CustodyItem.state.in_(sorted(HERE)),
        CustodyItem.due_at < clock.now(),
    )


def item_visible(actor: Actor, ref: str) -> CustodyItem | None:
    """The item, if the actor may see that it exists."""
    asked = select(CustodyItem).where(CustodyItem.ref == ref, items_visible_to(actor))
    return db.session.scalar(asked)


def item_of_school(actor: Actor, ref: str) -> CustodyItem | None:
    """An item of the school, for the clocks, which read nothing of it."""
    asked = select(CustodyItem).where(
        CustodyItem.ref == ref, CustodyItem.school_ref == actor.school_ref
    )
    return db.session.scalar(asked)


def store_visible(actor: Actor, ref: str) -> CustodyStore | None:
    """A store of the school."""
    asked = select(CustodyStore).where(
        CustodyStore.ref == ref, CustodyStore.school_ref == actor.school_ref
    )
    return db.session.scalar(asked)


def names_child(actor: Actor, item: Any) -> bool:
    """Whether the actor is shown whose it was and why it was taken: those who lead;
    whoever may search and the custody officer, unless its case is restricted (C4);
    whoever took it. Technicians never are, and nobody past the wall.
    """
    if wall.stands_between(actor.person_ref, item.ref):
        return False
    if actor.has(*LEADS) or item.taken_by == actor.person_ref:
        return True
    return actor.has(*_OFFICE) and not is_restricted(item)


def is_restricted(item: Any) -> bool:
    """Whether what it was taken in, or what that belongs to, is restricted (C4) now."""
    if item.restricted or not item.origin_ref:
        return bool(item.restricted)
    kin = kin_of(item.origin_ref)
    refs = [item.origin_ref, *(kin.refs if kin else ())]
    return any(
        db.session.scalar(
            select(kind.ref).where(kind.ref.in_(refs), kind.level == "C4").limit(1)
        )
        for kind in (CaseFile, Concern)
    )


def sees_all(actor: Actor) -> bool:
    """Whether the actor sees more of items than their tags."""
    return actor.has(*KEEPERS)
