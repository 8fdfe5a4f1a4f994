"""Who may search, whose advice counts, and what the school's rules name."""

from sqlalchemy import String
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
    RowRef,
    SchoolRef,
    Sealable,
    SealedText,
)


class SearchAuthorisation(Sealable, Model):
    """The head's word that somebody may search: for what, from and until when."""

    __tablename__ = "search_authorisation"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    person_ref: Mapped[Ref]
    # Codes of guidance with commas between them.
    scopes: Mapped[str] = mapped_column(String(400))
    begins_at: Mapped[Instant]
    # The first instant at which it counts no more.
    ends_at: Mapped[Instant]
    trained_on: Mapped[OptionalDay]
    granted_by: Mapped[Ref]
    granted_at: Mapped[Instant]
    revoked_by: Mapped[OptionalRef]
    revoked_at: Mapped[OptionalInstant]
    revoked_why: Mapped[OptionalSealedText]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class SearchAdviser(Model):
    """Somebody whose advice counts as the executive headteacher's (decision 21)."""

    __tablename__ = "search_adviser"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    # The trust: its advisers are asked in every school.
    school_ref: Mapped[SchoolRef]
    person_ref: Mapped[Ref]
    begins_at: Mapped[Instant]
    ends_at: Mapped[Instant]
    named_by: Mapped[Ref]
    named_at: Mapped[Instant]
    ended_by: Mapped[OptionalRef]
    ended_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class SearchRules(Sealable, Model):
    """Which items a version of the school's rules names as searchable."""

    __tablename__ = "search_rules"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    title: Mapped[SealedText]
    # Codes of guidance with commas between them.
    items: Mapped[Code]
    in_force_on: Mapped[Day]
    set_by: Mapped[Ref]
    set_at: Mapped[Instant]
