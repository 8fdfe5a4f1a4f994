"""What people need to learn, sessions with their seats, and what was learnt."""

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    RECORDED,
    Code,
    Day,
    Instant,
    Model,
    OptionalCode,
    OptionalDay,
    OptionalInstant,
    OptionalRef,
    OptionalSealedText,
    Ref,
    RowRef,
    SchoolRef,
    Sealable,
    SealedText,
)


class TrainingNeed(Sealable, Model):
    """Something that one person needs to learn, besides what the role asks for."""

    __tablename__ = "training_need"
    __table_args__ = (
        Index("ix_training_need_waiting", "school_ref", "state"),
        RECORDED,
    )

    ref: Mapped[RowRef]
    person_ref: Mapped[Ref]
    # A code of `guidance.training.courses`.
    course: Mapped[Code]
    # A code of `guidance.training.origins`, and the record that showed it, if one did.
    origin: Mapped[Code]
    origin_ref: Mapped[OptionalRef]
    state: Mapped[Code]
    note: Mapped[OptionalSealedText]
    opened_by: Mapped[Ref]
    opened_at: Mapped[Instant]
    # What was planned, in words that the person reads; and the session, if it is one.
    plan: Mapped[OptionalSealedText]
    session_ref: Mapped[OptionalRef]
    due_on: Mapped[OptionalDay]
    planned_by: Mapped[OptionalRef]
    planned_at: Mapped[OptionalInstant]
    # A code of `guidance.training.endings`; None where training was recorded.
    ended_why: Mapped[OptionalCode]
    ending: Mapped[OptionalSealedText]
    record_ref: Mapped[OptionalRef]
    ended_by: Mapped[OptionalRef]
    ended_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class TrainingSession(Sealable, Model):
    """A course at a time and a place, with so many seats."""

    __tablename__ = "training_session"
    __table_args__ = (
        Index("ix_training_session_coming", "school_ref", "state", "starts_at"),
        RECORDED,
    )

    ref: Mapped[RowRef]
    course: Mapped[Code]
    state: Mapped[Code]
    starts_at: Mapped[Instant]
    ends_at: Mapped[Instant]
    place: Mapped[SealedText]
    # Who gives it, what it is about and what to bring, what there is to read.
    trainer: Mapped[OptionalSealedText]
    about: Mapped[OptionalSealedText]
    materials: Mapped[OptionalSealedText]
    # None: as many as come.
    seats: Mapped[int | None]
    # Counts the moves, so that a calendar knows the newest file (RFC 5545, SEQUENCE).
    sequence: Mapped[int] = mapped_column(default=0)
    planned_by: Mapped[Ref]
    planned_at: Mapped[Instant]
    changed_at: Mapped[Instant]
    # Why it was moved or cancelled last.
    change_note: Mapped[OptionalSealedText]
    held_at: Mapped[OptionalInstant]
    cancelled_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class TrainingBooking(Model):
    """One person's seat in a session; taken again, it is the same row."""

    __tablename__ = "training_booking"
    __table_args__ = (UniqueConstraint("session_ref", "person_ref"), RECORDED)

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    session_ref: Mapped[Ref]
    person_ref: Mapped[Ref]
    state: Mapped[Code]
    booked_by: Mapped[Ref]
    booked_at: Mapped[Instant]
    marked_by: Mapped[OptionalRef]
    marked_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class TrainingRecord(Sealable, Model):
    """Somebody had a course or read a text: on which day, and how we know."""

    __tablename__ = "training_record"
    __table_args__ = (
        Index("ix_training_record_of_person", "person_ref", "course"),
        RECORDED,
    )

    ref: Mapped[RowRef]
    person_ref: Mapped[Ref]
    course: Mapped[Code]
    # Of a text that was read: the edition (`guidance.editions`).
    edition: Mapped[OptionalCode]
    done_on: Mapped[Day]
    # `attendance`, `evidence` or `attested`.
    way: Mapped[str] = mapped_column(String(16))
    session_ref: Mapped[OptionalRef]
    # What shows it: a certificate seen, a list that was signed.
    evidence: Mapped[OptionalSealedText]
    recorded_by: Mapped[Ref]
    recorded_at: Mapped[Instant]
    # Entered in error: it stays to be read and counts no more.
    voided_by: Mapped[OptionalRef]
    voided_at: Mapped[OptionalInstant]
    voided_why: Mapped[OptionalSealedText]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class TrainingReminder(Model):
    """Somebody was told that a course comes to its end, or is over: once each."""

    __tablename__ = "training_reminder"
    __table_args__ = (
        UniqueConstraint("person_ref", "course", "status", "last_on"),
        APPENDED,
    )

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    person_ref: Mapped[Ref]
    course: Mapped[Code]
    status: Mapped[Code]
    # The last day on which the person is or was in order.
    last_on: Mapped[Day]
    sent_at: Mapped[Instant]
