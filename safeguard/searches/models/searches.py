"""A search, whom it is about, and what was not as it must be."""

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


class Search(Sealable, Model):
    """One search of one pupil. What each step recorded stands in its own table."""

    __tablename__ = "search"
    __table_args__ = (
        Index("ix_search_newest", "school_ref", "opened_at", "ref"),
        Index("ix_search_state", "school_ref", "state"),
        RECORDED,
    )

    ref: Mapped[Reference]
    state: Mapped[Code]
    # started: step by step; after, emergency: recorded when it was done (decision 20).
    route: Mapped[Code]
    # None: not on the roll of this school; `described` says who.
    pupil_ref: Mapped[OptionalRef]
    described: Mapped[OptionalSealedText]
    # here, left, unknown: as the roll was when it began.
    pupil: Mapped[Code]
    searcher_ref: Mapped[Ref]
    recorded_by: Mapped[Ref]
    # Once it was done: the colleague who saw it. Neither of the two reviews it (S3).
    witness_ref: Mapped[OptionalRef]
    concern_ref: Mapped[OptionalRef]
    case_ref: Mapped[OptionalRef]
    item: Mapped[Code]
    statutory: Mapped[bool]
    # Of a rule item: the version of the rules, and whether it names the item.
    rules_ref: Mapped[OptionalRef]
    searchable: Mapped[bool] = mapped_column(default=True)
    device: Mapped[bool] = mapped_column(default=False)
    place: Mapped[Code]
    place_words: Mapped[OptionalSealedText]
    urgent: Mapped[bool | None]
    advice_asked_at: Mapped[OptionalInstant]
    # In which state it was when it was recorded that it was done, and when it was.
    conducted_from: Mapped[OptionalCode]
    conducted_at: Mapped[OptionalInstant]
    found: Mapped[bool | None]
    # Sticky: only set, never cleared (S10).
    image_suspected: Mapped[bool] = mapped_column(default=False)
    # Until when the parents are told, where they must be.
    parents_by_at: Mapped[OptionalInstant]
    dsl_told_at: Mapped[OptionalInstant]
    opened_at: Mapped[Instant]
    changed_at: Mapped[Instant]
    ended_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class SearchAdult(Sealable, Model):
    """A colleague who is accused in it: the wall hides it from them."""

    __tablename__ = "search_adult"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    search_ref: Mapped[Ref]
    person_ref: Mapped[Ref]


class SearchDeviation(Sealable, Model):
    """Something that was not as it must be, as the facts said; never taken back."""

    __tablename__ = "search_deviation"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    search_ref: Mapped[Ref]
    code: Mapped[Code]
    by_ref: Mapped[Ref]
    noted_at: Mapped[Instant]


class SearchDeviationAnswer(Sealable, Model):
    """What the head, or who stands in for the head, says about deviations."""

    __tablename__ = "search_deviation_answer"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    search_ref: Mapped[Ref]
    # The deviations it answers: codes with commas between them.
    codes: Mapped[SealedText]
    words: Mapped[SealedText]
    by_ref: Mapped[Ref]
    answered_at: Mapped[Instant]


class SearchNote(Sealable, Model):
    """What somebody added later: what stands is never changed (R0.2)."""

    __tablename__ = "search_note"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    search_ref: Mapped[Ref]
    # addition; called_off: why it was not done in the end.
    kind: Mapped[Code]
    code: Mapped[OptionalCode]
    words: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]
