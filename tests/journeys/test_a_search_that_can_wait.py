"""A search that can wait: advice first, nothing found, parents told, numbers change."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from safeguard.app import create_app
from safeguard.config import Settings
from school.foundation import clock
from school.trail.entries import Leaf
from tests.axe import axe_finds_nothing
from tests.ground import _template
from tests.journeys.stage import Stage, set_stage_at
from tests.reports.searched import closed
from tests.reports.term import CONTENT, SEPTEMBER, tell
from tests.searches.told import authorised
from tests.trail.reading import entries

FACTS = "Jayden says that Ellis put his calculator into the blue bag after maths."
CALM = "Nobody else can come to it before the end of the day."
ADVICE = "Ask him first, in private. The bag alone, and his tutor sees it."
ACCOUNT = "I only borrowed it, it is in my locker at home"
RESPONSE = "She asks that Jayden’s mother is told that nothing was found."
LOOKED = "He said he had given it back; his tutor will bring the two together."
TUESDAY = datetime(2026, 11, 24, 13, 42, tzinfo=UTC)
EARLY_NOVEMBER = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
JANUARY = datetime(2027, 1, 12, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
Pages = Callable[..., Page]
# What stands in the school's log, in this order.
STEPS = [
    *("search.started", "search.urgency_assessed", "search.advice_requested"),
    *("search.advised", "search.authority_checked", "search.explained"),
    *("search.cooperation_recorded", "search.conducted", "search.finding_recorded"),
    *("search.parents_informed", "search.reviewed", "search.closed"),
]


@pytest.fixture
def stage(settings: Settings, serve: Any) -> Iterator[Stage]:
    """A term with concerns; four searches this half-term, which are too few to tell."""
    app: Flask = create_app(settings)
    with clock.standing_at(TUESDAY):
        made = set_stage_at(TUESDAY, app, _template("sqlite")[2], serve)
        with app.app_context():
            tell(made.world, CONTENT, 6, SEPTEMBER)
            authorised(made.world)
            others = [made.world["jayden"]] * 4
            closed(settings, made.world, others, EARLY_NOVEMBER)
        made.give_accounts(
            *("searcher", "executive_head", "dsl", "trust_safeguarding", "trustee")
        )
        yield made


def test_a_search_that_can_wait(stage: Stage, phone: Page, new_page: Pages) -> None:
    """On a phone, with the executive head's advice; and the board reads one more."""
    before = _trail(stage)
    _the_board_reads(stage, new_page(), TUESDAY, "0 searches were closed.")
    stage.move_to(TUESDAY)
    reference = _asks_for_advice(stage, phone)
    _may_not_go_on_yet(stage, phone, reference)
    stage.move_to(TUESDAY + 5 * MINUTE)
    _advises(stage, new_page(), reference)
    stage.move_to(TUESDAY + 8 * MINUTE)
    _searches_the_bag(stage, phone, reference)
    _tells_his_mother(phone)
    stage.move_to(TUESDAY + 12 * MINUTE)
    _reviews_and_closes(stage, new_page(), reference)
    _each_step_stands_once_in_the_trail(stage, before)
    _the_board_reads(stage, new_page(), JANUARY, "5 searches were closed.")


def _the_board_reads(stage: Stage, page: Page, at: datetime, said: str) -> None:
    """Numbers are frozen that day; the trustee reads them, and finds no child."""
    stage.move_to(at)
    stage.sign_in(page, "trust_safeguarding")
    page.goto(f"{stage.address}/report/freeze")
    page.get_by_role("main").get_by_role("button").last.click()
    page.context.clear_cookies()
    stage.sign_in(page, "trustee")
    page.get_by_role("link", name="Report", exact=True).click()
    fairness = page.locator("#fairness")
    expect(fairness).to_contain_text(said)
    if said.startswith("5"):
        whole = fairness.get_by_role("row", name=re.compile("^All pupils")).first
        expect(whole.get_by_role("cell").nth(1)).to_have_text("5")
    expect(page.get_by_role("main")).not_to_contain_text("Ellis")
    axe_finds_nothing(page)


def _asks_for_advice(stage: Stage, phone: Page) -> str:
    stage.sign_in(phone, "searcher")
    phone.get_by_role("link", name="Start a search").click()
    finder = phone.get_by_role("combobox", name="Find the pupil by name")
    finder.press_sequentially("ellis")
    phone.get_by_role("option").filter(has_text="Ellis Thornbury").click()
    _choose(phone, "Where will it be?", "In school")
    phone.get_by_label("Which room, or where on the trip?").fill("The pastoral office")
    _choose(phone, "What do you look for?", "Something stolen")
    phone.get_by_label("In a few words: what exactly?").fill("A calculator")
    _choose(phone, "Is a phone, tablet or another device part of it?", "No")
    phone.get_by_role("checkbox", name="It is evidence in relation").check()
    phone.get_by_label("Which facts make you suspect it?").fill(FACTS)
    axe_finds_nothing(phone)
    _go_on(phone)
    _choose(phone, "How urgent is it?", "It can wait for advice")
    phone.get_by_label("What is the risk to other pupils and staff?").fill(CALM)
    _go_on(phone)
    heading = phone.get_by_role("heading", name="Ask for advice")
    expect(heading).to_be_visible()
    expect(phone.get_by_text("Anneli Strand")).to_be_visible()
    axe_finds_nothing(phone)
    phone.get_by_role("button", name="Ask now").click()
    found = re.search(r"/searches/([0-9A-Z]{5}-[0-9A-Z]{5})", phone.url)
    assert found
    expect(phone.get_by_text("Waiting for advice").first).to_be_visible()
    return found[1]


