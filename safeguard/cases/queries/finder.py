"""Finding a pupil or a colleague by name while a concern is being typed."""

from collections.abc import Iterable

from safeguard.cases.permissions.naming import pupils_here, staff_here
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
)
from school.web.catalogue import gettext as _


@counted
def find_pupils(actor: Actor, typed: str) -> list[Named]:
    """Pupils of the school by name, or by name and class ("maya 8k"), with class and
    year to tell same names apart. Raises Refused for somebody who does not work here:
    the roll is not public.
    """
    _works_here(actor)
    asked = pupils_here(actor).where(Person.status == "active")
    found = named_like(typed, db.session.scalars(asked), classes_of)
    where = classes_of(row.ref for row in found)
    return [_placed(row, where) for row in found]


@counted
def find_staff(actor: Actor, typed: str) -> list[Named]:
    """Those who work here by name, with what they do. Raises Refused as above."""
    _works_here(actor)
    found = named_like(typed, db.session.scalars(staff_here(actor)))
    return [_introduced(actor, row) for row in found]


@counted
def pupils_chosen(actor: Actor, refs: Iterable[str]) -> dict[str, Named]:
    """The pupils of the school behind references that a form brings back."""
    _works_here(actor)
    wanted = sorted(set(refs))
    asked = pupils_here(actor).where(Person.ref.in_(wanted))
    rows = list(db.session.scalars(asked)) if wanted else []
    where = classes_of(row.ref for row in rows)
    return {row.ref: _placed(row, where) for row in rows}


@counted
def staff_chosen(actor: Actor, refs: Iterable[str]) -> dict[str, Named]:
    """Those who work here, behind references that a form brings back."""
    _works_here(actor)
    wanted = sorted(set(refs))
    asked = staff_here(actor).where(Person.ref.in_(wanted))
    rows = list(db.session.scalars(asked)) if wanted else []
    return {row.ref: _introduced(actor, row) for row in rows}


def _works_here(actor: Actor) -> None:
    if not actor.works_here:
        raise Refused("role")


def _placed(row: Person, where: dict[str, str]) -> Named:
    return Named(row.ref, full_name(row), where.get(row.ref, ""))


def _introduced(actor: Actor, row: Person) -> Named:
    role = leading_role(roles_of(row.ref, actor.school_ref, actor.trust_ref))
    return Named(row.ref, full_name(row), _(ROLE_NAMES[role]) if role else "")
