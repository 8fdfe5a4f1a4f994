"""Reminding owners of what is due and of what is late: once an action and day."""

from sqlalchemy import text

from safeguard.actions.models import ActionReminder, CaseAction
from safeguard.actions.permissions.acts import OWNERS, Act
from safeguard.actions.permissions.reminders import to_remind_of
from safeguard.actions.permissions.seeing import in_charge
from safeguard.cases.models import CaseFile
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.references import new_ref, spoken
from school.gate import command, note, touch
from school.identity.queries.people import roles_of
from school.notices import NOW, WAITS, notify


@command(Act.REMIND_OWNERS)
def remind_owners(actor: Actor) -> str:
    """Tell each owner that something of theirs is due or late, and nothing of what.

    In the morning of the day it is due; when late, on each council working day. Where
    the owner has left or is walled by now, whoever leads the case hears instead; where
    they may not, the DSL or a deputy.
    """
    _one_at_a_time(actor.school_ref)
    told = 0
    for action in to_remind_of(actor.school_ref):
        person_ref = _who_hears(actor, action)
        db.session.add(
            ActionReminder(
                ref=new_ref(),
                school_ref=action.school_ref,
                action_ref=action.ref,
                # Where nobody may hear of it, it was looked at for today all the same.
                person_ref=person_ref or action.owner_ref,
                sent_on=clock.today(),
            )
        )
        touch(action.ref)
        if person_ref:
            _remind(person_ref, action)
            told += 1
    note(told=told)
    return actor.school_ref


def _remind(person_ref: str, action: CaseAction) -> None:
    kind = NOW if action.due_on < clock.today() else WAITS
    notify(person_ref, action.school_ref, kind, f"/actions/{spoken(action.ref)}")


def _who_hears(actor: Actor, action: CaseAction) -> str | None:
    owner = action.owner_ref
    roles = roles_of(owner, actor.school_ref, actor.trust_ref)
    if not roles.isdisjoint(OWNERS) and not _walled(owner, action):
        return owner
    case = db.session.get_one(CaseFile, action.case_ref)
    return next(iter(in_charge(actor, case)), None)


def _walled(person_ref: str, action: CaseAction) -> bool:
    return wall.stands_between(person_ref, action.ref) or wall.stands_between(
        person_ref, action.case_ref
    )


def _one_at_a_time(school_ref: str) -> None:
    """On PostgreSQL each worker has a timer; the second finds nothing left to do."""
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
        connection.execute(lock, {"name": f"reminders {school_ref}"})
