"""The ten main pages are for everybody: at each width, and with the keyboard alone.

Without script: tests/cases/test_raising_without_script.py and test_desk_browser.py.
"""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from safeguard.config import Settings
from school.foundation.references import spoken
from tests.axe import axe_finds_nothing
from tests.cases.served import Served, served

WIDTHS = (360, 768, 1440)
WHAT = "He did not want to go home and would not say why."


@pytest.fixture
def desk(settings: Settings, serve: Any) -> Served:
    """Served, with a desk's worth of work."""
    return served(settings, serve)


def pages_of(desk: Served) -> dict[str, list[str]]:
    """The ten main pages, by who looks at them."""
    refs = {name: spoken(ref) for name, ref in desk.refs.items()}
    case = f"/cases/{refs['referred']}"
    return {
        "teacher": ["/", "/concerns/raise", f"/concerns/{refs['danger']}/receipt"],
        "dsl": [
            "/queue",
            f"/concerns/{refs['danger']}",
            case,
            f"/cases/{refs['decide']}/decide",
            f"/children/{desk.world['ellis']}",
            "/find",
        ],
        "trustee": ["/report"],  # with its numbers: tests/reports
    }


@pytest.mark.parametrize("width", WIDTHS)
def test_the_ten_main_pages_are_for_everybody_at_every_width(
    desk: Served, new_page: Any, width: int
) -> None:
    for name, paths in pages_of(desk).items():
        page = new_page(viewport={"width": width, "height": 900})
        reason = "working the queue" if name == "dsl" else None
        desk.let_in(page, name, reason=reason)
        for path in paths:
            answer = page.goto(desk.address + path)
            assert answer
            assert answer.status == 200, path
            axe_finds_nothing(page)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{path} scrolls sideways at {width}"


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus stands on what has this name, where it can be seen."""
    for _press in range(80):
        page.keyboard.press("Tab")
        here = page.evaluate(
            """() => {
                 const e = document.activeElement;
                 const own = e.labels && e.labels[0] ? e.labels[0].innerText : "";
                 return (e.getAttribute("aria-label") || own || e.innerText || "")
                   .trim();
               }"""
        )
        if re.match(name, here):
            outline = page.evaluate(
                """() => { const s = getComputedStyle(document.activeElement);
                     return s.outlineStyle !== "none" || s.boxShadow !== "none"; }"""
            )
            shown = page.evaluate("document.activeElement.matches(':focus-visible')")
            assert outline or shown, f"{name}: nobody sees where the focus is"
            return
    raise AssertionError(f"the keyboard does not come to {name}")


def _tab_to_a_radio(page: Page) -> None:
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            page.keyboard.press("Space")
            return
    raise AssertionError("the keyboard comes to no answer")


def test_a_concern_is_raised_with_the_keyboard_alone(
    desk: Served, new_page: Any
) -> None:
    page = new_page()
    desk.let_in(page, "teacher")
    page.goto(desk.address)
    _tab_to(page, "Raise a concern")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    _tab_to(page, "(Yes|No)")
    page.keyboard.press("ArrowDown")
    _tab_to(page, "Find the child by name")
    page.keyboard.type("ellis")
    expect(page.get_by_role("option", name=re.compile("Ellis"))).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    _tab_to(page, "What did you see or hear")
    page.keyboard.type(WHAT)
    _tab_to(page, "Send to")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sent. Thank you.")).to_be_visible()


def test_a_concern_is_taken_on_and_decided_with_the_keyboard_alone(
    desk: Served, new_page: Any
) -> None:
    page = new_page()
    desk.let_in(page, "dsl", reason="working the queue")
    page.goto(f"{desk.address}/concerns/{spoken(desk.refs['danger'])}")
    _tab_to(page, "I have it")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Open a case").first).to_be_visible()
    page.goto(f"{desk.address}/cases/{spoken(desk.refs['decide'])}/decide")
    _tab_to_a_radio(page)
    for _press in range(8):
        chosen = page.evaluate("document.activeElement.value || ''")
        if chosen == "internal_support":
            break
        page.keyboard.press("ArrowDown")
    _tab_to(page, "Why this, and why not a lesser step")
    page.keyboard.type("Nothing more is needed: they have made up and both say so.")
    _tab_to(page, "Save and go on")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/cases/[0-9A-Z-]{11}$"))
