"""Cyber-bullying in a group chat across two schools: five concerns to "it has stopped".

Each school keeps a case of its own (R0.10); a child of the other school stands in it in
words alone, and what one DSL reads the other cannot find.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from safeguard.app import create_app
from safeguard.config import Settings
from safeguard.guidance import bullying
from school.foundation import clock
from tests.axe import axe_finds_nothing
from tests.cli.test_words_of_the_operator import environment
from tests.ground import _template
from tests.journeys.stage import Stage, set_stage_at

BIRCH = {
    "teacher": "Ellis says there is a group chat with pupils of Cedar about him.",
    "other_teacher": "Two boys were laughing at a picture of Ellis on a phone.",
    "tutor": "Ellis asked to stay in at break; the chat has begun again.",
}
CEDAR = {
    "cedar_teacher": "Ada showed a chat in which a boy of Birch is called names.",
    "cedar_head": "A parent rang about a group chat in which Ada writes every day.",
}
CLASSES = {"ellis": "9H", "ada": "7T"}
OWN_WORDS = "nobody has written since monday, i went back to football"
PASSED_ON = "he says it has stopped and he is not scared of the bus any more"
TOLD_IN_WORDS = [
    "began to treat a case as cyber-bullying",
    "tested whether it is cyber-bullying",
    "recorded steps to contain cyber-bullying",
    "agreed a support plan for both sides",
    "recorded whether the bullying has stopped",
    "closed a cyber-bullying process",
]
Pages = Callable[..., Page]


@pytest.fixture
def stage(settings: Settings, serve: Any) -> Stage:
    """Served, with the staff of two schools."""
    app: Flask = create_app(settings)
    made = set_stage_at(clock.now(), app, _template("sqlite")[2], serve)
    made.give_accounts(*BIRCH, *CEDAR, "dsl", "cedar_dsl")
    return made


def test_from_five_concerns_to_it_has_stopped(
    stage: Stage, settings: Settings, new_page: Pages
) -> None:
    birch = [_raise(stage, new_page(), each, "ellis", BIRCH[each]) for each in BIRCH]
    cedar = [_raise(stage, new_page(), each, "ada", CEDAR[each]) for each in CEDAR]

    ruth = stage.sign_in(new_page(), "dsl")
    ruth.goto(f"{stage.address}/queue")
    stage.elevate(ruth, "dsl")
    at_birch = _one_case_of(stage, ruth, birch)
    _begin(stage, ruth, at_birch, "Harmed", "other_elsewhere")
    _to_the_plan(stage, ruth, at_birch)

    fatima = stage.sign_in(new_page(), "cedar_dsl")
    fatima.goto(f"{stage.address}/queue")
    stage.elevate(fatima, "cedar_dsl")
    at_cedar = _one_case_of(stage, fatima, cedar)
    _begin(stage, fatima, at_cedar, "Said to have harmed", "harmed_elsewhere")
    _to_the_plan(stage, fatima, at_cedar)
    _too_early(stage, fatima, at_cedar)

    agreed = clock.now()
    for weeks in (2, 6):
        stage.move_to(agreed + timedelta(weeks=weeks))
        ruth, fatima = _back_at_desk(stage, new_page(), new_page())
        _has_stopped(stage, ruth, at_birch, OWN_WORDS)
        _has_stopped(stage, fatima, at_cedar, PASSED_ON)
    _is_closed(stage, ruth, at_birch, OWN_WORDS)
    _is_closed(stage, fatima, at_cedar, PASSED_ON)

    _neither_finds_the_others(stage, (ruth, at_cedar), (fatima, at_birch))
    _the_record_proves_itself(settings)


def _raise(stage: Stage, page: Page, name: str, child: str, told: str) -> str:
    """One concern, by hand; its reference."""
    stage.sign_in(page, name)
    page.goto(f"{stage.address}/concerns/raise")
    danger = page.get_by_role("group", name="Is the child in danger today?")
    danger.get_by_text("No", exact=True).click()
    finder = page.get_by_role("combobox", name="Find the child by name")
    finder.press_sequentially(child)
    page.get_by_role("option").filter(has_text=f"{CLASSES[child]}, Year").click()
    page.get_by_label("What did you see or hear?").fill(told)
    page.get_by_role("button", name=re.compile("^Send to")).click()
    expect(page.get_by_role("heading", name="Sent. Thank you.")).to_be_visible()
    found = re.search(r"/concerns/([0-9A-Z]{5}-[0-9A-Z]{5})/receipt$", page.url)
    assert found
    page.context.close()
    return found[1]


def _one_case_of(stage: Stage, desk: Page, concerns: list[str]) -> str:
    """A case for the first, and each other joins it."""
    case = ""
    for concern in concerns:
        desk.goto(f"{stage.address}/concerns/{concern}")
        desk.get_by_role("button", name="I have it").click()
        if not case:
            desk.goto(f"{stage.address}/concerns/{concern}/open-case")
            what = desk.get_by_label("What is it about, in a few plain words?")
            what.fill("names in a group chat")
            kind = desk.get_by_label("What kind of concern is it?")
            kind.select_option("cyber_bullying")
            who = desk.get_by_role("group", name="Who may read it?")
            who.get_by_role("radio").nth(1).check()
            desk.get_by_role("button", name="Open the case").click()
            found = re.search(r"/cases/([0-9A-Z]{5}-[0-9A-Z]{5})", desk.url)
            assert found
            case = found[1]
        else:
            desk.goto(f"{stage.address}/concerns/{concern}/join-case")
            expect(desk.get_by_role("radio", name=case)).to_be_checked()
            desk.get_by_role("main").get_by_role("button").last.click()
            expect(desk).to_have_url(re.compile(f"/cases/{case}"))
    return case


def _begin(stage: Stage, desk: Page, case: str, side: str, elsewhere: str) -> None:
    """Their own child on one side; of the other school there are only words."""
    desk.goto(f"{stage.address}/cases/{case}")
    desk.locator("#main").get_by_text("More", exact=True).click()
    desk.get_by_role("link", name="Cyber-bullying", exact=True).click()
    axe_finds_nothing(desk)
    desk.get_by_role("link", name="Treat it as cyber-bullying").click()
    desk.get_by_role("radio", name=side, exact=True).check()
    desk.locator(f"[name={elsewhere}]").fill("A child of another school, Year 8 or 9")
    axe_finds_nothing(desk)
    desk.get_by_role("button", name="Go on to the test").click()
    desk.get_by_role("link", name="Is it cyber-bullying?").first.click()
    for question in bullying.questions.every():
        asked = desk.get_by_role("group", name=question.wording)
        asked.get_by_text("Yes", exact=True).click()
        desk.locator(f"[name={question.code}_words]").fill("As three children told us.")
    desk.get_by_label("Where online?").select_option("whatsapp")
    desk.get_by_label("Who saw it?").select_option("beyond_school")
    axe_finds_nothing(desk)
    desk.get_by_role("button", name="Record the test").click()
    expect(desk.get_by_text("Cyber-bullying: all four are met")).to_be_visible()


def _to_the_plan(stage: Stage, desk: Page, case: str) -> None:
    desk.goto(f"{stage.address}/cases/{case}/bullying/contain")
    for step in bullying.containment.every():
        desk.locator(f"[name=done_{step.code}][value=done]").check()
        desk.locator(f"[name=on_{step.code}]").fill(clock.today().isoformat())
        desk.locator(f"[name=words_{step.code}]").fill("The form tutor")
    axe_finds_nothing(desk)
    desk.get_by_role("button", name="Record it").click()
    desk.get_by_role("link", name="Agree the plan").first.click()
    harmed = desk.get_by_label("Support for the child who was harmed")
    harmed.fill("A friend on the bus; the tutor every Friday; out of the chat.")
    desk.get_by_role("group", name="Do both wish to talk it over").get_by_text(
        "No, or not both of them"
    ).click()
    desk.get_by_role("button", name="Agree the plan").click()
    expect(desk.get_by_text("A plan needs both sides.").first).to_be_visible()
    other = desk.get_by_label("Work with the child who is said to have done it")
    other.fill("The mentor twice a week: what a joke is, and putting it right.")
    axe_finds_nothing(desk)
    desk.get_by_role("button", name="Agree the plan").click()
    expect(desk.get_by_text("Plan agreed, review owed")).to_be_visible()


def _too_early(stage: Stage, desk: Page, case: str) -> None:
    """On the day of the plan there is an early look and nothing else."""
    desk.locator("#main").get_by_text("More", exact=True).click()
    desk.get_by_role("link", name="Has it stopped? An early look").click()
    expect(desk.get_by_text("Review 1 is due on")).to_be_visible()
    desk.get_by_role("radio", name="Yes, it has stopped").check()
    desk.get_by_label("In the child’s own words").fill("nobody wrote today")
    desk.get_by_label("Why the child is asked before the day").fill("She came to me.")
    axe_finds_nothing(desk)
    desk.get_by_role("button", name="Record the answer").click()
    expect(desk.get_by_text("An early look: Yes, it has stopped")).to_be_visible()
    expect(desk.get_by_text("Plan agreed, review owed")).to_be_visible()


def _back_at_desk(stage: Stage, *pages: Page) -> list[Page]:
    desks = []
    for page, name in zip(pages, ("dsl", "cedar_dsl"), strict=True):
        desk = stage.sign_in(page, name)
        desk.goto(f"{stage.address}/queue")
        stage.elevate(desk, name)
        desks.append(desk)
    return desks


def _has_stopped(stage: Stage, desk: Page, case: str, said: str) -> None:
    desk.goto(f"{stage.address}/cases/{case}/close")
    expect(_owed(desk).first).to_be_visible()
    desk.goto(f"{stage.address}/cases/{case}/bullying")
    desk.get_by_role("link", name="Has it stopped?").click()
    desk.get_by_role("radio", name="Yes, it has stopped").check()
    desk.get_by_label("In the child’s own words").fill(said)
    axe_finds_nothing(desk)
    desk.get_by_role("button", name="Record the answer").click()


def _owed(desk: Page) -> Locator:
    return desk.get_by_role("link", name=re.compile("has it stopped"))


def _is_closed(stage: Stage, desk: Page, case: str, said: str) -> None:
    expect(desk.get_by_text("It has stopped", exact=True)).to_be_visible()
    expect(desk.get_by_text(said).first).to_be_visible()
    desk.get_by_role("link", name="Close it").first.click()
    ended = desk.get_by_label("How did it end, and what did the school learn?")
    ended.fill("The chat is gone. Both schools teach the same lesson on it.")
    desk.get_by_role("button", name="Close the process").click()
    axe_finds_nothing(desk)
    desk.goto(f"{stage.address}/cases/{case}/close")
    expect(_owed(desk)).to_have_count(0)


def _neither_finds_the_others(stage: Stage, *desks: tuple[Page, str]) -> None:
    for desk, case in desks:
        for tail in ("", "/bullying", "/bullying/review"):
            answer = desk.goto(f"{stage.address}/cases/{case}{tail}")
            assert answer
            assert answer.status == 404
        desk.goto(f"{stage.address}/bullying/patterns")
        expect(desk.get_by_text("1 process in the last twelve months")).to_be_visible()
        axe_finds_nothing(desk)


def _the_record_proves_itself(settings: Settings) -> None:
    command = [sys.executable, "-m", "safeguard.cli", "trail", "verify", "--list"]
    env = {**os.environ, **environment(settings)}
    told = subprocess.run(
        command, env=env, capture_output=True, text=True, check=False, timeout=60
    )
    assert told.returncode == 0, told.stdout[-500:]
    assert "PASS  the record holds" in told.stdout
    assert [words for words in TOLD_IN_WORDS if words not in told.stdout] == []
    assert "Ellis" not in told.stdout
    assert OWN_WORDS not in told.stdout
