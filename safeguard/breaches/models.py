"""Clauses that a case cites as broken, each for one pupil on one day."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    RECORDED,
    Code,
    Day,
    Instant,
    Model,
    OptionalInstant,
    OptionalRef,
    OptionalSealedText,
    Ref,
    RowRef,
    Sealable,
)


class ClauseBreach(Sealable, Model):
    """A clause of the agreement that held for a pupil on a day, cited in a case."""

    __tablename__ = "clause_breach"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    case_ref: Mapped[Ref]
    pupil_ref: Mapped[Ref]
    on_day: Mapped[Day]
    agreement_ref: Mapped[Ref]
    template_ref: Mapped[Ref]
    # Of the version that was read when it was cited.
    text_hash: Mapped[str] = mapped_column(String(64))
    clause: Mapped[Code]
    # How the agreement stood at the end of that day: not everybody has signed.
    stood: Mapped[Code]
    words: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]
    withdrawn_by: Mapped[OptionalRef]
    withdrawn_at: Mapped[OptionalInstant]
    why_withdrawn: Mapped[OptionalSealedText]
