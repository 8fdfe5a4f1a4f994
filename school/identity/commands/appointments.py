"""Granting, approving and ending roles."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from school.foundation import clock
from school.foundation.actor import OF_THE_TRUST, Actor, Role
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref
from school.gate import command, note, touch
from school.identity.models import Appointment
from school.identity.permissions import Act
from school.identity.permissions.people import OPENS_CASES


@dataclass(frozen=True)
class NewAppointment:
    """A role for a person, from a day to a last day (None: open-ended)."""

    person_ref: str
    role: str
    begins_on: date | None = None
    ends_on: date | None = None
    reason: str | None = None


def appointment_visible(actor: Actor, ref: str) -> Appointment | None:
    """The appointment, if it is of the actor's school or trust."""
    asked = select(Appointment).where(
        Appointment.ref == ref,
        Appointment.org_ref.in_([actor.school_ref, actor.trust_ref]),
    )
    return db.session.scalar(asked)


@command(Act.APPOINT)
def appoint(actor: Actor, new: NewAppointment) -> str:
    """Grant a role in the actor's school, or in the trust for the trust's roles.

    A role that opens cases stays without effect until a second person approves it.
    Raises Invalid when it would end before it begins.
    """
    role = Role(new.role)
    begins_on = new.begins_on or clock.today()
    if new.ends_on and new.ends_on < begins_on:
        raise Invalid({"ends_on": "ends_before_it_begins"})
    row = Appointment(
        ref=new_ref(),
        person_ref=new.person_ref,
        org_ref=actor.trust_ref if role in OF_THE_TRUST else actor.school_ref,
        role=role.value,
        begins_on=begins_on,
        ends_on=new.ends_on,
        reason=new.reason,
        granted_by=actor.person_ref,
        granted_at=clock.now(),
        needs_approval=role in OPENS_CASES,
    )
    db.session.add(row)
    note(role=role.value)
    touch(row.ref, new.person_ref)
    return row.ref


@command(Act.APPROVE_APPOINTMENT, of=appointment_visible)
def approve_appointment(actor: Actor, row: Appointment) -> str:
    """The second person's yes. Raises Stale when it was approved or ended already."""
    if row.approved_at or row.ended_at or not row.needs_approval:
        raise Stale("this role needs no approval any more")
    row.approved_by = actor.person_ref
    row.approved_at = clock.now()
    note(role=row.role)
    touch(row.person_ref)
    return row.ref


@command(Act.END_APPOINTMENT, of=appointment_visible)
def end_appointment(actor: Actor, row: Appointment) -> str:
    """End a role at once; the next request of its holder already lacks it."""
    if row.ended_at:
        raise Stale("this role has ended already")
    row.ended_by = actor.person_ref
    row.ended_at = clock.now()
    note(role=row.role)
    touch(row.person_ref)
    return row.ref
