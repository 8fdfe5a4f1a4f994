"""What the product does by itself: joiners, leavers, what is finished, reminders."""

from safeguard.audits.commands.beginning import (
    INDUCTION,
    YEARLY,
    begin_for_all,
    move,
    withdraw,
)
from safeguard.audits.models import SelfAudit, SelfAuditReminder
from safeguard.audits.permissions import Act
from safeguard.audits.permissions.seeing import open_round_of
from safeguard.audits.permissions.standing import to_remind_of, upkeep_of
from safeguard.audits.states import Move, Withdrawal
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.references import new_ref
from school.gate import command, note, touch
from school.notices import WAITS, notify
from school.trail.append import take_turn


@command(Act.KEEP_UP_SELF_AUDITS)
def keep_up_self_audits(actor: Actor) -> str:
    """Ask new colleagues (trust policy §11: at induction) and those who came to an open
    round late; withdraw what leavers have open; finish what has no need left.
    """
    take_turn(db.session.connection(), f"audits {actor.school_ref}")
    found = upkeep_of(actor.school_ref, actor.trust_ref)
    begin_for_all(actor, found.newcomers, INDUCTION)
    begin_for_all(actor, found.latecomers, YEARLY, open_round_of(actor.school_ref))
    for ref in found.left:
        withdraw(actor, _audit(ref), Withdrawal.LEFT)
    for ref in found.finished:
        audit = _audit(ref)
        move(audit, Move.FINISH)
        touch(audit.ref, audit.person_ref)
    note(
        newcomers=len(found.newcomers),
        latecomers=len(found.latecomers),
        left=len(found.left),
        finished=len(found.finished),
    )
    return actor.school_ref


@command(Act.REMIND_OF_SELF_AUDITS)
def remind_of_self_audits(actor: Actor) -> str:
    """Tell whoever has not answered that something waits: at most once a week (clock
    `self_audit_reminder`, calendar days); by itself from a week before it is due, by a
    reviewer's hand at once.
    """
    take_turn(db.session.connection(), f"audits {actor.school_ref}")
    by_itself = actor.has(Role.MACHINE)
    waiting = to_remind_of(actor.school_ref, by_itself=by_itself)
    for audit in waiting:
        row = SelfAuditReminder(
            ref=new_ref(),
            school_ref=audit.school_ref,
            audit_ref=audit.ref,
            person_ref=audit.person_ref,
            sent_on=clock.today(),
        )
        db.session.add(row)
        path = f"/self-audits/{audit.ref}/submit"
        notify(audit.person_ref, audit.school_ref, WAITS, path)
        touch(audit.ref, audit.person_ref)
    note(reminded=len(waiting))
    return actor.school_ref


def _audit(ref: str) -> SelfAudit:
    return db.session.get_one(SelfAudit, ref)
