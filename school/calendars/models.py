"""A school's terms, and the days within them on which it is closed to pupils."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import RECORDED, Code, Day, Model, RowRef, SchoolRef


class ClosureKind(StrEnum):
    """Why pupils are not in during a term."""

    INSET = "inset"
    HALF_TERM = "half_term"
    CLOSURE = "closure"


class Term(Model):
    """One term of one school, from its first day to its last, both included."""

    __tablename__ = "term"
    __table_args__ = (
        CheckConstraint("ends_on >= begins_on", name="in_order"),
        RECORDED,
    )

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    name: Mapped[str] = mapped_column(String(80))
    begins_on: Mapped[Day]
    ends_on: Mapped[Day]


class Closure(Model):
    """Days of a term without pupils, from the first to the last, both included."""

    __tablename__ = "closure"
    __table_args__ = (
        CheckConstraint("ends_on >= begins_on", name="in_order"),
        CheckConstraint(
            "kind IN ({})".format(", ".join(f"'{kind}'" for kind in ClosureKind)),
            name="kind_known",
        ),
        RECORDED,
    )

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    begins_on: Mapped[Day]
    ends_on: Mapped[Day]
    kind: Mapped[Code]
