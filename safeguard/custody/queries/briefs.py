"""Items in lists: beside the record they were taken in, in the register, on home."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, or_, select

from safeguard.custody.models import CustodyItem, CustodyStore
from safeguard.custody.permissions.seeing import (
    held_by,
    is_overdue,
    names_child,
    offered_to,
    sees_all,
)
from safeguard.custody.permissions.standing import is_stopped
from safeguard.custody.states import HERE, HeldBy, ItemState, Offer, Sealing
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.questions import one_of, question
from school.foundation.sealing import keyring, unseal
from school.gate import counted
from school.identity.queries.people import classes_of, names_of


@dataclass(frozen=True)
class ItemBrief:
    """An item in a list: its tag, where it is and who has it; words as far as the
    reader may see them.
    """

    reference: str
    kind: str
    state: ItemState
    held_by: HeldBy
    holder: str = field(repr=False)
    since: datetime
    store: str
    sealing: Sealing
    bag_number: str | None
    seal_number: str | None
    on_hold: bool
    stopped: bool
    decided: str | None
    offer: Offer
    due_at: datetime | None
    told_at: datetime | None
    description: str = field(default="", repr=False)
    child: str = field(default="", repr=False)
    where: str = ""

    @property
    def is_late(self) -> bool:
        """Whether it is kept beyond its clock."""
        return self.due_at is not None and self.due_at < clock.now()


class _Known(NamedTuple):
    """What stands behind the references of some items, and what may be shown."""

    names: dict[str, str]
    classes: dict[str, str]
    stores: dict[str, str]
    with_child: frozenset[str]
    with_words: frozenset[str]


def briefs(
    rows: Iterable[CustodyItem], actor: Actor | None = None
) -> tuple[ItemBrief, ...]:
    """The rows as their lists show them; without an actor, their tags alone."""
    items = list(rows)
    keyring().warm([row.key_ref for row in items if row.key_ref])
    named = {row.ref for row in items if actor is not None and names_child(actor, row)}
    pupils = [row.pupil_ref for row in items if row.pupil_ref and row.ref in named]
    holders = [row.holder_ref for row in items if row.holder_ref]
    words = named
    if actor is not None and sees_all(actor):
        words = {row.ref for row in items}
    known = _Known(
        names=names_of(pupils + holders),
        classes=classes_of(pupils),
        stores=store_names(row.store_ref for row in items if row.store_ref),
        with_child=frozenset(named),
        with_words=frozenset(words),
    )
    return tuple(_brief(row, known) for row in items)


def _brief(row: CustodyItem, known: _Known) -> ItemBrief:
    pupil = (row.pupil_ref or "") if row.ref in known.with_child else ""
    shown = row.ref in known.with_words
    return ItemBrief(
        reference=row.ref,
        kind=row.kind,
        state=ItemState(row.state),
        held_by=HeldBy(row.held_by),
        holder=known.names.get(row.holder_ref or "", ""),
        since=row.held_since,
        store=known.stores.get(row.store_ref or "", ""),
        sealing=Sealing(row.sealing),
        bag_number=row.bag_number,
        seal_number=row.seal_number,
        on_hold=row.on_hold,
        stopped=row.state in HERE and is_stopped(row),
        decided=row.decided,
        offer=Offer(row.offer),
        due_at=row.due_at,
        told_at=row.told_at,
        description=(unseal(row, "description") or "") if shown else "",
        child=known.names.get(pupil, ""),
        where=known.classes.get(pupil, ""),
    )


def store_names(refs: Iterable[str]) -> dict[str, str]:
    """What each store is called, closed ones too."""
    wanted = sorted(set(refs))
    if not wanted:
        return {}
    rows = db.session.scalars(select(CustodyStore).where(CustodyStore.ref.in_(wanted)))
    return {row.ref: unseal(row, "name") or "" for row in rows}


@counted
def items_of(origin_ref: str) -> tuple[ItemBrief, ...]:
    """The items taken in a search, concern or case, by their tags alone: beside a
    record whose reading stands in the trail already.
    """
    return items_of_any([origin_ref])


@question
def _taken_in() -> Any:
    return select(CustodyItem.ref).where(one_of(CustodyItem.origin_ref, "origins"))


@counted
def items_of_any(origin_refs: Iterable[str]) -> tuple[ItemBrief, ...]:
    """The same of several records, what was taken first on top."""
    refs = [row.ref for row in _taken_in(origins=list(origin_refs))]
    if not refs:
        return ()
    asked = select(CustodyItem).where(CustodyItem.ref.in_(refs))
    rows = db.session.scalars(asked.order_by(CustodyItem.taken_at, CustodyItem.ref))
    return briefs(rows)


@counted
def own_items(actor: Actor) -> tuple[ItemBrief, ...]:
    """What is in the actor's own hands or what they are asked to take, by its tag: home
    is seen in corridors.
    """
    asked = select(CustodyItem).where(or_(held_by(actor), offered_to(actor)))
    rows = db.session.scalars(asked.order_by(CustodyItem.taken_at, CustodyItem.ref))
    return briefs(rows)


@counted
def asked_of(actor: Actor) -> set[str]:
    """The references of the items that somebody asks the actor to take."""
    return set(db.session.scalars(select(CustodyItem.ref).where(offered_to(actor))))


@question
def _any_with_a_clock() -> Any:
    here = CustodyItem.school_ref == bindparam("school")
    return select(CustodyItem.ref).where(here, CustodyItem.due_at.is_not(None)).limit(1)


@counted
def count_overdue(actor: Actor) -> int:
    """How many items the actor may see are kept beyond their clock."""
    if _any_with_a_clock.first(school=actor.school_ref) is None:
        return 0
    asked = select(func.count()).select_from(CustodyItem)
    return db.session.scalar(asked.where(is_overdue(actor))) or 0
