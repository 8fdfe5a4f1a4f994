"""Lists of visits of the police, where one stands beside others, and the numbers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.seeing import case_visible
from safeguard.police_visits.models import PoliceVisit
from safeguard.police_visits.permissions import Act
from safeguard.police_visits.permissions.seeing import (
    visits_of_case,
    visits_visible_to,
)
from safeguard.police_visits.permissions.standing import rows_of_search
from safeguard.police_visits.states import OPEN
from school.calendars.timeliness import Tally
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.questions import one_of, question
from school.gate import counted, disclosure, touch
from school.identity.queries.people import classes_of, names_of

NEWEST = 200


@dataclass(frozen=True)
class Brief:
    """A visit by its reference alone: for the page of another record."""

    reference: str
    state: str
    opened_at: datetime
    due_at: datetime | None


@dataclass(frozen=True)
class Line:
    """One visit in a list; `amiss`: how many things were not as they must be."""

    reference: str
    state: str
    purpose: str
    opened_at: datetime
    due_at: datetime | None
    pupil: str = field(repr=False)
    pupil_class: str
    amiss: int


@disclosure(Act.READ_VISITS)
def read_visits(actor: Actor) -> list[Line]:
    """The visits of the school, open ones first, then the newest; at most 200."""
    still_open = PoliceVisit.state.in_(sorted(OPEN))
    asked = select(PoliceVisit).where(visits_visible_to(actor))
    order = (still_open.desc(), PoliceVisit.opened_at.desc(), PoliceVisit.ref)
    return _lines(db.session.scalars(asked.order_by(*order).limit(NEWEST)))


@disclosure(Act.READ_VISITS_OF_CASE, of=case_visible)
def read_visits_of_case(actor: Actor, case: CaseFile) -> list[Line]:
    """The visits that belong to a case or to one of its concerns."""
    asked = select(PoliceVisit).where(visits_of_case(actor, case))
    order = (PoliceVisit.opened_at.desc(), PoliceVisit.ref)
    return _lines(db.session.scalars(asked.order_by(*order)))


@question
def _in_records() -> Any:
    return select(PoliceVisit.ref).where(one_of(PoliceVisit.record_ref, "records"))


@counted
def briefs_in(actor: Actor, record_refs: Iterable[str]) -> list[Brief]:
    """Where the visits that belong to a case or its concerns stand: no words."""
    refs = [row.ref for row in _in_records(records=list(record_refs))]
    if not refs:
        return []
    asked = select(PoliceVisit).where(
        visits_visible_to(actor), PoliceVisit.ref.in_(refs)
    )
    rows = db.session.scalars(asked.order_by(PoliceVisit.opened_at, PoliceVisit.ref))
    return [_brief(row) for row in rows]


@counted
def briefs_about(actor: Actor, pupil_ref: str) -> list[Brief]:
    """Where the visits about one pupil stand, the newest first: no words."""
    asked = select(PoliceVisit).where(
        visits_visible_to(actor), PoliceVisit.pupil_ref == pupil_ref
    )
    order = (PoliceVisit.opened_at.desc(), PoliceVisit.ref)
    return [_brief(row) for row in db.session.scalars(asked.order_by(*order))]


@counted
def briefs_of_search(search_ref: str) -> list[Brief]:
    """Where the visits that came of a search stand, for the page of that search."""
    return [_brief(row) for row in rows_of_search(search_ref)]


@question
def _open_ones(actor: Actor) -> Select[Any]:
    asked = select(func.count().label("number")).select_from(PoliceVisit)
    return asked.where(visits_visible_to(actor), PoliceVisit.state.in_(sorted(OPEN)))


@counted
def count_open_visits(actor: Actor) -> int:
    """How many are not ended: a number and nothing else."""
    row = _open_ones.first(actor)
    return row.number if row else 0


# No wall stands in this count: a report must not differ by who reads it.


@counted
def count_visits(since: datetime, until: datetime) -> Tally:
    """Visits begun from one instant to before another, by school and by what the police
    did; where that is not recorded, by where the visit stands.
    """
    did = func.coalesce(PoliceVisit.outcome, PoliceVisit.state)
    asked = (
        select(PoliceVisit.school_ref, did, func.count())
        .where(PoliceVisit.opened_at >= since, PoliceVisit.opened_at < until)
        .group_by(PoliceVisit.school_ref, did)
    )
    return Counter(
        {(ref, code): number for ref, code, number in db.session.execute(asked)}
    )


def _brief(row: Any) -> Brief:
    return Brief(row.ref, row.state, row.opened_at, row.due_at)


def _lines(found: Iterable[PoliceVisit]) -> list[Line]:
    rows = list(found)
    touch(*(row.ref for row in rows))
    refs = sorted({row.pupil_ref for row in rows})
    names, classes = names_of(refs), classes_of(refs)
    return [
        Line(
            reference=row.ref,
            state=row.state,
            purpose=row.purpose,
            opened_at=row.opened_at,
            due_at=row.due_at,
            pupil=names.get(row.pupil_ref, ""),
            pupil_class=classes.get(row.pupil_ref, ""),
            amiss=row.amiss,
        )
        for row in rows
    ]
