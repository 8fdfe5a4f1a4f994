"""Who came: marked once the session has begun, and put right as often as needed."""

from dataclasses import dataclass

from safeguard.training.commands.recording import Learnt, keep, void
from safeguard.training.models import TrainingBooking, TrainingRecord, TrainingSession
from safeguard.training.permissions import Act
from safeguard.training.permissions.roster import roster
from safeguard.training.permissions.seating import (
    records_of_session,
    seat_of,
    seats_taken,
)
from safeguard.training.permissions.seeing import session_here
from safeguard.training.states import SeatState, SessionState
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, NotNow, Stale
from school.foundation.references import new_ref
from school.gate import command, note, touch
from school.trail.append import take_turn
from school.web.catalogue import gettext as _

ATTENDANCE = "attendance"


@dataclass(frozen=True)
class Attendance:
    """Who came: of those with a seat all others were absent. `also`: without a seat."""

    came: frozenset[str]
    also: tuple[str, ...] = ()
    version: int | None = None


@command(Act.MARK_ATTENDANCE, of=session_here)
def mark_attendance(actor: Actor, session: TrainingSession, said: Attendance) -> str:
    """Mark who came; each gets a record of the course on the day (London) of the
    session, and needs that it meets are done.

    Marked again, only what differs changes: nobody has a second record, and who was
    not there after all loses theirs. Raises NotNow before the session has begun or
    where it was cancelled, Stale where somebody marked it meanwhile, and Invalid for
    somebody who never had a post here.
    """
    take_turn(db.session.connection(), f"training {session.ref}")
    # As whoever had the turn before has left it.
    db.session.refresh(session)
    if session.state == SessionState.CANCELLED or session.starts_at > clock.now():
        raise NotNow("the session has not begun or does not take place")
    if said.version is not None and said.version != session.version:
        raise Stale("somebody else marked it meanwhile")
    seats = {seat.person_ref: seat for seat in seats_taken(session.ref)}
    new = [ref for ref in dict.fromkeys(said.also) if ref not in seats]
    here = roster(actor.school_ref, actor.trust_ref)
    if any(ref not in here for ref in new) or said.came - seats.keys() - set(new):
        raise Invalid({"also": _("Choose people who work here today.")})
    for ref in new:
        seats[ref] = _unbooked(actor, session, ref)
    came = said.came | set(said.also)
    records = records_of_session(session.ref)
    for ref, seat in seats.items():
        _mark(actor, seat, came=ref in came)
        _record(actor, session, ref, records.get(ref), came=ref in came)
    session.state = SessionState.HELD
    session.held_at = session.held_at or clock.now()
    # So that a second marker's page is seen to be older, whatever it changes.
    session.changed_at = clock.now()
    touch(*seats)
    note(came=len(came & seats.keys()), absent=len(seats.keys() - came), also=len(new))
    return session.ref


def _mark(actor: Actor, seat: TrainingBooking, *, came: bool) -> None:
    state = SeatState.ATTENDED if came else SeatState.ABSENT
    if seat.state != state:
        seat.state = state
        seat.marked_by, seat.marked_at = actor.person_ref, clock.now()


def _record(
    actor: Actor,
    session: TrainingSession,
    person_ref: str,
    record: TrainingRecord | None,
    *,
    came: bool,
) -> None:
    if came and record is None:
        keep(
            Learnt(
                person_ref=person_ref,
                course=session.course,
                done_on=clock.local(session.starts_at).date(),
                way=ATTENDANCE,
                school_ref=session.school_ref,
                by_ref=actor.person_ref,
                session_ref=session.ref,
            ),
        )
    elif record is not None and not came:
        void(record, actor.person_ref, _("Marked as absent afterwards."))


def _unbooked(
    actor: Actor, session: TrainingSession, person_ref: str
) -> TrainingBooking:
    """The seat of somebody who came without one, or had given it up."""
    row = seat_of(session.ref, person_ref)
    if row is None:
        row = TrainingBooking(
            ref=new_ref(),
            school_ref=session.school_ref,
            session_ref=session.ref,
            person_ref=person_ref,
            booked_by=actor.person_ref,
            booked_at=clock.now(),
        )
        db.session.add(row)
    row.state = SeatState.BOOKED
    return row
