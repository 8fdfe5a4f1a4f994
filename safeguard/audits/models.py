"""Yearly rounds, self-audits, their answers, and what was planned for each gap."""

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    RECORDED,
    Code,
    Day,
    Instant,
    Model,
    OptionalCode,
    OptionalInstant,
    OptionalRef,
    OptionalSealedText,
    Ref,
    RowRef,
    SchoolRef,
    Sealable,
)


class AuditRound(Model):
    """One year's self-audits of a school: everybody who works there is asked."""

    __tablename__ = "audit_round"
    __table_args__ = (UniqueConstraint("school_ref", "school_year"), RECORDED)

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    # The year in which the school year begins.
    school_year: Mapped[int]
    # The edition of the questionnaire; a later edition is asked in a later round.
    questionnaire: Mapped[Code]
    due_on: Mapped[Day]
    opened_by: Mapped[Ref]
    opened_at: Mapped[Instant]
    closed_by: Mapped[OptionalRef]
    closed_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    # Nothing here is sealed: it names nobody who is asked.
    key_ref = None

    __mapper_args__ = {"version_id_col": version}


class SelfAudit(Sealable, Model):
    """One person's self-audit, under a key of its own: its words can be destroyed
    while it stays to be counted (§2.15).
    """

    __tablename__ = "self_audit"
    __table_args__ = (
        UniqueConstraint("round_ref", "person_ref"),
        Index("ix_self_audit_open", "school_ref", "state", "due_on"),
        RECORDED,
    )

    ref: Mapped[RowRef]
    person_ref: Mapped[Ref]
    round_ref: Mapped[OptionalRef]
    occasion: Mapped[Code]
    questionnaire: Mapped[Code]
    school_year: Mapped[int]
    state: Mapped[Code]
    assigned_by: Mapped[Ref]
    assigned_at: Mapped[Instant]
    due_on: Mapped[Day]
    saved_at: Mapped[OptionalInstant]
    submitted_at: Mapped[OptionalInstant]
    reviewed_by: Mapped[OptionalRef]
    reviewed_at: Mapped[OptionalInstant]
    # What the reviewer says to the colleague.
    remark: Mapped[OptionalSealedText]
    planned_by: Mapped[OptionalRef]
    planned_at: Mapped[OptionalInstant]
    ended_at: Mapped[OptionalInstant]
    withdrawn_why: Mapped[OptionalCode]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class SelfAuditAnswer(Sealable, Model):
    """The answer to one question; it can be changed until the self-audit is sent."""

    __tablename__ = "self_audit_answer"
    __table_args__ = (UniqueConstraint("audit_ref", "question"), RECORDED)

    ref: Mapped[RowRef]
    audit_ref: Mapped[Ref]
    question: Mapped[Code]
    # yes, no, or nothing yet.
    answer: Mapped[OptionalCode]
    comment: Mapped[OptionalSealedText]
    # Known once it was sent: whether it is a gap, and the need that it opened.
    is_gap: Mapped[bool] = mapped_column(default=False)
    need_ref: Mapped[OptionalRef]


class SelfAuditPlan(Sealable, Model):
    """What was planned for one gap, and why; the colleague reads it."""

    __tablename__ = "self_audit_plan"
    __table_args__ = (UniqueConstraint("audit_ref", "question"), APPENDED)

    ref: Mapped[RowRef]
    audit_ref: Mapped[Ref]
    question: Mapped[Code]
    kind: Mapped[Code]
    words: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    at: Mapped[Instant]


class SelfAuditReminder(Model):
    """Somebody was reminded of a self-audit on a day: once, never twice."""

    __tablename__ = "self_audit_reminder"
    __table_args__ = (UniqueConstraint("audit_ref", "sent_on"), APPENDED)

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    audit_ref: Mapped[Ref]
    person_ref: Mapped[Ref]
    sent_on: Mapped[Day]
