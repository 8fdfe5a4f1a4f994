"""The plan for both sides, the reviews, and the end."""

from dataclasses import dataclass, field
from datetime import datetime

from safeguard.bullying.commands.course import (
    LEAST_WORDS,
    insist_on_state,
    move,
    next_number,
    tell,
    under_way,
)
from safeguard.bullying.models import BullyingPlan, BullyingProcess, BullyingReview
from safeguard.bullying.permissions import Act
from safeguard.bullying.permissions.standing import (
    answers_now,
    children_of,
    is_early,
    not_contained,
    plans_of,
)
from safeguard.bullying.states import (
    EARLY_LOOK,
    LAST_REVIEW,
    MAY_PLAN,
    Side,
    State,
    after_answers,
)
from safeguard.cases.commands.chronicle import worded
from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.seeing import case_visible
from safeguard.guidance import bullying, clocks
from school.calendars.due import due
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command, note
from school.identity.queries.set_up import days_of
from school.web.catalogue import gettext as _

RESTORATIVE = ("yes", "no", "later")


@dataclass(frozen=True)
class NewPlan:
    """What each side is given; whether both wish to meet; the sanction's reference."""

    harmed: str = field(repr=False)
    other: str = field(repr=False)
    restorative: str
    sanction: str = field(default="", repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Review:
    """One harmed child's answer to "Has it stopped?", in that child's own words."""

    child_ref: str
    answer: str
    own_words: str = field(default="", repr=False)
    words: str = field(default="", repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Ending:
    """How it ended and what was learned."""

    words: str = field(repr=False)
    version: int | None = None


@command(Act.AGREE_PLAN, of=case_visible)
def agree_bullying_plan(actor: Actor, case: CaseFile, new: NewPlan) -> str:
    """Agree a support plan for both sides; the child who harmed is a child too (§2.2).

    Two reviews fall due by their clocks. Support need not wait until all is known.
    Raises Invalid while a side is missing.
    """
    process = under_way(case, new.version)
    insist_on_state(process, MAY_PLAN)
    _insist_on_both(process, new)
    calendar = days_of(case.school_ref)
    first, second = (
        due(clock.now(), clocks.named(code), calendar).at
        for code in ("bullying_review_first", "bullying_review_second")
    )
    row = BullyingPlan(
        ref=new_ref(),
        school_ref=case.school_ref,
        key_ref=case.key_ref,
        process_ref=process.ref,
        number=len(plans_of(process.ref)) + 1,
        restorative=new.restorative,
        first_review_at=first,
        second_review_at=second,
        agreed_by=actor.person_ref,
        agreed_at=clock.now(),
    )
    seal(row, "harmed", new.harmed)
    seal(row, "other", new.other)
    seal(row, "sanction", new.sanction or None)
    db.session.add(row)
    move(process, State.REVIEW_DUE)
    process.plan_ref, process.review, process.review_due_at = row.ref, 1, first
    tell(actor, case, "planned")
    note(number=row.number)
    return case.ref


@command(Act.REVIEW_BULLYING, of=case_visible)
def review_bullying(actor: Actor, case: CaseFile, said: Review) -> str:
    """Record whether it has stopped, as the harmed child says it (§2.2).

    For one child it goes on: back to the plan. It has stopped for each: the second
    review, and after that it is resolved. Not asked yet, with the reason: the review
    stays owed and its clock runs on. Before the day of the review (calendar days,
    London) it is an early look, with the reason: it may bring the plan back, but never
    stands for a review. Raises Invalid and Stale.
    """
    process = under_way(case, said.version)
    insist_on_state(process, {State.REVIEW_DUE})
    early = is_early(process)
    stopped = _stopped(process, said, early=early)
    row = BullyingReview(
        ref=new_ref(),
        school_ref=case.school_ref,
        key_ref=case.key_ref,
        process_ref=process.ref,
        number=next_number(BullyingReview, process),
        plan_ref=str(process.plan_ref),
        review=EARLY_LOOK if early else process.review,
        child_ref=said.child_ref,
        answer=said.answer,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    seal(row, "own_words", said.own_words or None)
    seal(row, "words", said.words or None)
    counted = None if early and stopped else stopped
    answers = {**answers_now(process), said.child_ref: counted}
    db.session.add(row)
    note(review=row.review, answer=said.answer)
    tell(actor, case, f"{'early' if early else 'stopped'}_{said.answer}")
    _follow(process, answers)
    if process.state == State.RESOLVED:
        tell(actor, case, "resolved")
    return case.ref


@command(Act.CLOSE_BULLYING, of=case_visible)
def close_bullying(actor: Actor, case: CaseFile, ending: Ending) -> str:
    """Close a process that was resolved, or that was found not to be bullying.

    Raises Invalid while a step of containment is neither done nor said to be not
    needed (§2.2, trust policy §6.2), and Stale while an answer is owed.
    """
    process = under_way(case, ending.version)
    if not_contained(process):
        raise Invalid({"page": _("Finish the steps of containment first.")})
    words = worded("words", ending.words, LEAST_WORDS)
    move(process, State.CLOSED)
    tell(actor, case, "closed", words)
    return case.ref


def _insist_on_both(process: BullyingProcess, new: NewPlan) -> None:
    problems: dict[str, str] = {}
    sides = {row.side for row in children_of(process.ref)}
    if {Side.HARMED.value, Side.OTHER.value} - sides:
        problems["page"] = _(
            "Say first who was harmed and who is said to have done it."
        )
    for name, text in (("harmed", new.harmed), ("other", new.other)):
        if len(text.strip()) < LEAST_WORDS:
            problems[name] = _(
                "A plan needs both sides. Write what this side is given, and by whom."
            )
    if new.restorative not in RESTORATIVE:
        problems["restorative"] = _("Choose whether both wish to talk it over.")
    if problems:
        raise Invalid(problems)


def _stopped(process: BullyingProcess, said: Review, *, early: bool) -> bool | None:
    """What the answer means. Raises Invalid without the words it needs."""
    owed = answers_now(process)
    if owed.get(said.child_ref, True) is not None:
        raise Invalid({"child_ref": _("Choose the child who was asked.")})
    if said.answer not in bullying.stopped:
        raise Invalid({"answer": _("Choose what the child says.")})
    stopped = bullying.stopped.named(said.answer).stopped
    if stopped is None and early:
        raise Invalid({"answer": _("Nobody needs to be asked before the day.")})
    if stopped is None or early:
        worded("words", said.words, LEAST_WORDS)
    if stopped is not None and not said.own_words.strip():
        raise Invalid(
            {"own_words": _("Write what the child said, as the child said it.")}
        )
    return stopped


def _follow(process: BullyingProcess, answers: dict[str, bool | None]) -> None:
    came = after_answers(process.review, answers.values())
    if (came.state, came.review) == (process.state, process.review):
        return
    move(process, came.state)
    process.review, process.review_due_at = came.review, None
    if came.review == LAST_REVIEW:
        process.review_due_at = _second_review(process)


def _second_review(process: BullyingProcess) -> datetime:
    """As planned; when that day is past already, after the first clock once more."""
    plan = next(row for row in plans_of(process.ref) if row.ref == process.plan_ref)
    again = due(
        clock.now(),
        clocks.named("bullying_review_first"),
        days_of(process.school_ref),
    )
    late = plan.second_review_at <= clock.now()
    return again.at if late else plan.second_review_at
