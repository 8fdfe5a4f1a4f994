"""Whom a campaign asks, as the roll stands today."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, or_, select

from safeguard.campaigns.models import CampaignGroup
from safeguard.campaigns.states import Audience
from safeguard.guidance.agreements import age_of, kind_of_year
from school.foundation import clock
from school.foundation.actor import OF_THE_TRUST, WORKS_HERE, Role
from school.foundation.questions import question
from school.identity.models import Appointment, Enrolment, SchoolClass
from school.identity.permissions.roles import live_appointments

# Of the guidance's capacities; a visitor is asked at the front desk, never in advance.
STAFF, COUNCILLOR, VOLUNTEER = "staff", "councillor", "volunteer"
CAPACITIES = (STAFF, COUNCILLOR, VOLUNTEER)
ADULTS = "adults"
_CAPACITY_OF: dict[Role, str] = {
    Role.COUNCILLOR: COUNCILLOR,
    Role.VOLUNTEER: VOLUNTEER,
}
_STAFF = WORKS_HERE - OF_THE_TRUST - set(_CAPACITY_OF)


@dataclass(frozen=True)
class Group:
    """A year group, a class or a capacity that a campaign asks."""

    audience: Audience
    value: str


@dataclass(frozen=True)
class Form:
    """A class with its year group, which may not be known."""

    ref: str
    title: str
    year: str | None
    # Which text its pupils sign; None where the year group is not known.
    kind: str | None


@dataclass(frozen=True)
class Asked:
    """Somebody of the school, and which text it would be: none ("") for a pupil whose
    year group is not known. A pupil comes with the class.
    """

    person_ref: str
    kind: str
    capacity: str | None = None
    form: Form | None = None


@question
def _forms() -> Any:
    columns = (SchoolClass.ref, SchoolClass.title, SchoolClass.year_group)
    return select(*columns).where(
        SchoolClass.school_ref == bindparam("school"), SchoolClass.kind == "homeroom"
    )


@question
def _pupils() -> Any:
    today: Any = bindparam("today")
    return (
        select(Enrolment.person_ref, Enrolment.class_ref)
        .where(
            Enrolment.school_ref == bindparam("school"),
            Enrolment.role == "student",
            Enrolment.begins_on <= today,
            or_(Enrolment.ends_on.is_(None), Enrolment.ends_on > today),
        )
        # Whoever is in two forms is asked once, in the one that was joined last.
        .order_by(Enrolment.begins_on, Enrolment.ref)
    )


@question
def _adults() -> Any:
    held = live_appointments(bindparam("today"))
    return (
        held.with_only_columns(Appointment.person_ref, Appointment.role)
        .where(Appointment.org_ref == bindparam("school"))
        .order_by(Appointment.person_ref)
    )


@question
def _groups() -> Any:
    columns = (CampaignGroup.audience, CampaignGroup.value)
    return select(*columns).where(CampaignGroup.campaign_ref == bindparam("campaign"))


def groups_of(campaign_ref: str) -> frozenset[Group]:
    """Whom a campaign asks."""
    return frozenset(
        Group(Audience(row.audience), row.value)
        for row in _groups(campaign=campaign_ref)
    )


def forms_of(school_ref: str) -> list[Form]:
    """The school's forms, the youngest first."""
    found = [
        Form(row.ref, row.title, row.year_group, kind_of_year(row.year_group))
        for row in _forms(school=school_ref)
    ]
    return sorted(found, key=lambda form: (age_of(form.year), form.title))


def everybody(school_ref: str) -> dict[str, Asked]:
    """Everybody of the school, by reference: pupils in a form today, and adults with a
    post in it. Whoever works here signs as staff, whatever else they do.
    """
    forms = {form.ref: form for form in forms_of(school_ref)}
    today = clock.today()
    found: dict[str, Asked] = {}
    for row in _adults(school=school_ref, today=today):
        role = Role(row.role)
        capacity = STAFF if role in _STAFF else _CAPACITY_OF.get(role)
        before = found.get(row.person_ref)
        if capacity and (before is None or _rank(capacity) < _rank(before.capacity)):
            found[row.person_ref] = Asked(row.person_ref, ADULTS, capacity)
    for row in _pupils(school=school_ref, today=today):
        form = forms.get(row.class_ref)
        if form:
            found[row.person_ref] = Asked(row.person_ref, form.kind or "", None, form)
    return found


def of_groups(people: Iterable[Asked], groups: frozenset[Group]) -> dict[str, Asked]:
    """Those of them whom one of the groups names."""
    return {each.person_ref: each for each in people if _is_in(each, groups)}


def asked_by(campaign_ref: str, school_ref: str) -> dict[str, Asked]:
    """Whom a campaign asks, by reference."""
    return of_groups(everybody(school_ref).values(), groups_of(campaign_ref))


def _is_in(person: Asked, groups: frozenset[Group]) -> bool:
    if person.form is None:
        return Group(Audience.CAPACITY, person.capacity or "") in groups
    year = Group(Audience.YEAR, person.form.year or "")
    return year in groups or Group(Audience.CLASS, person.form.ref) in groups


def _rank(capacity: str | None) -> int:
    return CAPACITIES.index(capacity) if capacity in CAPACITIES else len(CAPACITIES)
