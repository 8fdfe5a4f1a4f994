"""The pages in a browser: axe finds nothing, and a phone scrolls one way."""

import copy

import pytest

from safeguard.app import create_app
from safeguard.intimate_images.commands.ending import decide_viewing
from safeguard.intimate_images.commands.keeping_safe import NewNumber, add_number
from tests.axe import axe_finds_nothing
from tests.cases.served import Served
from tests.cases.worked import dsl
from tests.ground import _template
from tests.intimate_images import told


@pytest.fixture
def desk(settings, serve):
    """Served, with a process at each of its turns."""
    app = create_app(settings)
    made = Served(app, copy.deepcopy(_template("sqlite")[2]), serve(app))
    with app.app_context():
        world, refs = made.world, made.refs
        refs["new"] = told.image_case(world)
        refs["sign"], refs["signed"] = told.all_no(world), told.proposed(world)
        refs["owed"] = told.answered(world, adult="yes", coercion="unknown")
        refs["ended"] = told.ended(world)
        add_number(dsl(world), refs["ended"], NewNumber("iwf", "IWF-4471"))
        decide_viewing(dsl(world), refs["ended"], told.viewing(world))
    return made


def pages_of(desk: Served) -> list[str]:
    """Every page that the DSL opens."""
    at = {name: told.page_of(ref) for name, ref in desk.refs.items()}
    child = f"/children/{desk.world['ellis']}"
    return [
        at["new"],
        at["new"].removesuffix("/image"),
        at["owed"],
        at["signed"],
        at["ended"],
        f"{at['new']}/device/secure",
        f"{at['new']}{child}/enter",
        f"{at['new']}/review-first",
        f"{at['sign']}/managing/propose",
        f"{at['owed']}/plan",
        f"{at['ended']}/removal/record",
        f"{at['new']}/numbers/add",
        f"{at['new']}/viewing/decide",
        f"{at['ended']}/plan/review",
        f"{at['ended']}/close",
        f"{at['ended']}{child}/print",
        "/queue",
    ]


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(desk, new_page, width):
    page = new_page(viewport={"width": width, "height": 900})

    def look(path: str) -> None:
        page.goto(desk.address + path)
        axe_finds_nothing(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} scrolls sideways"

    desk.let_in(page, "dsl", reason="working the queue")
    for path in pages_of(desk):
        look(path)
    desk.let_in(page, "head", reason="to sign as the head")
    look(told.page_of(desk.refs["signed"], "/managing/answer"))
    look("/")
