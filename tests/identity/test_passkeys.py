"""Passkeys in a real browser, with a device of its own; and axe on every page."""

import dataclasses
import re
from datetime import UTC, datetime

import pytest
from flask import Blueprint, Flask, request
from playwright.sync_api import Page, expect

from safeguard.app import create_app
from safeguard.config import Settings
from school.foundation import proofs
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import ElevationNeeded
from school.web.acting import current_actor
from school.web.forms import ActForm
from school.web.pages import render
from tests.axe import axe_finds_nothing
from tests.browser import Complaints, NewPage, Serving, virtual_authenticator
from tests.factories.world import World
from tests.identity.proving import PASSWORD, with_password
from tests.trail.reading import acts
from tests.visitors import SEED

stage = Blueprint("written", __name__, url_prefix="/written")
received: list[str] = []
STORY = "Ellis said “stop it” twice."


@stage.route("/", methods=["GET", "POST"], endpoint="page")
def page_with_a_form() -> str:
    """A form that needs case content open, as any feature has one."""
    actor: Actor = current_actor()
    form = ActForm()
    if request.method == "GET":
        return render("identity/send_again.html", carried=_Written(form))
    if not actor.elevated:
        raise ElevationNeeded
    received.append(request.form["story"])
    return "received"


class _Written:
    path = "/written/"

    def __init__(self, form: ActForm) -> None:
        self.fields = [("story", STORY), ("form_id", form.form_id.data)]


@pytest.fixture
def address(settings: Settings, serve: Serving) -> str:
    """Where the product is served; passkeys are bound to its name."""
    received.clear()

    def build(base: str) -> Flask:
        app = create_app(dataclasses.replace(settings, site=base))
        app.register_blueprint(stage)
        return app

    return serve.at(build)


def _sign_in(page: Page, address: str, name: str, code: str = "") -> None:
    page.goto(f"{address}/sign-in?next=/account")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("One-time code").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()


def _code() -> str:
    return proofs.code_at(SEED, datetime.now(UTC))


def _add_passkey(page: Page, address: str, label: str = "School laptop") -> None:
    page.goto(f"{address}/account/passkey")
    page.get_by_label("A name for this passkey").fill(label)
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text(f"Passkey: {label}")).to_be_visible()


def test_a_passkey_is_added_after_the_password(
    world: World, address: str, new_page: NewPage
) -> None:
    with_password(world, "dsl")
    db.session.rollback()
    page = new_page()
    device = virtual_authenticator(page)
    _sign_in(page, address, "dsl")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Set up an authenticator app")
    axe_finds_nothing(page)
    page.goto(f"{address}/account/passkey")
    page.get_by_role("button", name="Add a passkey").click()
    status = page.locator("[data-passkey-status]")
    expect(status).to_have_text("This is not your password.")
    axe_finds_nothing(page)
    _add_passkey(page, address)
    axe_finds_nothing(page)
    assert len(device.credentials()) == 1
    assert ("passkey.added", "done") in acts(world.birch)


def test_a_passkey_signs_in_and_elevates(
    world: World, address: str, new_page: NewPage
) -> None:
    with_password(world, "dsl")
    db.session.rollback()
    page = new_page()
    virtual_authenticator(page)
    _sign_in(page, address, "dsl")
    _add_passkey(page, address)
    page.get_by_role("button", name="Sign out here").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("link", name="Your account")).to_be_visible()
    page.goto(f"{address}/elevate?next=/account")
    axe_finds_nothing(page)
    page.get_by_role("button", name="Use your passkey instead").click()
    expect(page.get_by_text("Case content is open to you until")).to_be_visible()
    done = [act for act, _ in acts(world.birch)]
    assert done.count("sign_in.begun") == 2
    assert done[-2:] == ["elevation.begun", "account.read"]


def test_a_device_that_does_not_know_its_owner_opens_nothing(
    world: World, address: str, new_page: NewPage, complaints: Complaints
) -> None:
    with_password(world, "teacher")
    db.session.rollback()
    page = new_page()
    device = virtual_authenticator(page)
    _sign_in(page, address, "teacher")
    _add_passkey(page, address)
    page.get_by_role("button", name="Sign out here").click()
    device.knows_its_owner(verified=False)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator("[data-passkey-status]")).to_have_text(
        re.compile("The passkey did not work")
    )
    page.goto(f"{address}/account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_passkey_of_another_person_does_not_elevate(
    world: World, address: str, new_page: NewPage
) -> None:
    for name in ("teacher", "dsl"):
        with_password(world, name, app=name == "dsl")
    db.session.rollback()
    page = new_page()
    virtual_authenticator(page)
    _sign_in(page, address, "teacher")
    _add_passkey(page, address)
    page.get_by_role("button", name="Sign out here").click()
    _sign_in(page, address, "dsl", _code())
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    page.goto(f"{address}/elevate")
    # The DSL has no passkey, and is offered none.
    expect(page.get_by_role("button", name="Use your passkey instead")).to_have_count(0)


def test_what_was_written_is_sent_on_after_a_passkey(
    world: World, address: str, new_page: NewPage
) -> None:
    with_password(world, "dsl")
    db.session.rollback()
    page = new_page()
    virtual_authenticator(page)
    _sign_in(page, address, "dsl")
    _add_passkey(page, address)
    page.goto(f"{address}/written/")
    page.context.clear_cookies()
    page.get_by_role("button", name="Send what you had written").click()
    expect(page.get_by_text("Your sign-in had ended.")).to_be_visible()
    axe_finds_nothing(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing is lost")
    axe_finds_nothing(page)
    page.get_by_role("button", name="Send what you had written").click()
    page.get_by_role("button", name="Use your passkey instead").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing is lost")
    page.get_by_role("button", name="Send what you had written").click()
    expect(page.get_by_text("received")).to_be_visible()
    assert received == [STORY]


def test_the_other_pages_can_be_used_by_everyone(
    world: World, address: str, new_page: NewPage
) -> None:
    with_password(world, "ict", app=True)
    with_password(world, "teacher")
    db.session.rollback()
    for page in (new_page(), new_page(phone=True)):
        page.goto(f"{address}/sign-in")
        axe_finds_nothing(page)
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_text("Enter your user name.").first).to_be_visible()
        axe_finds_nothing(page)
    _sign_in(page, address, "ict", _code())
    for path in (
        "/account",
        "/account/password",
        "/account/not-me",
        "/elevate?reason=1",
        "/accounts",
        f"/accounts/{world['teacher']}",
        f"/accounts/{world['volunteer']}",
        f"/accounts/{world['teacher']}/block",
        f"/accounts/{world['teacher']}/unblock",
        f"/accounts/{world['teacher']}/factors",
        "/blank",
    ):
        page.goto(address + path)
        axe_finds_nothing(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, path
