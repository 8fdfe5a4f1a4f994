"""Somebody owns up to two gaps, is planned for, attends, and both gaps close."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from safeguard.app import create_app
from safeguard.audits.commands.asking import NewRound, open_round
from safeguard.config import Settings
from safeguard.installation.reminders import keep_up_audits
from safeguard.training.commands.sessions import SessionPlan, plan_session
from school.foundation import clock
from school.foundation.database import db
from tests.audits import told
from tests.axe import axe_finds_nothing
from tests.ground import _template
from tests.journeys.stage import Stage, set_stage_at
from tests.trail.reading import facts, last

pytestmark = pytest.mark.browser
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
COURSE = "Yearly refresher: safeguarding and online safety"
GAPS = ("2. Do you know how pupils", "7. Do you know how your school deals")
WORRY = "I know the old apps, and none of those they are on now."
THANKS = "Thank you, Hannah. You are not the only one."


@pytest.fixture
def stage(settings: Settings, serve: Any) -> Stage:
    """A round is open, a refresher is planned, and nobody is signed in."""
    app: Flask = create_app(settings)
    made = set_stage_at(NOON, app, _template("sqlite")[2], serve)
    world = made.world
    made.give_accounts("teacher", "dsl", factor=False)
    with app.app_context(), clock.standing_at(NOON - timedelta(hours=3)):
        dsl = world.acting("dsl")
        open_round(dsl, NewRound(date(2026, 12, 8)))
        plan = SessionPlan("online_safety_refresher", date(2026, 12, 1),
                           time(15, 30), time(16, 30), "The library")  # fmt: skip
        plan_session(dsl, plan)
    return made


def choose(page: Page, question: str, answer: str) -> None:
    """Yes or no to one of the questions."""
    group = page.get_by_role("group", name=question)
    group.get_by_text(answer, exact=True).click()


def test_a_member_of_staff_answers_with_two_gaps_is_trained_and_they_close(
    stage: Stage, new_page: Any
) -> None:
    # On a phone, without a script.
    hannah = new_page(viewport={"width": 360, "height": 780}, java_script_enabled=False)
    stage.sign_in(hannah, "teacher", factor=False)
    _answer(stage, hannah)
    ruth = new_page(viewport={"width": 1280, "height": 900})
    stage.sign_in(ruth, "dsl", factor=False)
    _plan(ruth)
    _seat(hannah)

    stage.move_to(datetime(2026, 12, 1, 17, 0, tzinfo=UTC))
    # A new day: everybody signs in anew.
    hannah, ruth = new_page(viewport={"width": 360, "height": 780}), new_page()
    stage.sign_in(ruth, "dsl", factor=False)
    _mark(stage, ruth)
    stage.sign_in(hannah, "teacher", factor=False)
    _closed(stage, hannah, ruth)


def _answer(stage: Stage, page: Page) -> None:
    page.get_by_role("link", name="Your self-audit of online safety").click()
    expect(page.get_by_text("This is not a disciplinary tool.")).to_be_visible()
    choose(page, GAPS[0], "No")
    page.get_by_label("Add something to 2, if you like").fill(WORRY)
    page.get_by_role("button", name="Save and come back later").click()
    expect(page.get_by_text("Nobody else reads it before you send it")).to_be_visible()

    page.get_by_role("link", name="Yearly self-audit, 2026/27").click()
    expect(page.get_by_label("Add something to 2, if you like")).to_have_value(WORRY)
    page.get_by_role("button", name="Send your answers").click()
    expect(page.get_by_text("Choose yes or no: ").first).to_be_visible()
    for number in (1, 3, 4, 5, 6):
        choose(page, f"{number}. ", "Yes")
    choose(page, GAPS[1], "No")
    choose(page, "8. ", "No")
    page.get_by_role("button", name="Send your answers").click()
    expect(page.get_by_text("Thank you. It is sent.")).to_be_visible()
    expect(page.get_by_text("You will hear what is planned")).to_have_count(2)
    with stage.app.app_context():
        audit = told.of(stage.world, "teacher")
        assert set(told.needs(audit.ref)) == {"ways_of_abuse", "cyber_bullying"}


def _plan(page: Page) -> None:
    page.get_by_role("link", name="Home", exact=True).first.click()
    page.get_by_role("link", name="1 self-audit to read").click()
    page.get_by_role("link", name="Hannah Okafor").click()
    expect(page.get_by_text(WORRY)).to_be_visible()
    page.get_by_role("link", name="I have read it").click()
    page.get_by_label("Do you want to say something to your colleague?").fill(THANKS)
    page.get_by_role("button", name="Go on to planning").click()
    axe_finds_nothing(page)
    for gap in GAPS:
        wording = gap.partition(" ")[2]
        part = page.locator("section", has=page.get_by_role("heading", name=wording))
        part.get_by_text("Training", exact=True).click()
        part.get_by_label("In which session, if it is one").select_option(index=1)
    page.get_by_role("button", name="Plan it and tell your colleague").click()
    expect(
        page.get_by_text("Your colleague reads it on their own page")
    ).to_be_visible()


def _seat(page: Page) -> None:
    page.get_by_role("link", name="My self-audits").click()
    page.get_by_role("link", name="Yearly self-audit, 2026/27").click()
    expect(page.get_by_text(THANKS)).to_be_visible()
    expect(page.get_by_text("Planned for you")).to_be_visible()
    page.get_by_role("link", name="Your training: sessions, seats").click()
    page.get_by_role("link", name="All sessions").click()
    page.get_by_role("link", name=COURSE).first.click()
    # Whoever plans a session for somebody keeps them a seat in it.
    expect(page.get_by_text("You have a seat")).to_be_visible()


def _mark(stage: Stage, page: Page) -> None:
    page.goto(f"{stage.address}/training/sessions")
    page.get_by_role("link", name=COURSE).first.click()
    page.get_by_role("link", name="Who came").click()
    expect(page.get_by_label("Hannah Okafor").first).to_be_checked()
    page.get_by_role("button", name="Save who came").click()


def _closed(stage: Stage, hannah: Page, ruth: Page) -> None:
    hannah.get_by_role("link", name="My self-audits").click()
    hannah.get_by_role("link", name="Yearly self-audit, 2026/27").click()
    expect(hannah.get_by_text("Done", exact=True)).to_have_count(3)
    axe_finds_nothing(hannah)
    with stage.app.app_context(), clock.standing_at(stage.hour or NOON):
        audit = told.of(stage.world, "teacher")
        assert {need.state for need in told.needs(audit.ref).values()} == {"done"}
        assert keep_up_audits() == 1
        assert facts(last(stage.world.birch))["finished"] == 1
        assert told.of(stage.world, "teacher").state == "done"
        db.session.rollback()
    ruth.goto(f"{stage.address}/self-audits/colleagues")
    done = ruth.locator("#done")
    expect(done.get_by_role("link", name="Hannah Okafor")).to_be_visible()
