"""A concern goes its whole way, by hand, in browsers; and who sees nothing of it."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from safeguard.app import create_app
from safeguard.config import Settings
from school.foundation import clock
from tests.axe import axe_finds_nothing
from tests.cli.test_words_of_the_operator import environment
from tests.ground import _template
from tests.journeys.stage import Stage, set_stage

NARRATIVE = "Ellis stayed behind after form time and would not go home by bus."
OWN_WORDS = "he said he will be outside at half three"
REASON = "Somebody unknown has arranged to meet him alone today, so we do not wait."
PEOPLE = ("teacher", "dsl", "trustee", "other_teacher", "parent_teacher")
TOLD_IN_WORDS = [
    "Teacher raised a concern",
    "looked at the queue",
    "read a concern",
    "acknowledged a concern",
    "opened a case",
    "decided about a case",
    "referred a case to an agency",
    "recorded what the parents know",
    "told the reporter what became of a concern",
    "closed a case",
    "looked at a concern they had raised",
]
Pages = Callable[..., Page]


@pytest.fixture
def stage(settings: Settings, serve: Any) -> Stage:
    """Served, and five people with passwords."""
    app: Flask = create_app(settings)
    made = set_stage(app, _template("sqlite")[2], serve(app))
    made.give_accounts(*PEOPLE)
    return made


def test_from_the_corridor_to_the_close(
    stage: Stage, settings: Settings, phone: Page, new_page: Pages
) -> None:
    reference = _raise_on_the_phone(stage, phone)
    desk = stage.sign_in(new_page(), "dsl")
    case = _work_at_the_desk(stage, desk, reference)
    _hear_what_became_of_it(stage, phone, reference)
    the_record_proves_itself(settings, TOLD_IN_WORDS)
    for name in ("trustee", "other_teacher", "parent_teacher"):
        _sees_nothing(stage, new_page(), name, (reference, case))


def _raise_on_the_phone(stage: Stage, phone: Page) -> str:
    """The teacher, on a phone: about Maya, whose mother also teaches here."""
    stage.sign_in(phone, "teacher")
    home = phone.get_by_role("main")
    home.get_by_role("link", name=re.compile("^Raise a concern")).first.click()
    danger = phone.get_by_role("group", name="Is the child in danger today?")
    danger.get_by_text("Yes").click()
    finder = phone.get_by_role("combobox", name="Find the child by name")
    finder.press_sequentially("maya")
    phone.get_by_role("option").filter(has_text="8K, Year 8").click()
    phone.get_by_label("What did you see or hear?").fill(NARRATIVE)
    phone.get_by_label("The child’s own words").fill(OWN_WORDS)
    _name_a_colleague(phone)
    phone.get_by_role("button", name="Send to Ruth Adeyemi").click()
    expect(phone.get_by_role("heading", name="Sent. Thank you.")).to_be_visible()
    axe_finds_nothing(phone)
    found = re.search(r"/concerns/([0-9A-Z]{5}-[0-9A-Z]{5})/receipt$", phone.url)
    assert found
    return found[1]


def _name_a_colleague(phone: Page) -> None:
    """Owen Platt was part of it, so he must not read it."""
    phone.get_by_text("Has an adult who works here a part in it?").click()
    colleagues = phone.locator("details[open]").get_by_role("combobox").first
    colleagues.press_sequentially("owen")
    phone.get_by_role("option").filter(has_text="Owen Platt").click()


def _work_at_the_desk(stage: Stage, desk: Page, reference: str) -> str:
    desk.get_by_role("navigation").get_by_role("link", name="Queue").click()
    stage.elevate(desk, "dsl")
    axe_finds_nothing(desk)
    desk.locator(f"a[href$='{reference}']").first.click()
    expect(desk.get_by_text(NARRATIVE)).to_be_visible()
    expect(desk.get_by_text(OWN_WORDS)).to_be_visible()
    axe_finds_nothing(desk)
    desk.get_by_role("button", name="I have it").click()
    desk.get_by_role("link", name="Open a case").click()
    desk.get_by_label("What is it about, in a few plain words?").fill(
        "asked to meet somebody from a game"
    )
    desk.get_by_label("What kind of concern is it?").select_option("contact")
    desk.get_by_role("group", name="Who may read it?").get_by_role("radio").nth(
        1
    ).check()
    desk.get_by_role("button", name="Open the case").click()
    found = re.search(r"/cases/([0-9A-Z]{5}-[0-9A-Z]{5})", desk.url)
    assert found
    case = found[1]
    axe_finds_nothing(desk)
    _decide_and_ring_the_police(stage, desk, case)
    _close(stage, desk, case, reference)
    return case


def _decide_and_ring_the_police(stage: Stage, desk: Page, case: str) -> None:
    desk.goto(f"{stage.address}/cases/{case}/decide")
    desk.get_by_role("radio", name="Refer to an agency").check()
    desk.get_by_label("Why this, and why not a lesser step?").locator(
        "visible=true"
    ).fill(REASON)
    desk.get_by_label("Which agency?").select_option("police")
    axe_finds_nothing(desk)
    desk.get_by_role("button", name="Save and go on").click()
    expect(desk.get_by_role("heading", name="Refer to: Police")).to_be_visible()
    desk.get_by_label("Date").fill(clock.today().isoformat())
    desk.get_by_label("How were they told?").select_option("telephone")
    desk.get_by_label("Who there, and in which team").fill("PC 2291, control room")
    desk.get_by_label("Their reference").fill("26/118407")
    desk.get_by_label("What was shared with them?").fill("What Maya said, and where.")
    desk.get_by_role("button", name="Record the referral").click()
    expect(desk.get_by_text("26/118407").first).to_be_visible()


def _close(stage: Stage, desk: Page, case: str, reference: str) -> None:
    desk.goto(f"{stage.address}/cases/{case}/close")
    missing = desk.get_by_role("main").get_by_role("list")
    expect(missing.first).to_be_visible()
    desk.goto(f"{stage.address}/cases/{case}")
    desk.locator("a[href*='/referrals/']").first.click()
    # By its whole name: until the script hides it, "Never answered" stands there too.
    desk.get_by_role("radio", name="The agency answered").check()
    desk.get_by_role("group", name="What did they answer?").get_by_role(
        "radio"
    ).first.check()
    desk.get_by_label("What was said or decided").fill(
        "An officer met her at the gate."
    )
    desk.get_by_role("main").get_by_role("button").last.click()
    desk.goto(f"{stage.address}/cases/{case}/parents")
    desk.get_by_role("radio", name="Yes", exact=True).check()
    desk.get_by_label("Who, when and how; or why not").fill("Her father, by phone, 4pm")
    desk.get_by_role("button", name="Record it").click()
    desk.goto(f"{stage.address}/concerns/{reference}/feedback")
    desk.get_by_label("What will you tell them?").fill(
        "Read at once. Your notes were clear, and she is safe."
    )
    desk.get_by_role("button", name="Tell them").click()
    desk.goto(f"{stage.address}/cases/{case}/close")
    axe_finds_nothing(desk)
    desk.get_by_label("How did it end?").fill("She is safe and knows whom to tell.")
    police = desk.get_by_role("group", name="Were the police or the LADO considered?")
    police.get_by_text("Yes").click()
    desk.get_by_label("Why, or why not?").fill("They were rung within the hour.")
    desk.get_by_role("button", name="Close the case").click()
    expect(desk.get_by_text("Closed").first).to_be_visible()


def _hear_what_became_of_it(stage: Stage, phone: Page, reference: str) -> None:
    phone.goto(stage.address)
    assert "Maya" not in phone.content()
    phone.get_by_role("link", name=reference).first.click()
    expect(phone.get_by_text("Your notes were clear")).to_be_visible()
    assert OWN_WORDS not in phone.content()


def the_record_proves_itself(settings: Settings, in_words: list[str]) -> None:
    """At the console `safeguard trail verify` passes, and lists each act in words."""
    command = [sys.executable, "-m", "safeguard.cli", "trail", "verify", "--list"]
    env = {**os.environ, **environment(settings)}
    told = subprocess.run(
        command, env=env, capture_output=True, text=True, check=False, timeout=60
    )
    assert told.returncode == 0, told.stdout[-500:]
    assert "PASS  the record holds" in told.stdout
    missing = [words for words in in_words if words not in told.stdout]
    assert missing == []
    assert "Maya" not in told.stdout


def _sees_nothing(
    stage: Stage, page: Page, name: str, references: tuple[str, str]
) -> None:
    """Not on the home page, and at both addresses what an invented one gets."""
    stage.sign_in(page, name)
    for reference in references:
        assert reference not in page.content()
    concern, case = references
    invented = page.goto(f"{stage.address}/cases/00000-00000")
    assert invented
    assert invented.status == 404
    nothing = _plain(invented.text())
    for address in (
        f"/concerns/{concern}",
        f"/cases/{case}",
        f"/concerns/{concern}/own",
    ):
        answer = page.goto(stage.address + address)
        assert answer
        assert answer.status == 404
        assert _plain(answer.text()) == nothing


def _plain(page: str) -> str:
    return re.sub(r'(content|value)="[^"]{20,}"', "", page)
