"""A referral and its steps. Who was told what stands in the steps, sealed."""

from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    RECORDED,
    Code,
    Instant,
    Model,
    OptionalCode,
    OptionalInstant,
    OptionalSealedText,
    Ref,
    RowRef,
    Sealable,
)


class Referral(Sealable, Model):
    """One referral of a case to one agency. Sealed under the case's key."""

    __tablename__ = "referral"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    case_ref: Mapped[Ref]
    agency: Mapped[Code]
    state: Mapped[Code]
    outcome: Mapped[OptionalCode]
    # The agency asked that something wait, such as telling the parents.
    on_hold: Mapped[bool] = mapped_column(default=False)
    begun_by: Mapped[Ref]
    begun_at: Mapped[Instant]
    # When the agency was told, as opposed to when we wrote it down (R0.2).
    made_at: Mapped[OptionalInstant]
    # By when to confirm in writing, to hear from them, and to ask again.
    written_by_at: Mapped[OptionalInstant]
    answer_by_at: Mapped[OptionalInstant]
    chase_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ReferralStep(Sealable, Model):
    """One thing that happened in a referral."""

    __tablename__ = "referral_step"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    referral_ref: Mapped[Ref]
    # 1 for the first step: two steps of one instant keep their order.
    place: Mapped[int]
    kind: Mapped[Code]
    method: Mapped[OptionalCode]
    # Who at the agency, in which team, and the number they gave.
    spoke_to: Mapped[OptionalSealedText]
    agency_reference: Mapped[OptionalSealedText]
    # What was shared and what was kept back, with why (s.16LA).
    shared: Mapped[OptionalSealedText]
    withheld: Mapped[OptionalSealedText]
    # What the child says, thinks and wants done, as told to whoever referred.
    childs_voice: Mapped[OptionalSealedText]
    consent: Mapped[OptionalCode]
    consent_reason: Mapped[OptionalSealedText]
    outcome: Mapped[OptionalCode]
    # What the agency asked to wait with; an empty text lifts it.
    hold: Mapped[OptionalSealedText]
    text: Mapped[OptionalSealedText]
    happened_at: Mapped[Instant]
    recorded_at: Mapped[Instant]
    by_ref: Mapped[Ref]
    edition: Mapped[Code]
