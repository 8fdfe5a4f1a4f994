"""What can be chosen: who takes an item over, stores, pupils from whom it was taken."""

from safeguard.cases.permissions.seeing import own_visible, record_visible
from safeguard.cases.queries.finder import find_pupils, pupils_chosen
from safeguard.custody.permissions.people import takers_here
from safeguard.custody.permissions.standing import open_stores
from safeguard.custody.queries.reading import ItemRead
from school import wall
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.role_names import ROLE_NAMES, leading_role
from school.foundation.sealing import unseal
from school.gate import counted
from school.identity.queries.lists import roles_here
from school.identity.queries.people import Named, full_name
from school.web.catalogue import gettext as _

__all__ = [
    "find_pupils",
    "is_origin",
    "pupils_chosen",
    "stores_to_choose",
    "takers_to_choose",
]


@counted
def takers_to_choose(
    actor: Actor, item: ItemRead, *, to_dispose: bool = False
) -> list[Named]:
    """Who may take it, or see it disposed of, by name, with what they do. Whoever has
    it and whoever the wall keeps from it are left out.
    """
    out = wall.those_kept_from(item.ref) | {item.holder_ref}
    here = takers_here(actor.school_ref, actor.trust_ref, to_dispose=to_dispose)
    rows = [row for row in db.session.scalars(here) if row.ref not in out]
    roles = roles_here(actor, (row.ref for row in rows))
    named = []
    for row in rows:
        role = leading_role(frozenset(roles.get(row.ref, ())))
        named.append(
            Named(row.ref, full_name(row), _(ROLE_NAMES[role]) if role else "")
        )
    return sorted(named, key=lambda one: one.name.casefold())


@counted
def stores_to_choose(school_ref: str) -> dict[str, str]:
    """The open stores of a school, by reference."""
    return {row.ref: unseal(row, "name") or "" for row in open_stores(school_ref)}


@counted
def is_origin(actor: Actor, ref: str) -> bool:
    """Whether this is a concern or case that the actor may see."""
    return bool(record_visible(actor, ref) or own_visible(actor, ref))
