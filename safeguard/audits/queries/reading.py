"""One self-audit in full: for whoever answers it, and for whoever reviews it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from safeguard.audits.models import SelfAudit, SelfAuditAnswer, SelfAuditPlan
from safeguard.audits.permissions import Act
from safeguard.audits.permissions.seeing import (
    audit_visible,
    own_visible,
    own_visible_to,
)
from safeguard.audits.permissions.standing import answers_of
from safeguard.audits.states import AuditState
from safeguard.guidance import self_audit
from safeguard.guidance.self_audit import Question
from safeguard.training.queries.standing import NeedStanding, needs_from
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.gate import disclosure, touch
from school.identity.queries.people import names_of


@dataclass(frozen=True)
class PlanRead:
    """What was planned for a gap: a code of `plans`, words, by whom, when (UTC)."""

    kind: str
    words: str = field(repr=False)
    by: str = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class AnswerRead:
    """One question with its answer (yes, no or nothing yet) and what followed."""

    question: Question
    answer: str
    comment: str = field(repr=False)
    is_gap: bool
    need: NeedStanding | None
    plan: PlanRead | None

    @property
    def is_owed(self) -> bool:
        """Whether its gap is still to be met."""
        return self.need is not None and not self.need.is_over


@dataclass(frozen=True)
class AuditRead:
    """A self-audit in full. Days are London days, instants UTC."""

    ref: str
    person_ref: str
    name: str = field(repr=False)
    occasion: str
    questionnaire: str
    school_year: int
    stored_state: AuditState
    due_on: date
    assigned_at: datetime
    saved_at: datetime | None
    submitted_at: datetime | None
    reviewed_by: str = field(repr=False)
    reviewed_at: datetime | None
    remark: str = field(repr=False)
    planned_at: datetime | None
    ended_at: datetime | None
    withdrawn_why: str
    answers: tuple[AnswerRead, ...]
    version: int

    @property
    def gaps(self) -> tuple[AnswerRead, ...]:
        """The answers that are gaps."""
        return tuple(each for each in self.answers if each.is_gap)

    @property
    def owed(self) -> tuple[AnswerRead, ...]:
        """Those whose gap is still to be met."""
        return tuple(each for each in self.answers if each.is_owed)

    @property
    def state(self) -> AuditState:
        """How it stands: done once the last need is met, also before the product's own
        round has written that down.
        """
        planned = self.stored_state is AuditState.TRAINING_PLANNED
        return AuditState.DONE if planned and not self.owed else self.stored_state


@dataclass(frozen=True)
class OwnLine:
    """One of one's own self-audits in a list."""

    ref: str
    occasion: str
    school_year: int
    state: AuditState
    due_on: date
    saved_at: datetime | None
    submitted_at: datetime | None


@disclosure(Act.READ_OWN_SELF_AUDITS)
def read_own_self_audits(actor: Actor) -> tuple[OwnLine, ...]:
    """One's own self-audits in this school: what is to be answered first, then the
    newest.
    """
    asked = select(SelfAudit).where(own_visible_to(actor))
    rows = list(db.session.scalars(asked.order_by(SelfAudit.assigned_at.desc())))
    touch(*(row.ref for row in rows))
    needs = needs_from([row.ref for row in rows])
    lines = [
        OwnLine(
            row.ref,
            row.occasion,
            row.school_year,
            standing_now(row, needs[row.ref]),
            row.due_on,
            row.saved_at,
            row.submitted_at,
        )
        for row in rows
    ]
    return tuple(sorted(lines, key=lambda each: each.state is not AuditState.ASSIGNED))


@disclosure(Act.READ_OWN_SELF_AUDIT, of=own_visible)
def read_own_self_audit(actor: Actor, row: SelfAudit) -> AuditRead:  # noqa: ARG001
    """What one has answered oneself, and what was planned."""
    return _read(row)


@disclosure(Act.READ_SELF_AUDIT, of=audit_visible)
def read_self_audit(actor: Actor, row: SelfAudit) -> AuditRead:  # noqa: ARG001
    """A colleague's self-audit. Before it is sent, nothing that was typed is read."""
    touch(row.person_ref)
    return _read(row, typed=row.state != AuditState.ASSIGNED)


def standing_now(row: SelfAudit, needs: Iterable[NeedStanding]) -> AuditState:
    """How it stands at this moment: done once each of its needs is over (§2.9b)."""
    state = AuditState(row.state)
    over = all(need.is_over for need in needs)
    return AuditState.DONE if state is AuditState.TRAINING_PLANNED and over else state


def _read(row: SelfAudit, *, typed: bool = True) -> AuditRead:
    held = answers_of([row.ref])[row.ref] if typed else {}
    plans = _plans(row.ref)
    needs = {need.ref: need for need in needs_from([row.ref])[row.ref]}
    people = [
        row.person_ref,
        row.reviewed_by,
        *(each.by_ref for each in plans.values()),
    ]
    names = names_of(ref for ref in people if ref)
    return AuditRead(
        ref=row.ref,
        person_ref=row.person_ref,
        name=names.get(row.person_ref, ""),
        occasion=row.occasion,
        questionnaire=row.questionnaire,
        school_year=row.school_year,
        stored_state=AuditState(row.state),
        due_on=row.due_on,
        assigned_at=row.assigned_at,
        saved_at=row.saved_at,
        submitted_at=row.submitted_at,
        reviewed_by=names.get(row.reviewed_by or "", ""),
        reviewed_at=row.reviewed_at,
        remark=unseal(row, "remark") or "",
        planned_at=row.planned_at,
        ended_at=row.ended_at,
        withdrawn_why=row.withdrawn_why or "",
        answers=tuple(
            _answer(question, held.get(question.code), plans, needs, names)
            for question in self_audit.asked_by(row.questionnaire)
        ),
        version=row.version,
    )


def _plans(audit_ref: str) -> dict[str, SelfAuditPlan]:
    asked = select(SelfAuditPlan).where(SelfAuditPlan.audit_ref == audit_ref)
    return {row.question: row for row in db.session.scalars(asked)}


def _answer(
    question: Question,
    row: SelfAuditAnswer | None,
    plans: dict[str, SelfAuditPlan],
    needs: dict[str, NeedStanding],
    names: dict[str, str],
) -> AnswerRead:
    plan = plans.get(question.code)
    return AnswerRead(
        question=question,
        answer=(row.answer or "") if row else "",
        comment=(unseal(row, "comment") or "") if row else "",
        is_gap=row.is_gap if row else False,
        need=needs.get(row.need_ref or "") if row else None,
        plan=PlanRead(
            plan.kind, unseal(plan, "words") or "", names.get(plan.by_ref, ""), plan.at
        )
        if plan
        else None,
    )
