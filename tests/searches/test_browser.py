"""The pages of searching in a browser: axe finds nothing, nothing scrolls sideways."""

import copy

import pytest

from safeguard.app import create_app
from school.foundation.references import spoken
from tests.axe import axe_finds_nothing
from tests.cases.served import Served
from tests.ground import _template
from tests.searches import told
from tests.searches.phoned import at

WIDTHS = (360, 1280)
SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def desk(settings, serve):
    """Served, with searches at every step."""
    app = create_app(settings)
    desk = Served(app, copy.deepcopy(_template("sqlite")[2]), serve(app))
    with app.app_context():
        world = desk.world
        told.authorised(world)
        told.authorised(world, "tutor", trained_on=None)
        told.rules(world, "phone", "vape")
        urgent = told.weighed(world, told.started(world))
        desk.refs["begun"] = told.started(world)
        desk.refs["waits"] = told.weighed(world, told.started(world), urgent=False)
        desk.refs["urgent"] = urgent
        desk.refs["checked"] = told.checked(
            world, told.weighed(world, told.started(world))
        )
        desk.refs["explained"] = told.explained(
            world, told.checked(world, told.weighed(world, told.started(world)))
        )
        desk.refs["ready"] = told.ready(world)
        desk.refs["device"] = told.done_with_device(world)
        desk.refs["found"] = told.found(world, told.done(world), item=True)
    return desk


def pages_of(desk) -> list[str]:
    """Every page that a searcher comes to."""
    ref = desk.refs
    return [
        *("/", "/searches", "/searches/authorities"),
        *("/searches/start", "/searches/record"),
        *(
            at(ref["begun"]),
            at(ref["begun"], "/urgency"),
            at(ref["begun"], "/call-off"),
        ),
        *(at(ref["waits"], "/ask-advice"), at(ref["urgent"], "/authority")),
        *(at(ref["checked"], "/explain"), at(ref["explained"], "/co-operation")),
        *(at(ref["ready"], "/conduct"), at(ref["device"], "/finding")),
        *(at(ref["device"], "/suspect-image"), at(ref["device"], "/stop")),
        *(at(ref["found"], "/parents"), at(ref["found"], "/seize")),
        *(at(ref["found"], "/add"), at(ref["found"], "/raise")),
        *(at(ref["found"], "/print"), at(ref["found"], "/receipt")),
    ]


def test_axe_finds_nothing_and_nothing_scrolls_sideways(desk, new_page):
    page = new_page(viewport={"width": WIDTHS[0], "height": 900})
    desk.let_in(page, "searcher")
    for path in pages_of(desk):
        page.goto(desk.address + path)
        axe_finds_nothing(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert not page.evaluate(SCROLLS), (path, width)
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    assert spoken(desk.refs["found"]) in page.content()
