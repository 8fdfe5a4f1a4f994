"""The pages of actions in a browser: axe finds nothing, nothing scrolls sideways."""

import copy
from datetime import timedelta

import pytest

from safeguard.app import create_app
from school.foundation import clock
from school.foundation.references import spoken
from tests.actions.tasked import finished, task
from tests.axe import axe_finds_nothing
from tests.cases.served import Served
from tests.cases.worked import opened
from tests.ground import _template

WIDTHS = (360, 1440)


@pytest.fixture
def desk(settings, serve):
    """Served, with actions of the tutor's and of the DSL's own."""
    app = create_app(settings)
    desk = Served(app, copy.deepcopy(_template("sqlite")[2]), serve(app))
    with desk.app.app_context():
        case = desk.refs["case"] = opened(desk.world)
        desk.refs["tutors"] = task(
            desk.world, case, child_ref=desk.world["ellis"], when="action_next_day"
        )
        desk.refs["own"] = task(desk.world, case, "dsl", what="Ring the school nurse")
        with clock.moved_on(-timedelta(days=4)):
            task(desk.world, case, "teacher", what="Keep the seating plan apart")
        finished(desk.world, task(desk.world, case))
    return desk


def pages_of(desk) -> dict[str, str]:
    """Every page of actions that the DSL has, by a name for its picture."""
    case = f"/cases/{spoken(desk.refs['case'])}"
    action = f"/actions/{spoken(desk.refs['tutors'])}"
    return {
        "queue": "/queue",
        "case": case,
        "case-actions": f"{case}/actions",
        "set": f"{case}/actions/set",
        "action": action,
        "finish": f"{action}/finish",
        "cancel": f"{action}/cancel",
        "hand-over": f"{action}/hand-over",
        "away": "/away",
    }


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_pages_of_actions(desk, new_page, width):
    page = new_page(viewport={"width": width, "height": 900})
    desk.let_in(page, "dsl", reason="working the queue")
    for path in pages_of(desk).values():
        page.goto(desk.address + path)
        axe_finds_nothing(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} scrolls sideways"


def test_a_tutor_finishes_an_action_on_a_phone_by_keyboard_alone(desk, new_page):
    page = new_page(viewport={"width": 360, "height": 740})
    desk.let_in(page, "tutor")
    page.goto(desk.address + "/")
    axe_finds_nothing(page)
    page.get_by_role("link", name="Something to do").focus()
    page.keyboard.press("Enter")
    page.get_by_text("What has happened").wait_for()
    axe_finds_nothing(page)
    page.get_by_role("link", name="Record what was done").focus()
    page.keyboard.press("Enter")
    page.get_by_label("What was done").wait_for()
    page.get_by_label("What was done").focus()
    page.keyboard.type("Met Ellis at registration; calm, with a friend at lunch.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Done. It stands in the chronology of the case.").wait_for()