def _may_not_go_on_yet(stage: Stage, phone: Page, reference: str) -> None:
    """While the answer is awaited the page has no button that leads to the search."""
    phone.goto(f"{stage.address}/searches/{reference}")
    top = phone.locator(".sg-top__actions > a")
    expect(top).to_have_count(0)


def _advises(stage: Stage, desk: Page, reference: str) -> None:
    stage.sign_in(desk, "executive_head")
    waiting = desk.locator("#searches-waiting")
    expect(waiting).to_contain_text("Advice is asked of you")
    waiting.get_by_role("link", name=reference).click()
    stage.elevate(desk, "executive_head")
    expect(desk.get_by_role("heading", name="Advise on a search")).to_be_visible()
    expect(desk.get_by_text(FACTS)).to_be_visible()
    desk.get_by_role("radio", name="Go ahead and search").check()
    desk.get_by_label("Why, and what to mind?").fill(ADVICE)
    axe_finds_nothing(desk)
    desk.get_by_role("button", name="Give this advice").click()
    expect(waiting).to_have_count(0)


def _searches_the_bag(stage: Stage, phone: Page, reference: str) -> None:
    phone.goto(f"{stage.address}/searches/{reference}")
    expect(phone.get_by_text(ADVICE)).to_be_visible()
    phone.get_by_role("link", name="Check your authority").click()
    phone.get_by_role("button", name="Check now").click()
    for box in phone.get_by_role("group").get_by_role("checkbox").all():
        box.check()
    _go_on(phone)
    _choose(phone, "Does the pupil co-operate?", "Yes")
    _go_on(phone)
    witness = phone.get_by_role("combobox", name="Who witnessed it?")
    witness.press_sequentially("owen")
    phone.get_by_role("option").filter(has_text="Owen Platt").click()
    phone.get_by_text("Sex of those present").click()
    for label in ("The pupil is", "Whoever searched is", "The witness is"):
        phone.get_by_label(label).select_option("male")
    phone.get_by_role("checkbox", name="Bag or other belongings").check()
    _choose(phone, "Was it out of sight of other pupils?", "Yes")
    _choose(phone, "Was force used?", "No")
    axe_finds_nothing(phone)
    _go_on(phone)
    _choose(phone, "Was anything found?", "No")
    phone.get_by_label("The pupil’s own account").fill(ACCOUNT)
    _go_on(phone)


def _tells_his_mother(phone: Page) -> None:
    phone.get_by_role("radio", name="They have been told").check()
    phone.get_by_label("Who was told?").fill("Ines Thornbury, his mother")
    phone.get_by_role("radio", name="By telephone").check()
    phone.get_by_label("What did they say?").fill(RESPONSE)
    axe_finds_nothing(phone)
    _go_on(phone)
    expect(phone.get_by_text("Parents settled").first).to_be_visible()


def _reviews_and_closes(stage: Stage, desk: Page, reference: str) -> None:
    stage.sign_in(desk, "dsl")
    desk.goto(f"{stage.address}/searches/{reference}")
    stage.elevate(desk, "dsl")
    expect(desk.get_by_text(ACCOUNT)).to_be_visible()
    expect(desk.locator("#deviations")).to_have_count(0)
    desk.get_by_role("link", name="Review it for safeguarding").click()
    desk.get_by_role("radio", name="No more is needed for this child").check()
    desk.get_by_role("radio", name="No sign of it").check()
    desk.get_by_role("textbox").last.fill(LOOKED)
    desk.get_by_role("button", name="Record the review").click()
    desk.get_by_role("link", name="Close it").click()
    expect(desk.get_by_text("It closes as lawful.")).to_be_visible()
    axe_finds_nothing(desk)
    desk.get_by_role("button", name="Close it", exact=True).click()
    expect(desk.locator(".sg-state--done").first).to_contain_text("Closed")


def _choose(page: Page, question: str, answer: str) -> None:
    group: Locator = page.get_by_role("group", name=question)
    group.get_by_role("radio", name=answer, exact=True).first.check()


def _go_on(page: Page) -> None:
    page.get_by_role("button", name="Save and go on").click()
    expect(page.locator(".govuk-error-summary")).to_have_count(0)


def _trail(stage: Stage) -> int:
    with stage.app.app_context():
        return len(entries(stage.world.birch))


def _each_step_stands_once_in_the_trail(stage: Stage, before: int) -> None:
    with stage.app.app_context():
        found: list[Leaf] = entries(stage.world.birch)[before:]
    done = [leaf.action for leaf in found if leaf.result == "done"]
    assert [each for each in done if each in STEPS] == STEPS
