"""Reading how a case deals with it, the reviews that are due, places and times."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.closing import concerns_read_in
from safeguard.cases.permissions.seeing import case_visible, cases_visible_to
from safeguard.cases.queries.people_in import (
    Child,
    children_by_case,
    children_in,
    together,
)
from safeguard.cases.states import OPEN_CASES
from safeguard.guidance import harm
from safeguard.harm.models import HarmAssessment, HarmProcess, HarmReview
from safeguard.harm.permissions import Act
from safeguard.harm.permissions.standing import (
    assessments_of,
    process_of,
    reviews_of,
)
from safeguard.harm.states import State
from safeguard.referrals.queries import referrals_of
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import UtcInstant, db
from school.foundation.questions import question
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, touch
from school.identity.queries.people import names_of

BESIDE = 10
AHEAD = timedelta(days=7)
YEAR = timedelta(days=365)
TEXTS = (
    *("harmed", "other", "others", "where_online", "classes", "transport", "breaks"),
    *("checked_by", "condition_words", "reason"),
)


@dataclass(frozen=True)
class AssessmentRead:
    """One version of the assessment; its texts by name."""

    number: int
    option: str
    condition: str
    texts: dict[str, str] = field(repr=False)
    by: str = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class ReviewRead:
    """What one review found."""

    number: int
    answer: str
    harmed_words: str = field(repr=False)
    other_words: str = field(repr=False)
    reason: str = field(repr=False)
    by: str = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class ProcessRead:
    """How the case deals with it, as those who lead the case read it."""

    kind: str
    state: str
    place: str
    time: str
    due_at: datetime | None
    version: int
    assessments: tuple[AssessmentRead, ...]
    reviews: tuple[ReviewRead, ...]
    # The agency that the option asks for, while no referral to it has begun.
    refer_to: str | None


@dataclass(frozen=True)
class HarmRead:
    """A case as its page on sexual harm shows it."""

    reference: str
    title: str = field(repr=False)
    level: str
    is_open: bool
    children: tuple[Child, ...]
    process: ProcessRead | None


@dataclass(frozen=True)
class Brief:
    """What stands beside a case that somebody has just read."""

    state: str
    due_at: datetime | None


@dataclass(frozen=True)
class Due:
    """An assessment or a review that is owed, or soon."""

    case_ref: str
    state: str
    due_at: datetime
    children: tuple[Child, ...]


@dataclass(frozen=True)
class Count:
    """How many processes have one code."""

    code: str
    n: int


@dataclass(frozen=True)
class Patterns:
    """Where and when, in the last twelve months, of what the reader may see."""

    processes: int
    by_place: tuple[Count, ...]
    by_time: tuple[Count, ...]
    by_kind: tuple[Count, ...]


@disclosure(Act.READ_HARM, of=case_visible)
def read_harm(actor: Actor, case: CaseFile) -> HarmRead:  # noqa: ARG001
    """How the case deals with it, or that it does not yet."""
    refs = [concern.ref for concern in concerns_read_in(case.ref)]
    touch(*refs)
    found = children_in(refs)
    process = process_of(case.ref)
    return HarmRead(
        reference=case.ref,
        title=unseal(case, "title") or "",
        level=case.level,
        is_open=case.state in OPEN_CASES,
        children=together(child for ref in refs for child in found.get(ref, ())),
        process=_process(process) if process else None,
    )


@counted
def brief_of(case_ref: str) -> Brief | None:
    """Where it stands, beside a case whose reading is recorded already: no words."""
    process = process_of(case_ref)
    return Brief(process.state, process.due_at) if process else None


@question
def _number_due(actor: Actor) -> Select[Any]:
    asked = select(func.count().label("number")).select_from(HarmProcess)
    joined = asked.join(CaseFile, CaseFile.ref == HarmProcess.case_ref)
    return joined.where(*_due(actor, bindparam("until", type_=UtcInstant())))


@counted
def count_reviews_due(actor: Actor) -> int:
    """How many are owed or soon: a number and nothing else."""
    row = _number_due.first(actor, until=clock.this_minute() + AHEAD)
    return row.number if row else 0


@disclosure(Act.READ_REVIEWS_DUE)
def read_reviews_due(actor: Actor) -> list[Due]:
    """Assessments and reviews owed by now or within a week, the latest first."""
    asked = (
        select(HarmProcess)
        .join(CaseFile, CaseFile.ref == HarmProcess.case_ref)
        .where(*_due(actor, clock.now() + AHEAD))
        .order_by(HarmProcess.due_at, HarmProcess.ref)
        .limit(BESIDE)
    )
    rows = list(db.session.scalars(asked))
    touch(*(row.case_ref for row in rows))
    children = children_by_case(row.case_ref for row in rows)
    return [
        Due(row.case_ref, row.state, row.due_at, children.get(row.case_ref, ()))
        for row in rows
        if row.due_at is not None
    ]


@disclosure(Act.READ_PATTERNS)
def read_patterns(actor: Actor) -> Patterns:
    """Counts by place, time and kind of what the reader may see; no child."""
    asked = (
        select(HarmProcess)
        .join(CaseFile, CaseFile.ref == HarmProcess.case_ref)
        .where(cases_visible_to(actor), HarmProcess.opened_at >= clock.now() - YEAR)
    )
    rows = list(db.session.scalars(asked))
    touch(*(row.case_ref for row in rows))
    return Patterns(
        len(rows),
        _most(row.place for row in rows),
        _most(row.time for row in rows),
        _most(row.kind for row in rows),
    )


def _due(actor: Actor, until: Any) -> tuple[ColumnElement[bool], ...]:
    return (
        cases_visible_to(actor),
        CaseFile.state.in_(sorted(OPEN_CASES)),
        HarmProcess.state != State.ENDED,
        HarmProcess.due_at <= until,
    )


def _most(codes: Iterable[str]) -> tuple[Count, ...]:
    found = Counter(codes)
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Count(code, n) for code, n in ranked)


def _process(process: HarmProcess) -> ProcessRead:
    touch(process.ref)
    assessments = assessments_of(process.ref)
    reviews = reviews_of(process.ref)
    names = names_of(
        [row.by_ref for row in assessments] + [row.by_ref for row in reviews]
    )
    return ProcessRead(
        kind=process.kind,
        state=process.state,
        place=process.place,
        time=process.time,
        due_at=process.due_at,
        version=process.version,
        assessments=tuple(_assessment(row, names) for row in assessments),
        reviews=tuple(_review(row, names) for row in reviews),
        refer_to=_refer_to(process, assessments),
    )


def _assessment(row: HarmAssessment, names: dict[str, str]) -> AssessmentRead:
    return AssessmentRead(
        number=row.number,
        option=row.option,
        condition=row.condition,
        texts={name: unseal(row, name) or "" for name in TEXTS},
        by=names.get(row.by_ref, ""),
        at=row.recorded_at,
    )


def _review(row: HarmReview, names: dict[str, str]) -> ReviewRead:
    return ReviewRead(
        number=row.number,
        answer=row.answer,
        harmed_words=unseal(row, "harmed_words") or "",
        other_words=unseal(row, "other_words") or "",
        reason=unseal(row, "reason") or "",
        by=names.get(row.by_ref, ""),
        at=row.recorded_at,
    )


def _refer_to(process: HarmProcess, versions: list[HarmAssessment]) -> str | None:
    agency = harm.options.named(versions[0].option).agency if versions else None
    begun = {each.agency for each in referrals_of(process.case_ref)}
    return agency if agency not in begun else None
