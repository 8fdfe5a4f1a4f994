"""A visit of the police: what was weighed, called, seen and done, each as its row."""

from sqlalchemy import Index
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
    Reference,
    RowRef,
    Sealable,
    SealedText,
)


class PoliceVisit(Sealable, Model):
    """One pupil, one visit. `due_at`: the aftercare is to be planned by then."""

    __tablename__ = "police_visit"
    __table_args__ = (
        Index("ix_police_visit_newest", "school_ref", "opened_at", "ref"),
        RECORDED,
    )

    ref: Mapped[Reference]
    # The search it came from, if any.
    origin_ref: Mapped[OptionalRef]
    # The concern or case to which it belongs (S7): never none.
    record_ref: Mapped[Ref]
    pupil_ref: Mapped[Ref]
    purpose: Mapped[Code]
    state: Mapped[Code]
    outcome: Mapped[OptionalCode]
    due_at: Mapped[OptionalInstant]
    # How many things were not as they must be, when something was last recorded.
    amiss: Mapped[int] = mapped_column(default=0)
    opened_by: Mapped[Ref]
    opened_at: Mapped[Instant]
    closed_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PoliceWeighing(Sealable, Model):
    """In writing, before anybody calls: what else was tried, and which harm is less."""

    __tablename__ = "police_weighing"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    visit_ref: Mapped[Ref]
    number: Mapped[int]
    considered_by: Mapped[Ref]
    concern: Mapped[SealedText]
    less_invasive: Mapped[SealedText]
    harm: Mapped[SealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class PoliceCall(Sealable, Model):
    """The school called the police."""

    __tablename__ = "police_call"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    visit_ref: Mapped[Ref]
    number: Mapped[int]
    caller_ref: Mapped[Ref]
    called_at: Mapped[Instant]
    reason: Mapped[SealedText]
    police_force: Mapped[OptionalSealedText]
    police_reference: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class PoliceAttendance(Sealable, Model):
    """The police came; who of the school spoke up for the pupil."""

    __tablename__ = "police_attendance"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    visit_ref: Mapped[Ref]
    number: Mapped[int]
    came: Mapped[Code]
    arrived_at: Mapped[Instant]
    officers: Mapped[SealedText]
    police_force: Mapped[OptionalSealedText]
    police_reference: Mapped[OptionalSealedText]
    power: Mapped[Code]
    power_words: Mapped[OptionalSealedText]
    advocate_ref: Mapped[OptionalRef]
    advocate_words: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class PoliceAdult(Sealable, Model):
    """The appropriate adult, and what the pupil wishes about one."""

    __tablename__ = "police_adult"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    visit_ref: Mapped[Ref]
    number: Mapped[int]
    presence: Mapped[Code]
    name: Mapped[OptionalSealedText]
    relation: Mapped[OptionalCode]
    arrived_at: Mapped[OptionalInstant]
    wish: Mapped[Code]
    wish_words: Mapped[OptionalSealedText]
    signed: Mapped[bool]
    reason: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class PoliceParents(Sealable, Model):
    """What the parents knew, and when."""

    __tablename__ = "police_parents"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    visit_ref: Mapped[Ref]
    number: Mapped[int]
    answer: Mapped[Code]
    told_at: Mapped[OptionalInstant]
    whom: Mapped[OptionalSealedText]
    words: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class PoliceOutcome(Sealable, Model):
    """What the police did."""

    __tablename__ = "police_outcome"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    visit_ref: Mapped[Ref]
    number: Mapped[int]
    kind: Mapped[Code]
    began_at: Mapped[OptionalInstant]
    ended_at: Mapped[OptionalInstant]
    place: Mapped[OptionalSealedText]
    exposed: Mapped[bool | None]
    # People there besides the pupil.
    present: Mapped[int | None]
    present_words: Mapped[OptionalSealedText]
    sexes: Mapped[OptionalCode]
    found: Mapped[OptionalCode]
    words: Mapped[SealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class PoliceAftercare(Sealable, Model):
    """How the pupil is looked after now; the newest plan stands."""

    __tablename__ = "police_aftercare"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    visit_ref: Mapped[Ref]
    number: Mapped[int]
    plan: Mapped[SealedText]
    own_words: Mapped[OptionalSealedText]
    follow_up: Mapped[SealedText]
    follow_up_on: Mapped[OptionalDay]
    referral: Mapped[Code]
    referral_reason: Mapped[SealedText]
    edition: Mapped[Code]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class PoliceNote(Sealable, Model):
    """Words beside the steps: why not called, what was added, how it was closed."""

    __tablename__ = "police_note"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    visit_ref: Mapped[Ref]
    number: Mapped[int]
    # not_called, addition, closing
    kind: Mapped[Code]
    words: Mapped[SealedText]
    # Of a closing: what was amiss then, as codes with commas between them.
    codes: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]
