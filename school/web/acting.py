"""Who is acting in this request. Identity says so; everybody else only asks."""

from collections.abc import Callable
from typing import Any

from flask import current_app, g

from school.foundation.actor import Actor
from school.foundation.errors import Refused


class SignInNeeded(Refused):
    """Nobody is signed in (or no longer is)."""

    status = 401

    def __init__(self) -> None:
        super().__init__("sign_in")


def set_actor(actor: Actor | None) -> None:
    """Identity's part: say who is acting."""
    g.actor = actor


def actor_or_none() -> Actor | None:
    """Who is acting, or None when nobody is signed in."""
    found: Actor | None = g.get("actor")
    return found


def current_actor() -> Actor:
    """Who is acting. Raises SignInNeeded when nobody is signed in."""
    actor = actor_or_none()
    if actor is None:
        raise SignInNeeded
    return actor


# Gives the page what its frame shows: names, school, navigation, elevation.
Frame = Callable[[Actor], dict[str, Any]]


def frame_of(actor: Actor | None) -> dict[str, Any]:
    """What the page's frame shows to this actor; `app` supplies who answers."""
    frame: Frame | None = current_app.extensions.get("safeguard_frame")
    if actor is None or frame is None:
        return {}
    return frame(actor)
