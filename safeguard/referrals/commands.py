"""Everything that can happen to a referral. `cases` calls it inside its own acts."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import func, select

from safeguard.guidance import agencies, clocks, editions
from safeguard.guidance.agencies import Agency
from safeguard.guidance.shelf import UnknownCode
from safeguard.referrals.models import Referral, ReferralStep
from safeguard.referrals.permissions import Act, referral_visible
from safeguard.referrals.states import (
    Consent,
    Outcome,
    ReferralState,
    StepKind,
    state_after,
)
from school.calendars.due import due
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import about, command, note, touch
from school.identity.queries.set_up import days_of
from school.web.catalogue import gettext as _

# Clocks of two computers differ; a call a minute ahead of us is no mistake.
AHEAD = timedelta(minutes=5)
# What a form gives where only the day is known.
NOON = time(12)
_TEXTS = (
    "spoke_to",
    "agency_reference",
    "shared",
    "withheld",
    "childs_voice",
    "consent_reason",
    "hold",
    "text",
)


@dataclass(frozen=True)
class NewStep:
    """A step of a referral. `happened_at`: the instant at the agency's end (UTC)."""

    kind: StepKind
    happened_at: datetime | None = None
    method: str | None = None
    spoke_to: str | None = None
    agency_reference: str | None = None
    shared: str | None = None
    withheld: str | None = None
    childs_voice: str | None = None
    consent: Consent | None = None
    consent_reason: str | None = None
    outcome: Outcome | None = None
    # What the agency asked to wait with; an empty text says that it need not any more.
    hold: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class NewReferral:
    """A referral of a case. `school_ref` and `key_ref` are the case's own."""

    case_ref: str
    school_ref: str
    key_ref: str | None
    agency: str
    first: NewStep


@command(Act.MAKE_REFERRAL)
def make_referral(actor: Actor, new: NewReferral) -> str:
    """Begin a referral with its first step: considered, not referred, drafted or made.

    A call to 999 is logged after it was made: `first.happened_at` says when. Raises
    Invalid when it is made without that date (R0.1), or the agency is unknown.
    """
    agency = _agency(new.agency)
    row = Referral(
        ref=new_ref(),
        school_ref=new.school_ref,
        key_ref=new.key_ref,
        case_ref=new.case_ref,
        agency=agency.code,
        begun_by=actor.person_ref,
        begun_at=clock.now(),
    )
    _take_step(actor, row, new.first)
    db.session.add(row)
    about(row)
    touch(new.case_ref)
    return row.ref


@command(Act.RECORD_STEP, of=referral_visible)
def record_step(actor: Actor, row: Referral, step: NewStep) -> str:
    """Add a step to a referral. Raises Stale when it may not follow where it stands."""
    _take_step(actor, row, step)
    touch(row.case_ref)
    return row.ref


@command(Act.RECORD_OUTCOME, of=referral_visible)
def record_outcome(actor: Actor, row: Referral, step: NewStep) -> str:
    """Record what the agency answered. Raises Invalid without an outcome."""
    if step.kind is not StepKind.OUTCOME:
        raise Invalid({"outcome": _("Choose what the agency answered.")})
    _take_step(actor, row, step)
    touch(row.case_ref)
    return row.ref


def _agency(code: str) -> Agency:
    try:
        agency = agencies.named(code)
    except UnknownCode:
        agency = None
    if agency is None or agency not in agencies.offered(clock.today()):
        raise Invalid({"agency": _("Choose an agency from the list.")})
    return agency


def _take_step(actor: Actor, row: Referral, step: NewStep) -> None:
    agency = agencies.named(row.agency)
    _check(row, agency, step)
    _never_unanswered_by_one_desk(row, step)
    before = ReferralState(row.state) if row.state else None
    after = state_after(before, step.kind, step.method)
    if after is None:
        raise Stale("this step cannot follow where the referral stands")
    happened_at = step.happened_at or clock.now()
    row.state = after.value
    if step.kind is StepKind.MADE:
        _start_clocks(row, agency, happened_at)
    else:
        _move_clocks(row, agency, step, happened_at)
    if step.hold is not None:
        row.on_hold = not _empty(step.hold)
    _add_row(actor, row, step, happened_at)
    note(agency=agency.code, step=step.kind.value, state=after.value)
    if step.outcome:
        note(outcome=step.outcome.value)


def _check(row: Referral, agency: Agency, step: NewStep) -> None:
    problems = {**_check_time(row, step), **_check_words(step)}
    if step.method is not None and step.method not in agency.methods:
        problems["method"] = _("Choose how the agency was told.")
    if step.kind is StepKind.MADE and step.method is None:
        problems["method"] = _("Choose how the agency was told.")
    if (step.kind is StepKind.OUTCOME) != (step.outcome is not None):
        problems["outcome"] = _("Choose what the agency answered.")
    if problems:
        raise Invalid(problems)


