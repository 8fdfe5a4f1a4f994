"""A teacher raises a concern in a corridor, on a phone, with twelve taps at most."""

import copy
import re
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from safeguard.app import create_app
from safeguard.cases.models import Concern, ConcernChild, ConcernText
from safeguard.config import Settings
from school.foundation.database import db
from school.foundation.sealing import unseal
from tests.axe import axe_finds_nothing
from tests.factories.world import World
from tests.ground import _template
from tests.visitors import sign_in_as, stranger

AT_MOST = 12


@dataclass
class Corridor:
    """The product, served, with the world in it."""

    app: Flask
    world: World
    address: str

    def let_in(self, page: Page, name: str) -> Page:
        """Sign one of the world's people in on this page's browser."""
        with self.app.app_context():
            token = sign_in_as(self.world, name, elevated=False, reason=None)
            visitor = stranger(self.app)
            with visitor.session_transaction() as kept:
                kept["_user_id"] = token
            called = self.app.config["SESSION_COOKIE_NAME"]
            found = visitor.get_cookie(called)
            assert found
        cookie: Any = {"name": called, "value": found.value, "url": self.address}
        page.context.add_cookies([cookie])
        return page


@pytest.fixture
def corridor(settings: Settings, serve: Any) -> Corridor:
    """Served, and nobody signed in yet."""
    app = create_app(settings)
    return Corridor(app, copy.deepcopy(_template("sqlite")[2]), serve(app))


@dataclass
class Hand:
    """Counts what a hand does besides writing what happened."""

    page: Page
    done: int = 0

    def taps(self, what: Locator) -> None:
        """One touch."""
        what.tap()
        self.done += 1

    def types(self, where: Locator, text: str) -> None:
        """One field filled in."""
        where.tap()
        where.press_sequentially(text)
        self.done += 1

    def chooses(self, where: Locator, option: str) -> None:
        """A list opened, and one of it touched."""
        where.select_option(option)
        self.done += 2


def test_a_concern_is_raised_with_twelve_interactions_at_most(
    corridor: Corridor, phone: Page
) -> None:
    corridor.let_in(phone, "teacher")
    phone.goto(corridor.address)
    axe_finds_nothing(phone)
    hand = Hand(phone)
    hand.taps(phone.get_by_role("link", name="Raise a concern About a child"))

    _says_whom_to_ring(hand)
    _finds_one_of_two_mayas(hand)

    phone.get_by_label("What did you see or hear?").fill("She would not go home.")
    phone.get_by_label("The child’s own words").fill("he waits outside")
    hand.chooses(phone.get_by_label("How do you know?"), "child")
    hand.taps(phone.get_by_text("Just now"))
    hand.types(phone.get_by_label("Where?"), "Form room")
    hand.taps(phone.get_by_text("I stayed with the child"))
    hand.taps(phone.get_by_text("I told the DSL or a deputy in person"))
    axe_finds_nothing(phone)
    hand.taps(phone.get_by_role("button", name="Send to Ruth Adeyemi"))

    expect(phone.get_by_role("heading", name="Sent. Thank you.")).to_be_visible()
    assert hand.done <= AT_MOST
    assert "Maya" not in phone.content()
    assert re.search(r"/concerns/[0-9A-Z]{5}-[0-9A-Z]{5}/receipt$", phone.url)
    axe_finds_nothing(phone)
    _kept_what_was_typed(corridor)


def _says_whom_to_ring(hand: Hand) -> None:
    danger = hand.page.get_by_role("group", name="Is the child in danger today?")
    first_words = hand.page.get_by_text("Do not wait for this form.")
    expect(first_words).to_be_hidden()
    hand.taps(danger.get_by_text("Yes"))
    expect(first_words).to_be_visible()
    expect(danger.get_by_role("link", name="999")).to_be_visible()


def _finds_one_of_two_mayas(hand: Hand) -> None:
    finder = hand.page.get_by_role("combobox", name="Find the child by name")
    hand.types(finder, "maya")
    options = hand.page.get_by_role("option")
    expect(options.filter(has_text="8K, Year 8")).to_be_visible()
    expect(options.filter(has_text="10R, Year 10")).to_be_visible()
    hand.taps(options.filter(has_text="8K, Year 8"))
    row = hand.page.locator("#children-chosen [data-row]")
    expect(row).to_contain_text("Maya Castellan")


