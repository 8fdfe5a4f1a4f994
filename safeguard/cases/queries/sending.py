"""What goes to another school and what comes from one."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from safeguard.cases.models import Concern, ConcernTransfer
from safeguard.cases.permissions.acts import Act
from safeguard.cases.permissions.sending import (
    incoming_to,
    last_transfer,
    transfer_visible,
)
from safeguard.cases.queries.people_in import Child, Words, children_in, words_of
from school.foundation.actor import Actor
from school.foundation.questions import question
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, touch
from school.identity.queries.people import names_of, org_named, schools


@dataclass(frozen=True)
class Sent:
    """Where a concern was sent, and what was answered."""

    to: str
    reason: str = field(repr=False)
    by: str = field(repr=False)
    at: datetime
    answer: str | None
    words: str = field(repr=False)


@dataclass(frozen=True)
class Incoming:
    """What another school sends: enough to know whether it belongs here."""

    ref: str
    origin: str
    by: str = field(repr=False)
    at: datetime
    reason: str = field(repr=False)
    children: tuple[Child, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True)
class OnItsWay:
    """That something waits, and from where; nothing of what it says."""

    ref: str
    origin: str
    at: datetime


@counted
def sent_of(concern: Concern) -> Sent | None:
    """The newest sending. Only a disclosure of the concern may ask."""
    row = last_transfer(concern.ref)
    if row is None:
        return None
    return Sent(
        to=_school(row.to_school_ref),
        reason=unseal(row, "reason") or "",
        by=names_of([row.sent_by]).get(row.sent_by, ""),
        at=row.sent_at,
        answer=row.answer,
        words=unseal(row, "answer_words") or "",
    )


@disclosure(Act.READ_TRANSFER, of=transfer_visible)
def read_transfer(actor: Actor, row: ConcernTransfer) -> Incoming:  # noqa: ARG001
    """What is sent, with its words; the sender's log tells of it."""
    touch(row.concern_ref)
    texts = words_of([row.concern_ref]).get(row.concern_ref, [])
    return Incoming(
        ref=row.ref,
        origin=_school(row.school_ref),
        by=names_of([row.sent_by]).get(row.sent_by, ""),
        at=row.sent_at,
        reason=unseal(row, "reason") or "",
        children=children_in([row.concern_ref]).get(row.concern_ref, ()),
        words=tuple(texts),
    )


@question
def _incoming(actor: Actor) -> Any:
    columns = ConcernTransfer.ref, ConcernTransfer.school_ref, ConcernTransfer.sent_at
    asked = select(*columns).where(incoming_to(actor))
    return asked.order_by(ConcernTransfer.sent_at)


@counted
def on_their_way(actor: Actor) -> list[OnItsWay]:
    """What waits for the actor's school: from where and since when."""
    return [
        OnItsWay(row.ref, _school(row.school_ref), row.sent_at)
        for row in _incoming(actor)
    ]


@counted
def other_schools(actor: Actor) -> dict[str, str]:
    """The other schools of the trust, by name."""
    return {each.ref: each.name for each in schools() if each.ref != actor.school_ref}


def _school(ref: str) -> str:
    found = org_named(ref)
    return found.name if found else ""
