"""Turning to an agency about a case, and what follows: the case's own rule first."""

from dataclasses import dataclass

from safeguard.cases.commands.chronicle import changed, move, wait_for
from safeguard.cases.models import CaseFile, Decision
from safeguard.cases.permissions.acts import Act
from safeguard.cases.permissions.closing import next_chase, open_referrals
from safeguard.cases.permissions.seeing import case_for_referral
from safeguard.cases.states import OPEN_CASES, CaseState, NextStep
from safeguard.guidance import agencies
from safeguard.referrals.commands import (
    NewReferral,
    NewStep,
    make_referral,
    record_outcome,
    record_step,
)
from safeguard.referrals.permissions import referral_visible
from safeguard.referrals.states import StepKind
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Stale
from school.gate import command, note, touch
from school.web.catalogue import gettext as _

TOLD = frozenset({StepKind.MADE, StepKind.CONFIRMED})


@dataclass(frozen=True)
class Referring:
    """Which agency, and the first step towards it."""

    agency: str
    first: NewStep
    version: int | None = None


@dataclass(frozen=True)
class Following:
    """A later step of one of the case's referrals."""

    referral_ref: str
    step: NewStep


@command(Act.REFER_CASE, of=case_for_referral)
def refer_case(actor: Actor, case: CaseFile, referring: Referring) -> str:
    """Refer the case (§2.6). The referral is an act of its own in the same commit.

    A decision to refer is met by a referral to the agency that was decided, with the
    date on which it was told (R0.1). Raises Invalid and Stale.
    """
    changed(case, referring.version)
    if case.state not in OPEN_CASES:
        raise Stale("the case is closed")
    _never_walled(referring.agency)
    ref = make_referral(
        actor,
        NewReferral(
            case_ref=case.ref,
            school_ref=case.school_ref,
            key_ref=case.key_ref,
            agency=referring.agency,
            first=referring.first,
        ),
    )
    if referring.first.kind in TOLD:
        _was_told(case, referring.agency)
    touch(ref)
    note(agency=referring.agency, step=referring.first.kind.value)
    return case.ref


@command(Act.FOLLOW_REFERRAL, of=case_for_referral)
def follow_referral(actor: Actor, case: CaseFile, following: Following) -> str:
    """Record what followed: confirmed in writing, chased, answered, challenged (§2.6).

    When the last answer has come the next step is the school's again. Raises Hidden
    for a referral of another case, Invalid, and Stale when the step may not follow.
    """
    referral = referral_visible(actor, following.referral_ref)
    if referral is None or referral.case_ref != case.ref:
        raise Hidden("no such referral in this case")
    outcome = following.step.kind is StepKind.OUTCOME
    perform = record_outcome if outcome else record_step
    perform(actor, following.referral_ref, following.step)
    changed(case, None)
    if following.step.kind in TOLD:
        _was_told(case, referral.agency)
    elif case.next_step == NextStep.WAIT:
        _wait_on(case)
    elif following.step.kind is StepKind.CHALLENGED:
        _was_challenged(case)
    note(agency=referral.agency, step=following.step.kind.value)
    return case.ref


def _never_walled(agency: str) -> None:
    """What is about an adult is referred from the vault, never from a child's case."""
    if agency in {each.code for each in agencies.every() if each.walled}:
        raise Invalid({"agency": _("A concern about an adult goes another way.")})


def _was_told(case: CaseFile, agency: str) -> None:
    """The agency knows: the case waits for it, unless something else is owed first."""
    move(case, CaseState.REFERRED)
    owed = case.next_step == NextStep.DECIDE
    if case.next_step == NextStep.REFER:
        decision = db.session.get(Decision, case.decision_ref)
        owed = decision is not None and decision.agency != agency
    if not owed:
        _wait_on(case)


def _was_challenged(case: CaseFile) -> None:
    """The agency owes an answer again. What only asked to look at the old one waits."""
    if case.next_step in {NextStep.REVIEW, NextStep.CLOSE}:
        move(case, CaseState.REFERRED)
        _wait_on(case)


def _wait_on(case: CaseFile) -> None:
    if open_referrals(case.ref):
        wait_for(case, NextStep.WAIT)
        case.due_at = next_chase(case.ref)
    else:
        move(case, CaseState.ACTIVE)
        wait_for(case, NextStep.REVIEW, "decide")