def _kept_what_was_typed(corridor: Corridor) -> None:
    with corridor.app.app_context():
        [concern] = db.session.scalars(select(Concern))
        assert (concern.in_danger, concern.told_dsl, concern.teller) == (
            True,
            True,
            "child",
        )
        [child] = db.session.scalars(select(ConcernChild))
        assert child.person_ref == corridor.world["maya"]
        texts = db.session.scalars(select(ConcernText))
        assert {unseal(text, "text") for text in texts} == {
            "She would not go home.",
            "he waits outside",
        }


def test_the_shortest_concern_takes_five(corridor: Corridor, phone: Page) -> None:
    corridor.let_in(phone, "teacher")
    phone.goto(corridor.address)
    hand = Hand(phone)
    hand.taps(phone.get_by_role("link", name="Raise a concern About a child"))
    hand.types(phone.get_by_role("combobox", name="Find the child by name"), "ellis")
    hand.taps(phone.get_by_role("option").filter(has_text="Ellis"))
    phone.get_by_label("What did you see or hear?").fill("He hid.")
    hand.taps(phone.get_by_role("button", name="Send to Ruth Adeyemi"))
    expect(phone.get_by_role("heading", name="Sent. Thank you.")).to_be_visible()
    assert hand.done <= 5


def test_a_child_is_removed_again_and_a_name_not_known_is_described(
    corridor: Corridor, phone: Page
) -> None:
    corridor.let_in(phone, "teacher")
    phone.goto(f"{corridor.address}/concerns/raise")
    finder = phone.get_by_role("combobox", name="Find the child by name")
    finder.press_sequentially("jay")
    phone.get_by_role("option").filter(has_text="Jayden").tap()
    phone.get_by_role("button", name="Remove Jayden Pryce").tap()
    expect(phone.locator("#children-chosen [data-row]")).to_have_count(0)
    finder.press_sequentially("qqqq")
    expect(phone.get_by_label("Describe the child")).to_be_hidden()
    phone.get_by_role("option").filter(has_text="I do not know the name").tap()
    expect(phone.get_by_label("Describe the child")).to_be_visible()
    phone.get_by_label("Describe the child").fill("A boy with a red bag")
    phone.get_by_label("What did you see or hear?").fill("He ran off.")
    phone.get_by_role("button", name="Send to Ruth Adeyemi").tap()
    expect(phone.get_by_role("heading", name="Sent. Thank you.")).to_be_visible()


def test_what_is_typed_is_kept_and_found_again_on_the_home_page(
    corridor: Corridor, phone: Page
) -> None:
    corridor.let_in(phone, "teacher")
    phone.clock.install()
    phone.goto(f"{corridor.address}/concerns/raise")
    phone.get_by_label("What did you see or hear?").fill("Half a sentence")
    with phone.expect_response(re.compile("/drafts$")) as saved:
        phone.clock.fast_forward(12_000)
    assert saved.value.ok
    expect(phone.get_by_role("status").filter(has_text="Draft saved")).to_be_visible()
    phone.goto(corridor.address)
    phone.get_by_role("link", name="You began writing a concern").tap()
    narrative = phone.get_by_label("What did you see or hear?")
    expect(narrative).to_have_value("Half a sentence")
    axe_finds_nothing(phone)


def test_without_script_the_whole_way_goes_too(corridor: Corridor, new_page) -> None:
    page = new_page(phone=True, java_script_enabled=False)
    corridor.let_in(page, "teacher")
    page.goto(f"{corridor.address}/concerns/raise")
    assert page.get_by_text("Do not wait for this form.").is_visible()
    page.get_by_label("What did you see or hear?").fill("She would not go home.")
    page.get_by_label("Find the child by name").fill("maya")
    page.get_by_role("button", name="Find", exact=True).first.tap()
    page.get_by_role("radio", name="Maya Castellan 8K, Year 8").check()
    page.get_by_role("button", name="Add this person").tap()
    expect(page.locator("#children-chosen")).to_contain_text("8K, Year 8")
    page.get_by_role("button", name="Save the draft").tap()
    expect(page.get_by_text("Draft saved")).to_be_visible()
    page.get_by_role("button", name="Send to Ruth Adeyemi").tap()
    expect(page.get_by_role("heading", name="Sent. Thank you.")).to_be_visible()


def test_problems_are_said_and_axe_finds_nothing_in_them(
    corridor: Corridor, phone: Page
) -> None:
    corridor.let_in(phone, "teacher")
    phone.goto(f"{corridor.address}/concerns/raise")
    phone.get_by_role("button", name="Send to Ruth Adeyemi").tap()
    summary = phone.get_by_role("alert")
    expect(summary.get_by_role("link")).to_have_count(2)
    axe_finds_nothing(phone)
