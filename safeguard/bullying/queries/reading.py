"""Reading the process of a case: recorded before it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from safeguard.bullying.models import BullyingChild, BullyingProcess, BullyingTest
from safeguard.bullying.permissions import Act
from safeguard.bullying.permissions.standing import (
    answers_now,
    children_of,
    earlier_than,
    is_early,
    last_test,
    not_contained,
    plans_of,
    process_of,
    reviews_of,
    steps_of,
)
from safeguard.bullying.states import Side
from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.closing import concerns_read_in
from safeguard.cases.permissions.seeing import case_visible
from safeguard.cases.queries.people_in import Child, children_in, together
from safeguard.cases.states import OPEN_CASES
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, touch
from school.identity.queries.people import classes_of, names_of

QUESTIONS = ("online", "intent", "repetition", "power_imbalance")


@dataclass(frozen=True)
class Placed:
    """A child on one side, by name, or in words for one of another school."""

    child_ref: str
    name: str = field(repr=False)
    where: str
    side: str
    known: bool


@dataclass(frozen=True)
class Tested:
    """The assessment that stands: each question's answer and words, and the facts."""

    result: str
    answers: dict[str, tuple[str, str]] = field(repr=False)
    facts: dict[str, str | None] = field(repr=False)
    group_members: str = field(repr=False)
    prejudices: tuple[str, ...] = field(repr=False)
    by: str = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class StepRead:
    """A step of containment as it stands."""

    done: str
    done_on: date | None
    words: str = field(repr=False)


@dataclass(frozen=True)
class PlanRead:
    """A plan for both sides."""

    number: int
    harmed: str = field(repr=False)
    other: str = field(repr=False)
    restorative: str
    sanction: str = field(repr=False)
    first_review_at: datetime
    second_review_at: datetime
    by: str = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class ReviewRead:
    """One answer to "Has it stopped?"; review 0 is an early look."""

    review: int
    child: str = field(repr=False)
    answer: str
    own_words: str = field(repr=False)
    words: str = field(repr=False)
    by: str = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class Earlier:
    """An earlier process about a pair of this case's children."""

    process_ref: str
    case_ref: str
    state: str
    changed_at: datetime
    children: tuple[Placed, ...]


@dataclass(frozen=True)
class ProcessRead:
    """The process as those who lead the case read it."""

    ref: str
    state: str
    result: str | None
    version: int
    review: int
    review_due_at: datetime | None
    opened_at: datetime
    children: tuple[Placed, ...]
    test: Tested | None
    steps: dict[str, StepRead]
    plans: tuple[PlanRead, ...]
    reviews: tuple[ReviewRead, ...]
    # The harmed children whose answer is still owed in the review that is due.
    owed: tuple[Placed, ...]
    # The day of that review is still to come.
    early: bool
    # Codes of the steps of containment for which closing waits.
    to_contain: tuple[str, ...]
    earlier_case: str | None

    def on(self, side: str) -> tuple[Placed, ...]:
        """The children on one side."""
        return tuple(each for each in self.children if each.side == side)


@dataclass(frozen=True)
class BullyingRead:
    """A case as its page on cyber-bullying shows it."""

    reference: str
    title: str = field(repr=False)
    level: str
    is_open: bool
    intimate_image: bool
    children: tuple[Child, ...]
    process: ProcessRead | None
    earlier: tuple[Earlier, ...]


@dataclass(frozen=True)
class Brief:
    """What stands of the process beside a case that somebody has just read."""

    state: str
    review: int
    review_due_at: datetime | None


@disclosure(Act.READ_BULLYING, of=case_visible)
def read_bullying(actor: Actor, case: CaseFile) -> BullyingRead:
    """The process of the case, or that there is none yet."""
    refs = [concern.ref for concern in concerns_read_in(case.ref)]
    found = children_in(refs)
    process = process_of(case.ref)
    earlier = earlier_than(actor, case.ref)
    touch(*refs, *(row.ref for row in earlier), *(row.case_ref for row in earlier))
    return BullyingRead(
        reference=case.ref,
        title=unseal(case, "title") or "",
        level=case.level,
        is_open=case.state in OPEN_CASES,
        intimate_image=case.intimate_image,
        children=together(child for ref in refs for child in found.get(ref, ())),
        process=_process(process) if process else None,
        earlier=tuple(
            Earlier(
                row.ref, row.case_ref, row.state, row.changed_at,
                placed_of(children_of(row.ref)),
            )
            for row in earlier
        ),
    )  # fmt: skip


