"""A class of thirty signs on one tablet: two taps and a signature each."""

import copy
import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from safeguard.app import create_app
from safeguard.config import Settings
from school.identity.commands.people import (
    NewEnrolment,
    NewPerson,
    add_person,
    enrol,
)
from tests.agreements.issued import agreement_of, issued, signatures
from tests.axe import axe_finds_nothing
from tests.cases.served import Served
from tests.ground import _template
from tests.journeys.test_a_parent_signs_from_a_letter import draw
from tests.journeys.test_raise_on_a_phone import Hand

TABLET: dict[str, Any] = {
    "viewport": {"width": 820, "height": 1180},
    "has_touch": True,
}
THIRTY, TAPS_EACH, FIVE_MINUTES = 30, 2, 300
# Names that a list has to bear.
FIRST = ("Ada", "Bo", "Chidi", "Dilys", "Emrys", "Farah", "Gwen", "Hana", "Ioan")
LAST = ("O’Dowd", "Ñandú", "=1+1")


@pytest.fixture
def school(settings: Settings, serve: Any) -> Served:
    """Served: the teacher's form has thirty pupils with something to sign."""
    app = create_app(settings)
    made = Served(app, copy.deepcopy(_template("sqlite")[2]), serve(app))
    with app.app_context():
        world = made.world
        form = world.classes["8K"]
        system = world.system()
        for number in range(THIRTY - 3):
            name = f"pupil {number}"
            names = FIRST[number % 9], LAST[number // 9]
            world.people[name] = add_person(system, NewPerson(*names))
            enrol(system, NewEnrolment(form, world[name]))
        enrol(system, NewEnrolment(form, world["teacher"], role="teacher"))
        pupils = [name for name in world.people if name.startswith("pupil ")]
        issued(world, "maya", "zazolc", "nandu", *pupils)
    return made


def test_thirty_sign_on_one_tablet_with_two_taps_and_a_signature_each(
    school: Served, new_page: Any
) -> None:
    page: Page = new_page(**TABLET)
    _teacher_hands_it_over(school, page)
    assert page.locator(".sg-names a").count() == THIRTY

    began = time.monotonic()
    taps = [_one_signs(page, first=number == 0) for number in range(THIRTY)]
    took = time.monotonic() - began

    expect(page.get_by_text("Everybody has signed.")).to_be_visible()
    assert max(taps) <= TAPS_EACH
    assert took < FIVE_MINUTES
    _nobody_is_signed_in_on_it(school, page)
    with school.app.app_context():
        (row,) = signatures(agreement_of(school.world, "maya"))
        assert row.witness_ref == school.world["teacher"]


def _teacher_hands_it_over(school: Served, page: Page) -> None:
    school.let_in(page, "teacher")
    page.goto(f"{school.address}/agreements/yours")
    page.get_by_role("link", name="Sign with a class").tap()
    page.get_by_role("link", name="8K").tap()
    page.get_by_role("button", name="Open the sitting").tap()
    expect(page.get_by_role("heading", name="Sitting with 8K")).to_be_visible()
    axe_finds_nothing(page)
    page.get_by_role("button", name="Use this device, and sign me out").tap()
    expect(page.get_by_role("heading", name="Tap your name")).to_be_visible()
    axe_finds_nothing(page)


def _one_signs(page: Page, *, first: bool) -> int:
    """A name, a signature, a button; how many taps it took."""
    hand = Hand(page)
    hand.taps(page.locator(".sg-names a").first)
    draw(page)
    if first:
        axe_finds_nothing(page)
    hand.taps(page.get_by_role("button", name="I agree"))
    expect(page.get_by_text("Pass the tablet on.")).to_be_visible()
    return hand.done


def _nobody_is_signed_in_on_it(school: Served, page: Page) -> None:
    """A pupil tries the menu, the address of the teacher's pages, and going back."""
    for path in ("/", "/account", "/agreements/sittings", "/agreements/yours"):
        page.goto(f"{school.address}{path}")
        expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    page.go_back()
    assert "Hannah Okafor" not in page.content()