def _check_time(row: Referral, step: NewStep) -> dict[str, str]:
    if step.happened_at is not None and step.happened_at > clock.now() + AHEAD:
        return {"happened_at": _("The time cannot be in the future.")}
    if step.kind is StepKind.MADE and step.happened_at is None:
        return {"happened_at": _("Enter when the agency was told.")}
    if _before_it_was_made(row, step):
        return {
            "happened_at": _(
                "This is before the agency was told. Check the day and the time."
            )
        }
    return {}


def _before_it_was_made(row: Referral, step: NewStep) -> bool:
    """Whether the step is dated before the agency was told. Where the time of one of
    them is not known (noon stands for it), only the days in London are compared.
    """
    if row.made_at is None or step.happened_at is None or step.kind is StepKind.MADE:
        return False
    happened, made = clock.local(step.happened_at), clock.local(row.made_at)
    if NOON in {happened.time(), made.time()}:
        return happened.date() < made.date()
    return happened + AHEAD < made


def _check_words(step: NewStep) -> dict[str, str]:
    problems = {}
    # R0.1: also a decision not to refer has its reason; so has a disagreement.
    if step.kind in {StepKind.NOT_REFERRED, StepKind.CHALLENGED} and _empty(step.text):
        problems["text"] = _("Enter the reason.")
    if step.kind is StepKind.ESCALATED and _empty(step.text):
        problems["text"] = _("Enter whom you turned to, and why.")
    if step.outcome is Outcome.NO_ANSWER and _empty(step.text):
        problems["text"] = _("Enter what was tried, and how the child is kept safe.")
    without = step.consent in {Consent.REFUSED, Consent.NOT_SOUGHT}
    if without and _empty(step.consent_reason):
        problems["consent_reason"] = _("Enter why it was shared without consent.")
    return problems


def _empty(text: str | None) -> bool:
    return not (text or "").strip()


def _start_clocks(row: Referral, agency: Agency, made_at: datetime) -> None:
    row.made_at = made_at
    written = row.state == ReferralState.IN_WRITING.value
    row.written_by_at = _due(row, None if written else agency.written_clock, made_at)
    row.answer_by_at = _due(row, agency.answer_clock, made_at)
    row.chase_at = _due(row, agency.chase_clock, made_at)


def _move_clocks(
    row: Referral, agency: Agency, step: NewStep, happened_at: datetime
) -> None:
    match step.kind:
        case StepKind.CONFIRMED:
            row.made_at = row.made_at or happened_at
            row.written_by_at = None
            row.chase_at = row.chase_at or _due(row, agency.chase_clock, happened_at)
        case StepKind.CHASED | StepKind.ESCALATED:
            row.chase_at = _due(row, "chase_daily", happened_at)
        case StepKind.CHALLENGED:
            row.outcome = None
            row.chase_at = _due(row, agency.chase_clock, happened_at)
        case StepKind.OUTCOME if step.outcome:
            row.outcome = step.outcome.value
            row.answer_by_at = None
            if step.outcome is not Outcome.MORE_INFO:
                row.chase_at = None
        case StepKind.CLOSED:
            row.chase_at = row.answer_by_at = row.written_by_at = None


def _never_unanswered_by_one_desk(row: Referral, step: NewStep) -> None:
    """Silence is no answer (§2.6): only when somebody above was asked as well may a
    referral end without one. Raises Invalid.
    """
    if step.outcome is not Outcome.NO_ANSWER:
        return
    asked = select(ReferralStep.ref).where(
        ReferralStep.referral_ref == row.ref,
        ReferralStep.kind == StepKind.ESCALATED.value,
    )
    if db.session.scalar(asked.limit(1)) is None:
        raise Invalid(
            {
                "outcome": _(
                    "Take it to somebody above them first, under the local escalation "
                    "procedure, and record that."
                )
            }
        )


def _steps_so_far(row: Referral) -> int:
    asked = select(func.count()).where(ReferralStep.referral_ref == row.ref)
    return db.session.scalar(asked) or 0


def _due(row: Referral, code: str | None, start: datetime) -> datetime | None:
    if code is None:
        return None
    return due(start, clocks.named(code), days_of(row.school_ref)).at


def _add_row(actor: Actor, row: Referral, step: NewStep, happened_at: datetime) -> None:
    added = ReferralStep(
        ref=new_ref(),
        school_ref=row.school_ref,
        key_ref=row.key_ref,
        referral_ref=row.ref,
        place=_steps_so_far(row) + 1,
        kind=step.kind.value,
        method=step.method,
        consent=step.consent.value if step.consent else None,
        outcome=step.outcome.value if step.outcome else None,
        happened_at=happened_at,
        recorded_at=clock.now(),
        by_ref=actor.person_ref,
        edition=editions.leading(clock.today()).code,
    )
    for column in _TEXTS:
        seal(added, column, getattr(step, column))
    db.session.add(added)
