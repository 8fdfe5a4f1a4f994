"""The register of items: what is here, where, and since when; and what has left."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, true

from safeguard.custody.models import CustodyItem
from safeguard.custody.permissions.acts import Act
from safeguard.custody.permissions.seeing import is_overdue, items_visible_to
from safeguard.custody.queries.briefs import ItemBrief, briefs
from safeguard.custody.states import GONE, HERE, ItemState
from school.foundation.actor import Actor
from school.foundation.database import db
from school.gate import counted, disclosure, note, touch

A_PAGE = 50


class Filter(StrEnum):
    """Which items a list shows."""

    HERE = "here"
    OVERDUE = "overdue"
    HELD = "held"
    POLICE = "police"
    RETURNED = "returned"
    DISPOSED = "disposed"


@dataclass(frozen=True)
class Wanted:
    """Which items, in which store, from which one on."""

    only: Filter = Filter.HERE
    store_ref: str = ""
    skip: int = 0


@dataclass(frozen=True)
class Register:
    """One page of the register, how many there are of each kind, and what is overdue
    now.
    """

    items: tuple[ItemBrief, ...]
    more: bool


@disclosure(Act.READ_CUSTODY)
def read_custody(actor: Actor, wanted: Wanted) -> Register:
    """Fifty items of the school, what is due first on top; of each no more than the
    reader may see.
    """
    asked = _asked(actor, wanted).offset(wanted.skip).limit(A_PAGE + 1)
    rows = list(db.session.scalars(asked))
    shown = rows[:A_PAGE]
    touch(*(row.ref for row in shown))
    note(only=wanted.only.value, shown=len(shown))
    return Register(briefs(shown, actor), more=len(rows) > A_PAGE)


@disclosure(Act.READ_CUSTODY)
def read_overdue(actor: Actor, most: int = 20) -> tuple[ItemBrief, ...]:
    """Items that are kept beyond their clock, the longest on top."""
    asked = select(CustodyItem).where(is_overdue(actor))
    rows = list(db.session.scalars(asked.order_by(CustodyItem.due_at).limit(most)))
    touch(*(row.ref for row in rows))
    note(only=Filter.OVERDUE.value, shown=len(rows))
    return briefs(rows, actor)


@counted
def count_items(actor: Actor) -> dict[Filter, int]:
    """How many there are of each, of those the actor may see."""
    visible = items_visible_to(actor)
    asked = select(func.count()).select_from(CustodyItem)
    return {
        each: db.session.scalar(asked.where(visible, _only(actor, each))) or 0
        for each in Filter
    }


def _asked(actor: Actor, wanted: Wanted) -> Select[CustodyItem]:
    in_store: Any = true()
    if wanted.store_ref:
        in_store = CustodyItem.store_ref == wanted.store_ref
    asked = select(CustodyItem).where(
        items_visible_to(actor), _only(actor, wanted.only), in_store
    )
    if wanted.only in {Filter.HERE, Filter.OVERDUE, Filter.HELD}:
        first = CustodyItem.due_at.is_(None), CustodyItem.due_at
        return asked.order_by(*first, CustodyItem.taken_at, CustodyItem.ref)
    return asked.order_by(CustodyItem.held_since.desc(), CustodyItem.ref)


def _only(actor: Actor, only: Filter) -> ColumnElement[bool]:
    here = CustodyItem.state.in_(sorted(HERE))
    match only:
        case Filter.OVERDUE:
            return is_overdue(actor)
        case Filter.HELD:
            return and_(here, CustodyItem.on_hold.is_(True))
        case Filter.POLICE:
            return CustodyItem.state == ItemState.TO_POLICE
        case Filter.DISPOSED:
            return CustodyItem.state == ItemState.DISPOSED
        case Filter.RETURNED:
            gone = GONE - {ItemState.TO_POLICE, ItemState.DISPOSED}
            return CustodyItem.state.in_(sorted(gone))
    return here
