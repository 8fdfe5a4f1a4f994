"""The child's pages in a browser: axe finds nothing, at a desk and on a phone."""

import copy
from datetime import date

import pytest

from safeguard.app import create_app
from safeguard.cases.commands.raising import Narrative
from safeguard.children.commands import Linked, Said, link_child, record_need
from tests.cases.raised import raised
from tests.cases.served import Served
from tests.cases.worked import decided, dsl, opened
from tests.ground import _template
from tests.looking import all_looked_at

pytestmark = pytest.mark.browser
WIDTHS = (360, 1440)
WORKER = "Neglect. Ms Ferro, Assessment Team East, 01632 960199"


@pytest.fixture
def desk(settings, serve):
    """Served, with a child who has a plan, a sister and a case."""
    app = create_app(settings)
    made = Served(app, copy.deepcopy(_template("sqlite")[2]), serve(app))
    with app.app_context():
        world, lead = made.world, dsl(made.world)
        ellis = world["ellis"]
        words = Narrative("I only sent my face. He says he can make it look bad.")
        case = opened(world, "ellis", "jayden", own_words=words)
        decided(world, case)
        opened(world, "maya")
        made.refs["case"] = case
        raised(world, "tutor", "ellis")
        told = Said(date(2026, 11, 2), "social_care", details=WORKER)
        made.refs["need"] = record_need(lead, ellis, "child_protection_plan", told)
        record_need(
            lead, ellis, "send_support", Said(date(2025, 9, 1), "school_record")
        )
        link = Linked(world["maya"], "sibling", "Half-sister, at weekends.")
        made.refs["link"] = link_child(lead, ellis, link)
    return made


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_a_childs_pages(desk, new_page, width):
    page = new_page(viewport={"width": width, "height": 900})
    desk.let_in(page, "dsl", "working the queue")
    child = f"/children/{desk.world['ellis']}"
    places = {
        "child": child,
        "print": f"{child}/print",
        "record-need": f"{child}/record-need",
        "change-need": f"{child}/needs/{desk.refs['need']}/change",
        "link": f"{child}/link",
        "case": f"/cases/{desk.refs['case']}",
        "unlink": f"{child}/links/{desk.refs['link']}/unlink",
    }
    all_looked_at(page, desk.address, places)
