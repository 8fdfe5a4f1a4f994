"""Names, roles and classes: what a page needs to say who is who."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from school.foundation import clock
from school.foundation.actor import Role
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.gate import counted
from school.identity.models import (
    Appointment,
    Enrolment,
    Org,
    OrgSetting,
    Person,
    SchoolClass,
)
from school.identity.permissions.roles import live_appointments


@dataclass(frozen=True)
class Named:
    """A person as shown in a list: the name in full, and where to tell them apart."""

    ref: str
    name: str
    where: str = ""


def full_name(row: Person) -> str:
    """The name in full, the preferred given name first where there is one."""
    given = unseal(row, "preferred_name") or unseal(row, "given_name")
    return f"{given} {unseal(row, 'family_name')}"


@counted
def names_of(refs: Iterable[str]) -> dict[str, str]:
    """The full name behind each reference; unknown references are left out."""
    wanted = sorted(set(refs))
    rows = db.session.scalars(select(Person).where(Person.ref.in_(wanted)))
    return {row.ref: full_name(row) for row in rows}


@counted
def roles_of(person_ref: str, school_ref: str, trust_ref: str) -> frozenset[Role]:
    """The roles a person holds today in a school, the trust's roles included."""
    asked = live_appointments().where(
        Appointment.person_ref == person_ref,
        Appointment.org_ref.in_([school_ref, trust_ref]),
    )
    return frozenset(Role(row.role) for row in db.session.scalars(asked))


@counted
def holders(school_ref: str, trust_ref: str, role: Role) -> list[str]:
    """Who holds a role today, the longest-serving first. Empty: the post is vacant."""
    asked = (
        live_appointments()
        .where(
            Appointment.org_ref.in_([school_ref, trust_ref]),
            Appointment.role == role.value,
        )
        .order_by(Appointment.begins_on, Appointment.granted_at)
    )
    return list(dict.fromkeys(row.person_ref for row in db.session.scalars(asked)))


@counted
def setting(org_ref: str, name: str) -> str | None:
    """One of the school's settings, or None where there is a gap."""
    asked = select(OrgSetting.value).where(
        OrgSetting.org_ref == org_ref, OrgSetting.name == name
    )
    return db.session.scalar(asked)


@counted
def org_named(ref: str) -> Org | None:
    """The trust or school with this reference."""
    return db.session.get(Org, ref)


@counted
def schools() -> list[Org]:
    """The trust's schools, by name."""
    asked = select(Org).where(Org.kind == "school").order_by(Org.name)
    return list(db.session.scalars(asked))


@counted
def classes_of(person_refs: Iterable[str]) -> dict[str, str]:
    """Form and year of each pupil, as "8K, Year 8"; those in no form are left out."""
    today = clock.today()
    asked = (
        select(Enrolment.person_ref, SchoolClass.title, SchoolClass.year_group)
        .join(SchoolClass, SchoolClass.ref == Enrolment.class_ref)
        .where(Enrolment.person_ref.in_(sorted(set(person_refs))))
        .where(Enrolment.role == "student", SchoolClass.kind == "homeroom")
        .where(or_(Enrolment.ends_on.is_(None), Enrolment.ends_on > today))
    )
    return {
        row.person_ref: f"{row.title}, Year {row.year_group}"
        if row.year_group
        else row.title
        for row in db.session.execute(asked)
    }


@counted
def count_pupils() -> dict[str, int]:
    """How many pupils each school has on its roll today."""
    today = clock.today()
    asked = (
        select(Enrolment.school_ref, func.count(Enrolment.person_ref.distinct()))
        .where(Enrolment.role == "student", Enrolment.begins_on <= today)
        .where(or_(Enrolment.ends_on.is_(None), Enrolment.ends_on > today))
        .group_by(Enrolment.school_ref)
    )
    return {ref: number for ref, number in db.session.execute(asked)}  # noqa: C416
