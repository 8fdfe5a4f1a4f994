"""Where each line of the queue stands: counted and paged by the database alone."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)

from safeguard.cases.models import CaseFile, Concern
from safeguard.cases.permissions.seeing import cases_visible_to, concerns_visible_to
from safeguard.cases.states import (
    OPEN_CASES,
    WITHOUT_CASE,
    ConcernState,
    NextStep,
)
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import UtcInstant
from school.foundation.questions import question
from school.foundation.references import heard
from school.gate import counted

PAGE = 50
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# After every clock that runs; a case without a clock stands last.
NO_CLOCK = datetime(9000, 1, 1, tzinfo=UTC)
OPEN_A_CASE = "open_case"
OPENED, UNOPENED = 1, 0
FROM_THE_TOP, FURTHER_ON = "top", "further"


class Filter(StrEnum):
    """What the counts above the queue choose."""

    DANGER = "danger"
    OVERDUE = "overdue"
    UNOPENED = "unopened"
    DECIDE = "decide"
    WAITING = "waiting"
    ALL = "all"


@dataclass(frozen=True)
class Place:
    """Where a line stands: its part of the queue, its urgency, its clock, itself."""

    part: int
    calm: int
    due_at: datetime
    ref: str

    def code(self) -> str:
        """The place as it stands in an address: numbers and a reference."""
        since = (self.due_at - EPOCH) // timedelta(microseconds=1)
        return f"{self.part}{self.calm}{since}-{self.ref}"

    @classmethod
    def read(cls, code: str) -> "Place | None":
        """The place behind such a code, or None when it is not one."""
        numbers, _, ref = code.partition("-")
        try:
            part, calm = int(numbers[0]), int(numbers[1])
            since = EPOCH + timedelta(microseconds=int(numbers[2:]))
        except (IndexError, ValueError, OverflowError):
            return None
        return cls(part, calm, since, ref) if heard(ref) == ref else None


@dataclass(frozen=True)
class Found:
    """A page of the queue: which lines, whether more follow, how many of each kind."""

    places: tuple[Place, ...]
    more: bool
    counts: dict[Filter, int]
    # Those of the places that are concerns; the others are cases.
    concerns: tuple[str, ...]
    cases: tuple[str, ...]


@question
def _page(actor: Actor, only: Filter, whence: str) -> Select[Any]:
    # Both the counts and the page look through the same lines, gathered once.
    lines = union_all(_concerns(actor), _cases(actor)).cte("lines")
    columns = (lines.c.part, lines.c.calm, lines.c.due_at, lines.c.ref, lines.c.awaits)
    asked = select(*columns).where(_chosen(lines, only))
    if whence == FURTHER_ON:
        asked = asked.where(_follows(lines))
    asked = asked.order_by(lines.c.part, lines.c.calm, lines.c.due_at, lines.c.ref)
    page = asked.limit(bindparam("at_most", type_=Integer())).subquery("page")
    totals = select(*_sums(lines)).subquery("totals")
    return (
        select(*page.c, *totals.c)
        .select_from(totals.outerjoin(page, literal(1) == 1))
        .order_by(page.c.part, page.c.calm, page.c.due_at, page.c.ref)
    )


@counted
def lines_after(actor: Actor, only: Filter, after: Place | None) -> Found:
    """The next page (keyset, fifty at a time), with the counts above it."""
    values: dict[str, Any] = {"at_most": PAGE + 1, "now": clock.this_minute()}
    if after is not None:
        values |= {
            "after_part": after.part,
            "after_calm": after.calm,
            "after_due": after.due_at,
            "after_ref": after.ref,
        }
    whence = FROM_THE_TOP if after is None else FURTHER_ON
    rows = _page(actor, only, whence, **values)
    shown = [row for row in rows if row.ref is not None][:PAGE]
    concerns = tuple(row.ref for row in shown if _is_concern(row))
    return Found(
        places=tuple(Place(row.part, row.calm, row.due_at, row.ref) for row in shown),
        more=len(rows) > PAGE,
        counts={only: int(getattr(rows[0], only.value)) for only in Filter},
        concerns=concerns,
        cases=tuple(row.ref for row in shown if row.ref not in concerns),
    )


def _is_concern(row: Any) -> bool:
    return bool(row.part == UNOPENED or row.awaits == OPEN_A_CASE)


@question
def _totals(actor: Actor) -> Select[Any]:
    return select(*_sums(_lines(actor)))


@counted
def count_lines(actor: Actor) -> dict[Filter, int]:
    """How many lines each filter would show."""
    [row] = _totals(actor, now=clock.this_minute())
    return dict(zip(Filter, map(int, row), strict=True))


def _sums(lines: Any) -> list[Any]:
    return [
        func.coalesce(func.sum(case((_chosen(lines, only), 1), else_=0)), 0).label(
            only.value
        )
        for only in Filter
    ]


def _lines(actor: Actor) -> Subquery:
    return union_all(_concerns(actor), _cases(actor)).subquery("lines")


def _concerns(actor: Actor) -> Select[Any]:
    unopened = Concern.state == ConcernState.SUBMITTED
    return select(
        case((unopened, UNOPENED), else_=OPENED).label("part"),
        case((Concern.in_danger, 0), else_=1).label("calm"),
        # First the clock of opening it; once that is met, the clock of its case.
        Concern.due_at.label("due_at"),
        case((unopened, NextStep.NONE.value), else_=OPEN_A_CASE).label("awaits"),
        Concern.ref.label("ref"),
    ).where(concerns_visible_to(actor), Concern.state.in_(sorted(WITHOUT_CASE)))


def _cases(actor: Actor) -> Select[Any]:
    urgent = and_(
        CaseFile.in_danger, CaseFile.next_step.in_([NextStep.DECIDE, NextStep.REFER])
    )
    return select(
        literal(OPENED, Integer()).label("part"),
        case((urgent, 0), else_=1).label("calm"),
        func.coalesce(
            CaseFile.due_at, literal(NO_CLOCK, UtcInstant()), type_=UtcInstant()
        ).label("due_at"),
        CaseFile.next_step.label("awaits"),
        CaseFile.ref.label("ref"),
    ).where(cases_visible_to(actor), CaseFile.state.in_(sorted(OPEN_CASES)))


def _chosen(lines: Any, only: Filter) -> ColumnElement[bool]:
    mine = (
        OPEN_A_CASE,
        NextStep.DECIDE,
        NextStep.REFER,
        NextStep.REVIEW,
        NextStep.CLOSE,
    )
    chosen: dict[Filter, ColumnElement[bool]] = {
        Filter.DANGER: lines.c.calm == 0,
        Filter.OVERDUE: lines.c.due_at < bindparam("now"),
        Filter.UNOPENED: lines.c.part == UNOPENED,
        Filter.DECIDE: lines.c.awaits.in_(mine),
        Filter.WAITING: lines.c.awaits == NextStep.WAIT,
        Filter.ALL: literal(1) == 1,
    }
    return chosen[only]


def _follows(lines: Any) -> ColumnElement[bool]:
    """Whether a line stands after a place, in the order of the page."""
    part, calm, due_at, ref = (
        bindparam(f"after_{name}", type_=column.type)
        for name, column in (
            ("part", lines.c.part),
            ("calm", lines.c.calm),
            ("due", lines.c.due_at),
            ("ref", lines.c.ref),
        )
    )
    here = and_(lines.c.part == part, lines.c.calm == calm)
    return or_(
        lines.c.part > part,
        and_(lines.c.part == part, lines.c.calm > calm),
        and_(here, lines.c.due_at > due_at),
        and_(here, lines.c.due_at == due_at, lines.c.ref > ref),
    )
