"""What a process's rows say: one answer for acts, pages, and the closing of a case."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, select

from safeguard.bullying.models import (
    BullyingChild,
    BullyingPlan,
    BullyingProcess,
    BullyingReview,
    BullyingStep,
    BullyingTest,
)
from safeguard.bullying.states import ENDED, PLANNED, Done, Side, State
from safeguard.cases.models import CaseFile, Concern, ConcernChild
from safeguard.cases.permissions.closing import OpenMatter
from safeguard.cases.permissions.seeing import cases_visible_to
from safeguard.cases.states import ConcernState
from safeguard.guidance import bullying, clocks
from school.calendars.due import due
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.questions import every, one_of, question
from school.identity.queries.set_up import days_of
from school.web.catalogue import lazy_gettext as _l


@question
def _there() -> Any:
    return select(BullyingProcess.ref).where(
        BullyingProcess.case_ref == bindparam("case")
    )


def process_of(case_ref: str) -> BullyingProcess | None:
    """The process of a case, if there is one. Most cases have none."""
    if _there.first(case=case_ref) is None:
        return None
    asked = select(BullyingProcess).where(BullyingProcess.case_ref == case_ref)
    return db.session.scalar(asked)


def children_of(process_ref: str) -> list[BullyingChild]:
    """The children as they are placed now, in the order in which they came in."""
    return children_by_process([process_ref]).get(process_ref, [])


def children_by_process(process_refs: Iterable[str]) -> dict[str, list[BullyingChild]]:
    """The same of several processes."""
    asked = select(BullyingChild).where(
        BullyingChild.process_ref.in_(sorted(process_refs))
    )
    rows = db.session.scalars(asked.order_by(BullyingChild.number))
    newest: dict[str, dict[str, BullyingChild]] = {}
    for row in rows:
        newest.setdefault(row.process_ref, {})[row.child_ref] = row
    return {
        process_ref: [row for row in found.values() if row.side != Side.NEITHER]
        for process_ref, found in newest.items()
    }


def last_test(process_ref: str) -> BullyingTest | None:
    """The assessment that stands."""
    asked = select(BullyingTest).where(BullyingTest.process_ref == process_ref)
    return db.session.scalar(asked.order_by(BullyingTest.number.desc()).limit(1))


def steps_of(process_ref: str) -> dict[str, BullyingStep]:
    """Each step of containment as it stands, by its code."""
    asked = select(BullyingStep).where(BullyingStep.process_ref == process_ref)
    rows = db.session.scalars(asked.order_by(BullyingStep.number))
    return {row.step: row for row in rows}


def plans_of(process_ref: str) -> list[BullyingPlan]:
    """Every plan, the newest first."""
    asked = select(BullyingPlan).where(BullyingPlan.process_ref == process_ref)
    return list(db.session.scalars(asked.order_by(BullyingPlan.number.desc())))


def reviews_of(process_ref: str) -> list[BullyingReview]:
    """Every answer, the newest first."""
    asked = select(BullyingReview).where(BullyingReview.process_ref == process_ref)
    return list(db.session.scalars(asked.order_by(BullyingReview.number.desc())))


def answers_now(process: BullyingProcess) -> dict[str, bool | None]:
    """What each harmed child said in the review that is due: None is owed."""
    said: dict[str, bool | None] = {
        child.child_ref: None
        for child in children_of(process.ref)
        if child.side == Side.HARMED
    }
    for row in reversed(reviews_of(process.ref)):
        in_this_one = (row.plan_ref, row.review) == (process.plan_ref, process.review)
        if in_this_one and row.child_ref in said:
            said[row.child_ref] = bullying.stopped.named(row.answer).stopped
    return said


def is_early(process: BullyingProcess) -> bool:
    """Whether the day of the review that is owed is still to come, in London."""
    due_at = process.review_due_at
    return due_at is not None and clock.today() < clock.local(due_at).date()


@question
def _people() -> Any:
    return (
        select(ConcernChild.person_ref)
        .join(Concern, Concern.ref == ConcernChild.concern_ref)
        .where(
            Concern.case_ref == bindparam("case"), Concern.state != ConcernState.VOID
        )
    )


def people_in(case_ref: str) -> frozenset[str]:
    """The children of a case whose names are known."""
    rows = _people(case=case_ref)
    return frozenset(row.person_ref for row in rows if row.person_ref)


@question
def _about(actor: Actor) -> Any:
    placed = select(BullyingChild.process_ref).where(
        one_of(BullyingChild.person_ref, "people")
    )
    return (
        every(BullyingProcess)
        .join(CaseFile, CaseFile.ref == BullyingProcess.case_ref)
        .where(BullyingProcess.ref.in_(placed), cases_visible_to(actor, of_few=True))
        .order_by(BullyingProcess.changed_at.desc(), BullyingProcess.ref)
    )


def earlier_than(actor: Actor, case_ref: str) -> list[Any]:
    """Earlier processes, which the actor may see, about a pair of the case's children,
    as plain rows; those not worked on within the clock `bullying_relink` no longer
    count.
    """
    people = people_in(case_ref)
    own = process_of(case_ref)
    rows = [
        row
        for row in (_about(actor, people=people) if people else ())
        if _is_earlier(row, own) and _counts_still(row)
    ]
    if not rows:
        return []
    placed = children_by_process(row.ref for row in rows)
    return [row for row in rows if _same_pair(placed.get(row.ref, []), people)]


def _is_earlier(process: Any, own: BullyingProcess | None) -> bool:
    """One of another case, unless this case's own is older or linked already; its own
    where something new came after it had ended.
    """
    if own is None:
        return True
    if process.ref != own.ref:
        return own.earlier_ref is None and process.opened_at < own.opened_at
    if own.ended_at is None:
        return False
    newer = select(Concern.ref).where(
        Concern.case_ref == own.case_ref, Concern.recorded_at > own.ended_at
    )
    return db.session.scalar(newer.limit(1)) is not None


def _counts_still(process: Any) -> bool:
    length = clocks.named("bullying_relink")
    ends = due(process.changed_at, length, days_of(process.school_ref))
    return clock.now() <= ends.at


def _same_pair(placed: Iterable[BullyingChild], people: frozenset[str]) -> bool:
    """Whether a child of either side is in it again: who did it to whom may turn."""
    again = {row.side for row in placed if row.person_ref in people}
    return {Side.HARMED.value, Side.OTHER.value} <= again


def _under_way(case_ref: str) -> bool:
    process = process_of(case_ref)
    return process is not None and process.state not in ENDED


def not_contained(process: BullyingProcess) -> tuple[bullying.Option, ...]:
    """The steps that keep a process from closing: neither done nor said to be not
    needed. None before a plan, nor where it was found not to be bullying.
    """
    if process.state not in PLANNED | {State.RESOLVED}:
        return ()
    standing = steps_of(process.ref)
    return tuple(
        step
        for step in bullying.containment.offered(clock.today())
        if step.code not in standing or standing[step.code].done == Done.NOT_YET
    )


def _not_contained(case_ref: str) -> bool:
    process = process_of(case_ref)
    return process is not None and bool(not_contained(process))


# Never close without a review answer (§2.2), nor with the checklist half done.
REVIEW_OWED = OpenMatter(
    "bullying_review",
    _under_way,
    _l("Cyber-bullying: has it stopped? The harmed child’s answers are still owed."),
    "bullying.bullying",
)
CONTAINMENT_OWED = OpenMatter(
    "bullying_containment",
    _not_contained,
    _l("Cyber-bullying: each step of containment, done or why it is not needed"),
    "bullying.contain_bullying",
)
