"""Clients of the measured servers: one kept connection, and a clock around each ask."""

import http.client
import re
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlencode

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import Signer

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_FORM_ID = re.compile(r'name="form_id"[^>]*value="([^"]+)"')


@dataclass
class Visitor:
    """A browser that keeps its connection and its cookies."""

    port: int
    cookie: str = ""
    address: str = "127.0.0.1"
    token: str = ""
    status: int = 0
    location: str = ""
    _wire: http.client.HTTPConnection | None = field(default=None, repr=False)

    def ask(self, path: str, fields: Iterable[tuple[str, str]] | None = None) -> str:
        """One request. Raises RuntimeError when the answer is a fault."""
        if self._wire is None:
            self._wire = http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=60, source_address=(self.address, 0)
            )
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if fields is None:
            self._wire.request("GET", path, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            self._wire.request("POST", path, urlencode(list(fields)), headers)
        answer = self._wire.getresponse()
        body = answer.read().decode()
        self.status = answer.status
        self.location = answer.getheader("Location") or ""
        if answer.status >= 500:
            raise RuntimeError(f"{path}: {answer.status}")
        # The session's cookie comes first; a known device's stands beside it, unused.
        set_cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
        if set_cookie.startswith("safeguard="):
            self.cookie = set_cookie
        return body

    def open_form(self, path: str) -> str:
        """Fetch a page's form: its token is kept, its form id given back."""
        body = self.ask(path)
        found = _TOKEN.search(body)
        if found is None:
            raise RuntimeError(f"{path}: {self.status} without a form")
        self.token = found[1]
        form_id = _FORM_ID.search(body)
        return form_id[1] if form_id else ""

    def close(self) -> None:
        """Let go of the connection."""
        if self._wire:
            self._wire.close()


def cookie_for(app: Flask, token: str) -> str:
    """The cookie of somebody who is signed in."""
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    if serializer is None:
        raise RuntimeError("the cookies have no key")
    value = serializer.dumps({"_user_id": token})
    return f"{app.config['SESSION_COOKIE_NAME']}={value}"


def form_id(app: Flask, person_ref: str) -> str:
    """A form's id as the page would give it out to this person."""
    signer = Signer(app.config["SECRET_KEY"], salt=f"form {person_ref}")
    return signer.sign(secrets.token_urlsafe(18)).decode()


@dataclass
class Times:
    """How long each of many asks took, in milliseconds."""

    each: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.each)

    @property
    def p95(self) -> float:
        """All but one in twenty were quicker."""
        return sorted(self.each)[min(len(self.each) - 1, int(len(self.each) * 0.95))]

    @property
    def rate(self) -> float:
        """How many a second, one after another."""
        return 1000 * len(self.each) / sum(self.each)

    def __str__(self) -> str:
        """Median and p95."""
        return f"median {self.median:.1f} ms, p95 {self.p95:.1f} ms"


def in_turn(
    rounds: int, warm: int = 5, **arms: Callable[[], object]
) -> dict[str, Times]:
    """Each arm once a round, A B A B, because the machine's own speed drifts."""
    found = {name: Times() for name in arms}
    for turn in range(-warm, rounds):
        for name, act in arms.items():
            began = time.perf_counter()
            act()
            took = (time.perf_counter() - began) * 1000
            if turn >= 0:
                found[name].each.append(took)
    return found
