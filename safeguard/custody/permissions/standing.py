"""How an item stands, read off its row: one answer for acts, pages and choices."""

from typing import Any

from sqlalchemy import select

from safeguard.custody.models import (
    CustodyHandover,
    CustodyHold,
    CustodyItem,
    CustodyStore,
)
from safeguard.custody.states import (
    Decided,
    HeldBy,
    ItemState,
    Offer,
    Sealing,
    Standing,
    Way,
)
from safeguard.evidence.permissions.standing import is_any_stopped
from safeguard.guidance import custody
from school.foundation.database import db


def standing_of(item: CustodyItem) -> Standing:
    """How the item stands now, whether its record is stopped included."""
    kind = custody.kinds.named(item.kind)
    return Standing(
        state=ItemState(item.state),
        holder=item.holder_ref,
        held_by=HeldBy(item.held_by),
        store=item.store_ref,
        sealing=Sealing(item.sealing),
        offer=Offer(item.offer),
        offered_to=item.offered_to,
        on_hold=item.on_hold,
        stopped=is_stopped(item),
        decided=Decided(item.decided) if item.decided else None,
        ways=frozenset(Way(way) for way in kind.ways),
        sealed_only=kind.sealed,
    )


def is_stopped(item: Any) -> bool:
    """Whether an intimate image is suspected on what it was taken in: then only the
    police have it, unless the DSL decides otherwise (§2.4).
    """
    refs = [item.ref, item.origin_ref] if item.origin_ref else [item.ref]
    return is_any_stopped(refs)


def open_handover(item_ref: str) -> CustodyHandover | None:
    """What the holder has asked of somebody who has not answered yet."""
    asked = select(CustodyHandover).where(
        CustodyHandover.item_ref == item_ref, CustodyHandover.answer.is_(None)
    )
    return db.session.scalar(asked)


def open_hold(item_ref: str) -> CustodyHold | None:
    """The police hold on it, if one stands."""
    asked = select(CustodyHold).where(
        CustodyHold.item_ref == item_ref, CustodyHold.lifted_at.is_(None)
    )
    return db.session.scalar(asked)


def open_stores(school_ref: str) -> list[CustodyStore]:
    """The places in which the school keeps items, in the order they were added."""
    asked = select(CustodyStore).where(
        CustodyStore.school_ref == school_ref, CustodyStore.closed_at.is_(None)
    )
    return list(db.session.scalars(asked.order_by(CustodyStore.added_at)))


def items_in(store_ref: str) -> list[CustodyItem]:
    """What should lie in a store, by the number of the item."""
    asked = select(CustodyItem).where(CustodyItem.store_ref == store_ref)
    return list(db.session.scalars(asked.order_by(CustodyItem.ref)))
