"""The pages of self-audits in a browser: axe finds nothing, wide or narrow."""

import copy

import pytest

from safeguard.app import create_app
from tests.audits import told
from tests.cases.served import Served
from tests.ground import _template
from tests.looking import all_looked_at

pytestmark = pytest.mark.browser
WIDTHS = (360, 1280)


@pytest.fixture
def desk(settings, serve):
    """Served: a round with one self-audit of each state."""
    app = create_app(settings)
    made = Served(app, copy.deepcopy(_template("sqlite")[2]), serve(app))
    with app.app_context():
        world = made.world
        made.refs["round"] = told.opened(world)
        made.refs["answering"] = told.saved(world, "head", knows_lead="no")
        made.refs["new"] = told.sent(world, "teacher", **told.TWO_GAPS)
        made.refs["read"] = told.sent(world, "tutor", knows_lead="no")
        told.reviewed(world, made.refs["read"], remark="Thank you.")
        own = told.sent(world, "digital_safety", **told.TWO_GAPS)
        told.reviewed(world, own, remark="Thank you, Priya.")
        talk = ("talk", "Ruth comes by on Monday at break.")
        nothing = ("nothing", told.REASON)
        told.planned(world, own, knows_lead=talk, cyber_bullying=nothing)
        made.refs["planned"] = own
    return made


def places(refs: dict[str, str]) -> dict[str, str]:
    """The pages by a name for their pictures, for the head."""
    theirs = "/self-audits/colleagues"
    return {
        "home": "/",
        "own": "/self-audits",
        "submit": f"/self-audits/{refs['answering']}/submit",
        "begin": "/self-audits/begin",
        "colleagues": theirs,
        "colleague": f"{theirs}/{refs['planned']}",
        "review": f"{theirs}/{refs['new']}/review",
        "plan": f"{theirs}/{refs['read']}/plan",
        "withdraw": f"{theirs}/{refs['new']}/withdraw",
        "ask": f"{theirs}/ask",
        "close": f"/self-audits/rounds/{refs['round']}/close",
        "open": "/self-audits/rounds/open",
        "remind": "/self-audits/remind",
        "gaps": "/self-audits/gaps",
    }


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_pages_of_self_audits(desk, new_page, width):
    page = new_page(viewport={"width": width, "height": 900})
    for who in ("head", "digital_safety"):
        desk.let_in(page, who)
        mine = {"planned": f"/self-audits/{desk.refs['planned']}"}
        seen = places(desk.refs) if who == "head" else mine
        all_looked_at(page, desk.address, seen)
