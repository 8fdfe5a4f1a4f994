"""Everybody a school knows, opened once in memory, to compare a roll with."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import or_, select

from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.sealing import mac
from school.identity.models import (
    Appointment,
    Characteristics,
    Enrolment,
    Person,
    Relationship,
    SchoolClass,
)
from school.identity.permissions.known import (
    Called,
    called,
    classes_of_school,
    folded,
    live_enrolments,
    number_mac,
    people_known_to,
    pupils_today,
)


@dataclass
class Register:
    """The people of a school by what identifies them."""

    actor: Actor
    people: dict[str, Called] = field(default_factory=dict)
    numbers: dict[str, Called] = field(default_factory=dict)
    upns: dict[str, Called] = field(default_factory=dict)
    emails: dict[str, list[Called]] = field(default_factory=dict)
    names: dict[tuple[str, str], list[Called]] = field(default_factory=dict)
    # Where somebody is in a class today: as a pupil, and as a teacher.
    places: dict[str, Enrolment] = field(default_factory=dict)
    taught: dict[str, set[str]] = field(default_factory=dict)
    roles: dict[str, set[str]] = field(default_factory=dict)
    classes: dict[str, SchoolClass] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    relations: dict[tuple[str, str], Relationship] = field(default_factory=dict)
    characteristics: dict[str, Characteristics] = field(default_factory=dict)

    def numbered(self, kind: str, number: str) -> Called | None:
        """Who has this number among the pupils or the staff."""
        return self.numbers.get(number_mac(self.actor.school_ref, kind, number))

    def with_upn(self, upn: str | None) -> Called | None:
        """Who has this UPN."""
        return self.upns.get(self._mac("upn", upn)) if upn else None

    def with_email(self, email: str | None) -> list[Called]:
        """Who has this e-mail address; parents may share one."""
        return self.emails.get(self._mac("email", email), []) if email else []

    def _mac(self, purpose: str, text: str) -> str:
        return mac(self.actor.school_ref, purpose, text.strip().casefold())

    def of_name(self, given: str, family: str) -> list[Called]:
        """Everybody of this name."""
        return self.names.get((folded(family), folded(given)), [])

    def is_pupil(self, each: Called) -> bool:
        """Whether this person is a pupil here today."""
        return each.row.ref in self.places

    def is_staff(self, each: Called) -> bool:
        """Whether this person holds a role here or will."""
        return each.row.ref in self.roles

    def form_of(self, each: Called) -> str:
        """The title of the pupil's form, or nothing."""
        place = self.places.get(each.row.ref)
        return self.titles.get(place.class_ref, "") if place else ""

    def told_apart_by(self, each: Called) -> str:
        """What tells this person from a namesake: the form, or a role's name."""
        if self.is_pupil(each):
            return self.form_of(each)
        return next(iter(sorted(self.roles.get(each.row.ref, ()))), "")


def register_of(actor: Actor) -> Register:
    """Open the whole school: some hundredths of a second for some thousand people."""
    found = Register(actor)
    _add_people(found)
    _add_classes(found)
    _add_roles(found)
    asked = select(Relationship).where(
        Relationship.school_ref == actor.school_ref, Relationship.ends_on.is_(None)
    )
    for relation in db.session.scalars(asked):
        found.relations[relation.pupil_ref, relation.adult_ref] = relation
    kept = select(Characteristics).where(
        Characteristics.person_ref.in_(pupils_today(actor.school_ref))
    )
    found.characteristics = {row.person_ref: row for row in db.session.scalars(kept)}
    return found


def _add_people(found: Register) -> None:
    emails: dict[str, list[Called]] = defaultdict(list)
    names: dict[tuple[str, str], list[Called]] = defaultdict(list)
    asked = select(Person).where(
        people_known_to(found.actor), Person.status == "active"
    )
    for row in db.session.scalars(asked):
        each = found.people[row.ref] = called(row)
        if row.roll_number_mac:
            found.numbers[row.roll_number_mac] = each
        if row.upn_mac:
            found.upns[row.upn_mac] = each
        if row.email_mac:
            emails[row.email_mac].append(each)
        for given in _given_names(each):
            names[folded(each.family), given].append(each)
    found.emails, found.names = dict(emails), dict(names)


def _given_names(each: Called) -> Iterable[str]:
    return {folded(name) for name in (each.given, each.preferred) if name}


def _add_classes(found: Register) -> None:
    school = found.actor.school_ref
    for row in classes_of_school(school):
        found.classes[folded(row.title)] = row
        found.titles[row.ref] = row.title
    asked = select(Enrolment).where(Enrolment.school_ref == school, live_enrolments())
    for enrolment in db.session.scalars(asked):
        if enrolment.role == "student":
            found.places[enrolment.person_ref] = enrolment
        else:
            taught = found.taught.setdefault(enrolment.person_ref, set())
            taught.add(enrolment.class_ref)


def _add_roles(found: Register) -> None:
    # A role that waits, or begins later, makes somebody a member of staff as well.
    orgs = [found.actor.school_ref, found.actor.trust_ref]
    today = clock.today()
    asked = select(Appointment.person_ref, Appointment.role).where(
        Appointment.org_ref.in_(orgs),
        Appointment.ended_at.is_(None),
        or_(Appointment.ends_on.is_(None), Appointment.ends_on >= today),
    )
    for person_ref, role in db.session.execute(asked):
        found.roles.setdefault(person_ref, set()).add(role)
