"""Opening the house for a while: for a command line, a rehearsal, a server."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from safeguard.app import create_app
from safeguard.config import Settings
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import UnsafeSettings
from school.identity.permissions.roles import the_trust
from school.inspection.permissions import OPERATOR


@contextmanager
def opened(settings: Settings) -> Iterator[Flask]:
    """The application, with its context, closed again afterwards."""
    app = create_app(settings)
    try:
        with app.app_context():
            yield app
    finally:
        close(app)


def close(app: Flask) -> None:
    """Let go of every connection of an application."""
    with app.app_context():
        db.session.remove()
        for engine in db.engines.values():  # noqa: TID251 - to close, not to use
            engine.dispose()
    app.extensions["safeguard_writer"].close()
    app.extensions["safeguard_keyring"].store.close()


def operator() -> Actor:
    """Whoever holds the console, acting in the trust. Raises UnsafeSettings before
    the trust was founded.
    """
    trust = the_trust()
    if trust is None:
        raise UnsafeSettings(
            "no trust was founded here yet. Found it with: safeguard trust found"
        )
    return Actor.system(OPERATOR, trust.ref)
