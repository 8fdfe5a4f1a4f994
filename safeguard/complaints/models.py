"""Complaints, what happened to each, and the panel that heard it."""

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
    Sealable,
    SealedText,
)


class Complaint(Sealable, Model):
    """A complaint, with a key of its own: who complains, of what, who handles it."""

    __tablename__ = "complaint"
    __table_args__ = (
        Index("ix_complaint_open", "school_ref", "state", "due_at"),
        RECORDED,
    )

    ref: Mapped[Reference]
    state: Mapped[Code]
    type: Mapped[Code]
    # The search or examination that it is about, once somebody knows which.
    subject_ref: Mapped[OptionalRef]
    pupil_ref: Mapped[OptionalRef]
    who: Mapped[Code]
    channel: Mapped[Code]
    # Name, and how to reach them; what they say; what they ask for.
    complainant: Mapped[SealedText]
    words: Mapped[SealedText]
    wanted: Mapped[OptionalSealedText]
    received_at: Mapped[Instant]
    recorded_by: Mapped[Ref]
    recorded_at: Mapped[Instant]
    # Empty where the route is exhausted: nobody is left to handle it.
    handler_ref: Mapped[OptionalRef]
    answered: Mapped[bool] = mapped_column(default=False)
    convened: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[OptionalCode]
    due_at: Mapped[OptionalInstant]
    told_at: Mapped[OptionalInstant]
    closed_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ComplaintActor(Sealable, Model):
    """Somebody who works here and acted in it, or is named in it: never its handler."""

    __tablename__ = "complaint_actor"
    __table_args__ = (UniqueConstraint("complaint_ref", "person_ref"), APPENDED)

    ref: Mapped[RowRef]
    complaint_ref: Mapped[Ref]
    person_ref: Mapped[Ref]
    # named: in the complaint; acted: in the search or examination it is about.
    why: Mapped[Code]
    recorded_at: Mapped[Instant]


class ComplaintStep(Sealable, Model):
    """One thing that happened to it, in order and without a gap."""

    __tablename__ = "complaint_step"
    __table_args__ = (UniqueConstraint("complaint_ref", "number"), APPENDED)

    ref: Mapped[RowRef]
    complaint_ref: Mapped[Ref]
    number: Mapped[int]
    kind: Mapped[Code]
    # In which state it was then, and what came of it: an outcome or an ending.
    state: Mapped[Code]
    code: Mapped[OptionalCode]
    # Who handles it from then on.
    handler_ref: Mapped[OptionalRef]
    words: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    at: Mapped[Instant]


class ComplaintPanelist(Sealable, Model):
    """A member of the panel; `independent` of the school’s management and running."""

    __tablename__ = "complaint_panelist"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    complaint_ref: Mapped[Ref]
    name: Mapped[SealedText]
    independent: Mapped[bool]
    recorded_at: Mapped[Instant]
