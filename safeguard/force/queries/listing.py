"""Lists of records of force, and their numbers for reports."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.seeing import case_visible
from safeguard.force.models import ForceKind, ForceRecord, ForceTelling
from safeguard.force.permissions import Act
from safeguard.force.permissions.seeing import forces_of_case, led_visible_to
from safeguard.force.queries.brief import brief
from safeguard.force.states import OPEN
from school.calendars.timeliness import Tally, timely
from school.foundation.actor import Actor
from school.foundation.database import db
from school.gate import counted, disclosure, touch
from school.identity.models.census import Trait
from school.identity.queries.characteristics import tally_by
from school.identity.queries.people import classes_of, names_of

NEWEST = 200


@dataclass(frozen=True)
class Line:
    """One record in a list. `due_at`: the clock that runs now, in UTC."""

    reference: str
    state: str
    happened_at: datetime
    due_at: datetime | None
    pupil: str = field(repr=False)
    pupil_class: str
    seclusion: bool


@dataclass(frozen=True)
class CaseForces:
    """A case as its page on the use of force shows it."""

    reference: str
    lines: tuple[Line, ...]


@disclosure(Act.READ_FORCES)
def read_forces(actor: Actor) -> list[Line]:
    """The records of the school, open ones first, then the newest; at most 200."""
    still_open = ForceRecord.state.in_(sorted(OPEN))
    asked = select(ForceRecord).where(led_visible_to(actor))
    order = (still_open.desc(), ForceRecord.happened_at.desc(), ForceRecord.ref)
    return _lines(db.session.scalars(asked.order_by(*order).limit(NEWEST)))


@disclosure(Act.READ_FORCE_OF_CASE, of=case_visible)
def read_force_of_case(actor: Actor, case: CaseFile) -> CaseForces:
    """The records that came from the case or one of its concerns."""
    asked = select(ForceRecord).where(forces_of_case(actor, case))
    order = (ForceRecord.happened_at.desc(), ForceRecord.ref)
    return CaseForces(
        case.ref, tuple(_lines(db.session.scalars(asked.order_by(*order))))
    )


def _lines(found: Iterable[ForceRecord]) -> list[Line]:
    rows = list(found)
    touch(*(row.ref for row in rows))
    refs = sorted({row.pupil_ref for row in rows})
    names, classes = names_of(refs), classes_of(refs)
    return [
        Line(
            reference=row.ref,
            state=row.state,
            happened_at=row.happened_at,
            due_at=brief(row).due_at,
            pupil=names.get(row.pupil_ref, ""),
            pupil_class=classes.get(row.pupil_ref, ""),
            seclusion=row.seclusion,
        )
        for row in rows
    ]


# No wall stands in these counts: a report must not differ by who reads it.


@counted
def count_forces(since: datetime, until: datetime) -> Tally:
    """Uses of force from one instant to before another, by school and kind; a use of
    several kinds counts under each. Those still owed have no kind yet: `owed`.
    """
    asked = (
        select(ForceRecord.school_ref, ForceKind.kind, func.count())
        .outerjoin(ForceKind, ForceKind.record_ref == ForceRecord.ref)
        .where(*_happened(since, until))
        .group_by(ForceRecord.school_ref, ForceKind.kind)
    )
    rows = db.session.execute(asked)
    return Counter({(ref, kind or "owed"): number for ref, kind, number in rows})


@counted
def count_forces_by_pupil(since: datetime, until: datetime) -> dict[str, int]:
    """How many uses of force each pupil met with, by reference: for the rates by group,
    which name nobody.
    """
    asked = (
        select(ForceRecord.pupil_ref, func.count())
        .where(*_happened(since, until))
        .group_by(ForceRecord.pupil_ref)
    )
    return {row.pupil_ref: row[1] for row in db.session.execute(asked)}


@counted
def count_forces_by(trait: Trait, since: datetime, until: datetime) -> Tally:
    """Uses of force in the same time, by school and group of the pupil."""
    asked = select(ForceRecord.school_ref, ForceRecord.pupil_ref)
    rows = db.session.execute(asked.where(*_happened(since, until)))
    return tally_by(trait, ((school_ref, pupil) for school_ref, pupil in rows))


@counted
def count_parents_told(since: datetime, until: datetime) -> Tally:
    """Of those uses of force, of how many the first parent (or the council) was told in
    time, and of how many late. Whose clock still runs is neither.
    """
    first = func.min(ForceTelling.told_at)
    asked = (
        select(ForceRecord.school_ref, ForceRecord.parents_due_at, first)
        .outerjoin(ForceTelling, ForceTelling.record_ref == ForceRecord.ref)
        .where(*_happened(since, until))
        .group_by(ForceRecord.ref, ForceRecord.school_ref, ForceRecord.parents_due_at)
    )
    return timely(
        (ref, due_at, told) for ref, due_at, told in db.session.execute(asked)
    )


def _happened(since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    return (ForceRecord.happened_at >= since, ForceRecord.happened_at < until)
