"""The queue: what is new and what is next, by urgency and clock, fifty at a time."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import func, select

from safeguard.cases.models import CaseFile, Concern, Feedback
from safeguard.cases.permissions.acts import Act
from safeguard.cases.permissions.seeing import cases_visible_to, concerns_visible_to
from safeguard.cases.queries.lines import (
    OPEN_A_CASE,
    Filter,
    Place,
    count_lines,
    lines_after,
)
from safeguard.cases.queries.people_in import (
    NARRATIVE,
    Child,
    Words,
    children_by_case,
    children_in,
    first_words,
    words_of,
)
from safeguard.cases.states import OPEN_CASES, CaseState, ConcernState, NextStep
from safeguard.referrals.queries import open_referrals
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.sealing import keyring, unseal
from school.gate import counted, disclosure, touch
from school.identity.queries.people import names_of

BESIDE = 10
M = TypeVar("M", Concern, CaseFile)


class Kind(StrEnum):
    """What a line of the queue is."""

    CONCERN = "concern"
    CASE = "case"


@dataclass(frozen=True)
class Line:
    """A line of the queue: why it is here, who, what, whose, and until when (UTC)."""

    kind: Kind
    reference: str
    unopened: bool
    awaits: str
    urgent: bool
    overdue: bool
    what: str = field(repr=False)
    category: str
    # Who raised the concern, or who leads the case.
    whose: str = field(repr=False)
    since: datetime
    due_at: datetime | None
    due_why: str | None
    on_duty_rota: bool = False
    children: tuple[Child, ...] = ()


@dataclass(frozen=True)
class Waiting:
    """A referral that an agency has not answered yet."""

    case_ref: str
    agency: str
    children: tuple[Child, ...]
    chase_at: datetime | None
    late: bool


@dataclass(frozen=True)
class ToTell:
    """A reporter of one of the actor's cases who was told nothing yet."""

    concern_ref: str
    who: str = field(repr=False)


@dataclass(frozen=True)
class Queue:
    """One page of the queue, with the counts that are its filters."""

    lines: tuple[Line, ...]
    counts: dict[Filter, int]
    next_place: Place | None
    waiting: tuple[Waiting, ...]
    to_tell: tuple[ToTell, ...]


@disclosure(Act.READ_QUEUE)
def read_queue(
    actor: Actor, only: Filter = Filter.ALL, after: Place | None = None
) -> Queue:
    """One page of the queue. Each record listed stands in the entry (decision 13)."""
    places, more = lines_after(actor, only, after)
    lines = _lines(places)
    waiting, to_tell = _waiting(actor), _to_tell(actor)
    touch(*(line.reference for line in lines))
    touch(*(each.case_ref for each in waiting))
    touch(*(each.concern_ref for each in to_tell))
    return Queue(
        lines=lines,
        counts=count_lines(actor),
        next_place=places[-1] if more else None,
        waiting=waiting,
        to_tell=to_tell,
    )


@counted
def count_queue(actor: Actor) -> int:
    """How many lines the queue has for the actor: a number and nothing else."""
    return count_lines(actor)[Filter.ALL]


def _lines(places: list[Place]) -> tuple[Line, ...]:
    refs = [place.ref for place in places]
    concerns, cases = _by_ref(Concern, refs), _by_ref(CaseFile, refs)
    children = {**children_in(concerns), **children_by_case(cases)}
    texts = words_of(concerns, [NARRATIVE])
    names = names_of(
        [row.reporter_ref for row in concerns.values()]
        + [row.lead_ref for row in cases.values()]
    )
    found = {
        **{row.ref: _of_concern(row, texts, names) for row in concerns.values()},
        **{row.ref: _of_case(row, names) for row in cases.values()},
    }
    return tuple(
        replace(found[ref], children=children.get(ref, ()))
        for ref in refs
        if ref in found
    )


def _of_concern(
    row: Concern, texts: dict[str, list[Words]], names: dict[str, str]
) -> Line:
    unopened = row.state == ConcernState.SUBMITTED
    narrative = texts.get(row.ref, [])
    return Line(
        kind=Kind.CONCERN,
        reference=row.ref,
        unopened=unopened,
        awaits=NextStep.NONE if unopened else OPEN_A_CASE,
        urgent=row.in_danger,
        overdue=unopened and row.due_at < clock.now(),
        what=first_words(narrative[0].text) if narrative else "",
        category=row.category,
        whose=names.get(row.reporter_ref, ""),
        since=row.recorded_at if unopened else row.acknowledged_at or row.recorded_at,
        due_at=row.due_at if unopened else None,
        due_why=row.due_why if unopened else None,
        on_duty_rota=row.on_duty_rota,
    )


def _of_case(row: CaseFile, names: dict[str, str]) -> Line:
    return Line(
        kind=Kind.CASE,
        reference=row.ref,
        unopened=False,
        awaits=row.next_step,
        urgent=row.in_danger and row.next_step in {NextStep.DECIDE, NextStep.REFER},
        overdue=row.due_at is not None and row.due_at < clock.now(),
        what=unseal(row, "title") or "",
        category=row.category,
        whose=names.get(row.lead_ref, ""),
        since=row.opened_at,
        due_at=row.due_at,
        due_why=row.due_why,
    )


def _by_ref(model: type[M], refs: list[str]) -> dict[str, M]:
    rows = list(db.session.scalars(select(model).where(model.ref.in_(refs))))
    keyring().warm([row.key_ref for row in rows if row.key_ref])
    return {row.ref: row for row in rows}


def _waiting(actor: Actor) -> tuple[Waiting, ...]:
    asked = (
        select(CaseFile.ref)
        .where(cases_visible_to(actor), CaseFile.state == CaseState.REFERRED)
        .order_by(func.coalesce(CaseFile.due_at, CaseFile.changed_at), CaseFile.ref)
        .limit(BESIDE)
    )
    refs = list(db.session.scalars(asked))
    children = children_by_case(refs)
    return tuple(
        Waiting(
            ref,
            each.agency,
            children.get(ref, ()),
            each.chase_at,
            late=each.chase_at is not None and each.chase_at < clock.now(),
        )
        for ref, found in open_referrals(refs).items()
        for each in found
    )


def _to_tell(actor: Actor) -> tuple[ToTell, ...]:
    # Few cases are one person's and open: their concerns are asked for by the case,
    # or else the database would walk through the school's from the oldest on.
    led = select(CaseFile.ref).where(
        cases_visible_to(actor),
        CaseFile.lead_ref == actor.person_ref,
        CaseFile.state.in_(sorted(OPEN_CASES)),
        CaseFile.decision_ref.is_not(None),
    )
    told = select(Feedback.ref).where(Feedback.concern_ref == Concern.ref)
    asked = (
        select(Concern)
        .where(concerns_visible_to(actor))
        .where(Concern.case_ref.in_(list(db.session.scalars(led))))
        .where(Concern.state != ConcernState.VOID)
        .where(~told.exists(), Concern.reporter_ref != actor.person_ref)
        .order_by(Concern.recorded_at, Concern.ref)
        .limit(BESIDE)
    )
    rows = list(db.session.scalars(asked))
    names = names_of(row.reporter_ref for row in rows)
    return tuple(ToTell(row.ref, names.get(row.reporter_ref, "")) for row in rows)
