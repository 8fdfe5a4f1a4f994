"""What can be read of referrals; always as a part of reading their case."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from safeguard.guidance import agencies, clocks
from safeguard.referrals.models import Referral, ReferralStep
from safeguard.referrals.states import (
    ASKING,
    UNDECIDED,
    WAITING,
    WRITTEN_METHODS,
    Outcome,
    ReferralState,
    StepKind,
)
from school.calendars.due import due
from school.calendars.timeliness import Tally, timely
from school.foundation import clock
from school.foundation.database import db
from school.foundation.questions import every, one_of, question
from school.foundation.sealing import unseal
from school.gate import counted, touch
from school.identity.queries.set_up import days_of


@dataclass(frozen=True)
class StepView:
    """A step as it is shown. `by_ref` is the person who recorded it."""

    ref: str
    kind: str
    method: str | None
    spoke_to: str | None
    agency_reference: str | None
    shared: str | None
    withheld: str | None
    childs_voice: str | None
    consent: str | None
    consent_reason: str | None
    outcome: str | None
    hold: str | None
    text: str | None
    happened_at: datetime
    recorded_at: datetime
    by_ref: str


@dataclass(frozen=True)
class ReferralView:
    """A referral as it is shown, its steps oldest first."""

    ref: str
    agency: str
    agency_name: str
    state: str
    outcome: str | None
    on_hold: bool
    is_open: bool
    made_at: datetime | None
    written_by_at: datetime | None
    answer_by_at: datetime | None
    chase_at: datetime | None
    version: int
    steps: tuple[StepView, ...]

    @property
    def chase_due(self) -> bool:
        """Whether the agency should have been asked again by now."""
        return self.chase_at is not None and self.chase_at <= clock.now()

    @property
    def times_asked(self) -> int:
        """How often somebody asked the agency again, or above it."""
        return sum(step.kind in ASKING for step in self.steps)


@dataclass(frozen=True)
class OpenReferral:
    """A referral that has no answer yet: codes and instants, nothing sealed."""

    ref: str
    case_ref: str
    agency: str
    state: str
    on_hold: bool
    written_by_at: datetime | None
    chase_at: datetime | None


@question
def _of_case() -> Any:
    asked = every(Referral).where(Referral.case_ref == bindparam("case"))
    return asked.order_by(Referral.begun_at, Referral.ref)


@counted
def referrals_of(case_ref: str) -> list[ReferralView]:
    """A case's referrals with their steps, oldest first.

    Only a disclosure of the case may call it: it adds them to that disclosure's
    entry, and raises OutsideGate where there is none.
    """
    rows = _of_case(case=case_ref)
    steps = _steps_of([row.ref for row in rows])
    if rows:
        touch(*(row.ref for row in rows))
    return [_view(row, steps.get(row.ref, [])) for row in rows]


@question
def _of_cases() -> Any:
    asked = select(
        Referral.ref,
        Referral.case_ref,
        Referral.agency,
        Referral.state,
        Referral.outcome,
        Referral.on_hold,
        Referral.written_by_at,
        Referral.chase_at,
    ).where(one_of(Referral.case_ref, "refs"))
    return asked.order_by(Referral.begun_at, Referral.ref)


@counted
def open_referrals(case_refs: Iterable[str]) -> dict[str, list[OpenReferral]]:
    """Of each of these cases the referrals still without an answer; those without
    any are left out. For queues, closing checks and chasing.
    """
    wanted = sorted(set(case_refs))
    found: dict[str, list[OpenReferral]] = {}
    for row in _of_cases(refs=wanted) if wanted else ():
        if is_open(row):
            found.setdefault(row.case_ref, []).append(_open(row))
    return found


@counted
def held_by_agency(case_ref: str) -> bool:
    """Whether an agency asked that something wait, such as telling the parents."""
    asked = select(Referral.ref).where(
        Referral.case_ref == case_ref, Referral.on_hold.is_(True)
    )
    return db.session.scalar(asked.limit(1)) is not None


@counted
def agencies_told(case_ref: str, since: datetime) -> frozenset[str]:
    """The agencies told of a case, by referrals begun at an instant or after it."""
    asked = select(Referral.agency).where(
        Referral.case_ref == case_ref,
        Referral.made_at.is_not(None),
        Referral.begun_at >= since,
    )
    return frozenset(db.session.scalars(asked))


@counted
def count_referrals(since: datetime, until: datetime) -> Tally:
    """Referrals of each school made between two instants, by agency; no wall stands
    in a count that must not differ by who reads it.
    """
    asked = (
        select(Referral.school_ref, Referral.agency, func.count())
        .where(Referral.made_at >= since, Referral.made_at < until)
        .group_by(Referral.school_ref, Referral.agency)
    )
    rows = db.session.execute(asked)
    return Counter({(ref, agency): number for ref, agency, number in rows})


@counted
def count_written(since: datetime, until: datetime) -> Tally:
    """Of those referrals that are to be confirmed in writing, which were in time."""
    asked = (
        select(Referral.ref, ReferralStep.kind, ReferralStep.method)
        .join(ReferralStep, ReferralStep.referral_ref == Referral.ref)
        .where(Referral.made_at >= since, Referral.made_at < until)
        .where(ReferralStep.kind == StepKind.MADE)
    )
    from_the_start = {
        ref for ref, _, method in db.session.execute(asked) if method in WRITTEN_METHODS
    }
    made = _made(since, until, StepKind.CONFIRMED)
    return timely(
        (school_ref, ends_at, made_at if ref in from_the_start else done_at)
        for ref, (school_ref, agency, made_at, done_at) in made.items()
        if (ends_at := _ends(school_ref, agencies.named(agency).written_clock, made_at))
    )


@counted
def count_answered(since: datetime, until: datetime) -> Tally:
    """Of those referrals that an agency must answer, which were answered in time."""
    made = _made(since, until, StepKind.OUTCOME).values()
    return timely(
        (school_ref, ends_at, done_at)
        for school_ref, agency, made_at, done_at in made
        if (ends_at := _ends(school_ref, agencies.named(agency).answer_clock, made_at))
    )


def _made(
    since: datetime, until: datetime, kind: StepKind
) -> dict[str, tuple[str, str, datetime, datetime | None]]:
    """Each referral’s school, agency, when made, and the first step of a kind; that
    nobody ever answered is no answer.
    """
    step = ReferralStep
    told = func.coalesce(step.outcome, "") != Outcome.NO_ANSWER.value
    asked = (
        select(
            Referral.ref,
            Referral.school_ref,
            Referral.agency,
            Referral.made_at,
            func.min(step.happened_at),
        )
        .outerjoin(
            step, (step.referral_ref == Referral.ref) & (step.kind == kind) & told
        )
        .where(Referral.made_at >= since, Referral.made_at < until)
        .group_by(Referral.ref, Referral.school_ref, Referral.agency, Referral.made_at)
    )
    return {
        ref: (school_ref, agency, made_at, done_at)
        for ref, school_ref, agency, made_at, done_at in db.session.execute(asked)
        if made_at is not None
    }


def _ends(school_ref: str, code: str | None, made_at: datetime) -> datetime | None:
    if code is None:
        return None
    return due(made_at, clocks.named(code), days_of(school_ref)).at


def is_open(row: Any) -> bool:
    """Whether it still lacks a decision or an answer. Where the agency's number is
    all that may be kept (CEOP, Report Remove), having made it is the end of it.
    """
    state = ReferralState(row.state)
    if state in UNDECIDED:
        return True
    if state in WAITING:
        only_number = agencies.named(row.agency).reference_only
        return state is ReferralState.CHALLENGED or not only_number
    return state is ReferralState.OUTCOME and row.outcome == Outcome.MORE_INFO.value


@question
def _steps() -> Any:
    asked = every(ReferralStep).where(one_of(ReferralStep.referral_ref, "refs"))
    return asked.order_by(ReferralStep.referral_ref, ReferralStep.place)


def _steps_of(referral_refs: list[str]) -> dict[str, list[StepView]]:
    found: dict[str, list[StepView]] = {}
    for row in _steps(refs=referral_refs) if referral_refs else ():
        found.setdefault(row.referral_ref, []).append(_step(row))
    return found


def _step(row: Any) -> StepView:
    return StepView(
        ref=row.ref,
        kind=row.kind,
        method=row.method,
        spoke_to=unseal(row, "spoke_to"),
        agency_reference=unseal(row, "agency_reference"),
        shared=unseal(row, "shared"),
        withheld=unseal(row, "withheld"),
        childs_voice=unseal(row, "childs_voice"),
        consent=row.consent,
        consent_reason=unseal(row, "consent_reason"),
        outcome=row.outcome,
        hold=unseal(row, "hold"),
        text=unseal(row, "text"),
        happened_at=row.happened_at,
        recorded_at=row.recorded_at,
        by_ref=row.by_ref,
    )


def _view(row: Any, steps: list[StepView]) -> ReferralView:
    return ReferralView(
        ref=row.ref,
        agency=row.agency,
        agency_name=agencies.named(row.agency).wording,
        state=row.state,
        outcome=row.outcome,
        on_hold=row.on_hold,
        is_open=is_open(row),
        made_at=row.made_at,
        written_by_at=row.written_by_at,
        answer_by_at=row.answer_by_at,
        chase_at=row.chase_at,
        version=row.version,
        steps=tuple(steps),
    )


def _open(row: Any) -> OpenReferral:
    return OpenReferral(
        ref=row.ref,
        case_ref=row.case_ref,
        agency=row.agency,
        state=row.state,
        on_hold=row.on_hold,
        written_by_at=row.written_by_at,
        chase_at=row.chase_at,
    )
