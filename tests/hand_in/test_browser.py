"""The pages of phones in a browser: axe finds nothing, at a desk and on a phone."""

import copy
from datetime import timedelta

import pytest

from safeguard.app import create_app
from safeguard.hand_in.models import PhoneExemption, PhoneLoss
from school.foundation import clock
from school.foundation.database import db
from tests.cases.served import Served
from tests.ground import _template
from tests.hand_in.told import IN, NOT, collected, exempted, lost, marked, permitted
from tests.looking import all_looked_at

pytestmark = pytest.mark.browser
WIDTHS = (360, 1280)


def _a_working_day() -> timedelta:
    """How far back the last working day lies: pages are served by the real clock."""
    return timedelta(days=max(0, clock.today().weekday() - 4))


@pytest.fixture
def office(settings, serve):
    """Served: a class that is marked, one phone left from before, registers."""
    app = create_app(settings)
    made = Served(app, copy.deepcopy(_template("sqlite")[2]), serve(app))
    with app.app_context():
        world = made.world
        for name in ("maya", "zazolc"):
            permitted(world, name)
        exempted(world, "nandu")
        with clock.moved_on(-timedelta(days=1) - _a_working_day()):
            marked(world, zazolc=IN)
        with clock.moved_on(-_a_working_day()):
            marked(world, maya=NOT)
            marked(world, by="teacher", maya=IN)
            collected(world, "maya")
            marked(world, "9H", ellis=IN)
        made.refs["exemption"] = str(db.session.scalar(db.select(PhoneExemption.ref)))
        lost(world)
        made.refs["loss"] = str(db.session.scalar(db.select(PhoneLoss.ref)))
    return made


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_pages_of_phones(office, new_page, width):
    page = new_page(viewport={"width": width, "height": 900})
    office.let_in(page, "head", "looking at phones")
    world, refs = office.world, office.refs
    form, pupil = world.classes["8K"], world["maya"]
    places = {
        "ledger": "/phones",
        "mark": f"/phones/classes/{form}/mark",
        "mark-fresh": f"/phones/classes/{world.classes['10R']}/mark",
        "collect": f"/phones/classes/{form}/collect",
        "print": f"/phones/classes/{form}/print",
        "earlier": f"/phones/classes/{form}/earlier",
        "pupil": f"/phones/pupils/{pupil}",
        "permission": f"/phones/pupils/{pupil}/permissions/record",
        "grant": f"/phones/pupils/{pupil}/exemptions/grant",
        "exemptions": "/phones/exemptions",
        "review": f"/phones/exemptions/{refs['exemption']}/review",
        "losses": "/phones/losses",
        "loss": f"/phones/losses/{refs['loss']}",
        "record-loss": f"/phones/pupils/{pupil}/losses/record",
    }
    all_looked_at(page, office.address, places)
