"""A trust of six schools and the few people who act in the measurements."""

import dataclasses
from dataclasses import dataclass, field
from datetime import date

from flask import current_app
from sqlalchemy import insert

from school.foundation import clock, proofs
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.engines import owning_engine
from school.foundation.passwords import passwords
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate.rows import row_left
from school.identity.commands.accounts import NewAccount, open_account
from school.identity.commands.appointments import (
    NewAppointment,
    appoint,
    approve_appointment,
)
from school.identity.commands.elevating import Asked, Fresh, elevate
from school.identity.commands.factors import NewAuthenticator, add_authenticator
from school.identity.commands.people import (
    NewClass,
    NewOrg,
    NewPerson,
    add_class,
    add_person,
    add_school,
    change_setting,
    found_trust,
)
from school.identity.commands.proving import SecondFactor
from school.identity.commands.signing_in import Place, Proven, sign_in
from school.identity.models import Enrolment, Person
from school.identity.permissions.people import OPENS_CASES
from school.identity.permissions.signing_in import account_of
from school.identity.queries.people import roles_of
from school.identity.queries.signing_in import acting

SCHOOLS = 6
ADDRESS = "127.0.0.1"
PASSWORD = "kettle-marigold-tandem"
STAFF = (
    ("dsl", Role.DSL),
    ("deputy", Role.DEPUTY_DSL),
    ("head", Role.HEAD),
    *((f"teacher{number}", Role.TEACHER) for number in range(6)),
)
LED_BY = {"executive": Role.EXECUTIVE_HEAD, "chair": Role.CHAIR}
GIVEN = [
    "Amy",
    "Ben",
    "Chloe",
    "Dan",
    "Esmé",
    "Finn",
    "Grace",
    "Harry",
    "Isla",
    "Jack",
    "Kofi",
    "Łucja",
    "Maya",
    "Noor",
]
FAMILY = [
    "Abbott",
    "Bell",
    "Carter",
    "Dean",
    "Ellis",
    "Ford",
    "Gray",
    "Hill",
    "Iqbal",
    "Jones",
    "King",
    "Nuñez",
]


@dataclass
class School:
    """One school: its people by what they do, its pupils, the next place in its log."""

    ref: str
    staff: dict[str, str] = field(default_factory=dict)
    pupils: list[str] = field(default_factory=list)
    logged: int = 0


@dataclass
class Town:
    """The trust. The first school is the one that is measured."""

    trust: str
    schools: list[School] = field(default_factory=list)
    leaders: dict[str, str] = field(default_factory=dict)

    def system(self, school_ref: str) -> Actor:
        """The product acting by itself."""
        return Actor.system("bench", school_ref, self.trust)

    def acting(self, person_ref: str, school_ref: str) -> Actor:
        """A person with the roles of today, elevated."""
        return Actor(
            person_ref=person_ref,
            school_ref=school_ref,
            trust_ref=self.trust,
            roles=roles_of(person_ref, school_ref, self.trust),
            sign_in_ref="bench",
            elevated=True,
        )


def found(pupils: int) -> Town:
    """Found the trust through the product's own commands. Needs its context."""
    town = Town(trust=new_ref())
    founder = town.system(town.trust)
    found_trust(founder, NewOrg("Bench Trust", ref=town.trust))
    for name, role in LED_BY.items():
        town.leaders[name] = _employ(town, town.trust, name, role)
    for number in range(SCHOOLS):
        ref = add_school(founder, NewOrg(f"School {number}", identifier=f"99{number}"))
        school = School(ref)
        change_setting(town.system(ref), "dsl_telephone", "01632 960114")
        for name, role in STAFF:
            school.staff[name] = _employ(town, ref, name, role)
        _admit(town, school, pupils)
        town.schools.append(school)
    _open_accounts(town)
    return town


def _employ(town: Town, where: str, name: str, role: Role) -> str:
    system = town.system(where)
    person = add_person(system, NewPerson(name.title(), f"Of {where[:4]}"))
    grant = NewAppointment(person, role.value, date(2026, 1, 1))
    if role not in OPENS_CASES:
        appoint(system, grant)
        return person
    first, second = (
        dataclasses.replace(town.acting(who, town.trust), school_ref=where)
        for who in town.leaders.values()
    )
    approve_appointment(second, appoint(first, grant))
    return person


def _admit(town: Town, school: School, pupils: int) -> None:
    system = town.system(school.ref)
    classes = [
        add_class(system, NewClass(f"{year}K", year_group=str(year)))
        for year in range(7, 12)
    ]
    people, places = [], []
    for number in range(pupils):
        person = Person(ref=new_ref(), school_ref=school.ref, added_at=clock.now())
        person.status, person.version = "active", 1
        seal(person, "given_name", GIVEN[number % len(GIVEN)])
        seal(person, "family_name", FAMILY[number % len(FAMILY)])
        place = Enrolment(ref=new_ref(), school_ref=school.ref, role="student")
        place.class_ref, place.person_ref = classes[number % len(classes)], person.ref
        place.begins_on, place.is_primary = date(2026, 1, 1), True
        people.append(row_left(person)[2])
        places.append(row_left(place)[2])
        school.pupils.append(person.ref)
    # Past the gate: a thousand acts, each durable, would take a minute.
    engine = owning_engine(current_app.config["SAFEGUARD"].owner_url)
    db.session.remove()
    with engine.begin() as connection:
        connection.execute(insert(Person), people)
        connection.execute(insert(Enrolment), places)
    engine.dispose()


def _open_accounts(town: Town) -> None:
    hashed, school = passwords().hash(PASSWORD), town.schools[0]
    system = town.system(school.ref)
    for name, person in school.staff.items():
        new = NewAccount(person, name, hashed, one_time=False)
        user = open_account(system, new)
        if not name.startswith("teacher"):
            add_authenticator(system, user, NewAuthenticator(proofs.new_seed()))


def enter(town: Town, name: str) -> str:
    """Sign somebody of the measured school in and elevate them: the cookie's token."""
    school = town.schools[0]
    person = school.staff[name]
    user, token = account_of(person), proofs.new_token()
    if user is None:
        raise LookupError(name)
    place = Place("", ADDRESS)
    proven = Proven(person, user.ref, SecondFactor("password"), token, place)
    sign_in(town.acting(person, school.ref), proven)
    signed = acting(token, ADDRESS)
    if signed is None or name.startswith("teacher"):
        return token
    elevated = proofs.new_token()
    proof, asked = SecondFactor("totp"), Asked("measuring how fast it is", ADDRESS)
    elevate(signed, Fresh(person, proof, elevated, asked))
    return elevated
