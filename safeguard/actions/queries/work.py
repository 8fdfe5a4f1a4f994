"""Work that can be handed over: what somebody leads and has to do, and whose it was."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    func,
    literal,
    select,
    union_all,
)

from safeguard.actions.models import CaseAction, CaseHandover, WorkHandover
from safeguard.actions.permissions.acts import Act
from safeguard.actions.permissions.seeing import (
    actions_visible_to,
    done_by_nobody,
    is_open,
    led_by_nobody,
)
from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.seeing import cases_visible_to
from safeguard.cases.queries.leads import Lead, possible_leads
from safeguard.cases.queries.people_in import Child, children_by_case
from safeguard.cases.states import OPEN_CASES
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.questions import question
from school.foundation.sealing import keyring, unseal
from school.gate import counted, disclosure, touch
from school.identity.queries.people import names_of


@dataclass(frozen=True)
class WorkCase:
    """An open case that somebody leads."""

    reference: str
    title: str = field(repr=False)
    children: tuple[Child, ...]


@dataclass(frozen=True)
class WorkAction:
    """An open action that somebody has, in a case that the reader may see."""

    reference: str
    what: str = field(repr=False)
    due_on: date


@dataclass(frozen=True)
class TakenOver:
    """What somebody handed to the reader, who leads it still."""

    reference: str
    from_ref: str
    from_name: str = field(repr=False)
    until_on: date | None
    note: str | None = field(repr=False)
    case_refs: tuple[str, ...]


@dataclass(frozen=True)
class Work:
    """One person's work as far as the reader may see it."""

    whose: str = field(repr=False)
    cases: tuple[WorkCase, ...]
    actions: tuple[WorkAction, ...]
    taken_over: tuple[TakenOver, ...]


@dataclass(frozen=True)
class LeftBehind:
    """How much is led or owned by somebody who cannot work on it."""

    person_ref: str
    name: str = field(repr=False)
    cases: int
    actions: int


@disclosure(Act.READ_WORK)
def read_work(actor: Actor, of_ref: str | None = None) -> Work:
    """What the actor leads and has to do; of a colleague, what they cannot work on."""
    whose = of_ref or actor.person_ref
    cases = (
        select(CaseFile)
        .where(cases_visible_to(actor), _open_case(), CaseFile.lead_ref == whose)
        .order_by(CaseFile.opened_at, CaseFile.ref)
    )
    actions = (
        select(CaseAction)
        .where(actions_visible_to(actor), is_open(), CaseAction.owner_ref == whose)
        .where(
            CaseAction.case_ref.in_(select(CaseFile.ref).where(cases_visible_to(actor)))
        )
        .order_by(CaseAction.due_at, CaseAction.ref)
    )
    if of_ref:
        cases = cases.where(led_by_nobody(actor))
        actions = actions.where(done_by_nobody(actor))
    led, owned = list(db.session.scalars(cases)), list(db.session.scalars(actions))
    keys = [row.key_ref for row in led] + [row.key_ref for row in owned]
    keyring().warm([key_ref for key_ref in keys if key_ref])
    touch(*(row.ref for row in led), *(row.ref for row in owned))
    children = children_by_case(row.ref for row in led)
    return Work(
        whose=names_of([whose]).get(whose, ""),
        cases=tuple(
            WorkCase(row.ref, unseal(row, "title") or "", children.get(row.ref, ()))
            for row in led
        ),
        actions=tuple(
            WorkAction(row.ref, unseal(row, "what") or "", row.due_on) for row in owned
        ),
        taken_over=() if of_ref else _taken_over(actor, [row.ref for row in led]),
    )


@counted
def who_can_take_over(actor: Actor, of_ref: str | None = None) -> list[Lead]:
    """The leads of the school but for whose work it is."""
    whose = of_ref or actor.person_ref
    return [each for each in possible_leads(actor) if each.person_ref != whose]


@counted
def left_behind(actor: Actor) -> list[LeftBehind]:
    """Who has open cases that they may not lead today, or open actions that they may
    not have: how many, by name of the colleague, and never why.
    """
    led: dict[str, int] = {}
    owned: dict[str, int] = {}
    for row in _left(actor, today=clock.today()):
        (led if row.of == "case" else owned)[row.whose] = row.number
    names = names_of([*led, *owned])
    return [
        LeftBehind(ref, names.get(ref, ""), led.get(ref, 0), owned.get(ref, 0))
        for ref in sorted({*led, *owned}, key=lambda ref: names.get(ref, ""))
    ]


@question
def _left(actor: Actor) -> Select[Any]:
    today: Any = bindparam("today")
    whose, of = CaseFile.lead_ref.label("whose"), literal("case").label("of")
    cases = (
        select(whose, of, func.count().label("number"))
        .where(cases_visible_to(actor), _open_case(), led_by_nobody(actor, today))
        .group_by(CaseFile.lead_ref)
    )
    in_sight = select(CaseFile.ref).where(
        CaseFile.ref == CaseAction.case_ref, cases_visible_to(actor, of_few=True)
    )
    hidden = wall.hidden_from(actor.person_ref)
    actions = (
        select(CaseAction.owner_ref, literal("action"), func.count())
        .where(CaseAction.school_ref == actor.school_ref, is_open())
        .where(CaseAction.ref.not_in(hidden), in_sight.exists())
        .where(done_by_nobody(actor, today))
        .group_by(CaseAction.owner_ref)
    )
    both = union_all(cases, actions).subquery()
    return select(both.c.whose, both.c.of, both.c.number)


def _open_case() -> ColumnElement[bool]:
    return CaseFile.state.in_(sorted(OPEN_CASES))


def _taken_over(actor: Actor, led: Iterable[str]) -> tuple[TakenOver, ...]:
    """Where a case was handed over more than once, the latest handing over counts."""
    asked = (
        select(CaseHandover, WorkHandover)
        .join(WorkHandover, WorkHandover.ref == CaseHandover.handover_ref)
        .where(CaseHandover.case_ref.in_(sorted(led)))
        .order_by(CaseHandover.at, CaseHandover.ref)
    )
    latest = {case.case_ref: work for case, work in db.session.execute(asked)}
    mine = {
        ref: work for ref, work in latest.items() if work.to_ref == actor.person_ref
    }
    works = {work.ref: work for work in mine.values()}
    names = names_of(work.from_ref for work in works.values())
    return tuple(
        TakenOver(
            work.ref,
            work.from_ref,
            names.get(work.from_ref, ""),
            work.until_on,
            unseal(work, "note"),
            tuple(ref for ref, each in mine.items() if each.ref == work.ref),
        )
        for work in works.values()
    )
