"""From the weighing to the door: weighed again, not called, called, here."""

from dataclasses import dataclass, field
from datetime import datetime

from safeguard.cases.commands.chronicle import worded
from safeguard.police_visits.commands.beginning import (
    Attendance,
    Weighing,
    write_attendance,
    write_weighing,
    wrong_in,
    wrong_in_attendance,
    wrong_staff,
)
from safeguard.police_visits.commands.steps import (
    add_step,
    move,
    stay,
    tell,
    tell_the_head,
    unwritten,
    when_wrong,
)
from safeguard.police_visits.models import PoliceCall, PoliceNote, PoliceVisit
from safeguard.police_visits.permissions import Act
from safeguard.police_visits.permissions.seeing import visit_visible
from safeguard.police_visits.permissions.standing import amiss_in
from safeguard.police_visits.states import GOES_ON, OPEN, State
from school.foundation.actor import Actor
from school.foundation.errors import Invalid
from school.gate import command, note

LEAST_REASON = 20


@dataclass(frozen=True)
class Words:
    """Why, or what more there is to say."""

    words: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Call:
    """Who called the police, when (UTC) and why."""

    called_at: datetime
    texts: dict[str, str] = field(repr=False)
    caller_ref: str | None = None
    version: int | None = None


@command(Act.WEIGH_VISIT, of=visit_visible)
def weigh_visit(actor: Actor, visit: PoliceVisit, weighing: Weighing) -> str:
    """Weigh again, or write down what was not written in time: the first weighing
    counts, and when it was written. Raises Invalid and Stale.
    """
    wrong = wrong_in(weighing)
    wrong |= wrong_staff({"considered_by": weighing.considered_by}, actor)
    if wrong:
        raise Invalid(wrong)
    before = amiss_in(visit)
    if visit.state == State.NOT_CALLED:
        move(visit, State.CONSIDERED, weighing.version)
    else:
        stay(visit, OPEN, weighing.version)
    write_weighing(visit, actor, weighing)
    tell_the_head(visit, actor, before)
    return visit.ref


@command(Act.DECIDE_AGAINST_VISIT, of=visit_visible)
def decide_against_visit(actor: Actor, visit: PoliceVisit, new: Words) -> str:
    """The police are not called, and why. Raises Invalid and Stale."""
    worded("words", new.words, LEAST_REASON)
    move(visit, State.NOT_CALLED, new.version)
    add_step(visit, actor, PoliceNote, {"words": new.words}, kind="not_called")
    return visit.ref


@command(Act.CALL_POLICE, of=visit_visible)
def call_police(actor: Actor, visit: PoliceVisit, call: Call) -> str:
    """Record that the school called: once called, the police decide, and the school
    still speaks up for the child. Also written afterwards. Raises Invalid and Stale.
    """
    wrong = {
        **unwritten(call.texts, "reason"),
        **when_wrong(call.called_at, "happened_on"),
        **wrong_staff({"caller_ref": call.caller_ref}, actor),
    }
    if wrong:
        raise Invalid(wrong)
    before = amiss_in(visit)
    if visit.state == State.CONSIDERED:
        move(visit, State.CALLED, call.version)
    else:
        stay(visit, GOES_ON - {State.CALLED}, call.version)
    caller = call.caller_ref or actor.person_ref
    add_step(
        visit,
        actor,
        PoliceCall,
        call.texts,
        caller_ref=caller,
        called_at=call.called_at,
    )
    tell(visit, actor, now=True)
    tell_the_head(visit, actor, before)
    return visit.ref


@command(Act.RECORD_ATTENDANCE, of=visit_visible)
def record_attendance(actor: Actor, visit: PoliceVisit, seen: Attendance) -> str:
    """Record that they came, and who of the school speaks up for the pupil. Never
    refused because no call stands before it. Raises Invalid and Stale.
    """
    wrong = wrong_in_attendance(seen)
    wrong |= wrong_staff({"advocate_ref": seen.advocate_ref}, actor)
    if wrong:
        raise Invalid(wrong)
    before = amiss_in(visit)
    move(visit, State.ATTENDED, seen.version)
    write_attendance(visit, actor, seen)
    note(came=seen.came, power=seen.power)
    tell_the_head(visit, actor, before)
    return visit.ref


@command(Act.ADD_TO_VISIT, of=visit_visible)
def add_to_visit(actor: Actor, visit: PoliceVisit, new: Words) -> str:
    """Add what was remembered later, also once it is closed. Raises Invalid."""
    worded("words", new.words)
    add_step(visit, actor, PoliceNote, {"words": new.words}, kind="addition")
    return visit.ref
