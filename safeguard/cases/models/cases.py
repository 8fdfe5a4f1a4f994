"""A case: what was decided, done and closed, each as a row that only appends."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    RECORDED,
    Code,
    Instant,
    Model,
    OptionalCode,
    OptionalDay,
    OptionalInstant,
    OptionalRef,
    OptionalSealedText,
    Ref,
    Reference,
    RowRef,
    Sealable,
    SealedText,
)


class CaseFile(Sealable, Model):
    """A case. It has a key of its own; its concerns keep theirs (decision 6)."""

    __tablename__ = "case_file"
    __table_args__ = (
        # All that a line of the queue and its counts ask for.
        Index(
            "ix_case_file_queue",
            *("school_ref", "state", "level", "in_danger", "next_step", "due_at"),
            *("lead_ref", "ref"),
        ),
        # The list of cases, newest first.
        Index("ix_case_file_newest", "school_ref", "opened_at", "ref"),
        # Whom its lead still has to tell, the longest open case first.
        Index(
            "ix_case_file_led",
            *("lead_ref", "state", "opened_at", "ref"),
            *("decision_ref", "level", "school_ref"),
        ),
        RECORDED,
    )

    ref: Mapped[Reference]
    state: Mapped[Code]
    level: Mapped[Code]
    category: Mapped[Code]
    title: Mapped[SealedText]
    lead_ref: Mapped[Ref]
    opened_by: Mapped[Ref]
    opened_at: Mapped[Instant]
    serious: Mapped[bool] = mapped_column(default=False)
    in_danger: Mapped[bool] = mapped_column(default=False)
    intimate_image: Mapped[bool] = mapped_column(default=False)
    # What the parents know: a code of guidance.answers, or None while nobody said.
    parents_informed: Mapped[OptionalCode]
    # The decision that stands. None while one is due: when the case was just opened,
    # joined by a concern, reopened, or an image came to be suspected.
    decision_ref: Mapped[OptionalRef]
    next_step: Mapped[Code]
    due_at: Mapped[OptionalInstant]
    due_why: Mapped[OptionalCode]
    changed_at: Mapped[Instant]
    closed_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class CaseEntry(Sealable, Model):
    """An entry of the chronology: note, contact with parents, reopening and so on."""

    __tablename__ = "case_entry"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    case_ref: Mapped[Ref]
    kind: Mapped[Code]
    code: Mapped[OptionalCode]
    # The concern that joined the case, where the entry is about one.
    concern_ref: Mapped[OptionalRef]
    text: Mapped[SealedText]
    happened_at: Mapped[Instant]
    recorded_at: Mapped[Instant]
    by_ref: Mapped[Ref]


class Decision(Sealable, Model):
    """A safeguarding decision and its reason, also one not to refer (R0.1)."""

    __tablename__ = "decision"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    case_ref: Mapped[Ref]
    outcome: Mapped[Code]
    reason: Mapped[SealedText]
    agency: Mapped[OptionalCode]
    # When the lead means to look again, where the outcome is work in the school.
    review_on: Mapped[OptionalDay]
    edition: Mapped[Code]
    supersedes_ref: Mapped[OptionalRef]
    decided_by: Mapped[Ref]
    decided_at: Mapped[Instant]


class Closing(Sealable, Model):
    """The closing checks as they were answered when a case was closed."""

    __tablename__ = "closing"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    case_ref: Mapped[Ref]
    police_considered: Mapped[OptionalCode]
    police_reason: Mapped[OptionalSealedText]
    summary: Mapped[SealedText]
    edition: Mapped[Code]
    closed_by: Mapped[Ref]
    closed_at: Mapped[Instant]
