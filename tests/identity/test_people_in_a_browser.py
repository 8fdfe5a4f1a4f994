"""The pages about people in a real browser: axe finds nothing, at a desk or a phone."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from safeguard.app import create_app
from safeguard.config import Settings
from school.foundation import clock
from school.foundation.actor import Role
from school.foundation.database import db
from school.identity.commands.accounts import change_password
from school.identity.commands.appointments import NewAppointment, appoint
from school.identity.commands.settings import NewTerm, add_term
from school.identity.models import RollKind
from tests.axe import axe_finds_nothing
from tests.engines import sqlite
from tests.factories.world import World
from tests.ground import _template
from tests.identity.founders import bare_ground, found_alder
from tests.identity.rolls import brought
from tests.visitors import open_account_for, sign_in_as, stranger

ROWS = (
    "0042,Ada,Brandt,1/9/2013,F,H801200001001,8K,8",
    "0043,=1+1,Lund,,,,8K,8",
    "0044,Maya,Castellan,1/1/2014,F,R900400001001,8Q,8",
)


@pytest.fixture
def place(settings: Settings, serve: Any) -> Iterator[tuple[str, Flask, World]]:
    """The product, served, with a roll brought and a role that waits."""
    app = create_app(settings)
    address = serve(app)
    with app.app_context():
        world = copy.deepcopy(_template("sqlite")[2])
        brought(world.acting("ict"), RollKind.PUPILS, *ROWS)
        head = world.acting("head", elevated=True)
        appoint(head, NewAppointment(world["tutor"], Role.DEPUTY_DSL.value))
        add_term(head, NewTerm("Autumn", clock.today(), clock.today()))
        yield address, app, world


def _cookie(app: Flask, token: str) -> dict[str, str]:
    """The cookie of a sign-in."""
    visitor = stranger(app)
    with visitor.session_transaction() as kept:
        kept["_user_id"] = token
    called = app.config["SESSION_COOKIE_NAME"]
    found = visitor.get_cookie(called)
    assert found
    return {"name": called, "value": found.value}


def _pages(world: World, name: str) -> list[str]:
    if name == "head":
        return ["/set-up", "/settings", "/settings/add-term", "/settings/add-closure"]
    if name == "chair":
        return ["/appointments", "/appointments/grant"]
    maya, mina = world["maya"], world["parent_teacher"]
    return [
        *("/people", "/people?kind=staff", "/people?kind=contacts", "/people/add"),
        *("/people/add/pupil", "/people/add/staff", f"/people/{maya}"),
        *(f"/people/{mina}", f"/people/{maya}/change", f"/people/{maya}/add-contact"),
        "/roll",
    ]


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("name", ["ict", "head", "chair"])
def test_axe_finds_nothing(
    place: tuple[str, Flask, World], new_page: Any, *, name: str, phone: bool
) -> None:
    """Each page with something on it; for the steps of two persons, both sides."""
    address, app, world = place
    page = new_page(phone=phone)
    token = sign_in_as(world, name, elevated=name == "chair", reason=None)
    cookie = _cookie(app, token)
    page.context.add_cookies([{**cookie, "url": address}])
    for path in _pages(world, name):
        page.goto(address + path)
        _look(page, path)
    if name == "ict":
        page.goto(f"{address}/roll")
        page.locator("#brought a").first.click()
        page.get_by_text("begins like a formula").wait_for()
        _look(page, "the preview")
    if name == "chair":
        page.goto(f"{address}/appointments")
        page.get_by_role("link", name="Look at it and approve").click()
        page.get_by_role("button", name="I approve it").wait_for()
        _look(page, "the approval")


def _look(page: Any, path: str) -> None:
    # What the bar of emergency calls covers must be out from under it.
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    axe_finds_nothing(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= page.viewport_size["width"], f"{path} is {wide} wide"


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_axe_finds_nothing_on_the_founding_page(
    tmp_path: Path, serve: Any, new_page: Any, *, phone: bool
) -> None:
    """One founder proposes, the other one sees what to agree to."""
    with bare_ground(sqlite, tmp_path, None) as app:
        address = serve(app)
        two = found_alder()
        world = World(
            trust=two.made.trust_ref,
            birch=two.made.trust_ref,
            people={"first": two.first, "second": two.second},
        )
        for name in world.people:
            change_password(world.system(), open_account_for(world, name), "a hash")
        tokens = {
            name: sign_in_as(world, name, elevated=True, reason=None)
            for name in world.people
        }
        first, second = new_page(phone=phone), new_page(phone=phone)
        for page, name in ((first, "first"), (second, "second")):
            cookie = _cookie(app, tokens[name])
            page.context.add_cookies([{**cookie, "url": address}])
        db.session.remove()
        first.goto(f"{address}/founding")
        _look(first, "before the proposal")
        first.locator("#post_1").check()
        first.locator("#post_3-2").check()
        first.get_by_role("button", name="Propose this to Jo Howells").click()
        first.get_by_text("Jo Howells must agree").first.wait_for()
        _look(first, "after the proposal")
        second.goto(f"{address}/founding")
        _look(second, "before the yes")
        second.get_by_role("button", name="I agree").click()
        second.wait_for_url(f"{address}/")
