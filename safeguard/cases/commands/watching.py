"""How great the risk is, with the reason; and a case that is watched, with reviews."""

from dataclasses import dataclass, field
from datetime import date, datetime

from safeguard.cases.commands.chronicle import (
    changed,
    decide_afresh,
    move,
    must_have_happened,
    wait_for,
    worded,
    write_entry,
)
from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.acts import Act
from safeguard.cases.permissions.seeing import case_visible
from safeguard.cases.states import CaseState, EntryKind, NextStep
from safeguard.guidance import casework, clocks
from school.calendars.due import end_of
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.errors import Invalid, Stale
from school.gate import command, note
from school.identity.queries.set_up import days_of
from school.web.catalogue import gettext as _

LEAST_WORDS = 10
BEGUN, REVIEWED, ENDED = "begun", "reviewed", "ended"
# What follows a review: watched on, decided afresh, or closed.
ON, DECIDE, CLOSE = "on", "decide", "close"
# Decided about, and nothing owed to anybody else: only then can a case be watched.
MAY_BE_WATCHED = frozenset({NextStep.REVIEW, NextStep.CLOSE})


@dataclass(frozen=True)
class NewRisk:
    """How great the risk is thought to be, and why."""

    level: str
    reason: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Watch:
    """What to look for, and the day on which the case is looked at again."""

    look_for: str = field(repr=False)
    review_on: date | None = None
    version: int | None = None


@dataclass(frozen=True)
class Review:
    """What was seen, and what follows: watched on until a day, decided, closed."""

    seen: str = field(repr=False)
    then: str = ON
    review_on: date | None = None
    happened_at: datetime | None = None
    version: int | None = None


@command(Act.SET_RISK, of=case_visible)
def set_risk(actor: Actor, case: CaseFile, new: NewRisk) -> str:
    """Say how great the risk is and why; what was said before stays in the
    chronology (R0.1). Raises Invalid and Stale.
    """
    changed(case, new.version)
    if new.level not in {each.code for each in casework.risks.offered(clock.today())}:
        raise Invalid({"level": _("Choose how great the risk is.")})
    reason = worded("reason", new.reason, LEAST_WORDS)
    write_entry(actor, case, EntryKind.RISK, reason, code=new.level)
    note(level=new.level)
    return case.ref


@command(Act.WATCH_CASE, of=case_visible)
def watch_case(actor: Actor, case: CaseFile, watch: Watch) -> str:
    """Set a decided case to be watched until a review (§2.1). Raises Invalid, and
    Stale where a decision, a referral or an answer is owed first.
    """
    changed(case, watch.version)
    if case.next_step not in MAY_BE_WATCHED or case.state == CaseState.MONITORING:
        raise Stale("something else is owed first")
    look_for = worded("look_for", watch.look_for, LEAST_WORDS)
    _review_on(case, watch.review_on)
    move(case, CaseState.MONITORING)
    write_entry(actor, case, EntryKind.MONITORING, look_for, code=BEGUN)
    note(review_on=str(watch.review_on))
    return case.ref


@command(Act.REVIEW_CASE, of=case_visible)
def review_case(actor: Actor, case: CaseFile, review: Review) -> str:
    """Record what a review saw: watched on until a day, or no longer watched and a
    fresh decision or the closing is due. Where something new is owed meanwhile, that
    stays first. Raises Invalid and Stale.
    """
    changed(case, review.version)
    if case.state != CaseState.MONITORING:
        raise Stale("the case is not watched any more")
    if review.then not in {ON, DECIDE, CLOSE}:
        raise Invalid({"then": _("Choose what follows.")})
    must_have_happened(review.happened_at)
    seen = worded("seen", review.seen, LEAST_WORDS)
    write_entry(
        actor,
        case,
        EntryKind.MONITORING,
        seen,
        code=REVIEWED if review.then == ON else ENDED,
        happened_at=review.happened_at,
    )
    _follow(case, review)
    note(then=review.then, review_on=str(review.review_on))
    return case.ref


def _follow(case: CaseFile, review: Review) -> None:
    owed = case.next_step != NextStep.REVIEW
    if review.then == ON:
        before = (case.next_step, case.due_at, case.due_why)
        _review_on(case, review.review_on)
        if owed:
            case.next_step, case.due_at, case.due_why = before
        return
    move(case, CaseState.ACTIVE)
    if review.then == DECIDE:
        decide_afresh(case)
    elif not owed:
        wait_for(case, NextStep.CLOSE)


def _review_on(case: CaseFile, day: date | None) -> None:
    """The review is due when that day ends at the school, or for the council where it
    is closed. Raises Invalid without a day, and for one more than a year off.
    """
    if day is None:
        raise Invalid({"review_on": _("Choose the day of the next review.")})
    if day <= clock.today():
        raise Invalid({"review_on": _("Choose a day that is still to come.")})
    if clocks.is_too_far(day):
        raise Invalid(
            {
                "review_on": _(
                    "Choose a day within a year. If nothing is to be done before "
                    "that, close the case instead."
                )
            }
        )
    wait_for(case, NextStep.REVIEW)
    case.due_at = end_of(day, days_of(case.school_ref))
