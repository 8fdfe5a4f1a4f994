"""A parent signs from a letter on a phone, without an account and without a script."""

import copy
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from safeguard.app import create_app
from safeguard.config import Settings
from tests.agreements.issued import Letter, issued, letter, links, signatures, state
from tests.axe import axe_finds_nothing
from tests.cases.served import Served
from tests.ground import _template

TELL = "Maya Castellan"


@pytest.fixture
def school(settings: Settings, serve: Any) -> Served:
    """Served: the text is in force, and Maya's agreement is issued."""
    app = create_app(settings)
    made = Served(app, copy.deepcopy(_template("sqlite")[2]), serve(app))
    with app.app_context():
        made.refs["agreement"] = issued(made.world, "maya")
    return made


def posted(school: Served, way: str = "letter") -> Letter:
    """A letter that lies on the kitchen table."""
    world, ref = school.world, school.refs["agreement"]
    with school.app.app_context():
        return letter(world, ref, world["parent_teacher"], way)


def draw(page: Page) -> None:
    """A finger draws a line across the field."""
    field = page.locator("canvas")
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box
    x, y = box["x"], box["y"]
    page.mouse.move(x + 20, y + 20)
    page.mouse.down()
    for step in range(1, 8):
        page.mouse.move(x + 20 + 25 * step, y + 20 + (15 if step % 2 else 60))
    page.mouse.up()


def test_the_square_on_the_letter_opens_the_text_and_a_finger_signs_it(
    school: Served, phone: Page
) -> None:
    """What the square holds: the address with the token behind its #."""
    made = posted(school)

    phone.goto(f"{school.address}/sign#{made.token}")

    expect(phone.get_by_role("heading", name="Read and sign")).to_be_visible()
    assert made.token not in phone.url
    expect(phone.get_by_text(f"about {TELL}")).to_be_visible()
    axe_finds_nothing(phone)
    draw(phone)
    phone.get_by_role("button", name="I agree").tap()
    expect(phone.get_by_role("heading", name="Signed. Thank you.")).to_be_visible()
    axe_finds_nothing(phone)
    with school.app.app_context():
        (row,) = signatures(school.refs["agreement"])
        assert (row.side, row.method, row.answer) == ("parent", "letter", "signed")
        assert row.drawn is not None
        assert state(school.refs["agreement"]) == "parent_signed"

    phone.goto(f"{school.address}/sign#{made.token}")
    expect(phone.get_by_text("does not open anything")).to_be_visible()
    axe_finds_nothing(phone)


def test_the_code_is_typed_where_no_script_runs(school: Served, new_page: Any) -> None:
    made = posted(school)
    page = new_page(phone=True, java_script_enabled=False)

    page.goto(f"{school.address}/sign")
    page.get_by_label("Code on your letter").fill(made.code.lower())
    page.get_by_role("button", name="Read the text").tap()
    page.get_by_role("button", name="Easy words").tap()
    expect(page.get_by_role("heading", name="Read and sign")).to_be_visible()
    page.get_by_label("Your name").fill("Mina Castellan")
    page.get_by_role("button", name="I agree").tap()

    expect(page.get_by_role("heading", name="Signed. Thank you.")).to_be_visible()
    with school.app.app_context():
        (row,) = signatures(school.refs["agreement"])
        assert (row.variant, row.typed is not None) == ("easy", True)


def test_a_parent_who_does_not_want_to_says_so(school: Served, phone: Page) -> None:
    made = posted(school, "mail")

    phone.goto(f"{school.address}/sign#{made.token}")
    phone.get_by_text("I do not want to sign this").tap()
    axe_finds_nothing(phone)
    phone.get_by_label("Do you want to say why?").fill("I have a question first.")
    phone.get_by_role("button", name="I do not sign").tap()

    expect(phone.get_by_text("You have not signed.")).to_be_visible()
    with school.app.app_context():
        assert state(school.refs["agreement"]) == "declined"


def test_looking_at_the_address_signs_nothing(school: Served, phone: Page) -> None:
    posted(school, "mail")

    for _ in range(3):
        phone.goto(f"{school.address}/sign")
        axe_finds_nothing(phone)

    with school.app.app_context():
        assert signatures(school.refs["agreement"]) == []
        assert [link.used_at for link in links()] == [None]
