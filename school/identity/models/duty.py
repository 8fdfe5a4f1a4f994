"""The duty rota: who is reached while the school is closed."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from school.foundation.database import (
    RECORDED,
    Day,
    Instant,
    Model,
    OptionalSealedText,
    Ref,
    RowRef,
    Sealable,
)


class DutyTurn(Sealable, Model):
    """One person's turn, from its first day to its last, both included."""

    __tablename__ = "duty_turn"
    __table_args__ = (
        CheckConstraint("ends_on >= begins_on", name="in_order"),
        RECORDED,
    )

    ref: Mapped[RowRef]
    person_ref: Mapped[Ref]
    begins_on: Mapped[Day]
    ends_on: Mapped[Day]
    # Where they are reached then; sealed under the school's key.
    telephone: Mapped[OptionalSealedText]
    added_by: Mapped[Ref]
    added_at: Mapped[Instant]
