"""Actions of a case, what happened to each, and work that went from one to another."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    RECORDED,
    Code,
    Day,
    Instant,
    Model,
    OptionalDay,
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


class CaseAction(Sealable, Model):
    """Something that somebody does by a day. Sealed under its case's key."""

    __tablename__ = "case_action"
    __table_args__ = RECORDED

    ref: Mapped[Reference]
    case_ref: Mapped[Ref]
    state: Mapped[Code]
    owner_ref: Mapped[Ref]
    what: Mapped[SealedText]
    # The child whose name the owner is told; None: the owner is told no name.
    child_ref: Mapped[OptionalRef]
    # The day in London, its end in UTC, and which calendar it was reckoned on.
    due_on: Mapped[Day]
    due_at: Mapped[Instant]
    due_why: Mapped[Code]
    set_by: Mapped[Ref]
    set_at: Mapped[Instant]
    ended_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ActionStep(Model):
    """What happened to an action. Its words stand in the entry of the chronology."""

    __tablename__ = "action_step"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    action_ref: Mapped[Ref]
    entry_ref: Mapped[Ref]
    kind: Mapped[Code]
    # Who had it before, where it went from one to another, and who has it now.
    from_ref: Mapped[OptionalRef]
    owner_ref: Mapped[Ref]
    by_ref: Mapped[Ref]
    at: Mapped[Instant]


class ActionReminder(Model):
    """An owner was reminded of an action on a day: once, never twice."""

    __tablename__ = "action_reminder"
    __table_args__ = (UniqueConstraint("action_ref", "sent_on"), APPENDED)

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    action_ref: Mapped[Ref]
    person_ref: Mapped[Ref]
    sent_on: Mapped[Day]


class WorkHandover(Sealable, Model):
    """Work that one lead handed to another; the note is under the school's key."""

    __tablename__ = "work_handover"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    from_ref: Mapped[Ref]
    to_ref: Mapped[Ref]
    by_ref: Mapped[Ref]
    # For how long, as far as anybody knows: days in London.
    from_on: Mapped[OptionalDay]
    until_on: Mapped[OptionalDay]
    note: Mapped[OptionalSealedText]
    at: Mapped[Instant]


class CaseHandover(Model):
    """A case that went from one lead to another with a handing over."""

    __tablename__ = "case_handover"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    case_ref: Mapped[Ref]
    handover_ref: Mapped[Ref]
    from_ref: Mapped[Ref]
    to_ref: Mapped[Ref]
    at: Mapped[Instant]
