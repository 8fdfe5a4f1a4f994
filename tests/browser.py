"""A real Chromium for the tests: pages that complain when a page misbehaves.

A test fails if its pages logged an error, broke the content security policy, threw,
answered 5xx or asked any other machine for anything. What a test expects of that kind
it says beforehand: `complaints.expect("…")`.
"""

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import WSGIApplication

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Request,
    Response,
    expect,
    sync_playwright,
)
from waitress import create_server

from tests.absent import absent

# A busy machine is slow, and slowness is not what these tests are about.
expect.set_options(timeout=20_000)

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
BRITISH: dict[str, Any] = {
    "locale": "en-GB",
    "timezone_id": "Europe/London",
    "reduced_motion": "reduce",
}
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PICTURES = Path(__file__).parents[1] / "build" / "browser"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_HERE = {"localhost", "127.0.0.1"}
_REPORT_BREACHES = """
document.addEventListener("securitypolicyviolation", (event) => window.tellOfBreach(
  `${event.effectiveDirective} refused ${event.blockedURI} `
  + `at ${event.sourceFile}:${event.lineNumber}`));
"""


# The browser -----------------------------------------------------------------


def chromium_at(own: str) -> str | None:
    """$SG_CHROMIUM, then the machine's Chromium, then Playwright's own, or None."""
    told = os.environ.get("SG_CHROMIUM")
    found = [told] if told else [shutil.which(name) for name in _NAMES]
    return next((path for path in [*found, own] if path and Path(path).exists()), None)


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    """Playwright itself, once for each test process."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright_driver: Playwright) -> Iterator[Browser]:
    """One headless Chromium for each test process; skips where there is none."""
    chromium = playwright_driver.chromium
    path = chromium_at(chromium.executable_path)
    if path is None:
        absent("no Chromium: install it, or name one in SG_CHROMIUM")
    # Chromium refuses its sandbox to root and to nobody else.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    try:
        started = chromium.launch(
            executable_path=path, headless=True, chromium_sandbox=not root, args=FLAGS
        )
    except Error as error:
        absent(f"Chromium does not start: {error.message.splitlines()[0]}")
    yield started
    started.close()


# What pages complain of ------------------------------------------------------


@dataclass
class Complaints:
    """What the pages of one test complained of, and what it had expected."""

    heard: list[str] = field(default_factory=list)
    visited: set[str] = field(default_factory=set)
    _expected: list[str] = field(default_factory=list)

    def expect(self, pattern: str) -> None:
        """Take no offence at complaints that this pattern is found in."""
        self._expected.append(pattern)

    def unexpected(self) -> list[str]:
        """What nobody had announced."""
        return [
            told
            for told in self.heard
            if not any(re.search(pattern, told) for pattern in self._expected)
        ]

    def listen(self, context: BrowserContext) -> None:
        """Hear everything the pages of this context will do wrong."""
        context.expose_binding("tellOfBreach", self._breach)
        context.add_init_script(_REPORT_BREACHES)
        context.on("console", self._console)
        context.on("weberror", lambda thrown: self._hear("threw", thrown.error))
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("requestfailed", self._failed)

    def _hear(self, kind: str, what: object) -> None:
        self.heard.append(f"{kind}: {what}")

    def _breach(self, _source: object, what: str) -> None:
        self._hear("content security policy", what)

    def _console(self, message: ConsoleMessage) -> None:
        place = message.location.get("url", "")
        # A page that answers 404 is an answer; a picture that does is a mistake.
        a_refusal = "status of 4" in message.text and place in self.visited
        # Chromium asks for this of its own accord where a page names no picture.
        a_refusal |= urlsplit(place).path == "/favicon.ico"
        if message.type == "error" and not a_refusal:
            self._hear("console", f"{message.text} ({place})")

    def _request(self, request: Request) -> None:
        if request.is_navigation_request():
            self.visited.add(request.url)
        address = urlsplit(request.url)
        if address.scheme in {"http", "https"} and address.hostname not in _HERE:
            self._hear("asked another machine", request.url)

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self._hear("server", f"{response.status} ({response.url})")

    def _failed(self, request: Request) -> None:
        # A page left before it was complete is no fault of the page.
        if request.failure != "net::ERR_ABORTED":
            self._hear("failed", f"{request.failure} ({request.url})")


@pytest.fixture
def complaints() -> Complaints:
    """What this test's pages complained of; `.expect(pattern)` beforehand."""
    return Complaints()


# Pages -----------------------------------------------------------------------


