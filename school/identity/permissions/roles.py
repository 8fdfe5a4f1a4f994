"""Which roles a person holds today, and in which schools."""

from sqlalchemy import Select, or_, select

from school.foundation import clock
from school.foundation.actor import OF_THE_TRUST, Role
from school.foundation.database import db
from school.identity.models import Appointment, Org


def live_appointments() -> Select[Appointment]:
    """Roles in force today: begun, not ended, and approved where that is needed."""
    today = clock.today()
    approved = Appointment.approved_at.is_not(None)
    return select(Appointment).where(
        Appointment.begins_on <= today,
        or_(Appointment.ends_on.is_(None), Appointment.ends_on >= today),
        Appointment.ended_at.is_(None),
        or_(Appointment.needs_approval.is_(False), approved),
    )


def roles_held(person_ref: str) -> dict[str, frozenset[Role]]:
    """The roles a person holds today, by the school or trust they are held in."""
    asked = live_appointments().where(Appointment.person_ref == person_ref)
    found: dict[str, set[Role]] = {}
    for row in db.session.scalars(asked):
        found.setdefault(row.org_ref, set()).add(Role(row.role))
    return {org: frozenset(roles) for org, roles in found.items()}


def roles_there(
    held: dict[str, frozenset[Role]], school_ref: str, trust_ref: str
) -> frozenset[Role]:
    """The roles that count in a school: its own and the trust's."""
    return held.get(school_ref, frozenset()) | held.get(trust_ref, frozenset())


def schools_open_to(held: dict[str, frozenset[Role]], trust_ref: str) -> list[Org]:
    """The schools in which a person may act, by name; with a role in the trust, all
    of its schools and, last, the trust itself.
    """
    asked = select(Org).where(Org.kind == "school").order_by(Org.name)
    everywhere = not OF_THE_TRUST.isdisjoint(held.get(trust_ref, frozenset()))
    found = [org for org in db.session.scalars(asked) if everywhere or org.ref in held]
    trust = db.session.get(Org, trust_ref) if trust_ref in held else None
    return [*found, trust] if trust else found


def the_trust() -> Org | None:
    """The trust of this installation, or None before it was founded."""
    return db.session.scalar(select(Org).where(Org.kind == "district"))
