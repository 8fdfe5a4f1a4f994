"""Who holds which office today, whom the wall keeps out, and who can be named."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Select, select

from safeguard.allegations.permissions.routing import (
    Office,
    Offices,
    Post,
    Route,
    posts_of,
    route,
)
from school import wall
from school.foundation.actor import WORKS_HERE, Actor, Role
from school.foundation.database import db
from school.identity.models import Appointment, Enrolment, Person
from school.identity.permissions.roles import live_appointments, roles_held
from school.identity.queries.people import holders

ROLES: Mapping[Office, Role] = {
    Office.HEAD: Role.HEAD,
    Office.EXECUTIVE_HEAD: Role.EXECUTIVE_HEAD,
    Office.CHAIR: Role.CHAIR,
    Office.TRUSTEE: Role.TRUSTEE,
}
# Roles that can have a concern about an adult sent to them. Whoever no longer holds
# one of them no longer reads any.
MAY_RECEIVE = frozenset(ROLES.values())


def offices_of(school_ref: str, trust_ref: str) -> Offices:
    """Who holds each office for a school today."""
    return Offices(
        {
            office: tuple(holders(school_ref, trust_ref, role))
            for office, role in ROLES.items()
        }
    )


def posts_today(subject_refs: Iterable[str]) -> frozenset[Post]:
    """What these people are today, by every role held anywhere in the trust: the
    head of one school who helps out at another is a head.
    """
    return posts_of(
        role
        for person in dict.fromkeys(subject_refs)
        for held in roles_held(person).values()
        for role in held
    )


def route_for(
    school_ref: str,
    trust_ref: str,
    subject_refs: Iterable[str],
    child_refs: Iterable[str] = (),
    posts: Iterable[Post] = (),
) -> Route:
    """Where a concern raised in a school goes today. `posts`: what its subjects were
    taken for before; who has since come down is still looked into from above.
    """
    subjects = tuple(dict.fromkeys(subject_refs))
    barred = wall.those_barred_from([*subjects, *child_refs])
    return route(
        posts_today(subjects) | frozenset(posts),
        offices_of(school_ref, trust_ref),
        {*subjects, *barred},
    )


def colleagues(actor: Actor) -> Select[Person]:
    """Those who work or volunteer in the actor's school or the trust today."""
    working = (
        live_appointments()
        .where(
            Appointment.org_ref.in_([actor.school_ref, actor.trust_ref]),
            Appointment.role.in_(sorted(WORKS_HERE)),
        )
        .with_only_columns(Appointment.person_ref)
    )
    return select(Person).where(Person.ref.in_(working))


def pupils(actor: Actor) -> Select[Person]:
    """Pupils who are or were on the roll of the actor's school."""
    enrolled = select(Enrolment.person_ref).where(
        Enrolment.school_ref == actor.school_ref, Enrolment.role == "student"
    )
    return select(Person).where(Person.ref.in_(enrolled))


def all_among(people: Select[Person], refs: Iterable[str]) -> bool:
    """Whether every one of these references is among those who can be named."""
    wanted = set(refs)
    found = db.session.scalars(people.where(Person.ref.in_(sorted(wanted))))
    return {row.ref for row in found} == wanted
