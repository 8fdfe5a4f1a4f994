"""The vault's pages in a browser: a phone, a desk, and axe finds nothing."""

import copy
import re

import pytest
from playwright.sync_api import expect

from safeguard.allegations.commands.raising import (
    Described,
    NewAdultConcern,
    raise_adult_concern,
)
from safeguard.allegations.commands.reviewing import (
    LadoContact,
    ReviewNote,
    add_review_note,
    contact_lado,
)
from safeguard.allegations.states import SubjectKind
from safeguard.app import create_app
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.references import spoken
from school.identity.commands.appointments import end_appointment
from school.identity.commands.people import change_setting
from school.identity.models import Appointment
from tests.allegations.telling import OWN_WORDS, WHAT
from tests.axe import axe_finds_nothing
from tests.cases.served import Served
from tests.ground import _template

WIDTHS = (360, 1280)


@pytest.fixture
def place(settings, serve) -> Served:
    """Served, with one concern about a technician that the head looks into."""
    app = create_app(settings)
    made = Served(app, copy.deepcopy(_template("sqlite")[2]), serve(app))
    world = made.world
    with app.app_context():
        change_setting(world.system(), "lado_number", "01632 960155")
        new = NewAdultConcern(
            subjects=(world["ict"],),
            described=Described(SubjectKind.AGENCY, "A man in a blue jacket, Monday"),
            what=WHAT,
            own_words=OWN_WORDS,
            happened_words="After the last lesson",
            children=(world["maya"],),
            done="I stayed with her until her form tutor came.",
            on_behalf_of="the caretaker",
        )
        ref = raise_adult_concern(world.acting("teacher"), new)
        head = world.acting("head", elevated=True)
        add_review_note(head, ref, ReviewNote("He was in the building.", facts=True))
        talk = LadoContact(clock.now(), "Ms Ferro", "LA-77", "Say nothing to him yet.")
        contact_lado(head, ref, talk)
        made.refs["adult"] = spoken(ref)
    return made


def test_a_teacher_tells_of_the_dsl_on_a_phone(place, phone):
    """Found by name, sent, and a receipt that could be any."""
    place.let_in(phone, "teacher")
    phone.goto(f"{place.address}/concerns/adult")
    danger = phone.get_by_role("group", name="Is a child in danger today?")
    danger.get_by_text("No", exact=True).tap()
    finder = phone.get_by_role("combobox", name="Find the adult by name")
    finder.press_sequentially("rut")
    phone.get_by_role("option").filter(has_text="Ruth Adeyemi").tap()
    expect(phone.locator("#adults-chosen [data-row]")).to_contain_text("Ruth Adeyemi")
    phone.get_by_label("What happened?").fill(WHAT)
    axe_finds_nothing(phone)
    phone.get_by_role("button", name="Send", exact=True).tap()

    expect(phone.get_by_role("heading", name="Sent. Thank you.")).to_be_visible()
    expect(phone.get_by_text("Catrin Howells has it now")).to_be_visible()
    assert re.search(r"/concerns/[0-9A-Z]{5}-[0-9A-Z]{5}/receipt$", phone.url)
    assert "Adeyemi" not in phone.inner_text("main")
    axe_finds_nothing(phone)


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_vaults_pages(place, new_page, width):
    """Reporter's and recipient's pages; none scrolls sideways."""
    page = new_page(viewport={"width": width, "height": 900})
    here = f"/concerns/adult/{place.refs['adult']}"
    receipt = f"/concerns/{place.refs['adult']}/receipt"
    place.let_in(page, "teacher")
    for path in ("/concerns/adult", "/concerns/adult/paper-form", receipt, "/"):
        look_at(page, place, path, width)
    place.let_in(page, "head", reason="looking into it")
    tails = ("", "/note", "/lado", "/decide", "/finish", "/subject")
    for path in ("/concerns/adult/received", *(here + tail for tail in tails)):
        look_at(page, place, path, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_where_nobody_is_left(place, new_page, width, complaints):
    """Whom to ring, and what was typed, to be printed."""
    page = new_page(viewport={"width": width, "height": 900})
    leave_nobody(place)
    place.let_in(page, "teacher")
    page.goto(f"{place.address}/concerns/adult")
    page.get_by_text("Somebody who is not on the list").click()
    page.get_by_label("Describe the person").fill("Somebody from outside")
    page.get_by_label("What happened?").fill(WHAT)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name="Ring the LADO yourself")).to_be_visible()
    axe_finds_nothing(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def look_at(page, place, path, width):
    page.goto(place.address + path)
    # At its end the bar of calls lies over nothing: what it hides can be scrolled to.
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    axe_finds_nothing(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"{path} scrolls sideways"


def leave_nobody(place):
    """Every post above is vacant."""
    world = place.world
    above = ("head", "executive_head", "chair", "trustee")
    with place.app.app_context():
        asked = db.select(Appointment).where(
            Appointment.person_ref.in_([world[name] for name in above])
        )
        for row in list(db.session.scalars(asked)):
            end_appointment(Actor.system("test", row.org_ref, world.trust), row.ref)
