"""The DSL is away, it is Friday afternoon, and a concern does not wait for Monday."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from safeguard.app import create_app
from safeguard.config import Settings
from safeguard.installation.rounds import Rounds
from school.foundation import clock
from school.foundation.actor import Role
from school.identity.commands.settings import NewTerm, add_term
from tests.axe import axe_finds_nothing
from tests.factories.granting import granted
from tests.ground import _template
from tests.journeys.stage import Stage, set_stage_at

FRIDAY = datetime(2026, 11, 27, 14, 50, tzinfo=UTC)
NARRATIVE = "Jayden says he is not going home tonight and would not say why."
Pages = Callable[..., Page]


@pytest.fixture
def stage(settings: Settings, serve: Any) -> Stage:
    """A Friday in term, served; the head may take cover, approved by two."""
    app: Flask = create_app(settings)
    with clock.standing_at(FRIDAY):
        made = set_stage_at(FRIDAY, app, _template("sqlite")[2], serve)
        made.give_accounts("teacher", "head", "dsl")
        with app.app_context():
            head = made.world.acting("head")
            add_term(head, NewTerm("Autumn", date(2026, 9, 2), date(2026, 12, 18)))
            granted(made.world, "head", Role.STAND_IN_DSL)
    return made


def test_a_dsl_absent_on_a_friday_afternoon(
    stage: Stage, phone: Page, new_page: Pages
) -> None:
    # What else the product looks after (training, self-audits) is seen to before.
    _a_round_at(stage, FRIDAY)
    reference = _raise_on_the_phone(stage, phone)
    assert _a_round_at(stage, FRIDAY + timedelta(minutes=41)) == 1
    head = _head_takes_cover(stage, new_page())
    _head_opens_it(head, reference)
    assert _a_round_at(stage, FRIDAY + timedelta(minutes=50)) == 0
    _teacher_sees_that_it_was_opened(stage, phone)
    stage.move_to(datetime(2026, 11, 30, 8, 5, tzinfo=UTC))
    _the_dsl_finds_it_on_monday(stage, new_page(), reference)
    stage.move_to(datetime(2026, 12, 1, 9, 0, tzinfo=UTC))
    _cover_has_ended(stage, new_page())


def _a_round_at(stage: Stage, hour: datetime) -> int:
    stage.move_to(hour)
    with clock.standing_at(hour):
        return Rounds(stage.app).go_round()


def _raise_on_the_phone(stage: Stage, phone: Page) -> str:
    stage.sign_in(phone, "teacher")
    home = phone.get_by_role("main")
    home.get_by_role("link", name=re.compile("^Raise a concern")).first.click()
    phone.get_by_role("group", name="Is the child in danger today?").get_by_text(
        "No", exact=True
    ).click()
    finder = phone.get_by_role("combobox", name="Find the child by name")
    finder.press_sequentially("jayden")
    phone.get_by_role("option").filter(has_text="10R").click()
    phone.get_by_label("What did you see or hear?").fill(NARRATIVE)
    phone.get_by_role("button", name=re.compile("^Send to")).click()
    expect(phone.get_by_role("heading", name="Sent. Thank you.")).to_be_visible()
    found = re.search(r"/concerns/([0-9A-Z]{5}-[0-9A-Z]{5})/receipt$", phone.url)
    assert found
    return found[1]


def _head_takes_cover(stage: Stage, page: Page) -> Page:
    """She hears that something needs her, and what she may do; then she takes it on."""
    stage.sign_in(page, "head")
    page.get_by_role("button", name="An item needs you now").click()
    expect(page.get_by_text("1 concern waits that nobody has opened.")).to_be_visible()
    expect(page.get_by_text("1 overdue")).to_be_visible()
    axe_finds_nothing(page)
    assert NARRATIVE not in page.content()
    page.get_by_text("They were asked and have not answered").click()
    page.get_by_role("button", name="Take cover").click()
    stage.elevate(page, "head")
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()
    return page


def _head_opens_it(page: Page, reference: str) -> None:
    page.locator(f"a[href$='{reference}']").first.click()
    expect(page.get_by_text(NARRATIVE)).to_be_visible()
    page.get_by_role("button", name="I have it").click()
    expect(page.get_by_role("link", name="Open a case")).to_be_visible()


def _teacher_sees_that_it_was_opened(stage: Stage, phone: Page) -> None:
    stage.sign_in(phone, "teacher")
    expect(phone.locator("#raised")).to_contain_text("Opened")


def _the_dsl_finds_it_on_monday(stage: Stage, page: Page, reference: str) -> None:
    stage.sign_in(page, "dsl")
    page.goto(f"{stage.address}/cover")
    expect(page.get_by_text("Catrin Howells")).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name="Queue").click()
    stage.elevate(page, "dsl")
    page.locator(f"a[href$='{reference}']").first.click()
    expect(page.get_by_text("Catrin Howells").first).to_be_visible()


def _cover_has_ended(stage: Stage, page: Page) -> None:
    stage.sign_in(page, "head")
    page.goto(f"{stage.address}/cover")
    expect(page.get_by_text("Nobody covers")).to_be_visible()
