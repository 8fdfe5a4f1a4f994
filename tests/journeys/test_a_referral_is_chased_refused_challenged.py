"""A referral that nobody answers, that is refused, and that is taken up in the end."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from safeguard.app import create_app
from safeguard.config import Settings
from school.foundation import clock
from school.foundation.references import spoken
from tests.axe import axe_finds_nothing
from tests.cases import worked
from tests.ground import _template
from tests.journeys.stage import Stage, set_stage_at
from tests.journeys.test_from_the_corridor_to_the_close import (
    the_record_proves_itself,
)

TUESDAY = datetime(2026, 11, 24, 13, 42, tzinfo=UTC)
THURSDAY = datetime(2026, 11, 26, 9, 10, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 11, 30, tzinfo=UTC)
TOLD_IN_WORDS = [
    "referred a case to an agency",
    "recorded what followed a referral",
    "decided about a case",
]
Pages = Callable[..., Page]


@pytest.fixture
def stage(settings: Settings, serve: Any) -> Stage:
    """A Tuesday, served, with a case that the DSL leads."""
    app: Flask = create_app(settings)
    made = set_stage_at(TUESDAY, app, _template("sqlite")[2], serve)
    with clock.standing_at(TUESDAY):
        made.give_accounts("dsl")
    return made


def test_a_referral_is_chased_refused_challenged_and_taken_up(
    stage: Stage, settings: Settings, new_page: Pages
) -> None:
    with clock.standing_at(TUESDAY), stage.app.app_context():
        case = spoken(worked.opened(stage.world, "ellis"))
    _social_care_is_rung(stage, new_page(), case)
    stage.move_to(THURSDAY)
    _nobody_answers_so_they_are_asked_again(stage, new_page(), case)
    stage.move_to(FRIDAY)
    _they_refuse_and_are_challenged(stage, new_page(), case)
    stage.move_to(MONDAY)
    _they_take_it_up(stage, new_page(), case)
    the_record_proves_itself(settings, TOLD_IN_WORDS)


def _come_in(stage: Stage, page: Page) -> Page:
    stage.sign_in(page, "dsl")
    page.get_by_role("navigation").get_by_role("link", name="Queue").click()
    stage.elevate(page, "dsl")
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()
    return page


def _social_care_is_rung(stage: Stage, page: Page, case: str) -> None:
    _come_in(stage, page).goto(f"{stage.address}/cases/{case}/decide")
    page.get_by_role("radio", name="Refer to an agency").check()
    page.get_by_label("Why this, and why not a lesser step?").locator(
        "visible=true"
    ).fill("He says that nobody is at home and that he is afraid of tonight.")
    page.get_by_label("Which agency?").select_option("social_care")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("Date").fill("2026-11-24")
    page.get_by_label("Time").fill("13:40")
    page.get_by_label("How were they told?").select_option("telephone")
    page.get_by_label("Who there, and in which team").fill("Front door, duty worker")
    page.get_by_label("What was shared with them?").fill(
        "What he said, and since when."
    )
    page.get_by_label("What does the child say").fill("I want to stay with my aunt.")
    page.get_by_label("Did they ask that something wait?").fill(
        "Do not tell the parents before we ring back."
    )
    page.get_by_role("button", name="Record the referral").click()
    expect(page.get_by_text("Do not tell the parents before").first).to_be_visible()
    expect(page.get_by_text("I want to stay with my aunt.")).to_be_visible()
    axe_finds_nothing(page)


def _nobody_answers_so_they_are_asked_again(
    stage: Stage, page: Page, case: str
) -> None:
    _come_in(stage, page)
    waiting = page.locator("#waiting")
    expect(waiting).to_contain_text("Social care")
    page.goto(f"{stage.address}/cases/{case}")
    page.get_by_role("link", name="Chase Social care").click()
    _record(page, "Asked the agency again", "Rang again: the worker is on leave.")
    expect(page.get_by_text("Rang again: the worker is on leave.")).to_be_visible()


def _they_refuse_and_are_challenged(stage: Stage, page: Page, case: str) -> None:
    _come_in(stage, page)
    _follow(stage, page, case)
    page.get_by_role("radio", name="The agency answered").check()
    page.get_by_role("group", name="What did they answer?").get_by_role(
        "radio", name="No further action"
    ).check()
    _write(page, "They say that the threshold is not met.")
    _follow(stage, page, case)
    _record(page, "Challenged the answer", "Escalated: he was alone for two nights.")
    page.goto(f"{stage.address}/cases/{case}/close")
    expect(page.get_by_role("link", name="The answer of Social care")).to_be_visible()
    axe_finds_nothing(page)


def _they_take_it_up(stage: Stage, page: Page, case: str) -> None:
    _come_in(stage, page)
    _follow(stage, page, case)
    page.get_by_role("radio", name="The agency answered").check()
    page.get_by_role("group", name="What did they answer?").get_by_role(
        "radio", name="Accepted"
    ).check()
    page.get_by_label("What they asked to wait need wait no longer").check()
    _write(page, "Their manager accepts it: a worker visits today.")
    chronology = page.get_by_role("main")
    for told in (
        "Rang again: the worker is on leave.",
        "They say that the threshold is not met.",
        "Escalated: he was alone for two nights.",
        "Their manager accepts it: a worker visits today.",
    ):
        expect(chronology.get_by_text(told)).to_be_visible()
    page.goto(f"{stage.address}/cases/{case}/close")
    expect(page.get_by_role("link", name="The answer of Social care")).to_have_count(0)


def _follow(stage: Stage, page: Page, case: str) -> None:
    page.goto(f"{stage.address}/cases/{case}")
    page.locator("a[href*='/referrals/']").first.click()


def _record(page: Page, what: str, words: str) -> None:
    page.get_by_role("radio", name=what).check()
    _write(page, words)


def _write(page: Page, words: str) -> None:
    page.get_by_label("What was said or decided").fill(words)
    page.get_by_role("button", name="Record it").click()
    expect(page).to_have_url(re.compile(r"/cases/[0-9A-Z-]{11}$"))
