"""Trust and schools, people (sealed), appointments, classes and relationships."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    RECORDED,
    Code,
    Day,
    Instant,
    Model,
    OptionalCode,
    OptionalDay,
    OptionalInstant,
    OptionalMac,
    OptionalRef,
    OptionalSealedText,
    Ref,
    RowRef,
    Sealable,
    SealedText,
)


class Org(Model):
    """The trust (OneRoster `district`) and each of its schools (`school`)."""

    __tablename__ = "org"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    kind: Mapped[Code]
    parent_ref: Mapped[OptionalRef]
    name: Mapped[str] = mapped_column(String(200))
    # URN for a school; company or UK provider number for the trust. Public.
    identifier: Mapped[OptionalCode]
    demonstration: Mapped[bool] = mapped_column(default=False)
    founded_at: Mapped[Instant]


class OrgSetting(Model):
    """One setting of a school or the trust, such as a local telephone number."""

    __tablename__ = "org_setting"
    __table_args__ = (UniqueConstraint("org_ref", "name"), RECORDED)

    ref: Mapped[RowRef]
    org_ref: Mapped[Ref]
    name: Mapped[Code]
    value: Mapped[str] = mapped_column(String(400))
    changed_at: Mapped[Instant]
    changed_by: Mapped[Ref]


class Person(Sealable, Model):
    """A human: pupil, member of staff or contact. All that identifies is sealed.

    `school_ref` is the school (or trust) whose key seals the row.
    """

    __tablename__ = "person"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    given_name: Mapped[SealedText]
    family_name: Mapped[SealedText]
    preferred_name: Mapped[OptionalSealedText]
    former_names: Mapped[OptionalSealedText]
    born_on: Mapped[OptionalSealedText]
    sex: Mapped[OptionalSealedText]
    upn: Mapped[OptionalSealedText]
    upn_mac: Mapped[OptionalMac]
    email: Mapped[OptionalSealedText]
    email_mac: Mapped[OptionalMac]
    telephone: Mapped[OptionalSealedText]
    # The number the school's own system gives the person; unique per school, keyed.
    roll_number_mac: Mapped[OptionalMac]
    status: Mapped[Code] = mapped_column(default="active")
    version: Mapped[int] = mapped_column(default=1)
    added_at: Mapped[Instant]

    __mapper_args__ = {"version_id_col": version}


class Appointment(Model):
    """A role held by a person in a school or the trust, from a day to a day."""

    __tablename__ = "appointment"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    person_ref: Mapped[Ref]
    org_ref: Mapped[Ref]
    role: Mapped[Code]
    begins_on: Mapped[Day]
    # The last day on which it is held; open-ended when None.
    ends_on: Mapped[OptionalDay]
    reason: Mapped[OptionalCode]
    granted_by: Mapped[Ref]
    granted_at: Mapped[Instant]
    # Roles that open cases need a second person (matrix: grant_dsl).
    approved_by: Mapped[OptionalRef]
    approved_at: Mapped[OptionalInstant]
    needs_approval: Mapped[bool] = mapped_column(default=False)
    ended_by: Mapped[OptionalRef]
    ended_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class SchoolClass(Model):
    """A class; OneRoster `homeroom` is a form or tutor group."""

    __tablename__ = "school_class"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    school_ref: Mapped[Ref]
    title: Mapped[str] = mapped_column(String(60))
    kind: Mapped[Code] = mapped_column(default="homeroom")
    year_group: Mapped[OptionalCode]


class Enrolment(Model):
    """A person in a class, as pupil or teacher. Closed, never edited (rule 7)."""

    __tablename__ = "enrolment"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    school_ref: Mapped[Ref]
    class_ref: Mapped[Ref]
    person_ref: Mapped[Ref]
    role: Mapped[Code]
    is_primary: Mapped[bool] = mapped_column(default=False)
    begins_on: Mapped[Day]
    # First day no longer in the class (OneRoster: end is exclusive).
    ends_on: Mapped[OptionalDay]


class Relationship(Model):
    """An adult of a pupil: what OneRoster does not carry and safeguarding needs."""

    __tablename__ = "relationship"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    school_ref: Mapped[Ref]
    pupil_ref: Mapped[Ref]
    adult_ref: Mapped[Ref]
    kind: Mapped[Code]
    parental_responsibility: Mapped[bool] = mapped_column(default=False)
    court_order: Mapped[bool] = mapped_column(default=False)
    do_not_contact: Mapped[bool] = mapped_column(default=False)
    lives_with: Mapped[bool] = mapped_column(default=False)
    priority: Mapped[int] = mapped_column(default=1)
    begins_on: Mapped[OptionalDay]
    ends_on: Mapped[OptionalDay]
    source: Mapped[Code] = mapped_column(default="roll")


class Declaration(Model):
    """A person declared something: rules read, secrecy, log-in received."""

    __tablename__ = "declaration"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    org_ref: Mapped[Ref]
    person_ref: Mapped[Ref]
    kind: Mapped[Code]
    edition: Mapped[Code]
    declared_at: Mapped[Instant]
    witness_ref: Mapped[OptionalRef]


class Founding(Model):
    """The first start: nothing is granted until both founders have signed in."""

    __tablename__ = "founding"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    trust_ref: Mapped[Ref]
    first_person_ref: Mapped[Ref]
    second_person_ref: Mapped[Ref]
    begun_at: Mapped[Instant]
    closed_at: Mapped[OptionalInstant]
