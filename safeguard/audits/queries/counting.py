"""Numbers of self-audits: what waits, and gaps by question. Never a person.

What of the numbers may be shown to those who govern, reports decide.
"""

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select

from safeguard.audits.models import SelfAudit, SelfAuditAnswer
from safeguard.audits.permissions.seeing import asked_at
from safeguard.audits.permissions.standing import to_remind_of, upkeep_of
from safeguard.audits.states import ANSWERED, AuditState
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.questions import question
from school.gate import counted
from school.identity.permissions.roles import the_trust

TO_REVIEW = (AuditState.SUBMITTED, AuditState.REVIEWED)


@question
def _own() -> Any:
    return (
        select(SelfAudit.ref, SelfAudit.due_on)
        .where(
            SelfAudit.person_ref == bindparam("person"),
            SelfAudit.school_ref == bindparam("school"),
            SelfAudit.state == AuditState.ASSIGNED.value,
        )
        .order_by(SelfAudit.due_on, SelfAudit.ref)
        .limit(1)
    )


@question
def _to_review() -> Any:
    return (
        select(SelfAudit.state, func.count().label("number"))
        .where(
            SelfAudit.school_ref == bindparam("school"),
            SelfAudit.person_ref != bindparam("person"),
            SelfAudit.state.in_(
                [AuditState.SUBMITTED.value, AuditState.REVIEWED.value]
            ),
        )
        .group_by(SelfAudit.state)
    )


@counted
def own_to_answer(actor: Actor) -> tuple[str, date] | None:
    """The reference of one's own self-audit that is due first, and its London day."""
    row = _own.first(person=actor.person_ref, school=actor.school_ref)
    return (row.ref, row.due_on) if row else None


@counted
def count_to_review(actor: Actor) -> dict[AuditState, int]:
    """How many of the colleagues' are to be read, and to be planned for."""
    rows = _to_review(person=actor.person_ref, school=actor.school_ref)
    return {AuditState(row.state): row.number for row in rows}


@counted
def count_to_ask(actor: Actor) -> int:
    """How many people a round of the actor's school would ask today."""
    people = select(func.count()).select_from(asked_at(actor.school_ref).subquery())
    return db.session.scalar(people) or 0


@counted
def count_upkeep(school_ref: str) -> int:
    """How much the product has to put right by itself in one school."""
    trust = the_trust()
    return upkeep_of(school_ref, trust.ref if trust else school_ref).size


@counted
def count_to_remind(school_ref: str) -> int:
    """How many people of a school the product is to remind by itself now."""
    return len(to_remind_of(school_ref, by_itself=True))


@counted
def count_who_may_be_reminded(actor: Actor) -> int:
    """How many people of the actor's school hear of it if somebody reminds them now."""
    return len(to_remind_of(actor.school_ref, by_itself=False))


@counted
def count_answers(
    school_ref: str | None = None,
) -> Counter[tuple[str, int, str, bool]]:
    """Answers that were sent, by school, school year, question, and whether each is a
    gap. Of somebody who answered twice in a year the later one counts alone.
    """
    latest = (
        select(
            SelfAudit.school_ref,
            SelfAudit.school_year,
            SelfAudit.person_ref,
            func.max(SelfAudit.submitted_at).label("at"),
        )
        .where(SelfAudit.state.in_(sorted(ANSWERED)))
        .group_by(SelfAudit.school_ref, SelfAudit.school_year, SelfAudit.person_ref)
        .subquery()
    )
    asked = (
        select(
            SelfAudit.school_ref,
            SelfAudit.school_year,
            SelfAuditAnswer.question,
            SelfAuditAnswer.is_gap,
            func.count(),
        )
        .join(SelfAuditAnswer, SelfAuditAnswer.audit_ref == SelfAudit.ref)
        .join(
            latest,
            (latest.c.school_ref == SelfAudit.school_ref)
            & (latest.c.school_year == SelfAudit.school_year)
            & (latest.c.person_ref == SelfAudit.person_ref)
            & (latest.c.at == SelfAudit.submitted_at),
        )
        .group_by(
            SelfAudit.school_ref,
            SelfAudit.school_year,
            SelfAuditAnswer.question,
            SelfAuditAnswer.is_gap,
        )
    )
    if school_ref is not None:
        asked = asked.where(SelfAudit.school_ref == school_ref)
    found: Counter[tuple[str, int, str, bool]] = Counter()
    for where, year, code, is_gap, number in db.session.execute(asked):
        found[where, year, code, is_gap] = number
    return found
