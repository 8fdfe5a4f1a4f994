"""Stores: what should lie in each, and how it was counted."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select

from safeguard.custody.models import CustodyCount, CustodyItem, CustodyStore
from safeguard.custody.permissions.acts import Act
from safeguard.custody.permissions.seeing import store_visible
from safeguard.custody.permissions.standing import items_in, open_stores
from safeguard.custody.queries.briefs import ItemBrief, briefs
from safeguard.custody.states import HERE
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, touch
from school.identity.queries.people import names_of

COUNTS_SHOWN = 10


@dataclass(frozen=True)
class CountRead:
    """How a store was counted."""

    at: datetime
    by: str = field(repr=False)
    expected: int
    found: int
    extra: int
    words: str = field(default="", repr=False)

    @property
    def agrees(self) -> bool:
        """Whether what was there is what should be."""
        return self.found == self.expected and self.extra == 0


@dataclass(frozen=True)
class StoreLine:
    """A store in the list of stores."""

    ref: str
    name: str
    holds: int
    count_due_at: datetime | None
    last: CountRead | None

    @property
    def is_late(self) -> bool:
        """Whether it should have been counted by now."""
        return self.count_due_at is not None and self.count_due_at < clock.now()


@dataclass(frozen=True)
class StoreRead:
    """A store: what should be in it, by tag, and its last counts."""

    ref: str
    name: str
    version: int
    is_open: bool
    count_due_at: datetime | None
    items: tuple[ItemBrief, ...]
    counts: tuple[CountRead, ...]


@dataclass(frozen=True)
class Overdue:
    """Something of which the head is to hear, and the school whose it is."""

    ref: str
    school_ref: str


@disclosure(Act.READ_STORES)
def read_stores(actor: Actor) -> tuple[StoreLine, ...]:
    """The stores of the school, how much lies in each, how the last count went."""
    return _lines(actor.school_ref)


@counted
def store_lines(school_ref: str) -> tuple[StoreLine, ...]:
    """The same beside the register: names of places and numbers."""
    return _lines(school_ref)


@disclosure(Act.READ_STORE, of=store_visible)
def read_store(actor: Actor, store: CustodyStore) -> StoreRead:  # noqa: ARG001
    """What should lie in a store, to count it: tags, and no child."""
    items = items_in(store.ref)
    touch(*(row.ref for row in items))
    return StoreRead(
        ref=store.ref,
        name=unseal(store, "name") or "",
        version=store.version,
        is_open=store.closed_at is None,
        count_due_at=store.count_due_at,
        items=briefs(items),
        counts=_counts(store.ref),
    )


@counted
def overdue_items() -> list[Overdue]:
    """Items of every school of which the head is to hear now (§2.4)."""
    asked = select(CustodyItem.ref, CustodyItem.school_ref).where(
        CustodyItem.due_at < clock.now(),
        CustodyItem.told_at.is_(None),
        CustodyItem.state.in_(sorted(HERE)),
    )
    return [Overdue(*row) for row in db.session.execute(asked)]


@counted
def uncounted_stores() -> list[Overdue]:
    """Stores with something in them that nobody counted in time."""
    full = select(CustodyItem.store_ref).where(CustodyItem.store_ref.is_not(None))
    asked = select(CustodyStore.ref, CustodyStore.school_ref).where(
        CustodyStore.count_due_at < clock.now(),
        CustodyStore.told_at.is_(None),
        CustodyStore.ref.in_(full),
    )
    return [Overdue(*row) for row in db.session.execute(asked)]


def _lines(school_ref: str) -> tuple[StoreLine, ...]:
    rows = open_stores(school_ref)
    asked = (
        select(CustodyItem.store_ref, func.count())
        .where(CustodyItem.store_ref.in_([row.ref for row in rows]))
        .group_by(CustodyItem.store_ref)
    )
    holds = {ref: number for ref, number in db.session.execute(asked)}  # noqa: C416
    return tuple(
        StoreLine(
            ref=row.ref,
            name=unseal(row, "name") or "",
            holds=holds.get(row.ref, 0),
            count_due_at=row.count_due_at if holds.get(row.ref) else None,
            last=next(iter(_counts(row.ref, 1)), None),
        )
        for row in rows
    )


def _counts(store_ref: str, most: int = COUNTS_SHOWN) -> tuple[CountRead, ...]:
    asked = select(CustodyCount).where(CustodyCount.store_ref == store_ref)
    newest = asked.order_by(CustodyCount.counted_at.desc(), CustodyCount.ref)
    rows = list(db.session.scalars(newest.limit(most)))
    names = names_of(row.counted_by for row in rows)
    return tuple(
        CountRead(
            at=row.counted_at,
            by=names.get(row.counted_by, ""),
            expected=row.expected,
            found=row.found,
            extra=row.extra,
            words=unseal(row, "words") or "",
        )
        for row in rows
    )
