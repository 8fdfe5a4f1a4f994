"""One item: its tag, what may be done with it, and the chain of those who held it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from safeguard.custody.models import (
    CustodyDecision,
    CustodyEnding,
    CustodyHandover,
    CustodyHold,
    CustodyHolding,
    CustodyItem,
    CustodySeal,
)
from safeguard.custody.permissions.acts import Act
from safeguard.custody.permissions.people import cannot_hand_over
from safeguard.custody.permissions.seeing import item_visible, names_child, sees_all
from safeguard.custody.permissions.standing import open_handover, standing_of
from safeguard.custody.queries.briefs import (
    ItemBrief,
    briefs,
    items_of,
    items_of_any,
    store_names,
)
from safeguard.custody.states import HeldBy, Standing
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.gate import disclosure, touch
from school.identity.queries.people import names_of

__all__ = ["ItemRead", "items_of", "items_of_any", "read_item"]


@dataclass(frozen=True)
class Link:
    """One link of the chain: who held it and where it lay, from then until then."""

    number: int
    kind: str
    held_by: HeldBy
    holder: str = field(repr=False)
    store: str
    by: str = field(repr=False)
    since: datetime
    until: datetime | None
    recorded_at: datetime
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class Event:
    """What else happened to it: seals, offers, holds, decisions; a seal’s number."""

    kind: str
    at: datetime
    by: str = field(repr=False)
    code: str = ""
    number: str = ""
    other: str = field(default="", repr=False)
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class Asked:
    """What the holder asks of somebody now, and of whom."""

    to: str = field(repr=False)
    purpose: str = field(repr=False)
    method: str | None
    at: datetime


@dataclass(frozen=True)
class Ended:
    """How it left the school."""

    way: str
    taken_by: str = field(repr=False)
    force: str = field(repr=False)
    receipt: str = field(repr=False)
    journey: str | None
    journey_words: str = field(repr=False)
    method: str | None
    seen_by: str = field(repr=False)
    reason: str = field(repr=False)


@dataclass(frozen=True)
class ItemRead:
    """An item as its page shows it. Who may do what with it is asked of this too."""

    reference: str
    ref: str
    school_ref: str
    key_ref: str | None
    version: int
    brief: ItemBrief
    standing: Standing
    holder_ref: str | None
    held_by: HeldBy
    offered_to: str | None
    taken_by: str
    taker: str = field(repr=False)
    taken_at: datetime
    recorded_at: datetime
    shows_child: bool
    shows_words: bool
    origin_ref: str | None
    condition: str = field(repr=False)
    serial: str = field(repr=False)
    why: str = field(repr=False)
    place: str = field(repr=False)
    power: str | None
    lock: str | None
    flight: str | None
    hold: str = field(repr=False)
    police_ref: str = field(repr=False)
    asked: Asked | None
    ended: Ended | None
    may_be_charged: bool = False
    chain: tuple[Link, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def is_here(self) -> bool:
        """Whether the school still has it."""
        return self.standing.is_here


@disclosure(Act.READ_ITEM, of=item_visible)
def read_item(actor: Actor, item: CustodyItem) -> ItemRead:
    """The item with its chain, of which a technician sees the tag alone."""
    return _read(actor, item)


@disclosure(Act.PRINT_LABEL, of=item_visible)
def print_label(actor: Actor, item: CustodyItem) -> ItemRead:
    """The same for the label of its bag: references and numbers, nothing personal."""
    return _read(actor, item)


@disclosure(Act.PRINT_RECEIPT, of=item_visible)
def print_receipt(actor: Actor, item: CustodyItem) -> ItemRead:
    """The same for the receipt that a parent is given."""
    return _read(actor, item)


class _Rows(NamedTuple):
    """All rows of one item."""

    links: list[CustodyHolding]
    seals: list[CustodySeal]
    handovers: list[CustodyHandover]
    holds: list[CustodyHold]
    decisions: list[CustodyDecision]
    ending: CustodyEnding | None

    def people(self) -> Iterable[str]:
        """Everybody who stands in them."""
        for each in self.links:
            yield from (each.holder_ref or "", each.by_ref)
        for seal in self.seals:
            yield from (seal.sealed_by, seal.broken_by or "")
        for one in self.handovers:
            yield from (one.from_ref, one.to_ref, one.answered_by or "")
        for hold in self.holds:
            yield from (hold.placed_by, hold.lifted_by or "")
        for decision in self.decisions:
            yield decision.decided_by
        if self.ending is not None:
            yield from (self.ending.ended_by, self.ending.seen_by or "")


def _rows_of(item_ref: str) -> _Rows:
    def of(kind: Any) -> list[Any]:
        return list(db.session.scalars(select(kind).where(kind.item_ref == item_ref)))

    return _Rows(
        links=sorted(of(CustodyHolding), key=lambda each: each.number),
        seals=of(CustodySeal),
        handovers=of(CustodyHandover),
        holds=of(CustodyHold),
        decisions=of(CustodyDecision),
        ending=next(iter(of(CustodyEnding)), None),
    )


def _read(actor: Actor, item: CustodyItem) -> ItemRead:
    rows = _rows_of(item.ref)
    names = names_of([*rows.people(), item.taken_by])
    child = names_child(actor, item)
    words = child or sees_all(actor)
    opened = _Opened(names, shown=child)
    hold = next((each for each in rows.holds if each.lifted_at is None), None)
    touch(item.ref)
    return ItemRead(
        reference=item.ref,
        ref=item.ref,
        school_ref=item.school_ref,
        key_ref=item.key_ref,
        version=item.version,
        brief=briefs([item], actor)[0],
        standing=standing_of(item),
        holder_ref=item.holder_ref,
        held_by=HeldBy(item.held_by),
        offered_to=item.offered_to,
        taken_by=item.taken_by,
        taker=names.get(item.taken_by, ""),
        taken_at=item.taken_at,
        recorded_at=item.recorded_at,
        shows_child=child,
        shows_words=words,
        origin_ref=item.origin_ref if child else None,
        condition=unseal(item, "condition") or "",
        serial=(unseal(item, "serial") or "") if words else "",
        why=opened.text(item, "why"),
        place=opened.text(item, "place"),
        power=item.power,
        lock=item.lock,
        flight=item.flight,
        hold=(unseal(hold, "asked_by") or "") if hold and words else "",
        police_ref=(unseal(hold, "police_ref") or "") if hold and words else "",
        asked=_asked(item, actor, opened),
        may_be_charged=cannot_hand_over(item, actor.trust_ref),
        ended=_ended(rows.ending, opened) if rows.ending and words else None,
        chain=_chain(rows.links, opened),
        events=_events(rows, opened) if words else (),
    )


class _Opened(NamedTuple):
    """Names behind references; and words, for those who may read them."""

    names: dict[str, str]
    shown: bool

    def text(self, row: object, column: str) -> str:
        """The words, or nothing for who may not read them."""
        return (unseal(row, column) or "") if self.shown else ""

    def name(self, ref: str | None) -> str:
        """The name behind a reference."""
        return self.names.get(ref or "", "")


def _chain(rows: list[CustodyHolding], opened: _Opened) -> tuple[Link, ...]:
    stores = store_names(row.store_ref for row in rows if row.store_ref)
    ends = [row.since for row in rows[1:]]
    return tuple(
        Link(
            number=row.number,
            kind=row.kind,
            held_by=HeldBy(row.held_by),
            holder=opened.name(row.holder_ref),
            store=stores.get(row.store_ref or "", ""),
            by=opened.name(row.by_ref),
            since=row.since,
            until=until,
            recorded_at=row.recorded_at,
            words=opened.text(row, "words"),
        )
        for row, until in zip(rows, [*ends, None], strict=True)
    )


def _asked(item: CustodyItem, actor: Actor, opened: _Opened) -> Asked | None:
    row = open_handover(item.ref)
    if row is None:
        return None
    # Whoever is asked reads what for, also a technician: it was written for them.
    reads = opened.shown or actor.person_ref in {row.to_ref, row.from_ref}
    purpose = (unseal(row, "purpose") or "") if reads else ""
    return Asked(opened.name(row.to_ref), purpose, row.method, row.offered_at)


def _ended(row: CustodyEnding, opened: _Opened) -> Ended:
    return Ended(
        way=row.way,
        taken_by=opened.text(row, "taken_by"),
        force=unseal(row, "force") or "",
        receipt=unseal(row, "receipt") or "",
        journey=row.journey,
        journey_words=opened.text(row, "journey_words"),
        method=row.method,
        seen_by=opened.name(row.seen_by),
        reason=opened.text(row, "reason"),
    )


def _events(rows: _Rows, opened: _Opened) -> tuple[Event, ...]:
    found = [
        *_of_seals(rows.seals, opened),
        *_of_handovers(rows.handovers, opened),
        *_of_holds(rows.holds, opened),
    ]
    found += [
        Event(
            "decided",
            row.decided_at,
            opened.name(row.decided_by),
            row.outcome,
            words=opened.text(row, "reason"),
        )
        for row in rows.decisions
    ]
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


def _of_seals(rows: list[CustodySeal], opened: _Opened) -> Iterable[Event]:
    for row in rows:
        sealed_by = opened.name(row.sealed_by)
        yield Event("sealed", row.sealed_at, sealed_by, number=row.seal_number)
        if row.broken_at is not None:
            yield Event(
                "broken",
                row.broken_at,
                opened.name(row.broken_by),
                row.broken_how or "",
                row.seal_number,
                words=opened.text(row, "broken_why"),
            )


def _of_handovers(rows: list[CustodyHandover], opened: _Opened) -> Iterable[Event]:
    for row in rows:
        to = opened.name(row.to_ref)
        yield Event(
            f"offered_{row.kind}",
            row.offered_at,
            opened.name(row.from_ref),
            other=to,
            words=opened.text(row, "purpose"),
        )
        if row.answered_at is not None:
            yield Event(
                f"answered_{row.answer}",
                row.answered_at,
                opened.name(row.answered_by),
                other=to,
                words=opened.text(row, "answer_words"),
            )


def _of_holds(rows: list[CustodyHold], opened: _Opened) -> Iterable[Event]:
    for row in rows:
        asked = opened.text(row, "asked_by")
        yield Event("held", row.placed_at, opened.name(row.placed_by), words=asked)
        if row.lifted_at is not None:
            yield Event(
                "hold_lifted",
                row.lifted_at,
                opened.name(row.lifted_by),
                words=opened.text(row, "lifted_why"),
            )
