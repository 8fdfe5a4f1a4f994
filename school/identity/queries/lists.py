"""Lists of people and one person's page, for those who keep accounts: no case, ever."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Select, select

from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, note, touch
from school.identity.models import (
    Appointment,
    Enrolment,
    Person,
    Relationship,
    SchoolClass,
)
from school.identity.permissions import Act
from school.identity.permissions.characteristics import characteristics_of
from school.identity.permissions.known import (
    Called,
    adults_of,
    called,
    classes_of_school,
    folded,
    last_day_of,
    live_enrolments,
    people_called,
    people_visible_to,
    person_visible,
    pupils_once,
    pupils_today,
)
from school.identity.permissions.roles import live_appointments
from school.identity.permissions.signing_in import account_of

A_PAGE = 50
PUPILS, LEFT, STAFF, CONTACTS = "pupils", "left", "staff", "contacts"
KINDS = (PUPILS, LEFT, STAFF, CONTACTS)


@dataclass(frozen=True)
class Listed:
    """One line of a list: who, and what tells them from a namesake."""

    ref: str
    name: str
    form: str = ""
    roles: tuple[Role, ...] = ()
    children: int = 0
    last_on: date | None = None


@dataclass(frozen=True)
class Wanted:
    """Which list: whom, of which class, whose name has these words, which page."""

    kind: str = PUPILS
    class_ref: str = ""
    words: str = field(default="", repr=False)
    page: int = 1


@dataclass(frozen=True)
class PeopleShown:
    """One page of a list."""

    rows: list[Listed]
    total: int
    page: int
    pages: int


@disclosure(Act.READ_PEOPLE)
def read_people(actor: Actor, wanted: Wanted) -> PeopleShown:
    """Pupils, staff or contacts of the school by name, some of them at a time.

    Names are opened in memory; nothing that could be looked up lies on disk.
    """
    opened = [called(row) for row in db.session.scalars(_of_kind(actor, wanted))]
    words = wanted.words.casefold().split()
    found = [each for each in opened if _has(words, each)]
    found.sort(key=lambda each: (each.family.casefold(), each.name.casefold()))
    pages = max(1, -(-len(found) // A_PAGE))
    page = min(max(1, wanted.page), pages)
    some = found[(page - 1) * A_PAGE : page * A_PAGE]
    touch(*(each.row.ref for each in some))
    note(kind=wanted.kind, total=len(found), page=page, by_name=bool(words))
    rows = _listed(actor, some, left=wanted.kind == LEFT)
    return PeopleShown(rows, len(found), page, pages)


def _of_kind(actor: Actor, wanted: Wanted) -> Select[Person]:
    asked = select(Person).where(Person.status == "active")
    if wanted.kind == PUPILS:
        pupils = pupils_today(actor.school_ref)
        if wanted.class_ref:
            pupils = pupils.where(Enrolment.class_ref == wanted.class_ref)
        return asked.where(Person.ref.in_(pupils))
    if wanted.kind == LEFT:
        return asked.where(
            Person.ref.in_(pupils_once(actor.school_ref)),
            Person.ref.not_in(pupils_today(actor.school_ref)),
        )
    asked = asked.where(people_visible_to(actor))
    if wanted.kind == STAFF:
        here = live_appointments().with_only_columns(Appointment.person_ref)
        here = here.where(Appointment.org_ref == actor.school_ref)
        return asked.where(Person.ref.in_(here))
    adults = select(Relationship.adult_ref).where(
        Relationship.school_ref == actor.school_ref, Relationship.ends_on.is_(None)
    )
    return asked.where(Person.ref.in_(adults))


def _has(words: list[str], each: Called) -> bool:
    whole = f"{each.preferred or ''} {each.given} {each.family}"
    parts = [folded(part) for part in whole.replace("-", " ").split()]
    return all(
        any(part.startswith(folded(word)) for part in parts if part) for word in words
    )


def _listed(
    actor: Actor, some: Iterable[Called], *, left: bool = False
) -> list[Listed]:
    people = list(some)
    refs = [each.row.ref for each in people]
    forms, roles = forms_of(actor, refs), roles_here(actor, refs)
    children: dict[str, int] = defaultdict(int)
    asked = select(Relationship.adult_ref).where(
        Relationship.adult_ref.in_(refs),
        Relationship.school_ref == actor.school_ref,
        Relationship.ends_on.is_(None),
    )
    for ref in db.session.scalars(asked):
        children[ref] += 1
    return [
        Listed(
            each.row.ref,
            each.name,
            forms.get(each.row.ref, ""),
            tuple(roles.get(each.row.ref, ())),
            children[each.row.ref],
            last_day_of(actor.school_ref, each.row.ref) if left else None,
        )
        for each in people
    ]


def forms_of(actor: Actor, refs: Iterable[str]) -> dict[str, str]:
    """The form and year of those who are pupils of the school today."""
    asked = (
        select(Enrolment.person_ref, SchoolClass.title, SchoolClass.year_group)
        .join(SchoolClass, SchoolClass.ref == Enrolment.class_ref)
        .where(
            Enrolment.person_ref.in_(list(refs)),
            Enrolment.school_ref == actor.school_ref,
            Enrolment.role == "student",
            live_enrolments(),
        )
    )
    return {
        ref: f"{title}, Year {year}" if year else title
        for ref, title, year in db.session.execute(asked)
    }


def roles_here(actor: Actor, refs: Iterable[str]) -> dict[str, list[Role]]:
    """The roles that people hold today in the school or the trust."""
    asked = live_appointments().where(
        Appointment.person_ref.in_(list(refs)),
        Appointment.org_ref.in_([actor.school_ref, actor.trust_ref]),
    )
    held: dict[str, set[Role]] = defaultdict(set)
    for row in db.session.scalars(asked):
        held[row.person_ref].add(Role(row.role))
    return {
        ref: [role for role in Role if role in roles] for ref, roles in held.items()
    }


@counted
def classes_to_choose(actor: Actor) -> list[tuple[str, str]]:
    """The school's classes, by title, for a choice."""
    return [(row.ref, row.title) for row in classes_of_school(actor.school_ref)]


