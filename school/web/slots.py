"""Slots: room that a page leaves for features above its own (decision 16).

The lower feature declares a slot, the registry fills it for one application, and the
page asks what stands there. So what a page shows of a higher feature needs no arrow up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, ParamSpec, TypeVar

from flask import Flask, current_app

_SLOTS = "safeguard_slots"
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Slot(Generic[P, R]):
    """A named place on a page, and what whoever fills it is asked for."""

    name: str

    def fill(self, app: Flask, panel: Callable[P, R]) -> None:
        """Put a panel here, for one application, after those that stand here."""
        app.extensions.setdefault(_SLOTS, {}).setdefault(self.name, []).append(panel)

    def ask(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """What each panel here has to show, in the order of the registry."""
        standing = current_app.extensions.get(_SLOTS, {}).get(self.name, ())
        return [panel(*args, **kwargs) for panel in standing]
