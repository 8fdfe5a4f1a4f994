"""Phones of a day, permissions to bring one, exemptions, and loss in our care.

Never a search, never a sanction: nothing of this stands with a child's safeguarding
records, and no table above knows of these.
"""

from typing import Annotated

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

# Not indexed: every pupil has a row a day, and these are asked for together only.
_Whose = Annotated[str, mapped_column(String(48))]


class PhoneDay(Model):
    """A pupil's phone on a school day: the mark that stands, and both hand-overs."""

    __tablename__ = "phone_day"
    __table_args__ = (
        UniqueConstraint("pupil_ref", "day"),
        # A day's ledger, and what was never collected.
        Index("ix_phone_day_ledger", "school_ref", "day"),
        Index("ix_phone_day_here", "school_ref", "mark"),
        RECORDED,
    )

    ref: Mapped[RowRef]
    school_ref: Mapped[_Whose]
    class_ref: Mapped[Ref]
    pupil_ref: Mapped[_Whose]
    day: Mapped[Day]
    mark: Mapped[Code]
    marked_by: Mapped[_Whose]
    marked_at: Mapped[Instant]
    handed_in_by: Mapped[_Whose | None]
    handed_in_at: Mapped[OptionalInstant]
    collected_by: Mapped[_Whose | None]
    collected_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PhoneCorrection(Model):
    """A mark that another one replaced: who had marked what, and who replaced it."""

    __tablename__ = "phone_correction"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    day_ref: Mapped[Ref]
    mark: Mapped[Code]
    marked_by: Mapped[Ref]
    marked_at: Mapped[Instant]
    replaced_by: Mapped[Ref]
    replaced_at: Mapped[Instant]


class PhoneReminder(Model):
    """Somebody was told on a day that phones were left: once, never twice."""

    __tablename__ = "phone_reminder"
    __table_args__ = (UniqueConstraint("school_ref", "day", "person_ref"), APPENDED)

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    day: Mapped[Day]
    person_ref: Mapped[Ref]
    sent_at: Mapped[Instant]


class PhonePermission(Sealable, Model):
    """A parent lets a pupil bring a phone: from when to when, and who said so."""

    __tablename__ = "phone_permission"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    pupil_ref: Mapped[Ref]
    reason: Mapped[Code]
    begins_on: Mapped[Day]
    # The last day on which it holds; None: until somebody ends it.
    until_on: Mapped[OptionalDay]
    # The adult of the roll who gave it, or somebody else in words.
    given_by_ref: Mapped[OptionalRef]
    given_by: Mapped[OptionalSealedText]
    given_on: Mapped[Day]
    recorded_by: Mapped[Ref]
    recorded_at: Mapped[Instant]
    ended_by: Mapped[OptionalRef]
    ended_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PhoneExemption(Sealable, Model):
    """A pupil keeps the phone: why, what was adjusted, approved by whom, looked at
    again by when.
    """

    __tablename__ = "phone_exemption"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    pupil_ref: Mapped[Ref]
    kind: Mapped[Code]
    begins_on: Mapped[Day]
    adjustment: Mapped[SealedText]
    approved_by: Mapped[Ref]
    approved_at: Mapped[Instant]
    review_at: Mapped[Instant]
    reviewed_by: Mapped[OptionalRef]
    reviewed_at: Mapped[OptionalInstant]
    review_note: Mapped[OptionalSealedText]
    ended_by: Mapped[OptionalRef]
    ended_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PhoneLoss(Sealable, Model):
    """A phone that was lost or damaged while the school had it."""

    __tablename__ = "phone_loss"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    pupil_ref: Mapped[Ref]
    kind: Mapped[Code]
    happened_on: Mapped[Day]
    state: Mapped[Code]
    what_happened: Mapped[SealedText]
    recorded_by: Mapped[Ref]
    recorded_at: Mapped[Instant]
    # When a parent is to be told by; None once one was.
    due_at: Mapped[OptionalInstant]
    parent_told: Mapped[OptionalSealedText]
    parent_told_by: Mapped[OptionalRef]
    parent_told_at: Mapped[OptionalInstant]
    outcome: Mapped[OptionalCode]
    outcome_words: Mapped[OptionalSealedText]
    closed_by: Mapped[OptionalRef]
    closed_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