@dataclass
class NewPage:
    """Opens a page of its own, with its own cookies: another person's browser."""

    browser: Browser
    complaints: Complaints
    pages: list[Page] = field(default_factory=list)

    def __call__(self, *, phone: bool = False, **options: Any) -> Page:
        """A page at desktop size or on a phone; options as for a context."""
        shape = PHONE if phone else DESKTOP
        context = self.browser.new_context(**{**BRITISH, **shape, **options})
        context.set_default_timeout(30_000)
        self.complaints.listen(context)
        page = context.new_page()
        self.pages.append(page)
        return page

    def close(self, picture: Path | None) -> None:
        """Hear what is still on its way, take a picture if asked, close all."""
        for number, page in enumerate(self.pages):
            if page.is_closed():
                continue
            # Playwright tells what it heard while it waits for an answer.
            page.title()
            if picture is not None:
                picture.parent.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=picture.with_suffix(f".{number}.png"))
        for page in self.pages:
            page.context.close()


@pytest.fixture
def new_page(
    browser: Browser,
    complaints: Complaints,
    serve: "Serving",
    request: pytest.FixtureRequest,
) -> Iterator[NewPage]:
    """`new_page(phone=False, **options)`; afterwards no complaint may be left."""
    del serve  # asked for only so that it stops after the pages have gone
    opened = NewPage(browser, complaints)
    yield opened
    name = re.sub(r"\W+", "-", request.node.nodeid).strip("-")[-120:]
    failed = request.node.stash.get(_FAILED, False)
    opened.close(PICTURES / f"{name}.png" if failed else None)
    left = complaints.unexpected()
    if left:
        pytest.fail("the pages complained:\n  " + "\n  ".join(left), pytrace=False)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A page at desktop size."""
    return new_page()


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    """A page on a phone of 360 by 740, with touch."""
    return new_page(phone=True)


_FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for the browser is marked so: `-m "not browser"` leaves it out."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember that a test failed, so that its pages are pictured."""
    report: Any = yield
    if report.when == "call" and report.failed:
        item.stash[_FAILED] = True
    return report


# The product, served ---------------------------------------------------------


@dataclass
class Serving:
    """Serves applications from threads of this process, each on a port of its own."""

    servers: list[tuple[Any, threading.Thread]] = field(default_factory=list)

    def __call__(self, app: WSGIApplication) -> str:
        """Serve the application; gives `http://localhost:PORT`."""
        return self.at(lambda _: app)

    def at(self, build: Callable[[str], WSGIApplication]) -> str:
        """The same for an application that must know its address to be built."""
        later: list[WSGIApplication] = []

        def application(environ: Any, start: Any) -> Any:
            return later[0](environ, start)

        server = create_server(application, host="127.0.0.1", port=0, threads=4)
        # By name, not by number: passkeys are bound to a name.
        address = f"http://localhost:{server.effective_port}"
        later.append(build(address))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        self.servers.append((server, thread))
        return address

    def close(self) -> None:
        """Stop all, each from within its own loop."""
        for server, thread in self.servers:
            server.trigger.pull_trigger(partial(_close_all, server))
            thread.join(10)
            server.task_dispatcher.shutdown()


def _close_all(server: Any) -> None:
    for part in list(server._map.values()):
        part.close()


@pytest.fixture
def serve() -> Iterator[Serving]:
    """`serve(app) -> base_url`; `serve.at(lambda base_url: app)` if it must know."""
    serving = Serving()
    yield serving
    serving.close()


# Passkeys --------------------------------------------------------------------


@dataclass
class Authenticator:
    """A passkey device inside the browser; the person touches it at once."""

    session: CDPSession
    reference: str

    def credentials(self) -> list[dict[str, Any]]:
        """The passkeys it holds."""
        told = self._ask("getCredentials")
        return list(told["credentials"])

    def knows_its_owner(self, *, verified: bool) -> None:
        """Whether fingerprint or PIN will be right the next time."""
        self._ask("setUserVerified", isUserVerified=verified)

    def is_touched(self, *, at_once: bool) -> None:
        """Whether somebody touches it when asked, or nobody does."""
        self._ask("setAutomaticPresenceSimulation", enabled=at_once)

    def is_lost(self) -> None:
        """Take the device away, with the passkeys on it."""
        self._ask("removeVirtualAuthenticator")

    def _ask(self, what: str, **more: Any) -> dict[str, Any]:
        params = {"authenticatorId": self.reference, **more}
        answer: dict[str, Any] = self.session.send(f"WebAuthn.{what}", params)
        return answer


def virtual_authenticator(page: Page) -> Authenticator:
    """Give the page's browser a passkey device of its own (CTAP 2, with a PIN)."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return Authenticator(session, added["authenticatorId"])
