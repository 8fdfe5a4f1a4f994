"""Which people an actor knows of, and who holds which post: SQL, loaders, look-ups."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, or_, select

from school.foundation import clock
from school.foundation.actor import OF_THE_TRUST, Actor, Role
from school.foundation.database import db
from school.foundation.sealing import mac, unseal
from school.identity.models import (
    Appointment,
    Enrolment,
    Person,
    Relationship,
    SchoolClass,
)
from school.identity.permissions.appointing import GRANTERS
from school.identity.permissions.roles import live_appointments

# Those who answer for the whole trust may appoint anybody who is known in it.
_KNOW_THE_TRUST = (Role.EXECUTIVE_HEAD, Role.CHAIR, Role.MACHINE)


def people_visible_to(actor: Actor) -> ColumnElement[bool]:
    """People of the actor's school, and those of elsewhere who hold a role in it."""
    here = select(Appointment.person_ref).where(Appointment.org_ref == actor.school_ref)
    return or_(Person.school_ref == actor.school_ref, Person.ref.in_(here))


def people_known_to(actor: Actor) -> ColumnElement[bool]:
    """The above, and the trust's own people: one of them may be a pupil's parent, and
    then must be known as the same person (T1).
    """
    of_trust = select(Appointment.person_ref).where(
        Appointment.org_ref == actor.trust_ref
    )
    return or_(
        people_visible_to(actor),
        Person.school_ref == actor.trust_ref,
        Person.ref.in_(of_trust),
    )


def appointable_by(actor: Actor) -> ColumnElement[bool]:
    """Whom the actor may appoint: people of the school, its staff and the trust's, but
    never a pupil.
    """
    grown_up = Person.ref.not_in(pupils_today())
    if actor.has(*_KNOW_THE_TRUST):
        return grown_up
    orgs = [actor.school_ref, actor.trust_ref]
    here = select(Appointment.person_ref).where(Appointment.org_ref.in_(orgs))
    return grown_up & or_(Person.school_ref.in_(orgs), Person.ref.in_(here))


def not_a_parent_alone() -> ColumnElement[bool]:
    """Not somebody who is known as a pupil's adult and for nothing else."""
    working = live_appointments().with_only_columns(Appointment.person_ref)
    adults = select(Relationship.adult_ref).where(Relationship.ends_on.is_(None))
    return or_(Person.ref.in_(working), Person.ref.not_in(adults))


def person_visible(actor: Actor, ref: str) -> Person | None:
    """A person the actor knows of, if there is one with this reference."""
    asked = select(Person).where(Person.ref == ref, people_visible_to(actor))
    return db.session.scalar(asked)


def person_known(actor: Actor, ref: str) -> Person | None:
    """A person of the school or the trust, if there is one with this reference."""
    asked = select(Person).where(Person.ref == ref, people_known_to(actor))
    return db.session.scalar(asked)


def person_appointable(actor: Actor, ref: str) -> Person | None:
    """A person whom the actor may appoint; a pupil is never one."""
    asked = select(Person).where(
        Person.ref == ref,
        Person.status == "active",
        appointable_by(actor),
    )
    return db.session.scalar(asked)


def live_enrolments() -> ColumnElement[bool]:
    """Enrolments in force today: begun, and not yet ended (the end is exclusive)."""
    today = clock.today()
    return or_(Enrolment.ends_on.is_(None), Enrolment.ends_on > today)


def pupils_today(school_ref: str | None = None) -> Select[str]:
    """The references of everybody who is a pupil today, as a subquery."""
    asked = select(Enrolment.person_ref).where(
        Enrolment.role == "student", live_enrolments()
    )
    return asked.where(Enrolment.school_ref == school_ref) if school_ref else asked


def pupil_visible(actor: Actor, ref: str) -> Person | None:
    """A pupil of the actor's school."""
    asked = select(Person).where(
        Person.ref == ref, Person.ref.in_(pupils_today(actor.school_ref))
    )
    return db.session.scalar(asked)


def pupils_once(school_ref: str) -> Select[str]:
    """Everybody who is or was a pupil of the school, as a subquery."""
    return select(Enrolment.person_ref).where(
        Enrolment.role == "student", Enrolment.school_ref == school_ref
    )


def pupil_once_here(actor: Actor, ref: str) -> Person | None:
    """A pupil of the actor's school, or one who has left it."""
    asked = select(Person).where(
        Person.ref == ref, Person.ref.in_(pupils_once(actor.school_ref))
    )
    return db.session.scalar(asked)


def places_of(school_ref: str, pupil_ref: str) -> list[Enrolment]:
    """A pupil's places in the school's classes, also those that have ended."""
    asked = select(Enrolment).where(
        Enrolment.school_ref == school_ref,
        Enrolment.person_ref == pupil_ref,
        Enrolment.role == "student",
    )
    return list(db.session.scalars(asked.order_by(Enrolment.begins_on, Enrolment.ref)))


def stays(place: Enrolment) -> bool:
    """Whether nothing is known of an end."""
    return place.ends_on is None


def last_day_of(school_ref: str, pupil_ref: str) -> date | None:
    """The last day at the school of a pupil who leaves it or has left it; None while
    the pupil stays, and for somebody who was never one.
    """
    places = places_of(school_ref, pupil_ref)
    ends = [place.ends_on for place in places if place.ends_on]
    if not ends or any(stays(place) for place in places):
        return None
    return max(ends) - timedelta(days=1)


