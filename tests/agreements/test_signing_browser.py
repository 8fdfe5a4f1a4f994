"""The pages of signing in a browser: axe finds nothing, at a desk and on a phone."""

import copy

import pytest

from safeguard.agreements.commands.desk import Visitor, sign_for_visitor
from safeguard.agreements.commands.signing import sign_agreement
from safeguard.agreements.commands.sitting import NewSitting, open_sitting
from safeguard.app import create_app
from school.identity.commands.people import NewEnrolment, enrol
from tests.agreements.issued import (
    adult,
    agreement_of,
    issued,
    letter,
    said,
    signed_by,
)
from tests.cases.served import Served
from tests.ground import _template
from tests.looking import looked_at

pytestmark = pytest.mark.browser
WIDTHS = (360, 1280)
DRAWN = "[[[60,300],[200,80],[300,320],[420,60],[600,280],[900,150]]]"


@pytest.fixture
def school(settings, serve):
    """Served: agreements of each kind, signed in several ways."""
    app = create_app(settings)
    made = Served(app, copy.deepcopy(_template("sqlite")[2]), serve(app))
    with app.app_context():
        world, refs = made.world, made.refs
        new = NewEnrolment(world.classes["8K"], world["teacher"], role="teacher")
        enrol(world.system(), new)
        issued(world, "maya", "zazolc", "nandu")
        refs["maya"] = agreement_of(world, "maya")
        signed_by(world, refs["maya"], world["parent_teacher"])
        other = adult(world, "maya")
        refs["letter"] = letter(world, refs["maya"], other).token
        refs["open"] = issued(world, "head", kind="adults", capacity="staff")
        refs["signed"] = issued(world, "teacher", kind="adults", capacity="staff")
        given = said(refs["signed"], drawn=DRAWN)
        sign_agreement(world.acting("teacher"), refs["signed"], given)
        sign_for_visitor(world.acting("office"), Visitor("Ann Ferro", given))
        actor = world.acting("teacher")
        refs["sitting"] = open_sitting(actor, world.classes["8K"], NewSitting())
    return made


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_pages_of_whoever_is_signed_in(
    school, new_page, width
):
    refs = school.refs
    form = school.world.classes["8K"]
    places = {
        ("head", "home"): "/",
        ("head", "own-list"): "/agreements/yours",
        ("head", "sign"): f"/agreements/yours/{refs['open']}/sign",
        ("head", "decline"): f"/agreements/yours/{refs['open']}/decline",
        ("head", "kept"): f"/agreements/kept/{refs['maya']}",
        ("head", "paper"): f"/agreements/kept/{refs['maya']}/paper",
        ("head", "withdraw"): f"/agreements/kept/{refs['maya']}/withdraw",
        ("head", "visitors"): "/agreements/visitors",
        ("head", "visitor"): "/agreements/visitors/sign",
        ("teacher", "own"): f"/agreements/yours/{refs['signed']}",
        ("teacher", "take-back"): f"/agreements/yours/{refs['signed']}/take-back",
        ("teacher", "sittings"): "/agreements/sittings",
        ("teacher", "open-sitting"): f"/agreements/sittings/with/{form}",
        ("teacher", "sitting"): f"/agreements/sittings/{refs['sitting']}",
    }
    pages = {
        name: new_page(viewport={"width": width, "height": 900})
        for name in ("head", "teacher")
    }
    for name, page in pages.items():
        school.let_in(page, name)
    for (who, name), path in places.items():
        answer = pages[who].goto(school.address + path)
        assert answer
        assert answer.status == 200, name
        looked_at(pages[who], name)


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_pages_of_whoever_is_not(school, new_page, width):
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(f"{school.address}/sign#{school.refs['letter']}")
    page.get_by_role("heading", name="Read and sign").wait_for()
    looked_at(page, "by-link")
    page.get_by_label("Your name").fill("Orla Fenwick")
    page.get_by_role("button", name="I agree").click()
    page.get_by_role("heading", name="Signed. Thank you.").wait_for()
    looked_at(page, "receipt")
    for name, path in {"code": "/sign", "join": "/sitting"}.items():
        page.goto(school.address + path)
        looked_at(page, name)
