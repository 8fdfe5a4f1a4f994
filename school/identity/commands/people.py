"""Founding, adding people, classes and relationships."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from school import wall
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden
from school.foundation.references import new_ref
from school.foundation.sealing import keyring, mac, seal, vault_of
from school.gate import command, note, touch
from school.identity.models import (
    Enrolment,
    Org,
    OrgSetting,
    Person,
    Relationship,
    SchoolClass,
)
from school.identity.permissions import Act
from school.identity.permissions.known import number_mac

# Roles that make an adult's own child a conflict: anyone who works here.
KIN = "kin"


@dataclass(frozen=True)
class NewOrg:
    """A trust or a school to be."""

    name: str
    identifier: str | None = None
    demonstration: bool = False
    ref: str = ""


@dataclass(frozen=True)
class NewPerson:
    """A person to be added. Names are kept as given, in any script."""

    given_name: str
    family_name: str
    preferred_name: str | None = None
    born_on: date | None = None
    sex: str | None = None
    upn: str | None = None
    email: str | None = None
    telephone: str | None = None
    roll_number: str | None = None
    # Whose numbering the roll number belongs to: "pupil" or "staff".
    number_kind: str = "pupil"


@dataclass(frozen=True)
class NewClass:
    """A class to be added."""

    title: str
    kind: str = "homeroom"
    year_group: str | None = None


@dataclass(frozen=True)
class NewEnrolment:
    """A person to be put into a class from a day on (last day exclusive)."""

    class_ref: str
    person_ref: str
    role: str = "student"
    is_primary: bool = False
    begins_on: date | None = None


@dataclass(frozen=True)
class NewRelationship:
    """An adult of a pupil."""

    pupil_ref: str
    adult_ref: str
    kind: str
    parental_responsibility: bool = False
    court_order: bool = False
    do_not_contact: bool = False
    priority: int = 1


@command(Act.FOUND_TRUST)
def found_trust(actor: Actor, trust: NewOrg) -> str:
    """Make the trust with its keys and its walled vault. `trust.ref` was chosen by the
    caller, since the actor already carries it.
    """
    keyring().found(trust.ref)
    keyring().found(vault_of(trust.ref))
    row = Org(
        ref=trust.ref,
        kind="district",
        name=trust.name,
        identifier=trust.identifier,
        demonstration=trust.demonstration,
        founded_at=clock.now(),
    )
    db.session.add(row)
    touch(row.ref)
    note(demonstration=trust.demonstration)
    return row.ref


@command(Act.ADD_SCHOOL)
def add_school(actor: Actor, school: NewOrg) -> str:
    """Add a school to the trust, with a key and a log of its own."""
    row = Org(
        ref=school.ref or new_ref(),
        kind="school",
        parent_ref=actor.trust_ref,
        name=school.name,
        identifier=school.identifier,
        demonstration=school.demonstration,
        founded_at=clock.now(),
    )
    keyring().found(row.ref)
    db.session.add(row)
    touch(row.ref)
    return row.ref


@command(Act.CHANGE_SETTING)
def change_setting(actor: Actor, name: str, value: str) -> str:
    """Set one of the school's settings (a local number, a stand-in's name)."""
    asked = select(OrgSetting).where(
        OrgSetting.org_ref == actor.school_ref, OrgSetting.name == name
    )
    row = db.session.scalar(asked)
    if row is None:
        row = OrgSetting(ref=new_ref(), org_ref=actor.school_ref, name=name)
        db.session.add(row)
    row.value = value
    row.changed_at = clock.now()
    row.changed_by = actor.person_ref
    note(name=name)
    touch(row.ref)
    return row.ref


@command(Act.ADD_PERSON)
def add_person(actor: Actor, new: NewPerson) -> str:
    """Add a person to the actor's school, everything that identifies sealed."""
    row = Person(ref=new_ref(), school_ref=actor.school_ref, added_at=clock.now())
    write_person(row, new)
    db.session.add(row)
    touch(row.ref)
    return row.ref


def write_person(row: Person, new: NewPerson) -> None:
    """Seal a person's particulars into the row, and the fingerprints that find them."""
    school = row.school_ref
    for column in ("given_name", "family_name", "preferred_name", "sex", "telephone"):
        seal(row, column, getattr(new, column) or None)
    seal(row, "born_on", new.born_on.isoformat() if new.born_on else None)
    for column in ("upn", "email"):
        text = getattr(new, column)
        seal(row, column, text or None)
        folded = text.strip().casefold() if text else None
        setattr(row, f"{column}_mac", mac(school, column, folded) if folded else None)
    number = new.roll_number
    row.roll_number_mac = (
        number_mac(school, new.number_kind, number) if number else None
    )


@command(Act.ADD_CLASS)
def add_class(actor: Actor, new: NewClass) -> str:
    """Add a class to the school."""
    row = SchoolClass(
        ref=new_ref(),
        school_ref=actor.school_ref,
        title=new.title,
        kind=new.kind,
        year_group=new.year_group,
    )
    db.session.add(row)
    touch(row.ref)
    return row.ref


@command(Act.ENROL)
def enrol(actor: Actor, new: NewEnrolment) -> str:
    """Put a person in a class of the school. Raises Hidden for a foreign class."""
    asked = select(SchoolClass).where(
        SchoolClass.ref == new.class_ref, SchoolClass.school_ref == actor.school_ref
    )
    if db.session.scalar(asked) is None:
        raise Hidden("no such class")
    row = Enrolment(
        ref=new_ref(),
        school_ref=actor.school_ref,
        class_ref=new.class_ref,
        person_ref=new.person_ref,
        role=new.role,
        is_primary=new.is_primary,
        begins_on=new.begins_on or clock.today(),
    )
    db.session.add(row)
    touch(row.ref)
    return row.ref


@command(Act.RELATE)
def relate(actor: Actor, new: NewRelationship) -> str:
    """Record an adult of a pupil. The adult is barred from the pupil's records at
    once, whatever role at the school the adult holds or comes to hold (T1).
    """
    row = Relationship(
        ref=new_ref(),
        school_ref=actor.school_ref,
        pupil_ref=new.pupil_ref,
        adult_ref=new.adult_ref,
        kind=new.kind,
        parental_responsibility=new.parental_responsibility,
        court_order=new.court_order,
        do_not_contact=new.do_not_contact,
        priority=new.priority,
    )
    db.session.add(row)
    wall.bar(new.adult_ref, new.pupil_ref, KIN)
    touch(row.ref)
    return row.ref
