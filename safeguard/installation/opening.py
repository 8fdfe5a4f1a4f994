"""Opening the house for a while: for a command line, a rehearsal, a server."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from safeguard.app import create_app
from safeguard.config import Settings
from school.foundation.actor import Actor
from school.foundation.aside import wait_for_asides
from school.foundation.database import db
from school.foundation.errors import UnsafeSettings
from school.foundation.for_a_while import keeping
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
    """Wipe what an application keeps, end what it does aside, and let go of every
    connection.
    """
    with app.app_context():
        keeping().wipe()
        wait_for_asides(app)
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
