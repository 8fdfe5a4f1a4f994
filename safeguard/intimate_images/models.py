"""Intimate images: what was answered, signed, planned and removed. Never an image."""

from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    RECORDED,
    Code,
    Day,
    Instant,
    Model,
    OptionalCode,
    OptionalInstant,
    OptionalRef,
    OptionalSealedText,
    Ref,
    RowRef,
    Sealable,
    SealedText,
)


class ImageProcess(Sealable, Model):
    """How a case deals with it. `due_at`: when its next step is owed; `unknown_by_at`:
    when a question that was left open is asked again.
    """

    __tablename__ = "image_process"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    case_ref: Mapped[Ref]
    # Where it began, when another record brought it about: a search, say.
    origin_ref: Mapped[OptionalRef]
    state: Mapped[Code]
    # A yes was given once, or it was decided to refer: only ever set.
    must_refer: Mapped[bool] = mapped_column(default=False)
    device: Mapped[OptionalCode]
    device_words: Mapped[OptionalSealedText]
    due_at: Mapped[OptionalInstant]
    unknown_by_at: Mapped[OptionalInstant]
    # When somebody was last reminded of a clock that ran out.
    reminded_at: Mapped[OptionalInstant]
    opened_by: Mapped[Ref]
    # Since when an image is suspected here; anew when it happens again after the end.
    suspected_at: Mapped[Instant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class FirstReview(Sealable, Model):
    """The initial review of §2.5: one version of it, the last one stands."""

    __tablename__ = "image_first_review"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    process_ref: Mapped[Ref]
    number: Mapped[int]
    met_on: Mapped[Day]
    attendees: Mapped[SealedText]
    # yes, no or unknown, each (guidance.intimate_images, triggers).
    adult: Mapped[Code]
    coercion: Mapped[Code]
    unusual: Mapped[Code]
    under_13: Mapped[Code]
    at_risk: Mapped[Code]
    threats: Mapped[Code]
    # Referred by decision, where no answer alone makes it so.
    refer_anyway: Mapped[bool]
    relationship: Mapped[OptionalSealedText]
    nature: Mapped[Code]
    platforms: Mapped[SealedText]
    spread: Mapped[Code]
    ai_made: Mapped[Code]
    other_schools: Mapped[OptionalSealedText]
    need_to_view: Mapped[Code]
    removal_plan: Mapped[SealedText]
    rationale: Mapped[SealedText]
    edition: Mapped[Code]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class ImageChild(Sealable, Model):
    """A child's own entry; the last one stands. No age beyond the band."""

    __tablename__ = "image_child"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    process_ref: Mapped[Ref]
    number: Mapped[int]
    # The person; of a child without a name, its row in the concern.
    child_ref: Mapped[Ref]
    part: Mapped[Code]
    band: Mapped[Code]
    send: Mapped[Code]
    wishes: Mapped[OptionalSealedText]
    support: Mapped[SealedText]
    parents: Mapped[Code]
    parents_words: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class ManagingDecision(Sealable, Model):
    """That it may be managed in school: the DSL signs, a second person answers."""

    __tablename__ = "image_managing"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    process_ref: Mapped[Ref]
    number: Mapped[int]
    review_ref: Mapped[Ref]
    # For whoever signs second, who may not read the case: no name stands in it.
    statement: Mapped[SealedText]
    proposed_by: Mapped[Ref]
    proposed_role: Mapped[Code]
    proposed_at: Mapped[Instant]
    # agreed, declined, or withdrawn by newer answers; None while nobody answered.
    answer: Mapped[OptionalCode]
    answer_words: Mapped[OptionalSealedText]
    answered_by: Mapped[OptionalRef]
    answered_role: Mapped[OptionalCode]
    answered_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ImagePlan(Sealable, Model):
    """How the children are kept safe: one version of it, the last one stands."""

    __tablename__ = "image_plan"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    process_ref: Mapped[Ref]
    number: Mapped[int]
    at_school: Mapped[SealedText]
    spreading: Mapped[SealedText]
    support: Mapped[SealedText]
    checked_by: Mapped[SealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class ImageRemoval(Sealable, Model):
    """What became of the image with one child: deleted by them and when, or why not."""

    __tablename__ = "image_removal"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    process_ref: Mapped[Ref]
    number: Mapped[int]
    child_ref: Mapped[Ref]
    outcome: Mapped[Code]
    # When the young person said that it was done.
    confirmed_at: Mapped[OptionalInstant]
    # Who at the police agreed, and when, where it had been referred.
    police_agreed: Mapped[OptionalSealedText]
    words: Mapped[SealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class ViewingDecision(Sealable, Model):
    """The exception: why somebody had to look, who agreed, who was there. Words only,
    and no field in which an image could be described.
    """

    __tablename__ = "image_viewing"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    process_ref: Mapped[Ref]
    number: Mapped[int]
    why: Mapped[SealedText]
    agreed_by: Mapped[Ref]
    agreed_at: Mapped[Instant]
    present: Mapped[SealedText]
    same_sex: Mapped[Code]
    same_sex_words: Mapped[OptionalSealedText]
    place: Mapped[SealedText]
    viewed_at: Mapped[Instant]
    # Who looked, and signs for it: the DSL.
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class ImageNumber(Sealable, Model):
    """A number that Report Remove, CEOP or the IWF gave. Nothing but the number."""

    __tablename__ = "image_number"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    process_ref: Mapped[Ref]
    number: Mapped[int]
    kind: Mapped[Code]
    given: Mapped[SealedText]
    child_ref: Mapped[OptionalRef]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class PlanReview(Sealable, Model):
    """What a review found, what the children say, and why."""

    __tablename__ = "image_review"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    process_ref: Mapped[Ref]
    number: Mapped[int]
    answer: Mapped[Code]
    childrens_words: Mapped[OptionalSealedText]
    reason: Mapped[SealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class ImageEnding(Sealable, Model):
    """How it ended; why neither police nor social care were told, if they were not."""

    __tablename__ = "image_ending"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    process_ref: Mapped[Ref]
    number: Mapped[int]
    outcome_21: Mapped[Code]
    why_not_told: Mapped[OptionalSealedText]
    summary: Mapped[SealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]
