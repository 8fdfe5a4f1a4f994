"""The tables of a child's profile and links: versions that only append."""

from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    Code,
    Day,
    Instant,
    Model,
    OptionalDay,
    OptionalSealedText,
    Ref,
    RowRef,
    Sealable,
)


class ChildNeed(Sealable, Model):
    """One version of a need or plan of a child, and who told the school of it."""

    __tablename__ = "child_need"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    person_ref: Mapped[Ref]
    # What all versions of one need share.
    need_ref: Mapped[Ref]
    kind: Mapped[Code]
    from_on: Mapped[Day]
    # The last day on which it holds; None: it goes on.
    until_on: Mapped[OptionalDay]
    in_error: Mapped[bool] = mapped_column(default=False)
    details: Mapped[OptionalSealedText]
    told_by: Mapped[Code]
    told_words: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class ChildLink(Sealable, Model):
    """One version of how two children of the school belong together."""

    __tablename__ = "child_link"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    link_ref: Mapped[Ref]
    one_ref: Mapped[Ref]
    other_ref: Mapped[Ref]
    kind: Mapped[Code]
    reason: Mapped[OptionalSealedText]
    ended: Mapped[bool] = mapped_column(default=False)
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]
