"""Actions in lists: beside a case that was read, on the desk, on the home page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select, union_all

from safeguard.actions.models import CaseAction
from safeguard.actions.permissions.acts import Act
from safeguard.actions.permissions.seeing import (
    actions_visible_to,
    is_open,
    own_visible_to,
)
from safeguard.actions.states import ActionState
from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.seeing import cases_visible_to
from safeguard.cases.queries.people_in import Child, children_by_case
from safeguard.cases.queries.reading import CaseRead
from safeguard.cases.states import OPEN_CASES
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import UtcInstant, db
from school.foundation.questions import every, question
from school.foundation.sealing import keyring, unseal
from school.gate import counted, disclosure, touch
from school.identity.queries.people import names_of

ON_THE_DESK = 20


@dataclass(frozen=True)
class Line:
    """An action in a list: what, whose, by when (a day in London; its end in UTC)."""

    reference: str
    case_ref: str
    what: str = field(repr=False)
    owner: str = field(repr=False)
    owner_ref: str
    state: ActionState
    due_on: date
    due_at: datetime
    ended_at: datetime | None
    children: tuple[Child, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.state is ActionState.OPEN


@dataclass(frozen=True)
class OwnDue:
    """One's own open action as it stands on the home page: nothing of what it says."""

    reference: str
    due_at: datetime


@dataclass(frozen=True)
class OnTheDesk:
    """One's own open actions, and late ones of others in cases that one leads."""

    own: tuple[Line, ...]
    late: tuple[Line, ...]


@question
def _of_case() -> Any:
    asked = every(CaseAction).where(CaseAction.case_ref == bindparam("case"))
    return asked.order_by(CaseAction.due_at, CaseAction.ref)


@counted
def actions_of(case: CaseRead) -> tuple[Line, ...]:
    """The actions of a case that was read, the open ones first, the next due above.

    No door of its own: whoever holds the case as read stands in the trail with it,
    and its chronology says the same.
    """
    rows = _of_case(case=case.reference)
    ended = sorted(
        (row for row in rows if row.ended_at),
        key=lambda row: row.ended_at or row.due_at,
        reverse=True,
    )
    return _lines([*(row for row in rows if not row.ended_at), *ended])


@counted
def own_actions_due(actor: Actor) -> list[OwnDue]:
    """The actor's open actions, the next due first: when, and nothing else."""
    asked = (
        select(CaseAction.ref, CaseAction.due_at)
        .where(own_visible_to(actor), is_open())
        .order_by(CaseAction.due_at, CaseAction.ref)
    )
    return [OwnDue(row.ref, row.due_at) for row in db.session.execute(asked)]


@question
def _desk(actor: Actor) -> Select[Any]:
    mine = select(CaseAction.ref).where(own_visible_to(actor), is_open())
    late = _late_with_others(actor, bindparam("now", type_=UtcInstant()))
    refs = union_all(mine, late.with_only_columns(CaseAction.ref)).subquery()
    return select(func.count().label("number")).select_from(refs)


@counted
def count_on_the_desk(actor: Actor) -> int:
    """How many lines the desk would show; where there are none, nothing is read."""
    row = _desk.first(actor, now=clock.this_minute())
    return row.number if row else 0


@disclosure(Act.READ_ACTIONS_DUE)
def read_actions_due(actor: Actor) -> OnTheDesk:
    """What the actor has to do, and what others are late with in the actor's cases."""
    asked = select(CaseAction).where(own_visible_to(actor), is_open())
    by_day = (CaseAction.due_at, CaseAction.ref)
    own = list(db.session.scalars(asked.order_by(*by_day).limit(ON_THE_DESK)))
    others = _late_with_others(actor, clock.now()).order_by(*by_day).limit(ON_THE_DESK)
    late = list(db.session.scalars(others))
    touch(*(row.ref for row in [*own, *late]))
    readable = select(CaseFile.ref).where(
        cases_visible_to(actor), CaseFile.ref.in_({row.case_ref for row in own + late})
    )
    # An action may be one's own in a case that one may not read: no child is named.
    children = children_by_case(db.session.scalars(readable))
    return OnTheDesk(_lines(own, children), _lines(late, children))


def _late_with_others(actor: Actor, now: Any) -> Select[CaseAction]:
    led = select(CaseFile.ref).where(
        cases_visible_to(actor),
        CaseFile.lead_ref == actor.person_ref,
        CaseFile.state.in_(sorted(OPEN_CASES)),
    )
    return select(CaseAction).where(
        actions_visible_to(actor),
        CaseAction.case_ref.in_(led),
        CaseAction.owner_ref != actor.person_ref,
        CaseAction.due_at < now,
        is_open(),
    )


def _lines(
    rows: Iterable[Any], children: dict[str, tuple[Child, ...]] | None = None
) -> tuple[Line, ...]:
    rows = list(rows)
    names = names_of(row.owner_ref for row in rows)
    keyring().warm([row.key_ref for row in rows if row.key_ref])
    return tuple(
        Line(
            reference=row.ref,
            case_ref=row.case_ref,
            what=unseal(row, "what") or "",
            owner=names.get(row.owner_ref, ""),
            owner_ref=row.owner_ref,
            state=ActionState(row.state),
            due_on=row.due_on,
            due_at=row.due_at,
            ended_at=row.ended_at,
            children=(children or {}).get(row.case_ref, ()),
        )
        for row in rows
    )
