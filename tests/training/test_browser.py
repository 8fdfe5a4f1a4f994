"""The pages of training in a browser: axe finds nothing, at a desk and on a phone."""

import copy
from datetime import timedelta

import pytest

from safeguard.app import create_app
from safeguard.training.commands.recording import Reading, attest_reading
from safeguard.training.commands.seats import book_training
from school.foundation import clock
from tests.axe import axe_finds_nothing
from tests.cases.served import Served
from tests.ground import _template
from tests.looking import all_looked_at
from tests.training import told

pytestmark = pytest.mark.browser
WIDTHS = (360, 1280)


@pytest.fixture
def school(settings, serve):
    """Served: sessions to come and held, needs, what people had and had not."""
    app = create_app(settings)
    made = Served(app, copy.deepcopy(_template("sqlite")[2]), serve(app))
    with app.app_context():
        world, refs = made.world, made.refs
        with clock.moved_on(-2 * told.LATER):
            refs["begun"] = told.planned(world, told.INDUCTION)
            told.booked(world, refs["begun"], "teacher", "tutor", "office")
            held = told.planned(world)
            told.booked(world, held, "teacher", "tutor")
        with clock.moved_on(-timedelta(days=2)):
            told.came(world, held, "teacher")
        refs["held"] = held
        refs["coming"] = told.planned(world, told.FORMAL, by="head", seats=12)
        told.booked(world, refs["coming"], "deputy_dsl", by="head")
        refs["offered"] = told.planned(world, told.INDUCTION, seats=30)
        book_training(world.acting("dsl"), refs["offered"])
        today = clock.today()
        told.recorded(world, "dsl", course=told.FORMAL, on=today - timedelta(days=690))
        told.recorded(world, "dsl", "head", course=told.INDUCTION, by="deputy_dsl")
        attest_reading(
            world.acting("dsl"), Reading("kcsie_part_one", "kcsie_2026", True)
        )
        refs["need"] = told.needed(world, note="How pupils pass pictures on.")
        told.needed(world, "dsl", note="What a VPN is.")
        refs["record"] = told.records(world, "dsl")[0].ref
    return made


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_pages_of_training(school, new_page, width):
    page = new_page(viewport={"width": width, "height": 900})
    school.let_in(page, "dsl", "looking at training")
    world, refs = school.world, school.refs
    at = "/training/sessions"
    places = {
        "mine": "/training/mine",
        "read": "/training/mine/read",
        "ask": "/training/mine/ask",
        "sessions": at,
        "session": f"{at}/{refs['offered']}",
        "session-held": f"{at}/{refs['held']}",
        "plan-session": f"{at}/plan",
        "move": f"{at}/{refs['coming']}/move",
        "cancel": f"{at}/{refs['coming']}/cancel",
        "book": f"{at}/{refs['coming']}/people",
        "seats": f"{at}/{refs['coming']}/attendance",
        "mark": f"{at}/{refs['begun']}/attendance",
        "marked": f"{at}/{refs['held']}/attendance",
        "print": f"{at}/{refs['held']}/print",
        "training": "/training",
        "training-late": "/training?group=leads&status=overdue",
        "person": f"/training/people/{world['dsl']}",
        "record": "/training/record",
        "void": f"/training/people/{world['dsl']}/records/{refs['record']}/void",
        "need": "/training/needs/open",
        "plan-need": f"/training/needs/{refs['need']}/plan",
        "end-need": f"/training/needs/{refs['need']}/end",
    }
    all_looked_at(page, school.address, places)


def test_a_seat_is_booked_from_the_keyboard(school, new_page):
    page = new_page(viewport={"width": 360, "height": 740})
    school.let_in(page, "tutor")
    page.goto(f"{school.address}/training/mine")
    page.get_by_role("link", name="Book a seat").first.press("Enter")
    page.get_by_role("button", name="Book a seat").press("Enter")
    assert page.get_by_text("You have a seat").first.is_visible()
    axe_finds_nothing(page)
