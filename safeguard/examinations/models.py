"""Examinations of devices: the record itself, and what was written down on the way."""

from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    RECORDED,
    Code,
    Instant,
    Model,
    OptionalCode,
    OptionalInstant,
    OptionalRef,
    OptionalSealedText,
    Ref,
    Reference,
    RowRef,
    SchoolRef,
    Sealable,
    SealedText,
)


class Examination(Sealable, Model):
    """One examination of one device. `reason_at` empty: no good reason was written
    down before; `authorised_at` empty: it never had authority.
    """

    __tablename__ = "examination"
    __table_args__ = RECORDED

    ref: Mapped[Reference]
    search_ref: Mapped[Ref]
    item_ref: Mapped[OptionalRef]
    state: Mapped[Code]
    response_waits: Mapped[bool] = mapped_column(default=False)
    evidence: Mapped[Code]
    erase: Mapped[Code]
    reasons: Mapped[OptionalSealedText]
    facts: Mapped[OptionalSealedText]
    reason_at: Mapped[OptionalInstant]
    examiner_ref: Mapped[OptionalRef]
    authorised_at: Mapped[OptionalInstant]
    after_the_fact: Mapped[bool] = mapped_column(default=False)
    declined_why: Mapped[OptionalCode]
    declined_words: Mapped[OptionalSealedText]
    opened_by: Mapped[Ref]
    opened_at: Mapped[Instant]
    changed_at: Mapped[Instant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ExaminationAccount(Sealable, Model):
    """What was done: by whom, in whose presence, where on the device, how it was open.

    `areas` and `present` are codes and references with spaces between; what stands on
    the device is nowhere.
    """

    __tablename__ = "examination_account"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    examination_ref: Mapped[Ref]
    examiner_ref: Mapped[Ref]
    present: Mapped[OptionalSealedText]
    others_present: Mapped[OptionalSealedText]
    areas: Mapped[SealedText]
    opening: Mapped[Code]
    copied: Mapped[Code]
    examined_at: Mapped[Instant]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class ExaminationFinding(Sealable, Model):
    """Nothing, or material of these kinds, and a sentence that describes none."""

    __tablename__ = "examination_finding"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    examination_ref: Mapped[Ref]
    found: Mapped[Code]
    kinds: Mapped[OptionalSealedText]
    words: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class ExaminationHalt(Model):
    """Somebody suspected an indecent image of a child. There is nothing to describe."""

    __tablename__ = "examination_halt"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    examination_ref: Mapped[Ref]
    case_ref: Mapped[OptionalRef]
    sighting: Mapped[Code]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class ExaminationDeviation(Sealable, Model):
    """What was not done as the policy says. It stays, and the head reads it."""

    __tablename__ = "examination_deviation"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    examination_ref: Mapped[Ref]
    code: Mapped[Code]
    words: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class DeviationAnswer(Sealable, Model):
    """What the head says to the deviations that were on the record by then."""

    __tablename__ = "examination_deviation_answer"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    examination_ref: Mapped[Ref]
    words: Mapped[SealedText]
    by_ref: Mapped[Ref]
    answered_at: Mapped[Instant]


class EvidenceAnswer(Sealable, Model):
    """Could it be evidence? The last answer stands; yes and unsure are for good."""

    __tablename__ = "evidence_answer"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    examination_ref: Mapped[Ref]
    answer: Mapped[Code]
    reason: Mapped[SealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class ExaminationProposal(Sealable, Model):
    """A response or an erasure that one person proposes and another signs or declines.

    `answer` empty: it waits. `codes`: what is proposed, with spaces between.
    """

    __tablename__ = "examination_proposal"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    examination_ref: Mapped[Ref]
    number: Mapped[int]
    about: Mapped[Code]
    codes: Mapped[SealedText]
    reason: Mapped[SealedText]
    proposed_by: Mapped[Ref]
    proposed_as: Mapped[Code]
    proposed_at: Mapped[Instant]
    answer: Mapped[OptionalCode]
    answer_words: Mapped[OptionalSealedText]
    answered_by: Mapped[OptionalRef]
    answered_as: Mapped[OptionalCode]
    answered_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Erasure(Sealable, Model):
    """What was erased, by whose hand, with a witness who decided nothing."""

    __tablename__ = "erasure"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    examination_ref: Mapped[Ref]
    areas: Mapped[SealedText]
    erased_by: Mapped[Ref]
    witness_ref: Mapped[Ref]
    erased_at: Mapped[Instant]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]
