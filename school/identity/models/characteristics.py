"""What counts for fairness are split by: sealed beside the person, on no list."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    RECORDED,
    Instant,
    Model,
    OptionalSealedText,
    Ref,
    RowRef,
    Sealable,
)


class Characteristics(Sealable, Model):
    """Ethnicity, special needs and free meals of a pupil: codes of the school census.

    A table of its own: whoever reads people reads none of it. Counts open it, and the
    child's page for those who may read the child's records.
    """

    __tablename__ = "characteristics"
    __table_args__ = (UniqueConstraint("person_ref"), RECORDED)

    ref: Mapped[RowRef]
    person_ref: Mapped[Ref]
    ethnicity: Mapped[OptionalSealedText]
    send: Mapped[OptionalSealedText]
    meals: Mapped[OptionalSealedText]
    changed_by: Mapped[Ref]
    changed_at: Mapped[Instant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
