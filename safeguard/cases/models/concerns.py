"""A concern as it was raised: facts once, texts that only append, people and parts."""

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    RECORDED,
    UPKEEP,
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


class Draft(Sealable, Model):
    """A form that is being written: under a key of its own, for its author alone."""

    __tablename__ = "draft"
    __table_args__ = UPKEEP

    ref: Mapped[RowRef]
    person_ref: Mapped[Ref]
    kind: Mapped[Code]
    form_ref: Mapped[Ref]
    body: Mapped[SealedText]
    saved_at: Mapped[Instant]


class Concern(Sealable, Model):
    """A concern about a child. What it says stands in `ConcernText`."""

    __tablename__ = "concern"
    __table_args__ = (
        # All that a line of the queue and its counts ask for, so that neither costs
        # more when the school has many closed cases.
        Index(
            "ix_concern_queue",
            *("school_ref", "state", "level", "in_danger", "due_at"),
            *("acknowledged_at", "case_ref", "ref"),
        ),
        # Finding looks through them newest first.
        Index("ix_concern_newest", "school_ref", "recorded_at", "ref"),
        RECORDED,
    )

    ref: Mapped[Reference]
    state: Mapped[Code]
    level: Mapped[Code]
    category: Mapped[Code]
    # Who raised it, and who typed it when that is somebody else.
    reporter_ref: Mapped[Ref]
    typist_ref: Mapped[OptionalRef]
    on_behalf_of: Mapped[OptionalSealedText]
    teller: Mapped[Code]
    teller_words: Mapped[OptionalSealedText]
    # What the reporter says of when, beside when it was recorded (R0.2): the day in
    # London, the instant only where a time was given, and in words.
    happened_on: Mapped[OptionalDay]
    happened_at: Mapped[OptionalInstant]
    happened_words: Mapped[OptionalSealedText]
    recorded_at: Mapped[Instant]
    place: Mapped[OptionalSealedText]
    online_service: Mapped[OptionalSealedText]
    device_owner: Mapped[OptionalCode]
    network: Mapped[OptionalCode]
    in_danger: Mapped[bool]
    # Sticky: only set, never cleared here (security brief §3.1).
    intimate_image: Mapped[bool] = mapped_column(default=False)
    technical: Mapped[bool] = mapped_column(default=False)
    told_dsl: Mapped[bool] = mapped_column(default=False)
    steps: Mapped[str] = mapped_column(String(400), default="")
    edition: Mapped[Code]
    # To be acknowledged by, and then to be put into a case by; why that moment, and
    # whether the duty rota had it when it was raised.
    due_at: Mapped[Instant]
    due_why: Mapped[Code]
    on_duty_rota: Mapped[bool] = mapped_column(default=False)
    # How many storeys of the chain above the leads have heard that nobody opened it.
    storeys_told: Mapped[int] = mapped_column(default=0)
    acknowledged_by: Mapped[OptionalRef]
    acknowledged_at: Mapped[OptionalInstant]
    case_ref: Mapped[OptionalRef]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ConcernText(Sealable, Model):
    """Words of a concern: narrative, own words, steps taken, or a later addition."""

    __tablename__ = "concern_text"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    concern_ref: Mapped[Ref]
    # narrative, own_words, done, addition
    kind: Mapped[Code]
    text: Mapped[SealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class ConcernChild(Sealable, Model):
    """A child in a concern and the part the reporter says the child had."""

    __tablename__ = "concern_child"
    # A wrong link may be put right; `ChildChange` keeps what was before (R0.2).
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    concern_ref: Mapped[Ref]
    # None: the reporter did not know the name; `described` says who it might be.
    person_ref: Mapped[OptionalRef]
    described: Mapped[OptionalSealedText]
    part: Mapped[Code]


class ConcernAdult(Model):
    """An adult who works here and is part of what happened: the wall hides it."""

    __tablename__ = "concern_adult"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    concern_ref: Mapped[Ref]
    person_ref: Mapped[Ref]


class Feedback(Sealable, Model):
    """What the reporter is told became of it: in words, never the file (R0.4)."""

    __tablename__ = "feedback"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    concern_ref: Mapped[Ref]
    text: Mapped[SealedText]
    by_ref: Mapped[Ref]
    given_at: Mapped[Instant]
