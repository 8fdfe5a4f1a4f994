"""From the text of a roll to what it would change in the school."""

from collections.abc import Callable

from school.foundation.actor import Actor
from school.identity.commands.roll.contacts import plan_contacts
from school.identity.commands.roll.plan import Plan, PlannedRow
from school.identity.commands.roll.pupils import plan_pupils
from school.identity.commands.roll.reading import RollRow, read_roll
from school.identity.commands.roll.register import Register, register_of
from school.identity.commands.roll.staff import plan_staff
from school.identity.models import RollKind

_PLANNERS: dict[RollKind, Callable[[list[RollRow], Register], list[PlannedRow]]] = {
    RollKind.PUPILS: plan_pupils,
    RollKind.STAFF: plan_staff,
    RollKind.CONTACTS: plan_contacts,
}


def compare(actor: Actor, kind: RollKind, text: str) -> tuple[Plan, Register]:
    """What the roll would change, and the people it was compared with.

    Raises Invalid when the text as a whole is no such roll.
    """
    roll = read_roll(kind, text)
    register = register_of(actor)
    rows = _PLANNERS[kind](roll.rows, register)
    existing = {
        RollKind.PUPILS: len(register.places),
        RollKind.STAFF: len(register.roles),
        RollKind.CONTACTS: len(register.relations),
    }
    return Plan(kind, rows, roll.ignored, existing[kind]), register
