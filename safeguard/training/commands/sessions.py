"""Sessions: planned, moved and cancelled; whoever has a seat is told."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from safeguard.guidance import training
from safeguard.training.models import TrainingSession
from safeguard.training.permissions import Act
from safeguard.training.permissions.seating import needs_planned_in, seats_taken
from safeguard.training.permissions.seeing import session_here
from safeguard.training.states import NeedState, SeatState, SessionState
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import keyring, seal
from school.gate import about, command, insist_on_version, note
from school.notices import WAITS, notify
from school.trail.append import take_turn
from school.web.catalogue import gettext as _

LONGEST = 4000
LINE = 200
LEAST_REASON = 5
MOST_SEATS = 2000
AHEAD = timedelta(days=550)
Problems = dict[str, str]


@dataclass(frozen=True)
class SessionPlan:
    """What, on which London day from when to when, where, by whom, for how many."""

    course: str
    on: date | None
    begins: time | None
    ends: time | None
    place: str = field(default="", repr=False)
    trainer: str = field(default="", repr=False)
    about: str = field(default="", repr=False)
    # Words and addresses, one a line.
    materials: str = field(default="", repr=False)
    seats: int | None = None


@dataclass(frozen=True)
class Move:
    """Everything as it is from now on, and why it changed."""

    plan: SessionPlan
    reason: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Cancellation:
    """Why it does not take place, in words that everybody with a seat reads."""

    reason: str = field(repr=False)
    version: int | None = None


@command(Act.PLAN_SESSION)
def plan_session(actor: Actor, plan: SessionPlan) -> str:
    """Plan a session, in London time, within a year and a half. Raises Invalid."""
    problems: Problems = {}
    if plan.course not in {
        each.code
        for each in training.courses.offered(clock.today())
        if not each.is_reading
    }:
        problems["course"] = _("Choose a course.")
    times = _times(plan, problems)
    _insist_on_words(plan, problems)
    if problems or times is None:
        raise Invalid(problems)
    row = TrainingSession(
        ref=new_ref(),
        school_ref=actor.school_ref,
        key_ref=keyring().take(actor.school_ref),
        course=plan.course,
        state=SessionState.PLANNED,
        starts_at=times[0],
        ends_at=times[1],
        seats=plan.seats,
        planned_by=actor.person_ref,
        planned_at=clock.now(),
        changed_at=clock.now(),
    )
    _seal_words(row, plan)
    seal(row, "change_note", None)
    db.session.add(row)
    about(row)
    note(course=plan.course, seats=plan.seats)
    return row.ref


@command(Act.MOVE_SESSION, of=session_here)
def move_session(actor: Actor, session: TrainingSession, move: Move) -> str:
    """Give a session another time, place or number of seats; all who have one are told,
    and calendars take the newer file (RFC 5545: SEQUENCE counts up).

    Raises Invalid, also for fewer seats than are taken, and Stale where it was held,
    cancelled or changed meanwhile.
    """
    take_turn(db.session.connection(), f"training {session.ref}")
    db.session.refresh(session)
    _insist_on_planned(session, move.version)
    problems: Problems = {}
    times = _times(move.plan, problems)
    _insist_on_words(move.plan, problems)
    _insist_on_reason(move.reason, problems)
    taken = seats_taken(session.ref)
    if move.plan.seats is not None and move.plan.seats < len(taken):
        problems["seats"] = _(
            "%(n)d seats are taken. Choose at least as many.", n=len(taken)
        )
    if problems or times is None:
        raise Invalid(problems)
    session.starts_at, session.ends_at = times
    session.seats = move.plan.seats
    _seal_words(session, move.plan)
    _change(session, move.reason)
    note(told=_tell(session), sequence=session.sequence)
    return session.ref


@command(Act.CANCEL_SESSION, of=session_here)
def cancel_session(actor: Actor, session: TrainingSession, why: Cancellation) -> str:
    """A session does not take place. Its seats count no more, and a need that was to be
    met in it is open again. Raises Invalid, and Stale as `move_session`.
    """
    take_turn(db.session.connection(), f"training {session.ref}")
    db.session.refresh(session)
    _insist_on_planned(session, why.version)
    problems: Problems = {}
    _insist_on_reason(why.reason, problems)
    if problems:
        raise Invalid(problems)
    session.state = SessionState.CANCELLED
    session.cancelled_at = clock.now()
    _change(session, why.reason)
    waiting = needs_planned_in(session.ref)
    for need in waiting:
        need.state, need.session_ref = NeedState.OPEN, None
    note(told=_tell(session), sequence=session.sequence, reopened=len(waiting))
    return session.ref


def _change(session: TrainingSession, reason: str) -> None:
    session.sequence += 1
    session.changed_at = clock.now()
    seal(session, "change_note", reason.strip())


def _tell(session: TrainingSession) -> int:
    told = [
        seat.person_ref
        for seat in seats_taken(session.ref)
        if seat.state == SeatState.BOOKED
    ]
    for person_ref in told:
        path = f"/training/sessions/{session.ref}"
        notify(person_ref, session.school_ref, WAITS, path)
    return len(told)


def _insist_on_planned(session: TrainingSession, seen: int | None) -> None:
    if session.state != SessionState.PLANNED:
        raise Stale("the session was held or cancelled")
    insist_on_version(session, seen)


def _times(plan: SessionPlan, problems: Problems) -> tuple[datetime, datetime] | None:
    if plan.on is None:
        problems["on"] = _("Give the day.")
    if plan.begins is None:
        problems["begins"] = _("Say when it begins.")
    if plan.ends is None:
        problems["ends"] = _("Say when it ends.")
    if plan.on is None or plan.begins is None or plan.ends is None:
        return None
    if plan.on > clock.today() + AHEAD:
        problems["on"] = _("This is too far ahead. Check the year.")
    if plan.ends <= plan.begins:
        problems["ends"] = _("It ends before it begins. Check both times.")
    starts = clock.london(plan.on, plan.begins.hour, plan.begins.minute)
    if starts <= clock.now():
        problems["on"] = _(
            "This has passed. Record what has been held under “Record training”."
        )
    return starts, clock.london(plan.on, plan.ends.hour, plan.ends.minute)


def _insist_on_words(plan: SessionPlan, problems: Problems) -> None:
    if not plan.place.strip():
        problems["place"] = _("Say where: a room, or how to join from afar.")
    limits = {"place": LINE, "trainer": LINE, "about": LONGEST, "materials": LONGEST}
    for name, limit in limits.items():
        if len(getattr(plan, name)) > limit:
            problems[name] = _("Use at most %(max)d characters.", max=limit)
    if plan.seats is not None and not 1 <= plan.seats <= MOST_SEATS:
        problems["seats"] = _(
            "Write a number from 1 to %(max)d, or leave it empty.", max=MOST_SEATS
        )


def _insist_on_reason(reason: str, problems: Problems) -> None:
    if not LEAST_REASON <= len(reason.strip()) <= LONGEST:
        problems["reason"] = _(
            "Say why, in at least %(n)d characters. Everybody with a seat reads it.",
            n=LEAST_REASON,
        )


def _seal_words(row: TrainingSession, plan: SessionPlan) -> None:
    for name in ("place", "trainer", "about", "materials"):
        seal(row, name, getattr(plan, name).strip() or None)
