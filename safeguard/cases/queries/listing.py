"""The list of cases, open and closed, and the list of technical incidents."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true

from safeguard.cases.models import CaseFile, Concern
from safeguard.cases.permissions.acts import Act
from safeguard.cases.permissions.seeing import (
    cases_visible_to,
    technical_visible,
    technical_visible_to,
)
from safeguard.cases.queries.lines import PAGE
from safeguard.cases.queries.people_in import Child, children_by_case
from safeguard.cases.queries.reading import Where, where_of
from safeguard.cases.states import OPEN_CASES, CaseState, ConcernState
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.sealing import keyring, unseal
from school.gate import counted, disclosure, touch
from school.identity.queries.people import names_of


class Only(StrEnum):
    """Which cases are listed."""

    OPEN = "open"
    CLOSED = "closed"


class Incidents(StrEnum):
    """Which technical incidents are listed."""

    UNOPENED = "unopened"
    OVERDUE = "overdue"
    ALL = "all"


_STATES = {Only.OPEN: OPEN_CASES, Only.CLOSED: frozenset({CaseState.CLOSED})}


@dataclass(frozen=True)
class CaseListed:
    """A case in the list."""

    reference: str
    title: str = field(repr=False)
    state: str
    category: str
    children: tuple[Child, ...]
    lead: str = field(repr=False)
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True)
class CasePage:
    """One page of cases, newest first; `older_than` begins the next one."""

    cases: tuple[CaseListed, ...]
    older_than: str | None


@dataclass(frozen=True)
class Incident:
    """The technical side of an incident, without the pupil's story (matrix: technical).

    No child, no reporter, no words but those that name a service or a place.
    """

    reference: str
    state: str
    category: str
    version: int
    happened_at: datetime | None
    recorded_at: datetime
    due_at: datetime
    acknowledged_at: datetime | None
    where: Where

    @property
    def unopened(self) -> bool:
        """Whether nobody has acknowledged it yet."""
        return self.state == ConcernState.SUBMITTED

    @property
    def overdue(self) -> bool:
        """Whether somebody should have acknowledged it by now."""
        return self.unopened and self.due_at < clock.now()


@disclosure(Act.READ_CASES)
def read_cases(
    actor: Actor,
    only: Only = Only.OPEN,
    older_than: str | None = None,
) -> CasePage:
    """Cases the actor may see, newest first, fifty at a time (keyset)."""
    state = CaseFile.state.in_(sorted(_STATES[only]))
    asked = select(CaseFile).where(cases_visible_to(actor), state)
    if older_than is not None:
        last = _opened_at(actor, older_than)
        asked = asked.where(
            or_(
                CaseFile.opened_at < last,
                and_(CaseFile.opened_at == last, CaseFile.ref > older_than),
            )
        )
    asked = asked.order_by(CaseFile.opened_at.desc(), CaseFile.ref).limit(PAGE + 1)
    rows = list(db.session.scalars(asked))
    shown = rows[:PAGE]
    touch(*(row.ref for row in shown))
    keyring().warm([row.key_ref for row in shown if row.key_ref])
    children = children_by_case(row.ref for row in shown)
    names = names_of(row.lead_ref for row in shown)
    return CasePage(
        tuple(_listed(row, children.get(row.ref, ()), names) for row in shown),
        shown[-1].ref if len(rows) > PAGE else None,
    )


@disclosure(Act.READ_TECHNICAL_QUEUE)
def read_technical_queue(
    actor: Actor, only: Incidents = Incidents.ALL, skip: int = 0
) -> list[Incident]:
    """Technical incidents, fifty at a time: those nobody has acknowledged by their
    clocks, then the newest.
    """
    unopened = Concern.state == ConcernState.SUBMITTED
    asked = (
        select(Concern)
        .where(*_technical(actor), _INCIDENTS[only](clock.now()))
        .order_by(
            case((unopened, 0), else_=1),
            case((unopened, Concern.due_at)),
            Concern.recorded_at.desc(),
            Concern.ref,
        )
    )
    rows = list(db.session.scalars(asked.limit(PAGE).offset(skip)))
    touch(*(row.ref for row in rows))
    return [_incident(row) for row in rows]


@counted
def count_technical(actor: Actor) -> dict[Incidents, int]:
    """How many technical incidents each filter would show: numbers, nothing else."""
    now = clock.now()
    each = (
        func.coalesce(func.sum(case((chosen(now), 1), else_=0)), 0)
        for chosen in _INCIDENTS.values()
    )
    row = db.session.execute(select(*each).where(*_technical(actor))).one()
    return dict(zip(_INCIDENTS, map(int, row), strict=True))


@disclosure(Act.READ_TECHNICAL_INCIDENT, of=technical_visible)
def read_technical_incident(actor: Actor, concern: Concern) -> Incident:  # noqa: ARG001
    """The technical fields of one incident."""
    return _incident(concern)


_INCIDENTS: dict[Incidents, Callable[[datetime], ColumnElement[bool]]] = {
    Incidents.OVERDUE: lambda now: and_(
        Concern.state == ConcernState.SUBMITTED, Concern.due_at < now
    ),
    Incidents.UNOPENED: lambda _now: Concern.state == ConcernState.SUBMITTED,
    Incidents.ALL: lambda _now: true(),
}


def _technical(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    gone = (ConcernState.VOID, ConcernState.MOVED)
    return technical_visible_to(actor), Concern.state.not_in(gone)


def _opened_at(actor: Actor, ref: str) -> datetime | None:
    asked = select(CaseFile.opened_at).where(
        cases_visible_to(actor), CaseFile.ref == ref
    )
    return db.session.scalar(asked)


def _listed(
    row: CaseFile, children: tuple[Child, ...], names: dict[str, str]
) -> CaseListed:
    return CaseListed(
        reference=row.ref,
        title=unseal(row, "title") or "",
        state=row.state,
        category=row.category,
        children=children,
        lead=names.get(row.lead_ref, ""),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
    )


def _incident(row: Concern) -> Incident:
    return Incident(
        reference=row.ref,
        state=row.state,
        category=row.category,
        version=row.version,
        happened_at=row.happened_at,
        recorded_at=row.recorded_at,
        due_at=row.due_at,
        acknowledged_at=row.acknowledged_at,
        where=where_of(row),
    )
