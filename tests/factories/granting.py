"""Roles that open cases, granted as they are: by one person and approved by another."""

from datetime import timedelta

from school.foundation import clock
from school.foundation.actor import Role
from school.identity.commands.appointments import (
    NewAppointment,
    appoint,
    approve_appointment,
)
from tests.factories.world import World


def granted(world: World, name: str, role: Role, *, days: int = 90) -> str:
    """The reference of an appointment that the executive head and the chair made."""
    until = clock.today() + timedelta(days=days)
    new = NewAppointment(world[name], role.value, ends_on=until)
    ref = appoint(world.acting("executive_head", elevated=True), new)
    return approve_appointment(world.acting("chair", elevated=True), ref)
