"""What of a self-audit is still owed, and whom the school has not asked yet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import exists, select

from safeguard.audits.models import (
    AuditRound,
    SelfAudit,
    SelfAuditAnswer,
    SelfAuditReminder,
)
from safeguard.audits.permissions.seeing import asked_at, open_round_of, working_at
from safeguard.audits.states import OPEN, AuditState
from safeguard.guidance import clocks
from safeguard.training.models import TrainingNeed
from safeguard.training.states import WAITING
from school.foundation import clock
from school.foundation.database import db


@dataclass(frozen=True)
class Upkeep:
    """What the product itself has to put right in one school; references alone."""

    # Nobody has asked them here before; they were asked before, but not in this round.
    newcomers: tuple[str, ...]
    latecomers: tuple[str, ...]
    # Self-audits of people who work here no more, and those whose needs are all met.
    left: tuple[str, ...]
    finished: tuple[str, ...]

    @property
    def size(self) -> int:
        """How much there is to do."""
        parts = (self.newcomers, self.latecomers, self.left, self.finished)
        return sum(len(part) for part in parts)


def answers_of(audit_refs: Iterable[str]) -> dict[str, dict[str, SelfAuditAnswer]]:
    """The answers of self-audits, by self-audit and question."""
    found: dict[str, dict[str, SelfAuditAnswer]] = defaultdict(dict)
    wanted = list(audit_refs)
    if wanted:
        asked = select(SelfAuditAnswer).where(SelfAuditAnswer.audit_ref.in_(wanted))
        for row in db.session.scalars(asked):
            found[row.audit_ref][row.question] = row
    return found


def owed_by(answers: Iterable[SelfAuditAnswer]) -> set[str]:
    """Of these answers, the questions whose need nobody has met yet."""
    needs = {row.need_ref: row.question for row in answers if row.need_ref}
    if not needs:
        return set()
    asked = select(TrainingNeed.ref).where(
        TrainingNeed.ref.in_(needs), TrainingNeed.state.in_(sorted(WAITING))
    )
    return {needs[ref] for ref in db.session.scalars(asked)}


def upkeep_of(school_ref: str, trust_ref: str) -> Upkeep:
    """Joiners, leavers and what is finished, in one school, as of now.

    While a school has never had a round, nobody is a newcomer: the first round asks
    everybody. From then on whoever begins is asked at induction (trust policy §11).
    """
    new, late = _not_asked(school_ref)
    return Upkeep(new, late, _left(school_ref, trust_ref), _finished(school_ref))


def to_remind_of(school_ref: str, *, by_itself: bool) -> list[SelfAudit]:
    """Self-audits that nobody has answered, and of which nobody was reminded in the
    last week (clock `self_audit_reminder`, calendar days). By itself the product waits
    until a week before they are due; a reviewer need not.
    """
    every = timedelta(days=clocks.named("self_audit_reminder").length)
    today = clock.today()
    lately = select(SelfAuditReminder.audit_ref).where(
        SelfAuditReminder.school_ref == school_ref,
        SelfAuditReminder.sent_on > today - every,
    )
    asked = select(SelfAudit).where(
        SelfAudit.school_ref == school_ref,
        SelfAudit.state == AuditState.ASSIGNED,
        SelfAudit.ref.not_in(lately),
    )
    if by_itself:
        asked = asked.where(SelfAudit.due_on <= today + every)
    return list(db.session.scalars(asked.order_by(SelfAudit.due_on, SelfAudit.ref)))


def unanswered_of(round_ref: str) -> list[SelfAudit]:
    """The self-audits of a round that nobody has answered."""
    asked = select(SelfAudit).where(
        SelfAudit.round_ref == round_ref, SelfAudit.state == AuditState.ASSIGNED
    )
    return list(db.session.scalars(asked.order_by(SelfAudit.ref)))


def open_audit_of(school_ref: str, person_ref: str) -> SelfAudit | None:
    """A self-audit that somebody still has to answer here, if there is one."""
    asked = select(SelfAudit).where(
        SelfAudit.school_ref == school_ref,
        SelfAudit.person_ref == person_ref,
        SelfAudit.state == AuditState.ASSIGNED,
    )
    return db.session.scalars(asked.order_by(SelfAudit.due_on).limit(1)).first()


def _not_asked(school_ref: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ever = exists().where(AuditRound.school_ref == school_ref)
    if not db.session.scalar(select(ever)):
        return (), ()
    here = set(db.session.scalars(asked_at(school_ref)))
    audits = select(SelfAudit.person_ref, SelfAudit.assigned_at, SelfAudit.round_ref)
    rows = db.session.execute(audits.where(SelfAudit.school_ref == school_ref)).all()
    known = {row.person_ref for row in rows}
    newcomers = tuple(sorted(here - known))
    running = open_round_of(school_ref)
    if running is None:
        return newcomers, ()
    # Whoever was asked at induction or anew since the round began is not asked twice.
    lately = {
        row.person_ref
        for row in rows
        if row.round_ref == running.ref or row.assigned_at >= running.opened_at
    }
    return newcomers, tuple(sorted((here & known) - lately))


def _left(school_ref: str, trust_ref: str) -> tuple[str, ...]:
    asked = select(SelfAudit.ref).where(
        SelfAudit.school_ref == school_ref,
        SelfAudit.state.in_(sorted(OPEN)),
        SelfAudit.person_ref.not_in(working_at(school_ref, trust_ref)),
    )
    return tuple(db.session.scalars(asked.order_by(SelfAudit.ref)))


def _finished(school_ref: str) -> tuple[str, ...]:
    waiting = (
        select(SelfAuditAnswer.audit_ref)
        .join(TrainingNeed, TrainingNeed.ref == SelfAuditAnswer.need_ref)
        .where(TrainingNeed.state.in_(sorted(WAITING)))
    )
    asked = select(SelfAudit.ref).where(
        SelfAudit.school_ref == school_ref,
        SelfAudit.state == AuditState.TRAINING_PLANNED,
        SelfAudit.ref.not_in(waiting),
    )
    return tuple(db.session.scalars(asked.order_by(SelfAudit.ref)))
