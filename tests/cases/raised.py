"""Concerns as the tests raise them: the shortest one, and what to change in it."""

from typing import Any

from safeguard.cases.commands.raising import (
    ChildInIt,
    Narrative,
    NewConcern,
    raise_concern,
)
from tests.factories.world import World

WHAT = "Stayed behind after registration and would not say why."


def about(world: World, *names: str, **changes: Any) -> NewConcern:
    """A concern about these children of the world, each harmed as far as is known."""
    children = tuple(ChildInIt(world[name]) for name in names)
    said: dict[str, Any] = {"narrative": Narrative(WHAT), **changes}
    return NewConcern(children, **said)


def raised(world: World, by: str = "teacher", *names: str, **changes: Any) -> str:
    """The reference of a concern that somebody of the world has raised."""
    return raise_concern(
        world.acting(by), about(world, *(names or ("ellis",)), **changes)
    )
