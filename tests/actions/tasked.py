"""Actions as the tests set them, and how they stand afterwards."""

from typing import Any

from safeguard.actions.commands.acting import (
    Ending,
    NewAction,
    finish_action,
    set_action,
)
from safeguard.actions.models import CaseAction
from school.foundation.database import db
from tests.cases.worked import dsl
from tests.factories.world import World

WHAT = "Meet Ellis at registration and ask how the week has been"
DONE = "Met on Tuesday at registration; calm, and has a friend at lunch."


def task(world: World, case: str, owner: str = "tutor", **changes: Any) -> str:
    """The reference of an action that the DSL has set, for the next working day."""
    said = {"what": WHAT, "when": "action_next_day", **changes}
    return set_action(dsl(world), case, NewAction(owner_ref=world[owner], **said))


def finished(world: World, action: str, by: str = "tutor") -> str:
    """The action, once its owner has done it."""
    return finish_action(world.acting(by), action, Ending(DONE))


def action_row(ref: str) -> CaseAction:
    """The action as it stands in the database now."""
    found = db.session.get(CaseAction, ref, populate_existing=True)
    assert found
    return found
