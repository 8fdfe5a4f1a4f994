"""A roll that was brought: kept sealed until it is imported or discarded."""

from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    RECORDED,
    Code,
    Instant,
    Model,
    OptionalInstant,
    OptionalRef,
    OptionalSealedText,
    Ref,
    RowRef,
    Sealable,
)


class RollKind(StrEnum):
    """Whom a roll lists."""

    PUPILS = "pupils"
    STAFF = "staff"
    CONTACTS = "contacts"


class RollState(StrEnum):
    """How far a roll has come."""

    CHECKED = "checked"
    PUT_FORWARD = "put_forward"
    APPROVED = "approved"
    IMPORTED = "imported"
    DISCARDED = "discarded"


OPEN = frozenset({RollState.CHECKED, RollState.PUT_FORWARD, RollState.APPROVED})


class RollUpload(Sealable, Model):
    """One uploaded roll under a key of its own: its text, and what it would change.

    The text goes as soon as the roll is imported or discarded.
    """

    __tablename__ = "roll_upload"
    __table_args__ = (
        CheckConstraint(
            "state IN ({})".format(", ".join(f"'{state}'" for state in RollState)),
            name="state_known",
        ),
        RECORDED,
    )

    ref: Mapped[RowRef]
    kind: Mapped[Code]
    state: Mapped[Code] = mapped_column(default=RollState.CHECKED.value)
    content: Mapped[OptionalSealedText]
    plan: Mapped[OptionalSealedText]
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    same: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)
    # Above the threshold, or brought by a machine: a second person approves.
    needs_approval: Mapped[bool] = mapped_column(default=False)
    uploaded_by: Mapped[Ref]
    uploaded_at: Mapped[Instant]
    approved_by: Mapped[OptionalRef]
    approved_at: Mapped[OptionalInstant]
    ended_by: Mapped[OptionalRef]
    ended_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
