"""Cover for the DSL: the right to take it, who has it now, who may go on duty."""

from collections.abc import Iterable

from sqlalchemy import Select, select

from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Refused
from school.identity.models import Appointment, DutyTurn
from school.identity.permissions.known import holders_of
from school.identity.permissions.roles import live_appointments

# Why somebody takes cover, as codes that say nothing of a child.
COVER_REASONS = ("dsl_away", "no_answer", "school_closed", "dsl_conflicted")
# Who can open what comes in: the others could only watch it wait.
ON_DUTY = (Role.DSL, Role.DEPUTY_DSL, Role.ACTING_DSL, Role.STAND_IN_DSL)


def stand_in_right(actor: Actor) -> Appointment:
    """The right, approved in advance, by which the actor takes cover today.

    Raises Refused when the role came some other way than by two people.
    """
    right = db.session.scalar(_mine(actor, Role.STAND_IN_DSL).limit(1))
    if right is None or right.approved_by is None:
        raise Refused("second_person")
    return right


def cover_held(actor: Actor) -> list[Appointment]:
    """The actor's own appointments as acting DSL that are in force today."""
    return list(db.session.scalars(_mine(actor, Role.ACTING_DSL)))


def goes_on_duty(actor: Actor, person_ref: str) -> bool:
    """Whether the person could open a concern while on duty."""
    return person_ref in people_for_duty(actor)


def people_for_duty(actor: Actor) -> Iterable[str]:
    """Everybody who could, the DSL first."""
    every = [ref for role in ON_DUTY for ref in holders_of(actor, role)]
    return tuple(dict.fromkeys(every))


def duty_turn_visible(actor: Actor, ref: str) -> DutyTurn | None:
    """A turn on the rota of the actor's school."""
    asked = select(DutyTurn).where(
        DutyTurn.ref == ref, DutyTurn.school_ref == actor.school_ref
    )
    return db.session.scalar(asked)


def _mine(actor: Actor, role: Role) -> Select[Appointment]:
    return live_appointments().where(
        Appointment.person_ref == actor.person_ref,
        Appointment.org_ref == actor.school_ref,
        Appointment.role == role.value,
    )
