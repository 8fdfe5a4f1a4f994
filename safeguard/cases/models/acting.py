"""What acting on a case leaves beside its chronology: rows that only append.

The words stand once, in the entry of the chronology that `entry_ref` names.
"""

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
    RowRef,
    Sealable,
    SealedText,
)


class ParentContact(Sealable, Model):
    """An attempt to reach a parent or carer, or the decision not to tell them."""

    __tablename__ = "parent_contact"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    case_ref: Mapped[Ref]
    entry_ref: Mapped[Ref]
    outcome: Mapped[Code]
    way: Mapped[OptionalCode]
    # One of a child's adults on the roll, or somebody in words.
    adult_ref: Mapped[OptionalRef]
    adult_words: Mapped[OptionalSealedText]
    # Told although an agency had asked to wait; although this person was not to be.
    despite_hold: Mapped[bool] = mapped_column(default=False)
    despite_warning: Mapped[bool] = mapped_column(default=False)


class CaseMeeting(Sealable, Model):
    """A meeting or conference: its kind, who was there, when they meet again."""

    __tablename__ = "case_meeting"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    case_ref: Mapped[Ref]
    entry_ref: Mapped[Ref]
    kind: Mapped[Code]
    attended: Mapped[SealedText]
    held_at: Mapped[Instant]
    next_at: Mapped[OptionalInstant]
    recorded_at: Mapped[Instant]


class VoidProposal(Sealable, Model):
    """That a concern was entered in error: one proposes, a second person answers."""

    __tablename__ = "void_proposal"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    concern_ref: Mapped[Ref]
    reason: Mapped[SealedText]
    proposed_by: Mapped[Ref]
    proposed_at: Mapped[Instant]
    # agreed or declined; None while a second person has not answered.
    answer: Mapped[OptionalCode]
    answer_words: Mapped[OptionalSealedText]
    answered_by: Mapped[OptionalRef]
    answered_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ChildChange(Sealable, Model):
    """Whom a concern was about before, whom after, and why (R0.2)."""

    __tablename__ = "concern_child_change"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    concern_ref: Mapped[Ref]
    before_ref: Mapped[OptionalRef]
    before_words: Mapped[OptionalSealedText]
    before_part: Mapped[OptionalCode]
    after_ref: Mapped[OptionalRef]
    after_part: Mapped[OptionalCode]
    reason: Mapped[SealedText]
    by_ref: Mapped[Ref]
    changed_at: Mapped[Instant]


class BodyMark(Sealable, Model):
    """An injury on a child's body: where and what, as sealed codes."""

    __tablename__ = "body_mark"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    case_ref: Mapped[Ref]
    entry_ref: Mapped[Ref]
    # The person; of a child without a name, its row in the concern.
    child_ref: Mapped[Ref]
    # Region, front or back, left or right or neither, kind: with spaces between.
    codes: Mapped[SealedText]
    recorded_at: Mapped[Instant]


class ConcernTransfer(Sealable, Model):
    """A concern that one DSL sends to another school's; sealed as the sender's."""

    __tablename__ = "concern_transfer"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    concern_ref: Mapped[Ref]
    to_school_ref: Mapped[Ref]
    level: Mapped[Code]
    reason: Mapped[SealedText]
    sent_by: Mapped[Ref]
    sent_at: Mapped[Instant]
    # accepted or declined; None while the other school has not answered.
    answer: Mapped[OptionalCode]
    answer_words: Mapped[OptionalSealedText]
    answered_by: Mapped[OptionalRef]
    answered_at: Mapped[OptionalInstant]
    # The concern that the other school made of it, under a key of its own.
    arrived_ref: Mapped[OptionalRef]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
