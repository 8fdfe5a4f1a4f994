"""The first posts of a trust, as one founder proposes them to the other."""

from sqlalchemy.orm import Mapped

from school.foundation.database import RECORDED, Code, Instant, Model, Ref, RowRef


class FoundingPost(Model):
    """One post that a founder is to hold once both have said yes."""

    __tablename__ = "founding_post"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    founding_ref: Mapped[Ref]
    # All posts of one proposal share it; whoever confirms names the one they saw.
    proposal_ref: Mapped[Ref]
    org_ref: Mapped[Ref]
    role: Mapped[Code]
    person_ref: Mapped[Ref]
    proposed_by: Mapped[Ref]
    proposed_at: Mapped[Instant]