@counted
def brief_of(case_ref: str) -> Brief | None:
    """Where the process stands, beside a case whose reading is recorded already: no
    child and no words.
    """
    process = process_of(case_ref)
    if process is None:
        return None
    return Brief(process.state, process.review, process.review_due_at)


@counted
def count_earlier(actor: Actor, case_ref: str) -> int:
    """How many earlier processes there are about a pair of this case's children,
    beside a case whose reading is recorded already.
    """
    return len(earlier_than(actor, case_ref))


@counted
def placed_of(rows: Iterable[BullyingChild]) -> tuple[Placed, ...]:
    """Children as they are placed. Only a disclosure may ask."""
    kept = list(rows)
    refs = [row.person_ref for row in kept if row.person_ref]
    names, where = names_of(refs), classes_of(refs)
    return tuple(
        Placed(
            child_ref=row.child_ref,
            name=names.get(row.person_ref or "", unseal(row, "described") or ""),
            where=where.get(row.person_ref or "", ""),
            side=row.side,
            known=row.person_ref is not None,
        )
        for row in kept
    )


def _process(process: BullyingProcess) -> ProcessRead:
    touch(process.ref)
    children = placed_of(children_of(process.ref))
    owed = {ref for ref, said in answers_now(process).items() if said is None}
    linked = process.earlier_ref and db.session.get(
        BullyingProcess, process.earlier_ref
    )
    return ProcessRead(
        ref=process.ref,
        state=process.state,
        result=process.result,
        version=process.version,
        review=process.review,
        review_due_at=process.review_due_at,
        opened_at=process.opened_at,
        children=children,
        test=_test(last_test(process.ref)),
        steps={
            code: StepRead(row.done, row.done_on, unseal(row, "words") or "")
            for code, row in steps_of(process.ref).items()
        },
        plans=_plans(process.ref),
        reviews=_reviews(process.ref, children),
        owed=tuple(
            each
            for each in children
            if each.side == Side.HARMED and each.child_ref in owed
        ),
        early=is_early(process),
        to_contain=tuple(step.code for step in not_contained(process)),
        earlier_case=linked.case_ref if linked else None,
    )


def _test(row: BullyingTest | None) -> Tested | None:
    if row is None:
        return None
    return Tested(
        result=row.result,
        answers={
            question: (getattr(row, question), unseal(row, f"{question}_words") or "")
            for question in QUESTIONS
        },
        facts={
            name: getattr(row, name)
            for name in ("frequency", "duration", "audience", "platform", "anonymous")
        },
        group_members=unseal(row, "group_members") or "",
        prejudices=tuple(filter(None, (unseal(row, "prejudices") or "").split(","))),
        by=names_of([row.by_ref]).get(row.by_ref, ""),
        at=row.recorded_at,
    )


def _plans(process_ref: str) -> tuple[PlanRead, ...]:
    rows = plans_of(process_ref)
    names = names_of(row.agreed_by for row in rows)
    return tuple(
        PlanRead(
            number=row.number,
            harmed=unseal(row, "harmed") or "",
            other=unseal(row, "other") or "",
            restorative=row.restorative,
            sanction=unseal(row, "sanction") or "",
            first_review_at=row.first_review_at,
            second_review_at=row.second_review_at,
            by=names.get(row.agreed_by, ""),
            at=row.agreed_at,
        )
        for row in rows
    )


def _reviews(process_ref: str, children: tuple[Placed, ...]) -> tuple[ReviewRead, ...]:
    rows = reviews_of(process_ref)
    called = {each.child_ref: each.name for each in children}
    names = names_of(row.by_ref for row in rows)
    return tuple(
        ReviewRead(
            review=row.review,
            child=called.get(row.child_ref, ""),
            answer=row.answer,
            own_words=unseal(row, "own_words") or "",
            words=unseal(row, "words") or "",
            by=names.get(row.by_ref, ""),
            at=row.recorded_at,
        )
        for row in rows
    )
