"""Where agreements stand: of a campaign, of a pupil on a day, of oneself."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select

from safeguard.agreements.models import (
    Agreement,
    AgreementClause,
    AgreementSignature,
    AgreementTemplate,
)
from safeguard.agreements.permissions.answers import Answered, said
from safeguard.agreements.permissions.sides import TWO_SIDED, sides_of
from safeguard.agreements.states import (
    OPEN,
    AgreementState,
    Answer,
    Side,
    standing,
)
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.questions import question
from school.gate import counted


@dataclass(frozen=True)
class AgreementLine:
    """One agreement of a campaign: references, codes and times alone."""

    ref: str
    person_ref: str
    kind: str
    template_ref: str
    capacity: str | None
    state: AgreementState
    issued_at: datetime
    completed_at: datetime | None
    ended_why: str | None


@dataclass(frozen=True)
class ClauseHeld:
    """One clause of the version that held."""

    code: str
    part: str
    wording: str


@dataclass(frozen=True)
class LiveAgreement:
    """The version that held for a pupil on a day, its clauses, and who had answered."""

    ref: str
    kind: str
    template_ref: str
    number: int
    text_hash: str | None
    # As it stood at the end of that day.
    state: AgreementState
    answers: tuple[Answered, ...]
    clauses: tuple[ClauseHeld, ...]

    @property
    def signed_by(self) -> frozenset[Side]:
        """The sides on which somebody had signed."""
        return frozenset(
            each.side for each in self.answers if each.answer is Answer.SIGNED
        )


@dataclass(frozen=True)
class Waiting:
    """One's own agreement that is still to be signed."""

    ref: str
    kind: str
    template_ref: str
    capacity: str | None
    state: AgreementState
    issued_at: datetime


@question
def _of_campaign() -> Any:
    return (
        select(
            Agreement.ref,
            Agreement.person_ref,
            Agreement.kind,
            Agreement.template_ref,
            Agreement.capacity,
            Agreement.state,
            Agreement.issued_at,
            Agreement.completed_at,
            Agreement.ended_why,
        )
        .where(Agreement.campaign_ref == bindparam("campaign"))
        .order_by(Agreement.issued_at, Agreement.ref)
    )


@counted
def lines_of(campaign_ref: str) -> list[AgreementLine]:
    """Every agreement that a campaign issued, the ended ones too."""
    return [
        AgreementLine(
            ref=row.ref,
            person_ref=row.person_ref,
            kind=row.kind,
            template_ref=row.template_ref,
            capacity=row.capacity,
            state=AgreementState(row.state),
            issued_at=row.issued_at,
            completed_at=row.completed_at,
            ended_why=row.ended_why,
        )
        for row in _of_campaign(campaign=campaign_ref)
    ]


@question
def _held_on() -> Any:
    return (
        select(
            Agreement.ref,
            Agreement.kind,
            Agreement.template_ref,
            Agreement.issued_at,
            AgreementTemplate.number,
            AgreementTemplate.text_hash,
        )
        .join(AgreementTemplate, AgreementTemplate.ref == Agreement.template_ref)
        .where(
            Agreement.school_ref == bindparam("school"),
            Agreement.person_ref == bindparam("pupil"),
            Agreement.kind.in_(sorted(TWO_SIDED)),
            Agreement.issued_at < bindparam("ends"),
            or_(Agreement.ended_at.is_(None), Agreement.ended_at >= bindparam("ends")),
        )
        .order_by(Agreement.issued_at.desc(), Agreement.ref)
    )


@question
def _answers() -> Any:
    return (
        select(
            AgreementSignature.side,
            AgreementSignature.signer_ref,
            AgreementSignature.answer,
            AgreementSignature.signed_at,
        )
        .where(
            AgreementSignature.agreement_ref == bindparam("agreement"),
            AgreementSignature.signed_at < bindparam("ends"),
        )
        .order_by(AgreementSignature.signed_at, AgreementSignature.ref)
    )


@question
def _clauses() -> Any:
    return (
        select(AgreementClause.code, AgreementClause.part, AgreementClause.wording)
        .where(AgreementClause.template_ref == bindparam("template"))
        .order_by(AgreementClause.position, AgreementClause.code)
    )


@counted
def live_on(school_ref: str, pupil_ref: str, day: date) -> LiveAgreement | None:
    """The agreement that held for a pupil at the end of a London day, or None.

    A complete one comes before one that still waited for somebody; of several the
    latest. Whether an unsigned one binds is for whoever cites it to say: here stands
    who had signed by then.
    """
    ends = clock.london(day + timedelta(days=1))
    found = [
        _as_it_stood(row, ends)
        for row in _held_on(school=school_ref, pupil=pupil_ref, ends=ends)
    ]
    complete = [each for each in found if each.state is AgreementState.COMPLETE]
    return next(iter(complete or found), None)


def _as_it_stood(row: Any, ends: datetime) -> LiveAgreement:
    latest: dict[tuple[str, str | None], Answered] = {}
    for each in _answers(agreement=row.ref, ends=ends):
        latest[each.side, each.signer_ref] = Answered(
            Side(each.side), each.signer_ref, Answer(each.answer), each.signed_at
        )
    return LiveAgreement(
        ref=row.ref,
        kind=row.kind,
        template_ref=row.template_ref,
        number=row.number,
        text_hash=row.text_hash,
        state=standing(sides_of(row.kind), said(latest.values())),
        answers=tuple(latest.values()),
        clauses=tuple(
            ClauseHeld(clause.code, clause.part, clause.wording)
            for clause in _clauses(template=row.template_ref)
        ),
    )


@question
def _own() -> Any:
    return (
        select(
            Agreement.ref,
            Agreement.kind,
            Agreement.template_ref,
            Agreement.capacity,
            Agreement.state,
            Agreement.issued_at,
        )
        .where(
            Agreement.school_ref == bindparam("school"),
            Agreement.person_ref == bindparam("person"),
            Agreement.kind.not_in(sorted(TWO_SIDED)),
            Agreement.state.in_(sorted(OPEN)),
        )
        .order_by(Agreement.issued_at, Agreement.ref)
    )


@counted
def waiting_for(actor: Actor) -> list[Waiting]:
    """The actor's own agreements at this school that are not signed, oldest first."""
    return [
        Waiting(
            ref=row.ref,
            kind=row.kind,
            template_ref=row.template_ref,
            capacity=row.capacity,
            state=AgreementState(row.state),
            issued_at=row.issued_at,
        )
        for row in _own(school=actor.school_ref, person=actor.person_ref)
    ]
