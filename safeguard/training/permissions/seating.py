"""Seats in sessions and what hangs on them: for the acts and for the pages."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from safeguard.training.models import TrainingBooking, TrainingNeed, TrainingRecord
from safeguard.training.states import TAKEN, WAITING
from school.foundation.database import db


def seats_taken(session_ref: str) -> Sequence[TrainingBooking]:
    """The seats of a session that somebody has or had, in the order of booking."""
    asked = select(TrainingBooking).where(
        TrainingBooking.session_ref == session_ref,
        TrainingBooking.state.in_(sorted(TAKEN)),
    )
    ordered = asked.order_by(TrainingBooking.booked_at, TrainingBooking.ref)
    return db.session.scalars(ordered).all()


def seat_of(session_ref: str, person_ref: str) -> TrainingBooking | None:
    """One person's seat in a session, also one that was given up."""
    asked = select(TrainingBooking).where(
        TrainingBooking.session_ref == session_ref,
        TrainingBooking.person_ref == person_ref,
    )
    return db.session.scalar(asked)


def needs_planned_in(session_ref: str) -> Sequence[TrainingNeed]:
    """Needs that wait for a session."""
    asked = select(TrainingNeed).where(
        TrainingNeed.session_ref == session_ref,
        TrainingNeed.state.in_(sorted(WAITING)),
    )
    return db.session.scalars(asked).all()


def needs_waiting(person_ref: str, courses: Iterable[str]) -> Sequence[TrainingNeed]:
    """The needs of a person that one of these courses meets, in every school."""
    asked = select(TrainingNeed).where(
        TrainingNeed.person_ref == person_ref,
        TrainingNeed.course.in_(sorted(courses)),
        TrainingNeed.state.in_(sorted(WAITING)),
    )
    return db.session.scalars(asked).all()


def needs_met_by(record_ref: str) -> Sequence[TrainingNeed]:
    """The needs that a record has met."""
    asked = select(TrainingNeed).where(TrainingNeed.record_ref == record_ref)
    return db.session.scalars(asked).all()


def records_of_session(session_ref: str) -> dict[str, TrainingRecord]:
    """What was recorded of a session and counts, by person."""
    asked = select(TrainingRecord).where(
        TrainingRecord.session_ref == session_ref, TrainingRecord.voided_at.is_(None)
    )
    return {row.person_ref: row for row in db.session.scalars(asked)}
