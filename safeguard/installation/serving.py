"""Serving the pages: checks first, then a few threads and the outbox's own."""

import ctypes
import gc
import logging
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

from flask import Flask

from safeguard.app import create_app
from safeguard.config import Settings
from safeguard.installation.opening import close
from safeguard.installation.outbox import Postman, carrier_of
from safeguard.installation.rounds import Rounds, Workshop
from safeguard.installation.starting import refuse_to_start
from safeguard.installation.turning_away import make_server
from school.foundation.logs import speak

log = logging.getLogger("safeguard.serving")
# Few: on SQLite one of them writes at a time, and reading takes milliseconds.
THREADS = 6
_ARENA_MAX = -8  # M_ARENA_MAX of the GNU C library


def one_heap() -> None:
    """Let all threads share one heap. Each of them would keep its own, as large as the
    largest find it ever served: measured 290 MiB, with one heap 136.
    """
    # Not every system's library has it: then nothing changes.
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def settled() -> None:
    """What was loaded so far stays until the end: it is not looked through for garbage
    again, which took a tenth of a second in the middle of a large find.
    """
    gc.collect()
    gc.freeze()


def checked_app(settings: Settings) -> Flask:
    """The application, if it may start. Raises UnsafeSettings with what to change."""
    one_heap()
    app = create_app(settings)
    settled()
    try:
        refuse_to_start(app, settings)
    except BaseException:
        close(app)
        raise
    return app


def serve(
    settings: Settings,
    started: Callable[[], object] = lambda: None,
    app: Flask | None = None,
) -> None:
    """Serve until told to stop. `started` is called once the port is ours.

    Raises UnsafeSettings, and OSError when the port is taken.
    """
    speak()
    app = app or checked_app(settings)
    server = _server(app, settings)
    postman = Postman(app, settings, carrier_of(settings))
    rounds, workshop = Rounds(app), Workshop(app)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _leave)
    log.info("serving")
    try:
        postman.start()
        rounds.start()
        workshop.start()
        started()
        server.run()
    finally:
        server.close()
        postman.stop()
        rounds.stop()
        workshop.stop()
        close(app)
        log.info("stopped")


def _server(app: Flask, settings: Settings) -> Any:
    return make_server(
        app,
        host=settings.host,
        port=settings.port,
        threads=THREADS,
        url_scheme="https" if settings.secure_cookies else "http",
        # Whom those headers name is believed where there are proxies, else never read.
        clear_untrusted_proxy_headers=not settings.proxies,
    )


def _leave(*_: object) -> NoReturn:
    raise SystemExit(0)
