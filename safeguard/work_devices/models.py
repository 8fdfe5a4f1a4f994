"""What people confirm about their work devices, help, and devices lost or stolen."""

from sqlalchemy import Index, UniqueConstraint
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
    SchoolRef,
    Sealable,
    SealedText,
)


class DeviceAttestation(Model):
    """What somebody has confirmed for an academic year; the latest one stands."""

    __tablename__ = "device_attestation"
    __table_args__ = (
        Index("ix_device_attestation_year", "school_ref", "year"),
        APPENDED,
    )

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    person_ref: Mapped[Ref]
    # The year in which the academic year begins, on 1 September.
    year: Mapped[int]
    has_device: Mapped[bool]
    attested_at: Mapped[Instant]


class DeviceAnswer(Model):
    """Whether one precaution holds."""

    __tablename__ = "device_answer"
    __table_args__ = (UniqueConstraint("attestation_ref", "precaution"), APPENDED)

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    attestation_ref: Mapped[Ref]
    precaution: Mapped[Code]
    holds: Mapped[bool]


class DeviceHelp(Sealable, Model):
    """A precaution with which somebody needs help: no fault, and kept as none."""

    __tablename__ = "device_help"
    __table_args__ = (
        Index("ix_device_help_needed", "school_ref", "state"),
        RECORDED,
    )

    ref: Mapped[RowRef]
    person_ref: Mapped[Ref]
    precaution: Mapped[Code]
    state: Mapped[Code]
    words: Mapped[OptionalSealedText]
    asked_at: Mapped[Instant]
    given_words: Mapped[OptionalSealedText]
    ended_by: Mapped[OptionalRef]
    ended_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class DeviceLoss(Sealable, Model):
    """A device that is lost or stolen, with a key of its own, and what was decided."""

    __tablename__ = "device_loss"
    __table_args__ = (Index("ix_device_loss_open", "school_ref", "state"), RECORDED)

    ref: Mapped[Reference]
    state: Mapped[Code]
    kind: Mapped[Code]
    happening: Mapped[Code]
    encrypted: Mapped[Code]
    # Codes of what was on it, with blanks between them.
    contents: Mapped[SealedText]
    words: Mapped[OptionalSealedText]
    reach: Mapped[OptionalSealedText]
    reported_by: Mapped[Ref]
    reported_at: Mapped[Instant]
    # From when the clock runs, and when it runs out; it stops at the first decision.
    aware_at: Mapped[Instant]
    due_at: Mapped[Instant]
    # How many of the reminders have gone.
    reminded: Mapped[int] = mapped_column(default=0)
    found_at: Mapped[OptionalInstant]
    decision: Mapped[OptionalCode]
    decided_at: Mapped[OptionalInstant]
    affected: Mapped[OptionalCode]
    ico_at: Mapped[OptionalInstant]
    ico_reference: Mapped[OptionalSealedText]
    ending: Mapped[OptionalCode]
    closed_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class DeviceLossStep(Sealable, Model):
    """One thing that was done or said about a loss, in order and without a gap."""

    __tablename__ = "device_loss_step"
    __table_args__ = (UniqueConstraint("loss_ref", "number"), APPENDED)

    ref: Mapped[RowRef]
    loss_ref: Mapped[Ref]
    number: Mapped[int]
    # reported, told, done, found, decided, reminded, closed.
    kind: Mapped[Code]
    # Told: the office. Done, decided, reminded, closed: which of its list.
    code: Mapped[OptionalCode]
    # Told: the office that was told instead, because nobody else holds the first.
    instead: Mapped[OptionalCode]
    # Told and reminded: how many people.
    people: Mapped[int] = mapped_column(default=0)
    words: Mapped[OptionalSealedText]
    number_given: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    at: Mapped[Instant]
