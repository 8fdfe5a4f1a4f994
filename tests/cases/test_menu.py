"""The menu: few words in one line, the rest under "More", what matters most first."""

import re

import pytest
from playwright.sync_api import expect

from safeguard.cases.commands.drafts import Written, save_draft
from school.foundation.references import new_ref
from tests.axe import axe_finds_nothing
from tests.cases.served import served
from tests.visitors import visit

MORE = re.compile(r'<details class="sg-more sg-nav__more">.*?</details>', re.DOTALL)


def menu_of(page: str) -> tuple[str, str]:
    """What stands in the menu itself, and what stands under "More"."""
    menu = page.partition('<ul class="sg-nav__list">')[2].partition("</nav>")[0]
    under = MORE.search(menu)
    more = under[0] if under else ""
    return menu.replace(more, ""), more


@pytest.mark.parametrize("who", ["head", "dsl", "digital_safety", "volunteer"])
def test_at_most_seven_entries_stand_in_the_menu_of_anybody(app, world, who):
    menu, more = menu_of(visit(app, world, who).get("/").text)
    assert len(re.findall("<li><a ", menu)) <= 7
    assert not more or len(re.findall("<li><a ", menu)) == 7
    assert ">Home<" in menu


def test_the_page_that_is_open_stays_marked_under_more(app, world):
    menu, more = menu_of(visit(app, world, "head").get("/trail/own").text)
    assert 'aria-current="page"' not in menu
    assert re.search('aria-current="page">My acts<', more)
    assert '<summary class="sg-nav__here">' in more


def test_raising_a_concern_comes_first_in_the_menu_of_a_phone(app, world):
    menu, _more = menu_of(visit(app, world, "head").get("/").text)
    assert menu.index(">Raise a concern<") < menu.index(">Home<")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_heads_menu_is_short_at_a_desk_and_on_a_phone(
    settings, serve, new_page, width
):
    desk = served(settings, serve)
    page = new_page(viewport={"width": width, "height": 740})
    desk.let_in(page, "head", reason="looking at home")
    page.goto(desk.address + "/")
    if width == 360:
        page.get_by_role("button", name="Menu").click()
    menu = page.get_by_role("navigation", name="Menu")
    assert menu.bounding_box()["height"] <= (60 if width == 1280 else 740)
    axe_finds_nothing(page)
    own = menu.get_by_role("link", name="My acts")
    expect(own).to_be_hidden()
    menu.get_by_text("More", exact=True).click()
    expect(own).to_be_visible()
    axe_finds_nothing(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width == 1280:
        page.keyboard.press("Escape")
        expect(own).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_home_with_a_draft_has_targets_for_a_finger(settings, serve, new_page, width):
    desk = served(settings, serve)
    with desk.app.app_context():
        save_draft(desk.world.acting("teacher"), Written(new_ref(), "{}"))
    page = new_page(viewport={"width": width, "height": 740})
    desk.let_in(page, "teacher")
    page.goto(desk.address + "/")
    away = page.get_by_role("link", name="Throw it away")
    assert away.bounding_box()["height"] >= 24
    axe_finds_nothing(page)
