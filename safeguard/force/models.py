"""The record of force: what is owed, how it was, who was told, what the review says."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    RECORDED,
    Code,
    Instant,
    Model,
    OptionalCode,
    OptionalInstant,
    OptionalRef,
    OptionalSealedText,
    Ref,
    Reference,
    RowRef,
    Sealable,
    SealedText,
)


class ForceRecord(Sealable, Model):
    """One pupil, one use of force. `due_at`: to be written; `parents_due_at`: told."""

    __tablename__ = "force_record"
    __table_args__ = (
        Index("ix_force_record_open", "school_ref", "state", "happened_at", "ref"),
        RECORDED,
    )

    ref: Mapped[Reference]
    # The record it came from: a concern, a case, or one that this feature knows not.
    origin_ref: Mapped[OptionalRef]
    pupil_ref: Mapped[Ref]
    state: Mapped[Code]
    happened_at: Mapped[Instant]
    restraint: Mapped[bool] = mapped_column(default=False)
    seclusion: Mapped[bool] = mapped_column(default=False)
    due_at: Mapped[Instant]
    parents_due_at: Mapped[Instant]
    owed_by: Mapped[OptionalRef]
    recorded_by: Mapped[OptionalRef]
    recorded_at: Mapped[OptionalInstant]
    reviewed_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ForceAccount(Sealable, Model):
    """How it was, in the words of whoever wrote it down: never changed."""

    __tablename__ = "force_account"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    record_ref: Mapped[Ref]
    need: Mapped[Code]
    degree: Mapped[Code]
    minutes: Mapped[int]
    place: Mapped[SealedText]
    lead_up: Mapped[SealedText]
    calming: Mapped[SealedText]
    actions: Mapped[SealedText]
    necessary: Mapped[SealedText]
    pupil_injury: Mapped[Code]
    pupil_injury_words: Mapped[OptionalSealedText]
    staff_injury: Mapped[Code]
    staff_injury_words: Mapped[OptionalSealedText]
    support: Mapped[SealedText]
    own_words: Mapped[OptionalSealedText]
    room: Mapped[Code]
    room_minutes: Mapped[int | None]
    room_words: Mapped[OptionalSealedText]
    edition: Mapped[Code]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class ForceKind(Model):
    """One thing that was done."""

    __tablename__ = "force_kind"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    record_ref: Mapped[Ref]
    kind: Mapped[Code]


class ForceStaff(Model):
    """A colleague who used force, or who was there."""

    __tablename__ = "force_staff"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    record_ref: Mapped[Ref]
    person_ref: Mapped[Ref]
    part: Mapped[Code]


class ForceAddition(Sealable, Model):
    """What was remembered later."""

    __tablename__ = "force_addition"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    record_ref: Mapped[Ref]
    text: Mapped[SealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class ForceTelling(Sealable, Model):
    """A parent was told, or (with a `ground`) the council instead."""

    __tablename__ = "force_telling"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    record_ref: Mapped[Ref]
    ground: Mapped[OptionalCode]
    way: Mapped[Code]
    told_at: Mapped[Instant]
    # Codes of guidance with commas between them.
    parts: Mapped[Code]
    whom: Mapped[SealedText]
    reason: Mapped[OptionalSealedText]
    said: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class ForceReview(Sealable, Model):
    """What the review found, and what is to be learnt."""

    __tablename__ = "force_review"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    record_ref: Mapped[Ref]
    outcome: Mapped[Code]
    reason: Mapped[SealedText]
    learning: Mapped[OptionalSealedText]
    edition: Mapped[Code]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]
