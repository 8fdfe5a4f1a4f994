"""Names, roles and classes: what a page needs to say who is who."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select

from school.foundation import clock
from school.foundation.actor import Role
from school.foundation.database import db
from school.foundation.direction import isolated
from school.foundation.questions import one_of, question
from school.foundation.sealing import unseal
from school.foundation.short_memory import ShortMemory
from school.gate import counted
from school.identity.models import (
    Appointment,
    Enrolment,
    Org,
    OrgSetting,
    Person,
    SchoolClass,
)
from school.identity.permissions.roles import (
    live_appointments,
    roles_held,
    roles_there,
)

_opened: ShortMemory[tuple[Any, ...], str] = ShortMemory(at_most=4096, seconds=60)


@dataclass(frozen=True)
class Named:
    """A person as shown in a list: the name in full, and where to tell them apart."""

    ref: str
    name: str
    where: str = ""


def full_name(row: Any) -> str:
    """The name in full, the preferred given name first where there is one; one that
    runs from right to left keeps to its own place in a line.
    """
    given = unseal(row, "preferred_name") or unseal(row, "given_name")
    return isolated(f"{given} {unseal(row, 'family_name')}")


def _name_in(row: Any, held: Mapping[tuple[Any, ...], str]) -> str:
    """The name, opened, or as it was opened a moment ago from these very bytes."""
    sealed = tuple(row)
    name = held.get(sealed)
    if name is None:
        name = full_name(row)
        _opened.put(sealed, name)
    return name


@question
def _people() -> Any:
    return select(
        Person.ref,
        Person.school_ref,
        Person.key_ref,
        Person.sealed_version,
        Person.given_name,
        Person.family_name,
        Person.preferred_name,
    ).where(one_of(Person.ref, "refs"))


@counted
def names_of(refs: Iterable[str]) -> dict[str, str]:
    """The full name behind each reference; unknown references are left out."""
    wanted = sorted(set(refs))
    rows = _people(refs=wanted) if wanted else ()
    held = _opened.held()
    return {row.ref: _name_in(row, held) for row in rows}


@counted
def roles_of(person_ref: str, school_ref: str, trust_ref: str) -> frozenset[Role]:
    """The roles a person holds today in a school, the trust's roles included."""
    return roles_there(roles_held(person_ref), school_ref, trust_ref)


@question
def _holders() -> Any:
    asked = live_appointments(bindparam("today")).with_only_columns(
        Appointment.role, Appointment.person_ref
    )
    return asked.where(
        Appointment.org_ref.in_([bindparam("school"), bindparam("trust")]),
        one_of(Appointment.role, "roles"),
    ).order_by(Appointment.begins_on, Appointment.granted_at)


@counted
def holders(school_ref: str, trust_ref: str, role: Role) -> list[str]:
    """Who holds a role today, the longest-serving first. Empty: the post is vacant."""
    return holders_of_each(school_ref, trust_ref, [role])[role]


@counted
def holders_of_each(
    school_ref: str, trust_ref: str, roles: Iterable[Role]
) -> dict[Role, list[str]]:
    """The same of several roles."""
    found: dict[Role, dict[str, None]] = {role: {} for role in roles}
    for row in _holders(
        school=school_ref,
        trust=trust_ref,
        roles=[role.value for role in found],
        today=clock.today(),
    ):
        found[Role(row.role)][row.person_ref] = None
    return {role: list(people) for role, people in found.items()}


@question
def _setting() -> Any:
    return select(OrgSetting.value).where(
        OrgSetting.org_ref == bindparam("org"), OrgSetting.name == bindparam("name")
    )


@counted
def setting(org_ref: str, name: str) -> str | None:
    """One of the school's settings, or None where there is a gap."""
    row = _setting.first(org=org_ref, name=name)
    return row.value if row else None


@question
def _around() -> Any:
    number = and_(OrgSetting.org_ref == Org.ref, OrgSetting.name == "dsl_telephone")
    asked = select(Org.name, OrgSetting.value.label("number"))
    return asked.outerjoin(OrgSetting, number).where(Org.ref == bindparam("ref"))


@counted
def school_around(ref: str) -> tuple[str, str | None]:
    """What stands around every page of a school: its name, the DSL's number."""
    row = _around.first(ref=ref)
    return (row.name, row.number) if row else ("", None)


@question
def _org_names() -> Any:
    return select(Org.name).where(Org.ref == bindparam("ref"))


@counted
def org_name(ref: str) -> str:
    """The name of the trust or school with this reference."""
    row = _org_names.first(ref=ref)
    return row.name if row else ""


@counted
def org_named(ref: str) -> Org | None:
    """The trust or school with this reference."""
    return db.session.get(Org, ref)


@counted
def schools() -> list[Org]:
    """The trust's schools, by name."""
    asked = select(Org).where(Org.kind == "school").order_by(Org.name)
    return list(db.session.scalars(asked))


@question
def _classes() -> Any:
    return (
        select(Enrolment.person_ref, SchoolClass.title, SchoolClass.year_group)
        .join(SchoolClass, SchoolClass.ref == Enrolment.class_ref)
        .where(one_of(Enrolment.person_ref, "refs"))
        .where(Enrolment.role == "student", SchoolClass.kind == "homeroom")
        .where(or_(Enrolment.ends_on.is_(None), Enrolment.ends_on > bindparam("today")))
    )


@counted
def classes_of(person_refs: Iterable[str]) -> dict[str, str]:
    """Form and year of each pupil, as "8K, Year 8"; those in no form are left out."""
    wanted = sorted(set(person_refs))
    rows = _classes(refs=wanted, today=clock.today()) if wanted else ()
    return {
        row.person_ref: f"{row.title}, Year {row.year_group}"
        if row.year_group
        else row.title
        for row in rows
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
