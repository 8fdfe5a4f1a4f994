"""Reviews that are due, and patterns by pair, class, platform and month."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from safeguard.bullying.models import BullyingProcess
from safeguard.bullying.permissions import Act
from safeguard.bullying.permissions.standing import children_by_process
from safeguard.bullying.queries.reading import Placed, placed_of
from safeguard.bullying.states import Side, State
from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.seeing import cases_visible_to
from safeguard.cases.states import OPEN_CASES
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import UtcInstant, db
from school.foundation.questions import question
from school.gate import counted, disclosure, touch

BESIDE = 10
# How many days ahead a review is shown beside the queue.
AHEAD = timedelta(days=7)
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class ReviewDue:
    """A review that is due, or soon."""

    case_ref: str
    review: int
    due_at: datetime
    children: tuple[Placed, ...]


@dataclass(frozen=True)
class Count:
    """One line of a pattern; `what` is a code, a class or names."""

    what: str = field(repr=False)
    n: int


@dataclass(frozen=True)
class Patterns:
    """The processes of the last twelve months that the reader may see, counted."""

    processes: int
    by_pair: tuple[Count, ...]
    by_class: tuple[Count, ...]
    by_platform: tuple[Count, ...]
    # Months as "2026-11", the newest first.
    by_month: tuple[Count, ...]


@question
def _number_due(actor: Actor) -> Select[Any]:
    return (
        select(func.count().label("number"))
        .select_from(BullyingProcess)
        .join(CaseFile, CaseFile.ref == BullyingProcess.case_ref)
        .where(*_due(actor, bindparam("until", type_=UtcInstant())))
    )


@counted
def count_reviews_due(actor: Actor) -> int:
    """How many reviews are due or soon: a number and nothing else."""
    row = _number_due.first(actor, until=clock.this_minute() + AHEAD)
    return row.number if row else 0


@disclosure(Act.READ_REVIEWS_DUE)
def read_reviews_due(actor: Actor) -> list[ReviewDue]:
    """The reviews due by now or within a week, the longest overdue first."""
    rows = list(
        db.session.scalars(
            select(BullyingProcess)
            .join(CaseFile, CaseFile.ref == BullyingProcess.case_ref)
            .where(*_due(actor, clock.now() + AHEAD))
            .order_by(BullyingProcess.review_due_at, BullyingProcess.ref)
            .limit(BESIDE)
        )
    )
    touch(*(row.case_ref for row in rows))
    placed = children_by_process(row.ref for row in rows)
    return [
        ReviewDue(
            row.case_ref,
            row.review,
            row.review_due_at or row.changed_at,
            placed_of(
                each for each in placed.get(row.ref, ()) if each.side == Side.HARMED
            ),
        )
        for row in rows
    ]


@disclosure(Act.READ_PATTERNS)
def read_patterns(actor: Actor) -> Patterns:
    """Counts of what the reader may see; so are the names (§2.2)."""
    rows = list(
        db.session.scalars(
            select(BullyingProcess)
            .join(CaseFile, CaseFile.ref == BullyingProcess.case_ref)
            .where(cases_visible_to(actor))
            .where(BullyingProcess.opened_at >= clock.now() - YEAR)
            .where(BullyingProcess.state != State.ASSESSED_NOT)
        )
    )
    touch(*(row.case_ref for row in rows))
    placed = children_by_process(row.ref for row in rows)
    children = [placed_of(placed.get(row.ref, ())) for row in rows]
    return Patterns(
        processes=len(rows),
        by_pair=_pairs(children),
        by_class=_most(form for each in children for form in _classes(each)),
        by_platform=_most(row.platform or "not_known" for row in rows),
        by_month=_newest(f"{clock.local(row.opened_at):%Y-%m}" for row in rows),
    )


def _due(actor: Actor, until: Any) -> tuple[ColumnElement[bool], ...]:
    return (
        cases_visible_to(actor),
        CaseFile.state.in_(sorted(OPEN_CASES)),
        BullyingProcess.state == State.REVIEW_DUE,
        BullyingProcess.review_due_at <= until,
    )


def _pairs(cases: Iterable[tuple[Placed, ...]]) -> tuple[Count, ...]:
    """Each two children on opposite sides, whoever did it to whom. Only where both are
    known: "a child of another school" need not be the same child twice.
    """
    met: Counter[tuple[str, ...]] = Counter()
    called: dict[str, str] = {}
    for children in cases:
        known = [each for each in children if each.known]
        called |= {each.child_ref: _called(each) for each in known}
        met.update(
            {
                tuple(sorted((one.child_ref, two.child_ref)))
                for one in known
                for two in known
                if (one.side, two.side) == (Side.HARMED, Side.OTHER)
            }
        )
    named = [
        Count(" · ".join(sorted(called[ref] for ref in pair)), n)
        for pair, n in met.items()
    ]
    return tuple(sorted(named, key=lambda each: (-each.n, each.what)))


def _called(child: Placed) -> str:
    form = child.where.partition(",")[0]
    return f"{child.name} ({form})" if form else child.name


def _classes(children: tuple[Placed, ...]) -> set[str]:
    return {each.where for each in children if each.where}


def _most(found: Iterable[str]) -> tuple[Count, ...]:
    counted_up = Counter(found)
    ranked = sorted(counted_up.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Count(what, n) for what, n in ranked)


def _newest(found: Iterable[str]) -> tuple[Count, ...]:
    counted_up = Counter(found)
    return tuple(
        Count(what, counted_up[what]) for what in sorted(counted_up, reverse=True)
    )
