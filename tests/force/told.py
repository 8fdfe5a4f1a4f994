"""Records of force as the tests tell them: owed, written, told, reviewed."""

from datetime import timedelta
from typing import Any

from safeguard.force.commands.new_force import NEEDED
from safeguard.force.commands.owing import Owed, owe
from safeguard.force.commands.recording import NewForce, record_force
from safeguard.force.commands.telling import (
    NewReview,
    NewTelling,
    review_force,
    tell_council,
    tell_parents,
)
from safeguard.force.models import ForceRecord
from safeguard.force.permissions import Act
from safeguard.guidance import force
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.gate import command
from tests.factories.world import World

TEXT = "Held by the forearms beside the stairs until he let go of the rail."
WHY = "The account, both colleagues and the pupil agree; a lesser step was tried first."
ALL_PARTS = tuple(each.code for each in force.parts)


def dsl(world: World) -> Actor:
    """The DSL of Birch, elevated."""
    return world.acting("dsl", reason="reading what was recorded")


def head(world: World) -> Actor:
    """The head of Birch, elevated."""
    return world.acting("head", elevated=True)


def force_on(world: World, **changes: Any) -> NewForce:
    """Owen Platt held Ellis, a quarter of an hour ago; Hannah Okafor was there."""
    said: dict[str, Any] = {
        "pupil_ref": world["ellis"],
        "happened_at": clock.now() - timedelta(minutes=15),
        "used_by": (world["other_teacher"],),
        "present": (world["teacher"],),
        "kinds": ("hold",),
        "texts": dict.fromkeys(NEEDED, TEXT),
        "need": "sen_support",
        "degree": "firm",
        "minutes": 2,
        "pupil_injury": "none",
        "staff_injury": "none",
        "room": "no",
    }
    return NewForce(**{**said, **changes})


def recorded(world: World, by: str = "teacher", **changes: Any) -> str:
    """Written down by Hannah Okafor, unless somebody else is named."""
    return record_force(world.acting(by), force_on(world, **changes))


def owed(world: World, origin_ref: str, by: str = "other_teacher") -> str:
    """Owed by whoever used force, as a search would leave it."""
    new = Owed(world.birch, world["ellis"], clock.now(), world[by], (world[by],))
    return _inside_an_act(world.acting(by), origin_ref, new)


@command(Act.RECORD_FORCE)
def _inside_an_act(actor: Actor, origin_ref: str, new: Owed) -> str:
    """As a search does, and nothing else."""
    return owe(origin_ref, new)


def telling(**changes: Any) -> NewTelling:
    """The mother, by telephone, everything."""
    said: dict[str, Any] = {
        "whom": "Ines Thornbury, mother",
        "way": "telephone",
        "told_at": clock.now(),
        "parts": ALL_PARTS,
        "said": "She thanked us and will talk with him.",
    }
    return NewTelling(**{**said, **changes})


def exception(**changes: Any) -> NewTelling:
    """The council, for telling either parent would harm him."""
    said = {"ground": "significant_harm", "reason": WHY, **changes}
    return telling(whom="Duty team of the council", **said)


def told(world: World, **changes: Any) -> str:
    """Written down, and a parent told."""
    return tell_parents(dsl(world), recorded(world, **changes), telling())


def told_to_the_council(world: World) -> str:
    """Written down, and the council told instead."""
    return tell_council(dsl(world), recorded(world), exception())


def review(outcome: str = "justified", **changes: Any) -> NewReview:
    """Looked at."""
    return NewReview(outcome, **{"reason": WHY, **changes})


def reviewed(world: World) -> str:
    """At its end."""
    return review_force(head(world), told(world), review())


def row(ref: str) -> ForceRecord:
    """The record as it stands in the database now."""
    found = db.session.get(ForceRecord, ref, populate_existing=True)
    assert found
    return found
