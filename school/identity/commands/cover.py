"""Taking cover for the DSL, handing it back, and the duty rota."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select

from school.calendars.days import add_council_days
from school.calendars.reading import calendar_of
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command, note, touch
from school.identity.models import Appointment, DutyTurn
from school.identity.permissions import Act
from school.identity.permissions.cover import (
    COVER_REASONS,
    cover_held,
    duty_turn_visible,
    goes_on_duty,
    stand_in_right,
)
from school.identity.permissions.known import holders_of
from school.notices import WAITS, notify

LONGEST_TURN = timedelta(days=60)
# Whoever must know that somebody else reads case files now.
_TOLD = (Role.DSL, Role.DEPUTY_DSL, Role.HEAD, Role.EXECUTIVE_HEAD)


@dataclass(frozen=True)
class NewDutyTurn:
    """A turn on the duty rota, both days included, and where they are reached."""

    person_ref: str
    begins_on: date
    ends_on: date
    telephone: str = field(default="", repr=False)


@command(Act.TAKE_COVER)
def take_cover(actor: Actor, reason: str) -> str:
    """Take the DSL's work on, by a right that two people approved in advance.

    It lasts until the end of the next council working day, so that a weekend is
    covered and nobody keeps it unawares; it can be taken again. The two who approved
    the right stand in the appointment, and the leads and heads are told. Raises
    Invalid for a reason that is none, and for somebody who has cover already.
    Source: decision 26, R0.11.
    """
    if reason not in COVER_REASONS:
        raise Invalid({"reason": "choose_cover_reason"})
    if cover_held(actor):
        raise Invalid({"reason": "cover_held"})
    right = stand_in_right(actor)
    today = clock.today()
    last_day = add_council_days(calendar_of(actor.school_ref), today, 1)
    row = Appointment(
        ref=new_ref(),
        person_ref=actor.person_ref,
        org_ref=actor.school_ref,
        role=Role.ACTING_DSL.value,
        begins_on=today,
        ends_on=last_day,
        reason=reason,
        granted_by=right.granted_by,
        granted_at=clock.now(),
        needs_approval=True,
        approved_by=right.approved_by,
        approved_at=right.approved_at,
    )
    db.session.add(row)
    note(reason=reason, days=(last_day - today).days)
    touch(row.ref, right.ref)
    for ref in {ref for role in _TOLD for ref in holders_of(actor, role)}:
        if ref != actor.person_ref:
            notify(ref, actor.school_ref, WAITS, "/cover")
    return row.ref


@command(Act.HAND_BACK_COVER)
def hand_back_cover(actor: Actor) -> str:
    """Hand the work back before its end. Raises Stale when none is held any more."""
    held = cover_held(actor)
    if not held:
        raise Stale("there is no cover to hand back")
    for row in held:
        row.ended_by, row.ended_at = actor.person_ref, clock.now()
        touch(row.ref)
    return held[0].ref


@command(Act.ADD_DUTY_TURN)
def add_duty_turn(actor: Actor, new: NewDutyTurn) -> str:
    """Put somebody on the duty rota. Raises Invalid for days out of order or past, for
    too many of them, for days that are taken, and for somebody who could not read
    what comes in (decision 27).
    """
    _check(actor, new)
    row = DutyTurn(
        ref=new_ref(),
        school_ref=actor.school_ref,
        person_ref=new.person_ref,
        begins_on=new.begins_on,
        ends_on=new.ends_on,
        added_by=actor.person_ref,
        added_at=clock.now(),
    )
    seal(row, "telephone", new.telephone.strip() or None)
    db.session.add(row)
    touch(row.ref, new.person_ref)
    return row.ref


@command(Act.REMOVE_DUTY_TURN, of=duty_turn_visible)
def remove_duty_turn(actor: Actor, row: DutyTurn) -> str:
    """Take somebody off the duty rota."""
    touch(row.person_ref)
    db.session.delete(row)
    return row.ref


def _check(actor: Actor, new: NewDutyTurn) -> None:
    if new.ends_on < new.begins_on:
        raise Invalid({"ends_on": "ends_before_it_begins"})
    if new.ends_on < clock.today():
        raise Invalid({"ends_on": "turn_is_past"})
    if new.ends_on - new.begins_on > LONGEST_TURN:
        raise Invalid({"ends_on": "too_many_days"})
    if not goes_on_duty(actor, new.person_ref):
        raise Invalid({"person_ref": "opens_nothing"})
    taken = select(DutyTurn.ref).where(
        DutyTurn.school_ref == actor.school_ref,
        DutyTurn.begins_on <= new.ends_on,
        DutyTurn.ends_on >= new.begins_on,
    )
    if db.session.scalar(taken.limit(1)):
        raise Invalid({"begins_on": "turn_is_taken"})
