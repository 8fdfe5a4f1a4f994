"""The product behind its own server, and requests of which only so much is sent."""

import copy
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from flask import Flask

from safeguard.app import create_app
from safeguard.config import Settings
from safeguard.installation.opening import close
from safeguard.installation.turning_away import make_server
from tests.factories.world import World
from tests.ground import _template
from tests.visitors import sign_in_as, stranger

# What is announced and never sent.
ANNOUNCED = 20 * 1024 * 1024
PARTS = "multipart/form-data; boundary=x"


class Door:
    """The product on a port of this machine."""

    def __init__(self, app: Flask, world: World) -> None:
        self.app, self.world = app, world
        self._server: Any = make_server(app, host="127.0.0.1", port=0, threads=4)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        self.port: int = self._server.effective_port

    def cookie(self, name: str, *, reason: str | None = "working the queue") -> str:
        """The cookie of somebody of the world who is signed in, elevated."""
        token = sign_in_as(self.world, name, elevated=True, reason=reason)
        visitor = stranger(self.app)
        with visitor.session_transaction() as kept:
            kept["_user_id"] = token
        called = self.app.config["SESSION_COOKIE_NAME"]
        found = visitor.get_cookie(called)
        assert found
        return f"{called}={found.value}"

    def ask(
        self,
        path: str,
        *,
        method: str = "POST",
        cookie: str = "",
        body: bytes = b"",
        **headers: str,
    ) -> "Heard":
        """Send a header, and of the body only what is given; hear until it closes."""
        said = {
            "Host": "localhost",
            "Content-Length": str(ANNOUNCED),
            "Cookie": cookie,
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        lines = [f"{method} {path} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in said.items() if value]
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            line.sendall("\r\n".join([*lines, "", ""]).encode() + body)
            return Heard(*_heard(line))

    def close(self) -> None:
        """Stop it from within its own loop."""
        self._server.trigger.pull_trigger(partial(_close_all, self._server))
        self._thread.join(10)
        self._server.task_dispatcher.shutdown()


class Heard:
    """What was answered, and whether the server hung up after it."""

    def __init__(self, answer: bytes, hung_up: bool) -> None:
        head, _, self.body = answer.partition(b"\r\n\r\n")
        self.status = int(head.split(b" ", 2)[1]) if head else 0
        self.head = head.decode("latin-1")
        self.hung_up = hung_up

    @property
    def cookie(self) -> str:
        """The cookie that came with it."""
        told = re.search(r"^Set-Cookie: ([^;]+)", self.head, re.MULTILINE)
        return told[1] if told else ""

    def __repr__(self) -> str:
        return f"<{self.status}, {'hung up' if self.hung_up else 'still open'}>"


def _heard(line: socket.socket) -> tuple[bytes, bool]:
    answer = b""
    line.settimeout(3)
    try:
        while more := line.recv(65536):
            answer += more
    except ConnectionResetError:
        return answer, True
    except TimeoutError:
        return answer, False
    return answer, True


def _close_all(server: Any) -> None:
    for each in list(server._map.values()):
        each.close()


@contextmanager
def opened_door(settings: Settings) -> Iterator[Door]:
    """The product served, inside its context."""
    app = create_app(settings)
    with app.app_context():
        door = Door(app, copy.deepcopy(_template("sqlite")[2]))
        try:
            yield door
        finally:
            door.close()
            close(app)
