"""Numbers of concerns and cases for reports: of whole schools, and never a record.

No wall stands in these counts: it hides records from persons, and a report must not
differ by who reads it. What of the numbers may be shown, reports decide.
"""

from collections import Counter
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select

from safeguard.cases.models import CaseFile, Concern, Decision
from safeguard.cases.states import OPEN_CASES, ConcernState
from safeguard.guidance import categories, clocks
from school.calendars.due import due
from school.calendars.timeliness import IN_TIME, LATE, Tally, timely
from school.foundation import clock
from school.foundation.database import db
from school.gate import counted
from school.identity.queries.set_up import days_of


@counted
def first_concern_at() -> datetime | None:
    """When the first concern of any school was recorded (UTC)."""
    return db.session.scalar(select(func.min(Concern.recorded_at)))


@counted
def count_concerns(since: datetime, until: datetime) -> Tally:
    """Concerns recorded from one instant to before another, by main category."""
    asked = (
        select(Concern.school_ref, Concern.category, func.count())
        .where(*_recorded(since, until))
        .group_by(Concern.school_ref, Concern.category)
    )
    found: Tally = Counter()
    for school_ref, category, number in db.session.execute(asked):
        found[school_ref, categories.top_of(category).code] += number
    return found


@counted
def count_acknowledged(since: datetime, until: datetime) -> Tally:
    """Of those concerns, which were opened in time and which late, on the school’s
    calendar. Whose clock still runs is neither.
    """
    asked = select(
        Concern.school_ref,
        Concern.recorded_at,
        Concern.acknowledged_at,
        Concern.in_danger,
    ).where(*_recorded(since, until))
    rows = list(db.session.execute(asked))
    calendars = {ref: days_of(ref) for ref in {row.school_ref for row in rows}}
    danger, calm = clocks.named("acknowledge_danger"), clocks.named("acknowledge")
    return timely(
        (
            row.school_ref,
            due(
                row.recorded_at,
                danger if row.in_danger else calm,
                calendars[row.school_ref],
            ).at,
            row.acknowledged_at,
        )
        for row in rows
    )


@counted
def count_decided(since: datetime, until: datetime) -> Tally:
    """Of the cases opened between two instants, which were decided about in time: by
    the first decision, on the school’s calendar.
    """
    first = func.min(Decision.decided_at)
    asked = (
        select(CaseFile.school_ref, CaseFile.opened_at, first)
        .outerjoin(Decision, Decision.case_ref == CaseFile.ref)
        .where(CaseFile.opened_at >= since, CaseFile.opened_at < until)
        .group_by(CaseFile.ref, CaseFile.school_ref, CaseFile.opened_at)
    )
    rows = [(ref, at, done) for ref, at, done in db.session.execute(asked)]
    calendars = {ref: days_of(ref) for ref in {row[0] for row in rows}}
    ends = clocks.named("decide")
    return timely(
        (ref, due(opened_at, ends, calendars[ref]).at, decided_at)
        for ref, opened_at, decided_at in rows
    )


@counted
def count_decisions(since: datetime, until: datetime) -> Tally:
    """Decisions between two instants, by outcome."""
    asked = (
        select(Decision.school_ref, Decision.outcome, func.count())
        .where(Decision.decided_at >= since, Decision.decided_at < until)
        .group_by(Decision.school_ref, Decision.outcome)
    )
    rows = db.session.execute(asked)
    return Counter({(ref, outcome): number for ref, outcome, number in rows})


@counted
def count_open() -> Tally:
    """Open cases at this moment: within their time, or past it."""
    late = CaseFile.due_at < clock.now()
    each = (
        select(CaseFile.school_ref, case((late, LATE), else_=IN_TIME).label("how"))
        .where(CaseFile.state.in_(sorted(OPEN_CASES)))
        .subquery()
    )
    asked = select(each.c.school_ref, each.c.how, func.count()).group_by(
        each.c.school_ref, each.c.how
    )
    return Counter(
        {(ref, how): number for ref, how, number in db.session.execute(asked)}
    )


def _recorded(since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Concern.recorded_at >= since,
        Concern.recorded_at < until,
        Concern.state != ConcernState.VOID,
    )
