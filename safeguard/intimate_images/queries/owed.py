"""What is owed about intimate images: beside the queue, and beside one case."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select

from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.seeing import cases_visible_to
from safeguard.cases.queries.people_in import Child, children_by_case
from safeguard.cases.states import OPEN_CASES
from safeguard.guidance import clocks
from safeguard.intimate_images.models import FirstReview, ImageProcess
from safeguard.intimate_images.permissions import Act
from safeguard.intimate_images.permissions.standing import (
    parts_of,
    process_of,
    referrals_owed,
    suspected_since,
)
from safeguard.intimate_images.states import State
from school.calendars.due import due
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import UtcInstant, db
from school.foundation.questions import question
from school.gate import counted, disclosure, touch
from school.identity.queries.set_up import days_of

BESIDE = 10
AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Brief:
    """Where it stands, without a word of it."""

    state: str
    due_at: datetime | None
    unknown_by_at: datetime | None = None
    owed: tuple[str, ...] = ()

    @property
    def next_at(self) -> datetime | None:
        """The earlier of its two clocks."""
        both = [at for at in (self.due_at, self.unknown_by_at) if at is not None]
        return min(both, default=None)


@dataclass(frozen=True)
class Owed:
    """A case in which something about an image is owed by now, or soon."""

    case_ref: str
    brief: Brief
    children: tuple[Child, ...]


@counted
def brief_of(case_ref: str) -> Brief | None:
    """Where it stands, beside a case that was just read; None where there is none."""
    case = db.session.get(CaseFile, case_ref)
    return _brief(case) if case is not None and case.intimate_image else None


@question
def _number(actor: Actor) -> Select[Any]:
    return _owed(
        actor,
        bindparam("until", type_=UtcInstant()),
        select(func.count().label("number")),
    )


@counted
def count_images_due(actor: Actor) -> int:
    """How many are owed or soon: a number and nothing else."""
    row = _number.first(actor, until=clock.this_minute() + AHEAD)
    return row.number if row else 0


@disclosure(Act.READ_IMAGES_DUE)
def read_images_due(actor: Actor) -> list[Owed]:
    """What is owed by now or within a week, the latest first; what nobody has begun
    stands among it from the moment the image is suspected.
    """
    asked = _owed(actor, clock.now() + AHEAD, select(CaseFile))
    rows = list(db.session.scalars(asked))
    briefs = {row.ref: _brief(row) for row in rows}
    soonest = sorted(rows, key=lambda row: (briefs[row.ref].next_at or _LAST, row.ref))
    shown = [row.ref for row in soonest[:BESIDE]]
    touch(*shown)
    children = children_by_case(shown)
    return [Owed(ref, briefs[ref], children.get(ref, ())) for ref in shown]


_LAST = datetime.max.replace(tzinfo=UTC)


def _owed(actor: Actor, until: Any, asked: Select[Any]) -> Select[Any]:
    return (
        asked.select_from(CaseFile)
        .outerjoin(ImageProcess, ImageProcess.case_ref == CaseFile.ref)
        .where(
            cases_visible_to(actor),
            CaseFile.state.in_(sorted(OPEN_CASES)),
            CaseFile.intimate_image.is_(True),
            or_(
                ImageProcess.ref.is_(None),
                ImageProcess.due_at <= until,
                ImageProcess.unknown_by_at <= until,
            ),
        )
    )


def _brief(case: CaseFile) -> Brief:
    process = process_of(case.ref)
    if process is None:
        running = clocks.named("image_review")
        owed_at = due(suspected_since(case), running, days_of(case.school_ref)).at
        return Brief(State.REPORTED, owed_at)
    reviews = parts_of(FirstReview, process.ref) if process.must_refer else []
    return Brief(
        process.state,
        process.due_at,
        process.unknown_by_at,
        referrals_owed(process, reviews),
    )
