"""The pages of work devices in a browser: axe finds nothing, at a desk and a phone."""

import copy
from datetime import timedelta

import pytest

from safeguard.app import create_app
from safeguard.work_devices.models import DeviceHelp
from school.foundation import clock
from school.foundation.database import db
from school.foundation.references import spoken
from tests.cases.served import Served
from tests.ground import _template
from tests.looking import looked_at
from tests.work_devices.told import confirmed, decided, lost, vacate

pytestmark = pytest.mark.browser
WIDTHS = (360, 1280)


@pytest.fixture
def school(settings, serve):
    """Served: somebody asks for help, one device is lost, one is decided about."""
    app = create_app(settings)
    made = Served(app, copy.deepcopy(_template("sqlite")[2]), serve(app))
    with app.app_context():
        world = made.world
        confirmed(world, "encrypted", words="It asks me for a key.")
        made.refs["help"] = str(db.session.scalar(db.select(DeviceHelp.ref)))
        with clock.moved_on(-timedelta(hours=50)):
            made.refs["loss"] = spoken(lost(world))
            done = lost(world, "tutor", kind="phone")
        decided(world, done)
        made.refs["decided"] = spoken(done)
        vacate(world, "ict")
    return made


PLACES = {
    "teacher": ("/devices", "/devices/attest", "/devices/lost", "/"),
    "teacher of it": ("/devices/losses/{loss}/own", "/devices/losses/{loss}/step"),
    # Two of one kind on one line, to be opened one by one.
    "dsl": ("/",),
    "digital_safety": ("/devices/help", "/devices/help/{help}/give"),
    "head": ("/devices/attestations", "/devices/losses"),
    "dpo": (
        *("/", "/devices/losses/{loss}", "/devices/losses/{loss}/decide"),
        *("/devices/losses/{loss}/found", "/devices/losses/{decided}/close"),
        "/devices/losses/{decided}",
    ),
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("who", PLACES)
def test_axe_finds_nothing_on_the_pages_of_devices(school, new_page, who, width):
    page = new_page(viewport={"width": width, "height": 900})
    school.let_in(page, who.split(" ", maxsplit=1)[0])
    for path in PLACES[who]:
        answer = page.goto(school.address + path.format(**school.refs))
        assert answer
        assert answer.status == 200, path
        if page.locator("#notices details").count():
            page.locator("#notices summary").first.click()
        looked_at(page, path.format(**school.refs).strip("/").replace("/", "-"))


def test_without_a_mouse_and_in_few_keys_a_loss_is_told_of(school, new_page):
    """From any page: the link at its foot, four answers, one button."""
    page = new_page(viewport={"width": 360, "height": 740})
    school.let_in(page, "teacher")
    page.goto(school.address + "/account")
    page.get_by_role("link", name="My device is lost or stolen").focus()
    page.keyboard.press("Enter")
    for answer in ("Laptop", "Stolen", "Pupils’ names, work or marks", "Yes"):
        page.get_by_label(answer, exact=True).focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Tell them now").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What to do now").wait_for()
    assert "Laptop: stolen" in page.inner_text("main")
