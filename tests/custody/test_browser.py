"""The pages of custody in a browser: axe finds nothing, nothing scrolls sideways."""

import copy

import pytest

from safeguard.app import create_app
from school.foundation.references import spoken
from tests.axe import axe_finds_nothing
from tests.cases import worked
from tests.cases.served import Served
from tests.custody import held
from tests.ground import _template

WIDTHS = (360, 1280)
SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def desk(settings, serve):
    """Served, with items in every state."""
    app = create_app(settings)
    desk = Served(app, copy.deepcopy(_template("sqlite")[2]), serve(app))
    with desk.app.app_context():
        world = desk.world
        case = worked.opened(world, "ellis", category="intimate_image")
        for name, item in (
            ("stored", held.stored(world, "dsl")),
            ("stopped", held.seized(world, "dsl", origin_ref=case, power="on")),
            ("vape", held.seized(world, "dsl", kind="vape", description="Vape, blue")),
            ("asked", held.offer(world, held.stored(world), "dsl")),
            ("held", held.on_hold(world, held.stored(world, "dsl", kind="weapon"))),
            ("seized", held.seized(world, "dsl", kind="weapon")),
        ):
            desk.refs[name] = item
        held.passed_on(world, desk.refs["stored"], "head", "dsl")
        held.passed_on(world, desk.refs["stored"], "dsl", "head")
        desk.refs["store"] = held.store(world)
    return desk


def pages_of(desk) -> dict[str, str]:
    """Every page of custody, by a name for its picture."""
    at = {name: f"/custody/{spoken(desk.refs[name])}" for name in desk.refs}
    store = f"/custody/stores/{desk.refs['store']}"
    return {
        "custody": "/custody",
        "item": at["stored"],
        "item-held": at["held"],
        "item-stopped": at["stopped"],
        "item-asked": at["asked"],
        "seize": "/custody/seize",
        "seal": f"{at['seized']}/seal",
        "offer": f"{at['stored']}/offer",
        "accept": f"{at['asked']}/accept",
        "return": f"{at['stored']}/return",
        "propose": f"{at['vape']}/dispose/propose",
        "label": f"{at['held']}/label",
        "receipt": f"{at['stored']}/receipt",
        "stores": "/custody/stores",
        "store": store,
        "count": f"{store}/count",
        "home": "/",
    }


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(desk, new_page, width):
    page = new_page(viewport={"width": width, "height": 900})
    desk.let_in(page, "dsl", reason="working the queue")
    for name, path in pages_of(desk).items():
        page.goto(desk.address + path)
        axe_finds_nothing(page)
        assert not page.evaluate(SCROLLS), (name, width)
