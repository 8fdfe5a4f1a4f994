"""Work done beside a page that has answered, in a thread of the application."""

import logging
import threading
from collections.abc import Callable
from typing import cast

from flask import Flask, current_app

log = logging.getLogger("safeguard.aside")


def aside(work: Callable[[], None]) -> None:
    """Do it in a thread of its own. Nobody waits for it and nobody is told how it
    went: only for what would otherwise be done later.
    """
    app = cast("Flask", current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001
    thread = threading.Thread(target=_do, args=(app, work), name="aside", daemon=True)
    going = [each for each in _threads(app) if each.is_alive()]
    app.extensions["safeguard_aside"] = [*going, thread]
    thread.start()


def wait_for_asides(app: Flask) -> None:
    """Wait until all of it has ended."""
    for each in _threads(app):
        each.join()


def _threads(app: Flask) -> list[threading.Thread]:
    found: list[threading.Thread] = app.extensions.get("safeguard_aside", [])
    return found


def _do(app: Flask, work: Callable[[], None]) -> None:
    try:
        with app.app_context():
            work()
    except Exception as error:  # noqa: BLE001 - it is done again when it is needed
        # The fault's own text may quote values; its kind tells enough.
        log.error("work aside failed: %s", type(error).__name__)  # noqa: TRY400
