"""Rounds opened and closed; one person asked; a self-audit of one's own; withdrawn."""

from dataclasses import dataclass
from datetime import date

from safeguard.audits.commands.beginning import (
    AGAIN,
    YEARLY,
    begin,
    begin_for_all,
    withdraw,
)
from safeguard.audits.models import AuditRound, SelfAudit
from safeguard.audits.permissions import Act
from safeguard.audits.permissions.seeing import (
    asked_at,
    audit_visible,
    open_round_of,
    round_visible,
    working_at,
)
from safeguard.audits.permissions.standing import open_audit_of, unanswered_of
from safeguard.audits.states import Withdrawal
from safeguard.guidance import clocks, self_audit
from school.calendars.days import school_year_of
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, NotNow
from school.foundation.references import new_ref
from school.gate import about, command, insist_on_version, note
from school.trail.append import take_turn
from school.web.catalogue import gettext as _

# What a reviewer may say; the others are the product's own.
REASONS = (Withdrawal.AWAY, Withdrawal.MISTAKE)


@dataclass(frozen=True)
class NewRound:
    """By which day (London) everybody is asked to have answered."""

    due_on: date | None


@dataclass(frozen=True)
class Withdrawing:
    """Why nobody waits for a self-audit any more."""

    why: str
    version: int | None = None


@command(Act.OPEN_ROUND)
def open_round(actor: Actor, new: NewRound) -> str:
    """Ask everybody who works or volunteers in the school: one round a school year,
    which begins on 1 September (§2.9b: yearly). Raises Invalid, and NotNow where this
    year has had its round or another one is still open.
    """
    take_turn(db.session.connection(), f"audits {actor.school_ref}")
    today = clock.today()
    if new.due_on is None or new.due_on <= today or clocks.is_too_far(new.due_on):
        said = _("Choose a day that is still to come, within a year.")
        raise Invalid({"due_on": said})
    if open_round_of(actor.school_ref) or _has_had_one(actor.school_ref, today):
        raise NotNow("there is a round already")
    row = AuditRound(
        ref=new_ref(),
        school_ref=actor.school_ref,
        school_year=school_year_of(today),
        questionnaire=self_audit.current(today).code,
        due_on=new.due_on,
        opened_by=actor.person_ref,
        opened_at=clock.now(),
    )
    db.session.add(row)
    people = sorted(db.session.scalars(asked_at(actor.school_ref)))
    about(row)
    asked = begin_for_all(actor, people, YEARLY, row)
    note(year=row.school_year, asked=asked)
    return row.ref


@command(Act.CLOSE_ROUND, of=round_visible)
def close_round(actor: Actor, row: AuditRound, seen: int | None = None) -> str:
    """Wait for no more answers: whoever has not answered is asked again next year.
    What was answered takes its course. Raises NotNow where it is closed, and Stale.
    """
    if row.closed_at is not None:
        raise NotNow("the round is closed")
    insist_on_version(row, seen)
    row.closed_by, row.closed_at = actor.person_ref, clock.now()
    unanswered = unanswered_of(row.ref)
    for audit in unanswered:
        withdraw(actor, audit, Withdrawal.ROUND_CLOSED)
    note(year=row.school_year, unanswered=len(unanswered))
    return row.ref


@command(Act.BEGIN_SELF_AUDIT)
def begin_self_audit(actor: Actor) -> str:
    """A self-audit of one's own, whenever somebody wishes; where one waits, that one.

    Answers that were sent are never changed: this is the way to say something new.
    """
    take_turn(db.session.connection(), f"audits {actor.school_ref}")
    waiting = open_audit_of(actor.school_ref, actor.person_ref)
    if waiting is not None:
        about(waiting)
        return waiting.ref
    row = begin(actor, actor.person_ref, AGAIN)
    about(row)
    return row.ref


@command(Act.ASK_SELF_AUDIT)
def ask_self_audit(actor: Actor, person_ref: str) -> str:
    """Ask somebody who works here for a self-audit besides the yearly one. Raises
    Invalid for anybody else, and for a colleague who still has one to answer.
    """
    take_turn(db.session.connection(), f"audits {actor.school_ref}")
    works = working_at(actor.school_ref, actor.trust_ref)
    if person_ref not in set(db.session.scalars(works)):
        raise Invalid({"person_ref": _("Choose somebody who works here today.")})
    if open_audit_of(actor.school_ref, person_ref) is not None:
        said = _("This colleague has a self-audit to answer already.")
        raise Invalid({"person_ref": said})
    row = begin(actor, person_ref, AGAIN)
    about(row)
    return row.ref


@command(Act.WITHDRAW_SELF_AUDIT, of=audit_visible)
def withdraw_self_audit(actor: Actor, audit: SelfAudit, new: Withdrawing) -> str:
    """Wait no more for a self-audit, such as of a colleague who is away for long.

    The needs that it has opened end with it. Raises Invalid, Stale, and NotNow where
    it has ended.
    """
    if new.why not in REASONS:
        raise Invalid({"why": _("Choose why nobody waits for it any more.")})
    insist_on_version(audit, new.version)
    withdraw(actor, audit, Withdrawal(new.why))
    note(why=new.why)
    return audit.ref


def _has_had_one(school_ref: str, today: date) -> bool:
    asked = db.select(AuditRound.ref).where(
        AuditRound.school_ref == school_ref,
        AuditRound.school_year == school_year_of(today),
    )
    return db.session.scalar(asked) is not None
