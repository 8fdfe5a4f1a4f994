"""A cyber-bullying process and what was placed, tested, contained, planned, asked."""

from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    RECORDED,
    Code,
    Instant,
    Model,
    OptionalCode,
    OptionalDay,
    OptionalInstant,
    OptionalRef,
    OptionalSealedText,
    Ref,
    RowRef,
    Sealable,
    SealedText,
)


class BullyingProcess(Sealable, Model):
    """The process of one case. `result` and `platform` are those of the last test."""

    __tablename__ = "bullying_process"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    case_ref: Mapped[Ref]
    state: Mapped[Code]
    result: Mapped[OptionalCode]
    platform: Mapped[OptionalCode]
    # The plan that stands, which review of it is due (1 or 2), and by when.
    plan_ref: Mapped[OptionalRef]
    review: Mapped[int] = mapped_column(default=0)
    review_due_at: Mapped[OptionalInstant]
    # The earlier process about the same pair that this one goes on with.
    earlier_ref: Mapped[OptionalRef]
    opened_by: Mapped[Ref]
    opened_at: Mapped[Instant]
    changed_at: Mapped[Instant]
    ended_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class BullyingChild(Sealable, Model):
    """A child placed on one side; the newest row of a child is the one that counts."""

    __tablename__ = "bullying_child"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    process_ref: Mapped[Ref]
    number: Mapped[int]
    # The person, or a reference of its own for a child of another school.
    child_ref: Mapped[Ref]
    person_ref: Mapped[OptionalRef]
    described: Mapped[OptionalSealedText]
    side: Mapped[Code]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class BullyingTest(Sealable, Model):
    """One assessment: four answers with their words, what they come to, the facts."""

    __tablename__ = "bullying_test"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    process_ref: Mapped[Ref]
    number: Mapped[int]
    online: Mapped[Code]
    intent: Mapped[Code]
    repetition: Mapped[Code]
    power_imbalance: Mapped[Code]
    online_words: Mapped[SealedText]
    intent_words: Mapped[SealedText]
    repetition_words: Mapped[SealedText]
    power_imbalance_words: Mapped[SealedText]
    result: Mapped[Code]
    frequency: Mapped[OptionalCode]
    duration: Mapped[OptionalCode]
    audience: Mapped[OptionalCode]
    platform: Mapped[OptionalCode]
    anonymous: Mapped[OptionalCode]
    group_members: Mapped[OptionalSealedText]
    # Codes of guidance with commas between them: they tell what a child is.
    prejudices: Mapped[OptionalSealedText]
    edition: Mapped[Code]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class BullyingStep(Sealable, Model):
    """Where a step of containment stands; the newest row of a step counts."""

    __tablename__ = "bullying_step"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    process_ref: Mapped[Ref]
    number: Mapped[int]
    step: Mapped[Code]
    done: Mapped[Code]
    done_on: Mapped[OptionalDay]
    # By whom and how, or why it is not needed.
    words: Mapped[SealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class BullyingPlan(Sealable, Model):
    """A support plan for both sides: neither stands without the other."""

    __tablename__ = "bullying_plan"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    process_ref: Mapped[Ref]
    number: Mapped[int]
    harmed: Mapped[SealedText]
    other: Mapped[SealedText]
    # Only where both children wish it: yes, no, later.
    restorative: Mapped[Code]
    sanction: Mapped[OptionalSealedText]
    first_review_at: Mapped[Instant]
    second_review_at: Mapped[Instant]
    agreed_by: Mapped[Ref]
    agreed_at: Mapped[Instant]


class BullyingReview(Sealable, Model):
    """Has it stopped? One harmed child's answer in that child's own words."""

    __tablename__ = "bullying_review"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    process_ref: Mapped[Ref]
    number: Mapped[int]
    plan_ref: Mapped[Ref]
    # 1 or 2; 0 for an early look, which leaves both reviews owed.
    review: Mapped[int]
    child_ref: Mapped[Ref]
    answer: Mapped[Code]
    own_words: Mapped[OptionalSealedText]
    # What adults see; why the child was not asked, or was asked before the day.
    words: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]
