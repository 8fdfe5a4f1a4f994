"""Lists of searches: of a case, of the school, of whoever did them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_, select

from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.seeing import case_visible
from safeguard.searches.models import Search, SearchDeviation
from safeguard.searches.permissions import Act
from safeguard.searches.permissions.closing import of_case, searches_in
from safeguard.searches.permissions.departures import (
    departures_in,
    searches_departed_in,
)
from safeguard.searches.permissions.seeing import searches_visible_to
from safeguard.searches.states import counts
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.questions import question
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, touch
from school.identity.queries.people import classes_of, names_of

PAGE = 50


@dataclass(frozen=True)
class Line:
    """A search as a line of a list."""

    reference: str
    pupil: str = field(repr=False)
    where: str = field(repr=False)
    searcher: str = field(repr=False)
    item: str
    state: str
    route: str
    found: bool | None
    urgent: bool | None
    image_suspected: bool
    opened_at: datetime
    conducted_at: datetime | None
    deviations: int


@dataclass(frozen=True)
class Wanted:
    """Which searches of the register. `part`: all, open, ended or deviations."""

    part: str = "all"
    item: str = ""
    page: int = 1


@dataclass(frozen=True)
class Listed:
    """A page of the register, newest first."""

    lines: tuple[Line, ...]
    more: bool


@disclosure(Act.READ_SEARCHES)
def read_searches(actor: Actor, wanted: Wanted) -> Listed:
    """The searches the reader may see, newest first, a page at a time."""
    asked = select(Search).where(searches_visible_to(actor), *_wanted(wanted))
    ordered = asked.order_by(Search.opened_at.desc(), Search.ref)
    begin = PAGE * (max(wanted.page, 1) - 1)
    rows = list(db.session.scalars(ordered.limit(PAGE + 1).offset(begin)))
    return Listed(tuple(lines(rows[:PAGE])), more=len(rows) > PAGE)


def _wanted(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.item:
        found.append(Search.item == wanted.item)
    if wanted.part == "open":
        found.append(Search.ended_at.is_(None))
    elif wanted.part == "ended":
        found.append(Search.ended_at.is_not(None))
    elif wanted.part == "deviations":
        noted = select(SearchDeviation.search_ref)
        above = searches_departed_in()
        found.append(or_(*(Search.ref.in_(each) for each in (noted, *above))))
    return found


@disclosure(Act.READ_CASE_SEARCHES, of=case_visible)
def read_case_searches(actor: Actor, case: CaseFile) -> list[Line]:
    """The searches that were raised from a case or one of its concerns."""
    asked = select(Search).where(of_case(case.ref), searches_visible_to(actor))
    ordered = asked.order_by(Search.opened_at.desc(), Search.ref)
    return lines(list(db.session.scalars(ordered)))


def lines(rows: Sequence[Search]) -> list[Line]:
    """The rows as lines, names opened."""
    touch(*(row.ref for row in rows))
    names = names_of(
        ref for row in rows for ref in (row.pupil_ref, row.searcher_ref) if ref
    )
    where = classes_of(row.pupil_ref for row in rows if row.pupil_ref)
    deviations = _deviations(row.ref for row in rows)
    above = departures_in(row.ref for row in rows)
    return [
        Line(
            reference=row.ref,
            pupil=names.get(row.pupil_ref or "", "") or unseal(row, "described") or "",
            where=where.get(row.pupil_ref or "", ""),
            searcher=names.get(row.searcher_ref, ""),
            item=row.item,
            state=row.state,
            route=row.route,
            found=row.found,
            urgent=row.urgent,
            image_suspected=row.image_suspected,
            opened_at=row.opened_at,
            conducted_at=row.conducted_at,
            deviations=len(counts(deviations.get(row.ref, set())))
            + above.get(row.ref, 0),
        )
        for row in rows
    ]


def _deviations(refs: Iterable[str]) -> dict[str, set[str]]:
    wanted = sorted(set(refs))
    if not wanted:
        return {}
    asked = select(SearchDeviation.search_ref, SearchDeviation.code).where(
        SearchDeviation.search_ref.in_(wanted)
    )
    found: dict[str, set[str]] = {}
    for ref, code in db.session.execute(asked):
        found.setdefault(ref, set()).add(code)
    return found


@dataclass(frozen=True)
class Brief:
    """A search beside a case or child whose reading is recorded: no name."""

    reference: str
    item: str
    state: str
    at: datetime


@counted
def brief_of_case(actor: Actor, case_ref: str) -> list[Brief]:
    """The searches of a case that the reader may see, newest first."""
    return [_brief(row) for row in _of_case(actor, case=case_ref)]


@counted
def brief_of_child(actor: Actor, child_ref: str) -> list[Brief]:
    """The searches of a child that the reader may see, newest first."""
    return [_brief(row) for row in _of_child(actor, child=child_ref)]


@question
def _of_case(actor: Actor) -> Any:
    return _briefs(actor, of_case(bindparam("case")))


@question
def _of_child(actor: Actor) -> Any:
    return _briefs(actor, Search.pupil_ref == bindparam("child"))


def _briefs(actor: Actor, which: ColumnElement[bool]) -> Any:
    columns = (Search.ref, Search.item, Search.state)
    asked = select(*columns, Search.opened_at, Search.conducted_at).where(
        which, searches_visible_to(actor)
    )
    return asked.order_by(Search.opened_at.desc(), Search.ref)


def _brief(row: Any) -> Brief:
    return Brief(row.ref, row.item, row.state, row.conducted_at or row.opened_at)


@counted
def origins_of_case(case_ref: str) -> list[str]:
    """The references of a case's searches."""
    return searches_in(case_ref)