@counted
def namesakes(actor: Actor, given: str, family: str) -> list[Listed]:
    """Everybody of that name in school and trust, to be told apart by a person."""
    return _listed(actor, people_called(actor, given, family))


@dataclass(frozen=True)
class RelationShown:
    """An adult of a pupil, or a child of an adult."""

    ref: str
    name: str
    form: str
    kind: str
    parental_responsibility: bool
    works_here: bool


@dataclass(frozen=True)
class PersonShown:
    """One person: what identifies them and where they belong. No record, no hint."""

    ref: str
    version: int
    name: str
    particulars: dict[str, str] = field(repr=False)
    born_on: date | None
    form: str
    roles: list[Role]
    adults: list[RelationShown]
    children: list[RelationShown]
    is_pupil: bool
    # The last day of a pupil who leaves the school or has left it.
    last_on: date | None
    has_account: bool
    # Whether anything is kept that counts are split by; never what.
    has_characteristics: bool
    # The number a roll finds this person by is kept as a fingerprint only.
    has_number: bool


@disclosure(Act.READ_PERSON, of=person_visible)
def read_person(actor: Actor, row: Person) -> PersonShown:
    """One person's page. It says nothing of any record: whether there is one stands
    in no table that this question reads.
    """
    forms = forms_of(actor, [row.ref])
    born_on = unseal(row, "born_on")
    adults = _relations(actor, adults_of(actor.school_ref, row.ref), "adult_ref")
    children = _relations(actor, _children_of(actor, row.ref), "pupil_ref")
    touch(*(each.ref for each in (*adults, *children)))
    names = ("given_name", "family_name", "preferred_name", "sex", "upn", "email")
    return PersonShown(
        ref=row.ref,
        version=row.version,
        name=called(row).name,
        particulars={name: unseal(row, name) or "" for name in (*names, "telephone")},
        born_on=date.fromisoformat(born_on) if born_on else None,
        form=forms.get(row.ref, ""),
        roles=roles_here(actor, [row.ref]).get(row.ref, []),
        adults=adults,
        children=children,
        is_pupil=row.ref in forms,
        last_on=last_day_of(actor.school_ref, row.ref),
        has_account=account_of(row.ref) is not None,
        has_characteristics=characteristics_of(row.ref) is not None,
        has_number=row.roll_number_mac is not None,
    )


def _children_of(actor: Actor, adult_ref: str) -> list[Relationship]:
    asked = select(Relationship).where(
        Relationship.school_ref == actor.school_ref,
        Relationship.adult_ref == adult_ref,
        Relationship.ends_on.is_(None),
    )
    return list(db.session.scalars(asked))


def _relations(actor: Actor, rows: list[Relationship], end: str) -> list[RelationShown]:
    refs = [getattr(row, end) for row in rows]
    people = {
        row.ref: called(row)
        for row in db.session.scalars(select(Person).where(Person.ref.in_(refs)))
    }
    forms, roles = forms_of(actor, refs), roles_here(actor, refs)
    return [
        RelationShown(
            ref=ref,
            name=people[ref].name,
            form=forms.get(ref, ""),
            kind=row.kind,
            parental_responsibility=row.parental_responsibility,
            works_here=ref in roles,
        )
        for row, ref in zip(rows, refs, strict=True)
        if ref in people
    ]
