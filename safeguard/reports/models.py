"""A frozen report: when and from which records it was made, and its figures."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    Code,
    Instant,
    Model,
    OptionalRef,
    Ref,
    RowRef,
    SchoolRef,
)


class ReportSnapshot(Model):
    """One report of a school, or of the whole trust. The newest one is read."""

    __tablename__ = "report_snapshot"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    # The school or the trust whose numbers these are.
    school_ref: Mapped[SchoolRef]
    made_by: Mapped[Ref]
    made_at: Mapped[Instant]
    begins_on: Mapped[date]
    # First day no longer counted.
    ends_on: Mapped[date]
    # SHA-256 over the figures as they stand in the table.
    fingerprint: Mapped[str] = mapped_column(String(64))
    supersedes_ref: Mapped[OptionalRef]

    # Nothing here is sealed: these are numbers for people who may read no record.
    key_ref = None


class ReportStanding(Model):
    """How long a log was, and its root, when the report was made."""

    __tablename__ = "report_standing"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    snapshot_ref: Mapped[Ref]
    log_ref: Mapped[SchoolRef]
    size: Mapped[int]
    root: Mapped[str] = mapped_column(String(64))


class ReportFigure(Model):
    """One number as it may be shown; the raw counts are kept nowhere."""

    __tablename__ = "report_figure"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    snapshot_ref: Mapped[Ref]
    measure: Mapped[Code]
    # A half-term as "2026-09", or "now".
    part: Mapped[Code]
    item: Mapped[Code]
    # None: withheld, since it would give a number from 1 to 4 away.
    number: Mapped[int | None]