def classes_of_school(school_ref: str) -> list[SchoolClass]:
    """The school's classes, by title."""
    asked = select(SchoolClass).where(SchoolClass.school_ref == school_ref)
    return list(db.session.scalars(asked.order_by(SchoolClass.title)))


def number_mac(school_ref: str, kind: str, number: str) -> str:
    """The keyed fingerprint of a number in the school's own system; pupils and staff
    are numbered apart.
    """
    plain = unicodedata.normalize("NFKC", number).strip().casefold()
    return mac(school_ref, "roll number", f"{kind} {plain}")


def folded(name: str) -> str:
    """A name as it is compared: letters alone, without capitals or accents."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(each for each in apart if each.isalnum())


@dataclass(frozen=True)
class Called:
    """A person with the names they go by, opened."""

    row: Person
    given: str
    family: str
    preferred: str | None = None

    @property
    def name(self) -> str:
        """The name in full, the preferred given name first where there is one."""
        return f"{self.preferred or self.given} {self.family}"

    def is_called(self, given: str, family: str) -> bool:
        """Whether somebody of this name could be this person."""
        ours = {folded(each) for each in (self.given, self.preferred) if each}
        return folded(family) == folded(self.family) and folded(given) in ours

    def shares_a_name(self, given: str, family: str) -> bool:
        """Whether at least one name agrees: after a marriage, say."""
        ours = {folded(each) for each in (self.given, self.preferred) if each}
        return folded(family) == folded(self.family) or folded(given) in ours


def called(row: Person) -> Called:
    """Open a person's names."""
    return Called(
        row,
        unseal(row, "given_name") or "",
        unseal(row, "family_name") or "",
        unseal(row, "preferred_name"),
    )


def people_called(actor: Actor, given: str, family: str) -> list[Called]:
    """Everybody of that name in school and trust; names are opened in memory."""
    asked = select(Person).where(people_known_to(actor), Person.status == "active")
    opened = (called(row) for row in db.session.scalars(asked))
    return [each for each in opened if each.is_called(given, family)]


def holders_of(actor: Actor, role: Role) -> list[str]:
    """Who holds a role today in the actor's school or, for the trust's roles, there.

    The longest-serving first; empty where the post is vacant.
    """
    org = actor.trust_ref if role in OF_THE_TRUST else actor.school_ref
    asked = (
        live_appointments()
        .where(Appointment.org_ref == org, Appointment.role == role.value)
        .order_by(Appointment.begins_on, Appointment.granted_at)
    )
    return list(dict.fromkeys(row.person_ref for row in db.session.scalars(asked)))


@dataclass(frozen=True)
class Post:
    """An office and who holds it today; vacant when nobody does."""

    role: Role
    holders: tuple[str, ...]

    @property
    def vacant(self) -> bool:
        """Whether nobody holds it."""
        return not self.holders


def posts(actor: Actor, roles: Iterable[Role]) -> list[Post]:
    """The offices in this order, with their holders; vacant ones are not left out."""
    return [Post(role, tuple(holders_of(actor, role))) for role in roles]


# Decision 25: who signs second when one person holds both offices.
SECOND_IN_LINE = (Role.HEAD, Role.DEPUTY_DSL, Role.EXECUTIVE_HEAD, Role.CHAIR)


def second_in_line(
    actor: Actor, first: Iterable[str], line: Iterable[Role] = SECOND_IN_LINE
) -> tuple[str | None, list[Post]]:
    """The first person along the line who is none of `first`, and the offices passed
    on the way, vacant ones among them, so that a page can show them (decision 25).
    """
    taken = set(first)
    passed: list[Post] = []
    for post in posts(actor, line):
        other = next((ref for ref in post.holders if ref not in taken), None)
        if other:
            return other, passed
        passed.append(post)
    return None, passed


def approvers_of(actor: Actor, appointment: Appointment) -> list[str]:
    """Who can give the second signature: granters of the role, but neither who
    granted it nor who is to hold it.
    """
    neither = {appointment.granted_by, appointment.person_ref}
    granters = GRANTERS.get(Role(appointment.role), frozenset())
    found = [
        ref
        for role in (Role.HEAD, Role.EXECUTIVE_HEAD, Role.CHAIR)
        if role in granters
        for ref in holders_of(actor, role)
        if ref not in neither
    ]
    return list(dict.fromkeys(found))


def appointment_visible(actor: Actor, ref: str) -> Appointment | None:
    """The appointment, if it is of the actor's school or trust."""
    asked = select(Appointment).where(
        Appointment.ref == ref,
        Appointment.org_ref.in_([actor.school_ref, actor.trust_ref]),
    )
    return db.session.scalar(asked)


def adults_of(school_ref: str, pupil_ref: str) -> list[Relationship]:
    """The adults of a pupil that have not ended, in the order of their priority."""
    asked = select(Relationship).where(
        Relationship.school_ref == school_ref,
        Relationship.pupil_ref == pupil_ref,
        Relationship.ends_on.is_(None),
    )
    return list(db.session.scalars(asked.order_by(Relationship.priority)))
