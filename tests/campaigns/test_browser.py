"""The pages of campaigns in a browser: axe finds nothing, at a desk and on a phone."""

import copy

import pytest

from safeguard.agreements.states import AgreementState
from safeguard.app import create_app
from safeguard.campaigns.commands.lettering import NewLetters, ask_letters
from safeguard.campaigns.commands.running import issue_campaign
from safeguard.installation.campaigns import carry_campaigns_on
from safeguard.installation.letters import set_waiting_letters
from tests.campaigns import told
from tests.cases.served import Served
from tests.ground import _template
from tests.looking import all_looked_at

pytestmark = pytest.mark.browser
WIDTHS = (360, 1280)


@pytest.fixture
def served(settings, serve):
    """Served: a campaign that is open, some have signed; letters are ready."""
    app = create_app(settings)
    made = Served(app, copy.deepcopy(_template("sqlite")[2]), serve(app))
    with app.app_context():
        world = made.world
        told.parent(world, "ellis")
        ref = told.issued(
            world,
            *("8", "9", "10", "staff", "councillor"),
            kinds=("older", "adults"),
        )
        told.stands(world, ref, "maya", AgreementState.COMPLETE)
        told.stands(world, ref, "nandu", AgreementState.PUPIL_SIGNED)
        told.stands(world, ref, "jayden", AgreementState.DECLINED)
        told.stands(world, ref, "teacher", AgreementState.COMPLETE)
        ask_letters(world.acting("head"), ref, NewLetters())
        set_waiting_letters()
        made.refs["campaign"] = ref
    return made


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_pages_of_campaigns(served, new_page, width):
    page = new_page(viewport={"width": width, "height": 900})
    served.let_in(page, "head", "looking at campaigns")
    one = f"/campaigns/{served.refs['campaign']}"
    form = served.world.classes["8K"]
    places = {
        "campaigns": "/campaigns",
        "campaign": one,
        "start": "/campaigns/start",
        "change": f"{one}/change",
        "close": f"{one}/close",
        "remind": f"{one}/remind",
        "unsigned": f"{one}/unsigned?class={form}",
        "print": f"{one}/unsigned/print",
        "refused": f"{one}/refused",
        "letters": f"{one}/letters",
    }
    all_looked_at(page, served.address, places)


def test_the_bar_fills_and_the_page_comes_again_when_all_are_issued(served, new_page):
    page = new_page()
    served.let_in(page, "head", "issuing a campaign")
    world, app = served.world, served.app
    with app.app_context():
        told.nothing_open(world)
        draft = told.drafted(world)
        issue_campaign(world.acting("head"), draft)
    page.goto(f"{served.address}/campaigns/{draft}")
    bar = page.get_by_role("progressbar")
    assert bar.get_attribute("value") == "0"

    with app.app_context():
        carry_campaigns_on()

    page.get_by_text("0 of 7 complete").wait_for(timeout=20_000)
