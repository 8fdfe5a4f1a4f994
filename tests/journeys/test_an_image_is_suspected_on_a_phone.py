"""A phone is searched urgently, an image is suspected, everything halts (§2.3, §2.5).

The case opens, the device goes to the police with no gap in who holds it, and the head
sees what was not as it must be. Nobody opens, describes or sends a picture.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import FilePayload, Page, expect

from safeguard.app import create_app
from safeguard.config import Settings
from school.foundation import clock
from tests.axe import axe_finds_nothing
from tests.factories.world import TUESDAY
from tests.ground import _template
from tests.journeys.stage import Stage, set_stage_at
from tests.searches import told

FACTS = "Two pupils told me at break that pictures are sent round from this phone."
SPOKEN = r"[0-9A-Z]{5}-[0-9A-Z]{5}"
# Issue: an urgent search is recorded with few answers on few pages.
ANSWERS_AT_MOST, PAGES_AT_MOST = 25, 8
FIVE_LINES = (
    *("Do not look at it", "Do not copy", "flight mode"),
    *("seal the bag", "Go to the DSL now"),
)
Pages = Callable[..., Page]


@pytest.fixture
def stage(settings: Settings, serve: Any) -> Stage:
    """A Tuesday; the head has put the searcher on the list."""
    app: Flask = create_app(settings)
    made = set_stage_at(TUESDAY, app, _template("sqlite")[2], serve)
    with clock.standing_at(TUESDAY):
        made.give_accounts("searcher", "dsl", "head")
        with app.app_context():
            told.authorised(made.world)
    return made


def test_an_image_is_suspected_on_a_phone(
    stage: Stage, phone: Page, new_page: Pages
) -> None:
    stage.sign_in(phone, "searcher")
    search = _search_urgently(stage, phone)
    item = _take_the_phone(stage, phone, search)
    examination = _examine_and_stop(stage, phone, search)
    _no_file_is_taken(stage, phone, (search, examination))
    desk = stage.sign_in(new_page(), "dsl")
    case = _the_dsl_finds_the_case(stage, desk, search, examination)
    _hand_it_over(stage, phone, item)
    _the_police_have_it(stage, desk, item)
    office = new_page()
    _the_head_sees_the_deviation(stage, office, search)
    complaint = _a_mother_complains(stage, desk, search)
    _it_goes_past_the_searcher(stage, office, phone, complaint)
    assert case


@dataclass
class Hand:
    """Fills in the steps of a search, and counts answers and pages."""

    page: Page
    answers: int = 0
    pages: int = 0

    def chooses(self, question: str, answer: str) -> None:
        """One of several, by the words of the question."""
        _answer(self.page, question, answer)
        self.answers += 1

    def ticks(self, *labels: str) -> None:
        """One answer, of one box or more."""
        for label in labels:
            self.page.get_by_label(re.compile(label)).check()
        self.answers += 1

    def writes(self, label: str, text: str) -> None:
        """A few words."""
        self.page.get_by_label(label).fill(text)
        self.answers += 1

    def goes_on(self, then: str) -> None:
        """Saves the page."""
        axe_finds_nothing(self.page)
        self.page.locator(".sg-form__end").get_by_role("button").tap()
        expect(self.page.get_by_role("heading", name=then)).to_be_visible()
        self.pages += 1


def _search_urgently(stage: Stage, phone: Page) -> str:
    """Step by step, each saved; nobody was there to witness it."""
    phone.goto(f"{stage.address}/searches/start")
    hand = Hand(phone)
    _says_whom_and_why(hand)
    _before_the_search(hand)
    hand.ticks("^Pockets turned out")
    hand.chooses("^Was it out of sight", "Yes")
    hand.chooses("^Was anything different", "Nothing was different.*")
    hand.chooses("^Was force used", "No")
    hand.goes_on("What was found?")
    hand.chooses("^Could there be a nude", "No")
    hand.chooses("^Was anything found", "Yes")
    hand.writes("What was found, and where?", "A phone, in his pocket")
    hand.goes_on("Have the parents been told?")
    assert hand.answers <= ANSWERS_AT_MOST
    assert hand.pages <= PAGES_AT_MOST
    found = re.search(rf"/searches/({SPOKEN})", phone.url)
    assert found
    return found[1]


def _says_whom_and_why(hand: Hand) -> None:
    pupil = hand.page.get_by_role("combobox", name="Find the pupil by name")
    pupil.press_sequentially("ell")
    hand.page.get_by_role("option").filter(has_text="Ellis").tap()
    hand.answers += 1
    hand.ticks("^In school")
    hand.ticks("^Something used, or likely")
    hand.writes("In a few words: what exactly?", "The phone in his pocket")
    hand.chooses("^Is a phone, tablet", "Yes")
    hand.ticks("evidence in relation to an offence")
    hand.writes("Which facts make you suspect it?", FACTS)
    hand.goes_on("How urgent is it?")


def _before_the_search(hand: Hand) -> None:
    hand.ticks("^It is urgent: waiting")
    hand.writes(
        "What is the risk to other pupils and staff?",
        "It is being sent on while we wait.",
    )
    hand.goes_on("Check your authority")
    hand.goes_on("Explain it to the pupil")
    hand.ticks("^Why they are", "^How and where", "^That they may ask")
    hand.goes_on("Does the pupil co-operate?")
    hand.chooses("^Does the pupil", "Yes")
    hand.goes_on("Record the search")


def _take_the_phone(stage: Stage, phone: Page, search: str) -> str:
    phone.goto(f"{stage.address}/searches/{search}/seize")
    phone.get_by_role("radio").first.check()
    phone.get_by_label("Type, make and colour").fill("Samsung, black")
    phone.get_by_label("Condition").fill("The glass is cracked")
    phone.get_by_role("button", name="Record it").tap()
    link = phone.get_by_role("main").locator("a[href^='/custody/']").first
    item = re.search(rf"/custody/({SPOKEN})", link.get_attribute("href") or "")
    assert item
    return item[1]


def _examine_and_stop(stage: Stage, phone: Page, search: str) -> str:
    """A good reason, authority; and before anything is looked at: stop."""
    phone.goto(f"{stage.address}/searches/{search}/good-reason")
    _answer(phone, "^Do you suspect an indecent image", "No")
    phone.get_by_label("Cause harm").check()
    phone.get_by_label("Which facts make you suspect that?").fill(FACTS)
    axe_finds_nothing(phone)
    phone.get_by_role("button", name="Record the good reason").tap()
    phone.get_by_role("link", name="Begin to examine").tap()
    _answer(phone, "^Do you suspect an indecent image", "No")
    phone.get_by_role("button", name="Begin now").tap()
    phone.get_by_role("link", name="Record what was examined").tap()
    _answer(phone, "^Do you suspect an indecent image", "Yes")
    phone.get_by_label("No. It is suspected from what was said or written").check()
    axe_finds_nothing(phone)
    phone.get_by_role("button", name="Record it").tap()
    expect(phone.get_by_role("heading", name="Stop. Do this now")).to_be_visible()
    for line in FIVE_LINES:
        expect(phone.get_by_role("listitem").filter(has_text=line)).to_be_visible()
    expect(phone.get_by_role("link", name="Record what was examined")).to_have_count(0)
    axe_finds_nothing(phone)
    examination = re.search(rf"/examinations/({SPOKEN})$", phone.url)
    assert examination
    return examination[1]


def _no_file_is_taken(stage: Stage, phone: Page, records: tuple[str, ...]) -> None:
    """Whatever the address: answered before it is read."""
    picture: FilePayload = {
        "name": "a.jpg",
        "mimeType": "image/jpeg",
        "buffer": b"noise" * 1000,
    }
    for reference in records:
        for place in (
            f"/files/{reference}/attach",
            f"/examinations/{reference}/record",
        ):
            answer = phone.request.post(
                f"{stage.address}{place}", multipart={"file": picture}
            )
            assert answer.status == 409, place


def _the_dsl_finds_the_case(
    stage: Stage, desk: Page, search: str, examination: str
) -> str:
    """It was opened in the same act, and the DSL has heard."""
    expect(desk.get_by_role("main").get_by_text("needs you now").first).to_be_visible()
    desk.goto(f"{stage.address}/examinations/{examination}")
    stage.elevate(desk, "dsl")
    shown = desk.get_by_text(re.compile("The DSL has been told")).inner_text()
    case = re.search(SPOKEN, shown)
    assert case
    desk.goto(f"{stage.address}/cases/{case[0]}/image")
    heading = desk.get_by_role("heading", name=re.compile("^Intimate image"))
    expect(heading).to_be_visible()
    axe_finds_nothing(desk)
    desk.goto(f"{stage.address}/cases/{case[0]}")
    expect(desk.get_by_text("An intimate image is suspected").first).to_be_visible()
    expect(desk.locator(f"a[href$='{search}']").first).to_be_visible()
    return case[0]


def _hand_it_over(stage: Stage, phone: Page, item: str) -> None:
    """Sealed, and offered to the DSL, who is not its holder before she has said so."""
    phone.goto(f"{stage.address}/custody/{item}")
    expect(phone.get_by_text("It goes to the police.")).to_be_visible()
    phone.goto(f"{stage.address}/custody/{item}/seal")
    phone.get_by_label("Number of the bag").fill("B-4471")
    phone.get_by_role("button", name="It is sealed").tap()
    expect(phone.get_by_text("B-4471").first).to_be_visible()
    phone.goto(f"{stage.address}/custody/{item}/offer")
    taker = phone.get_by_label("Who takes it over?")
    ruth = taker.get_by_role("option").filter(has_text="Ruth Adeyemi")
    taker.select_option(value=ruth.get_attribute("value"))
    phone.get_by_label("What for?").fill("For the police")
    phone.get_by_role("button", name="Offer it").tap()
    asked = phone.get_by_text("Ruth Adeyemi is asked to take it over.")
    expect(asked).to_be_visible()


def _the_police_have_it(stage: Stage, desk: Page, item: str) -> None:
    """One holder at every moment; nobody returns what is stopped."""
    desk.goto(f"{stage.address}/custody/{item}/accept")
    desk.locator(".sg-form__end").get_by_role("button").click()
    expect(desk.get_by_text("You are its holder from now on.")).to_be_visible()
    desk.locator("#main").get_by_text("More", exact=True).click()
    expect(desk.get_by_role("link", name="Return it")).to_have_count(0)
    desk.get_by_role("link", name="Hand it to the police").click()
    desk.get_by_label("Name and number of the officer").fill("PC 2291 Lowe")
    desk.get_by_label("Police force and station").fill("County police, main station")
    desk.get_by_label("Number of their receipt").fill("PR-118407")
    axe_finds_nothing(desk)
    desk.get_by_role("button", name="The police have it").click()
    chain = desk.get_by_role("main").locator("ol.sg-steps > li")
    expect(chain.last).to_contain_text("Handed to the police")
    expect(chain).to_have_count(4)


def _the_head_sees_the_deviation(stage: Stage, office: Page, search: str) -> None:
    stage.sign_in(office, "head")
    office.goto(f"{stage.address}/searches/{search}")
    stage.elevate(office, "head", "A search was not done as it must be")
    deviations = office.locator("#deviations")
    expect(deviations).to_contain_text("There was no witness")
    axe_finds_nothing(office)


def _a_mother_complains(stage: Stage, desk: Page, search: str) -> str:
    """Whoever is told of it writes it down, and reads no more than a receipt."""
    desk.goto(f"{stage.address}/complaints/about/{search}/record")
    _answer(desk, "^What is it about", "A pupil or their belongings.*")
    _answer(desk, "^Who complains", "A parent or carer")
    _answer(desk, "^How did it come", "Spoken.*")
    desk.get_by_label("Their name, and how to reach them").fill("His mother, by phone")
    desk.get_by_label("What do they say?").fill("Nobody was there to see how.")
    axe_finds_nothing(desk)
    desk.locator(".sg-form__end").get_by_role("button").click()
    expect(desk).to_have_url(re.compile(r"/receipt$"))
    found = re.search(rf"/complaints/({SPOKEN})/receipt$", desk.url)
    assert found
    return found[1]


def _it_goes_past_the_searcher(
    stage: Stage, office: Page, phone: Page, complaint: str
) -> None:
    """The head has it; to the searcher there is no such complaint, as to a guess."""
    office.goto(f"{stage.address}/complaints/{complaint}")
    kept_out = office.locator("section", has_text="Never handles it")
    expect(kept_out.get_by_text("Daniel Roche")).to_be_visible()
    office.get_by_role("link", name="Acknowledge it").click()
    office.get_by_label("How were they told").fill("By letter today.")
    office.get_by_role("button", name="They were told").click()
    expect(office.get_by_role("link", name="Give it to somebody")).to_be_visible()
    office.goto(f"{stage.address}/complaints/{complaint}/assign")
    handlers = office.get_by_label("Who looks into it?").get_by_role("option")
    expect(handlers.nth(1)).to_be_attached()
    expect(handlers.filter(has_text="Daniel Roche")).to_have_count(0)
    axe_finds_nothing(office)
    theirs = phone.request.get(f"{stage.address}/complaints/{complaint}")
    invented = phone.request.get(f"{stage.address}/complaints/ZZZZZ-ZZZZZ")
    assert theirs.status == invented.status


def _answer(page: Page, question: str, answer: str) -> None:
    group = page.get_by_role("group", name=re.compile(question))
    group.get_by_role("radio", name=re.compile(f"^{answer}$")).check()
