"""Who can be handed an item, and who hears that one is kept too long."""

from sqlalchemy import Select, select

from safeguard.custody.models import CustodyItem
from safeguard.custody.permissions.acts import HANDLERS, KEEPERS
from school import wall
from school.foundation import clock
from school.foundation.actor import WORKS_HERE, Role
from school.identity.models import Appointment, Person
from school.identity.permissions.roles import live_appointments
from school.identity.queries.people import holders_of_each, roles_of

# The first of these with somebody in it who may hear of it does (§2.4: alerts Head).
_HEARS = ((Role.HEAD,), (Role.EXECUTIVE_HEAD,), (Role.DSL, Role.DEPUTY_DSL))


def _with_a_role(
    school_ref: str, trust_ref: str, roles: frozenset[Role]
) -> Select[Person]:
    working = live_appointments().where(
        Appointment.org_ref.in_([school_ref, trust_ref]),
        Appointment.role.in_(sorted(role.value for role in roles)),
    )
    refs = working.with_only_columns(Appointment.person_ref)
    return select(Person).where(Person.ref.in_(refs), Person.status == "active")


def takers_here(
    school_ref: str, trust_ref: str, *, to_dispose: bool = False
) -> Select[Person]:
    """Those who can take an item over, or see it disposed of."""
    roles = KEEPERS if to_dispose else HANDLERS
    return _with_a_role(school_ref, trust_ref, roles)


def works_there(person_ref: str, school_ref: str, trust_ref: str) -> bool:
    """Whether somebody works in the school or the trust today."""
    return not WORKS_HERE.isdisjoint(roles_of(person_ref, school_ref, trust_ref))


def who_hears(school_ref: str, trust_ref: str, record_ref: str) -> list[str]:
    """The head; where there is none, or the wall stands between, the executive head;
    else the DSL and deputies.
    """
    kept_from = wall.those_kept_from(record_ref)
    for roles in _HEARS:
        held = holders_of_each(school_ref, trust_ref, roles)
        found = [ref for role in roles for ref in held[role] if ref not in kept_from]
        if found:
            return list(dict.fromkeys(found))
    return []


def cannot_hand_over(item: CustodyItem, trust_ref: str) -> bool:
    """Whether its holder works here no longer, or has kept it beyond its clock: then
    others may take charge of it.
    """
    if item.holder_ref is None:
        return False
    if not works_there(item.holder_ref, item.school_ref, trust_ref):
        return True
    return item.due_at is not None and item.due_at < clock.now()
