"""Seats: one's own, and those that whoever looks after training books for others."""

from collections.abc import Sequence
from dataclasses import dataclass

from safeguard.training.models import TrainingBooking, TrainingSession
from safeguard.training.permissions import Act
from safeguard.training.permissions.roster import roster
from safeguard.training.permissions.seating import seat_of, seats_taken
from safeguard.training.permissions.seeing import member_here, session_here
from safeguard.training.states import SeatState, SessionState
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, NotNow, Stale
from school.foundation.references import new_ref
from school.gate import command, note, touch
from school.notices import WAITS, notify
from school.trail.append import take_turn
from school.web.catalogue import gettext as _
from school.web.catalogue import ngettext


@dataclass(frozen=True)
class Invited:
    """Whom to book into a session."""

    person_refs: tuple[str, ...]


@command(Act.BOOK_TRAINING, of=session_here)
def book_training(actor: Actor, session: TrainingSession) -> str:
    """Take a seat oneself. Whoever has one keeps it; nothing is booked twice.

    Raises Invalid where no seat is free or the person has no post here any more, and
    NotNow once the session has begun, was held or was cancelled.
    """
    _turn(session)
    if member_here(actor, actor.person_ref) is None:
        raise Invalid({"seat": _("Seats are for people who work here today.")})
    if _has_seat(session, actor.person_ref):
        return session.ref
    if free(session, seats_taken(session.ref)) == 0:
        raise Invalid({"seat": _("The session is full. Ask whoever planned it.")})
    _seat(actor, session, actor.person_ref)
    return session.ref


@command(Act.GIVE_UP_SEAT, of=session_here)
def give_up_seat(actor: Actor, session: TrainingSession) -> str:
    """Give one's own seat up, so that somebody else can have it. Raises Stale where
    there is none, and NotNow as `book_training`.
    """
    _turn(session)
    row = seat_of(session.ref, actor.person_ref)
    if row is None or row.state != SeatState.BOOKED:
        raise Stale("there is no such seat")
    row.state = SeatState.GIVEN_UP
    return session.ref


@command(Act.BOOK_PEOPLE, of=session_here)
def book_people(actor: Actor, session: TrainingSession, invited: Invited) -> str:
    """Book seats for others; each is told that something waits. Who has a seat keeps
    it. Raises Invalid where too few are free: then nobody is booked; NotNow as above.
    """
    _turn(session)
    here = roster(actor.school_ref, actor.trust_ref)
    wanted = list(dict.fromkeys(invited.person_refs))
    if not wanted or any(ref not in here for ref in wanted):
        raise Invalid({"people": _("Choose people who work here today.")})
    taken = seats_taken(session.ref)
    held = {seat.person_ref for seat in taken}
    new = [ref for ref in wanted if ref not in held]
    left = free(session, taken)
    if new and left == 0:
        said = _("No seat is free. Give the session more seats first.")
        raise Invalid({"people": said})
    if left is not None and len(new) > left:
        said = ngettext(
            "Only %(num)d seat is free. Choose fewer people, or give the session more "
            "seats.",
            "Only %(num)d seats are free. Choose fewer people, or give the session "
            "more seats.",
            left,
        )
        raise Invalid({"people": said})
    for ref in new:
        _seat(actor, session, ref)
        if ref != actor.person_ref:
            path = f"/training/sessions/{session.ref}"
            notify(ref, session.school_ref, WAITS, path)
    touch(*new)
    note(booked=len(new), had_one=len(wanted) - len(new))
    return session.ref


def free(session: TrainingSession, taken: Sequence[TrainingBooking]) -> int | None:
    """How many seats are free; None: as many as come."""
    return None if session.seats is None else max(0, session.seats - len(taken))


def _turn(session: TrainingSession) -> None:
    # Two who take the last seat at once: one after the other, and one of them hears.
    take_turn(db.session.connection(), f"training {session.ref}")
    db.session.refresh(session)
    if session.state != SessionState.PLANNED or session.starts_at <= clock.now():
        raise NotNow("the session has begun or does not take place")


def _has_seat(session: TrainingSession, person_ref: str) -> bool:
    row = seat_of(session.ref, person_ref)
    return row is not None and row.state == SeatState.BOOKED


def _seat(actor: Actor, session: TrainingSession, person_ref: str) -> None:
    row = seat_of(session.ref, person_ref)
    if row is None:
        row = TrainingBooking(
            ref=new_ref(),
            school_ref=session.school_ref,
            session_ref=session.ref,
            person_ref=person_ref,
        )
        db.session.add(row)
    row.state = SeatState.BOOKED
    row.booked_by, row.booked_at = actor.person_ref, clock.now()
