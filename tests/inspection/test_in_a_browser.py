"""The pages of the trail in a real browser: axe finds nothing at a desk or phone."""

import copy
from typing import Any

import pytest
from flask import Flask

from safeguard.app import create_app
from safeguard.config import Settings
from tests.axe import axe_finds_nothing
from tests.cases.raised import raised
from tests.factories.world import World
from tests.ground import _template
from tests.visitors import sign_in_as, stranger


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("dsl", "/trail/school"),
        ("teacher", "/trail/own"),
        ("ict", "/trail/technical"),
        ("trust_safeguarding", "/trail/counts"),
        ("teacher", "/trail/verify"),
    ],
)
def test_axe_finds_nothing(
    settings: Settings, serve: Any, new_page: Any, *, name: str, path: str, phone: bool
) -> None:
    """Each page with something on it, at a desk and on a phone."""
    app = create_app(settings)
    address = serve(app)
    with app.app_context():
        world = copy.deepcopy(_template("sqlite")[2])
        raised(world, "teacher", "ellis")
        cookie = _cookie(app, world, name)
    page = new_page(phone=phone)
    page.context.add_cookies([{**cookie, "url": address}])

    page.goto(address + path)
    if path == "/trail/verify":
        page.get_by_role("button", name="Prove it now").click()
        page.get_by_text("The record holds.").wait_for()

    # What the bar of emergency calls covers must be out from under it.
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    axe_finds_nothing(page)


def _cookie(app: Flask, world: World, name: str) -> dict[str, str]:
    """The cookie of somebody who is signed in, elevated where that is needed."""
    token = sign_in_as(world, name, elevated=name == "dsl", reason=None)
    visitor = stranger(app)
    with visitor.session_transaction() as kept:
        kept["_user_id"] = token
    called = app.config["SESSION_COOKIE_NAME"]
    found = visitor.get_cookie(called)
    assert found
    return {"name": called, "value": found.value}
