"""Plain pairs of references: a record and whom it concerns; a person and of whom."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from school.foundation.database import (
    RECORDED,
    Code,
    Instant,
    Model,
    OptionalInstant,
    Ref,
    RowRef,
)


class WallAbout(Model):
    """The record concerns this person, child or adult."""

    __tablename__ = "wall_about"
    __table_args__ = (UniqueConstraint("record_ref", "person_ref"), RECORDED)

    ref: Mapped[RowRef]
    record_ref: Mapped[Ref]
    person_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class WallBar(Model):
    """This person may read nothing that concerns the other (kin, conflict)."""

    __tablename__ = "wall_bar"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    person_ref: Mapped[Ref]
    about_person_ref: Mapped[Ref]
    why: Mapped[Code]
    recorded_at: Mapped[Instant]
    lifted_at: Mapped[OptionalInstant]
