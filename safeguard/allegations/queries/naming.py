"""Finding whom it is about, and whom to ring: names and numbers, no record."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Select

from safeguard.allegations.permissions.offices import colleagues, pupils
from safeguard.guidance import agencies, numbers
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Refused
from school.foundation.role_names import ROLE_NAMES, leading_role
from school.gate import counted
from school.identity.models import Person
from school.identity.queries.named_like import named_like
from school.identity.queries.people import (
    Named,
    classes_of,
    full_name,
    roles_of,
    setting,
)
from school.web.catalogue import gettext as _

# Whom anybody may ring about an adult, past everybody inside.
TO_RING = ("emergency", "police", "social_care", "lado")


@dataclass(frozen=True)
class ToRing:
    """An agency and its number; None: the school has not entered its local one."""

    code: str
    name: str
    number: str | None


@counted
def find_colleagues(actor: Actor, typed: str) -> list[Named]:
    """Those who work in the school or the trust, by name, with what they do.

    Raises Refused for somebody who does not work here.
    """
    _works_here(actor)
    found = named_like(typed, db.session.scalars(colleagues(actor)))
    return [_introduced(actor, row) for row in found]


@counted
def find_children(actor: Actor, typed: str) -> list[Named]:
    """Pupils of the school by name, or by name and class, with class and year.

    Raises Refused as above.
    """
    _works_here(actor)
    asked = pupils(actor).where(Person.status == "active")
    return _placed(named_like(typed, db.session.scalars(asked), classes_of))


@counted
def colleagues_chosen(actor: Actor, refs: Iterable[str]) -> list[Named]:
    """The colleagues behind references that a form brings back."""
    return [_introduced(actor, row) for row in _chosen(colleagues(actor), refs)]


@counted
def children_chosen(actor: Actor, refs: Iterable[str]) -> list[Named]:
    """The pupils behind references that a form brings back."""
    return _placed(_chosen(pupils(actor), refs))


@counted
def to_ring(actor: Actor) -> list[ToRing]:
    """Numbers outside the school for a concern about an adult."""
    return [_number(actor, agencies.named(code)) for code in TO_RING]


def _number(actor: Actor, agency: agencies.Agency) -> ToRing:
    local = agency.number_setting and setting(actor.school_ref, agency.number_setting)
    national = agency.number and numbers.named(agency.number).number
    return ToRing(agency.code, agency.wording, local or national or None)


def _works_here(actor: Actor) -> None:
    if not actor.works_here:
        raise Refused("role")


def _chosen(people: Select[Person], refs: Iterable[str]) -> list[Person]:
    wanted = list(dict.fromkeys(refs))
    if not wanted:
        return []
    rows = db.session.scalars(people.where(Person.ref.in_(wanted)))
    return sorted(rows, key=lambda row: wanted.index(row.ref))


def _introduced(actor: Actor, row: Person) -> Named:
    role = leading_role(roles_of(row.ref, actor.school_ref, actor.trust_ref))
    return Named(row.ref, full_name(row), _(ROLE_NAMES[role]) if role else "")


def _placed(rows: list[Person]) -> list[Named]:
    where = classes_of(row.ref for row in rows)
    return [Named(row.ref, full_name(row), where.get(row.ref, "")) for row in rows]
