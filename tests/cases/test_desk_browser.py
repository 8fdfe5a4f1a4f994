"""The DSL's pages in a browser: axe finds nothing, at a desk and on a phone."""

import pytest
from playwright.sync_api import expect

from safeguard.cases.models import Concern
from school.foundation.database import db
from school.foundation.references import spoken
from tests.axe import axe_finds_nothing
from tests.browser import PHONE
from tests.cases.served import served

WIDTHS = (360, 1440)


@pytest.fixture
def desk(settings, serve):
    """Served, with a desk's worth of work, and nobody signed in yet."""
    return served(settings, serve)


def pages_of(desk) -> dict[str, str]:
    """Every page of the DSL, by a name for its picture."""
    refs = {name: spoken(ref) for name, ref in desk.refs.items()}
    referred, danger, opened = (
        f"/cases/{refs['referred']}",
        f"/concerns/{refs['danger']}",
        f"/concerns/{refs['opened']}",
    )
    return {
        "queue": "/queue",
        "cases": "/cases",
        "find": "/find",
        "concern": danger,
        "acknowledge": f"{danger}/acknowledge",
        "open-case": f"{opened}/open-case",
        "join-case": f"{opened}/join-case",
        "feedback": f"{opened}/feedback",
        "image": f"{opened}/suspect-image",
        "case": referred,
        "decide": f"/cases/{refs['decide']}/decide",
        "close": f"{referred}/close",
        "reopen": f"{referred}/reopen",
        "add": f"{referred}/add",
        "parents": f"{referred}/parents",
        "refer": f"{referred}/refer",
        "print": f"{referred}/print",
    }


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_dsls_pages(desk, new_page, width):
    page = new_page(viewport={"width": width, "height": 900})
    desk.let_in(page, "dsl", reason="working the queue")
    for path in pages_of(desk).values():
        page.goto(desk.address + path)
        axe_finds_nothing(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} scrolls sideways"


def test_axe_finds_nothing_on_the_technical_pages(desk, new_page):
    page = new_page()
    desk.let_in(page, "digital_safety")
    for path in ("/technical", f"/technical/{spoken(desk.refs['technical'])}"):
        page.goto(desk.address + path)
        axe_finds_nothing(page)


def test_a_decision_is_made_with_its_reason_opening_under_the_answer(desk, new_page):
    page = new_page()
    desk.let_in(page, "dsl", reason="working the queue")
    page.goto(desk.address + pages_of(desk)["decide"])
    reason = page.get_by_label("Why this, and why not a lesser step?")
    assert not any(each.is_visible() for each in reason.all())
    page.get_by_text("Support within the school").click()
    [shown] = [each for each in reason.all() if each.is_visible()]
    shown.fill("The tutor can meet the need and will see whether it works.")
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url("**/cases/*")
    assert "Decision: Support within the school" in page.content()


def test_a_concern_is_taken_on_and_given_a_case_without_script(desk, new_page):
    page = new_page(java_script_enabled=False)
    desk.let_in(page, "dsl", reason="working the queue")
    page.goto(desk.address + "/queue")
    page.get_by_role("link", name="Open now").click()
    page.get_by_role("button", name="I have it").click()
    page.get_by_role("link", name="Open a case").first.click()
    page.get_by_label("What is it about, in a few plain words?").fill("asked to meet")
    page.get_by_role("button", name="Open the case").click()
    heading = page.get_by_role("heading", level=1).inner_text()
    assert heading == "Maya Castellan: asked to meet"
    with desk.app.app_context():
        found = db.session.get(Concern, desk.refs["danger"])
        assert found
        assert found.state == "triaged"


def test_on_a_phone_the_list_of_cases_is_blocks_and_still_a_table(desk, new_page):
    page = desk.let_in(new_page(**PHONE), "dsl", "working the queue")
    page.goto(f"{desk.address}/cases")
    rows = page.get_by_role("table", name="Cases, newest first").get_by_role("row")
    cells = rows.nth(1).get_by_role("cell")
    expect(cells).to_have_count(4)
    boxes = [cell.bounding_box() for cell in cells.all()]
    # One below the other, each from the left edge: nothing is squeezed.
    assert len({box["x"] for box in boxes if box}) == 1
    assert [box["y"] for box in boxes if box] == sorted(
        box["y"] for box in boxes if box
    )
    wide = "document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(wide)
    axe_finds_nothing(page)
