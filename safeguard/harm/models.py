"""Sexual harm between children: assessments of risk and needs, and their reviews."""

from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    RECORDED,
    Code,
    Instant,
    Model,
    OptionalInstant,
    OptionalSealedText,
    Ref,
    RowRef,
    Sealable,
    SealedText,
)


class HarmProcess(Sealable, Model):
    """How a case deals with it. `due_at`: when the assessment or review is owed."""

    __tablename__ = "harm_process"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    case_ref: Mapped[Ref]
    kind: Mapped[Code]
    state: Mapped[Code]
    place: Mapped[Code]
    time: Mapped[Code]
    due_at: Mapped[OptionalInstant]
    opened_by: Mapped[Ref]
    opened_at: Mapped[Instant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class HarmAssessment(Sealable, Model):
    """Risk and needs of each child and how they are kept apart: one version of it."""

    __tablename__ = "harm_assessment"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    process_ref: Mapped[Ref]
    number: Mapped[int]
    option: Mapped[Code]
    condition: Mapped[Code]
    harmed: Mapped[SealedText]
    other: Mapped[SealedText]
    others: Mapped[OptionalSealedText]
    where_online: Mapped[OptionalSealedText]
    classes: Mapped[SealedText]
    transport: Mapped[SealedText]
    breaks: Mapped[SealedText]
    checked_by: Mapped[SealedText]
    condition_words: Mapped[OptionalSealedText]
    reason: Mapped[SealedText]
    edition: Mapped[Code]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class HarmReview(Sealable, Model):
    """What a review found, what both children say of it, and why."""

    __tablename__ = "harm_review"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    process_ref: Mapped[Ref]
    number: Mapped[int]
    answer: Mapped[Code]
    harmed_words: Mapped[OptionalSealedText]
    other_words: Mapped[OptionalSealedText]
    reason: Mapped[SealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]
