"""A trustee reads the numbers, and tries five ways to reach a child, failing each."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from safeguard.app import create_app
from safeguard.config import Settings
from school.foundation import clock
from school.foundation.references import new_ref, new_reference, spoken
from school.trail.entries import Leaf
from tests.axe import axe_finds_nothing
from tests.cases import worked
from tests.cases.raised import WHAT
from tests.ground import _template
from tests.journeys.stage import Stage, set_stage_at
from tests.reports.term import (
    CONDUCT,
    CONTACT,
    CONTENT,
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    frozen,
    tell,
)
from tests.trail.reading import entries


@pytest.fixture
def stage(settings: Settings, serve: Any) -> Iterator[Stage]:
    """A Tuesday in November; the numbers of the half-term before are frozen."""
    app: Flask = create_app(settings)
    with clock.standing_at(NOVEMBER):
        made = set_stage_at(NOVEMBER, app, _template("sqlite")[2], serve)
        made.give_accounts("trustee")
        yield made


@pytest.fixture
def told(stage: Stage) -> dict[str, str]:
    """A term in two schools; one case that the trustee has come to know of."""
    world = stage.world
    with stage.app.app_context():
        refs = tell(world, CONTENT, 14, SEPTEMBER)
        tell(world, CONTACT, 2, OCTOBER)
        tell(world, CONDUCT, 9, OCTOBER, cedar=True)
        with clock.standing_at(OCTOBER):
            case = worked.opened(world)
        frozen(world)
    return {"case": case, "concern": refs[0]}


def test_a_trustee_reads_the_numbers(
    stage: Stage, told: dict[str, str], page: Page
) -> None:
    stage.sign_in(page, "trustee")
    _reads_the_numbers(page)
    _has_the_record_prove_itself(page)
    _finds_no_way_through_the_page(page)
    before = _trail(stage)
    _knows_the_address_of_a_case(stage, page, told)
    _looks_for_a_find(stage, page)
    _looks_for_the_queue(stage, page)
    _knows_which_child(stage, page)
    _changes_the_address_of_the_report(stage, page, told)
    _reads_the_trail(stage, page)
    _each_try_stands_in_the_trail(stage, before)


def _reads_the_numbers(page: Page) -> None:
    page.get_by_role("link", name="Report", exact=True).click()
    heading = "Safeguarding in numbers, to October 2026"
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    kinds = page.get_by_role("region", name="What kind of concern")
    contact = kinds.get_by_role("row", name=re.compile("^Contact"))
    expect(contact).to_contain_text("not shown")
    expect(kinds.get_by_role("row", name=re.compile("^All"))).to_contain_text("26")
    expect(page.get_by_text("The record has not been proven.")).to_be_visible()
    axe_finds_nothing(page)


def _has_the_record_prove_itself(page: Page) -> None:
    page.get_by_role("link", name="How this is proved").click()
    page.get_by_role("button", name="Prove it now").click()
    page.get_by_role("link", name="Report", exact=True).click()
    expect(page.get_by_text("The record is intact.")).to_be_visible()
    axe_finds_nothing(page)


def _finds_no_way_through_the_page(page: Page) -> None:
    """Must find none: on the page stands one link, to the proof."""
    main = page.get_by_role("main")
    expect(main.get_by_role("link")).to_have_text(["How this is proved"])
    expect(main.get_by_role("button")).to_have_text(["Print"])
    expect(main).not_to_contain_text(WHAT)
    for name in ("Ellis", "Thornbury", "Birch Academy Content"):
        expect(main).not_to_contain_text(name)


def _knows_the_address_of_a_case(
    stage: Stage, page: Page, told: dict[str, str]
) -> None:
    """The first way: an address that somebody let slip."""
    for kind in ("concern", "case"):
        known = _asked(stage, page, f"/{kind}s/{spoken(told[kind])}")
        assert known == _asked(stage, page, f"/{kind}s/{spoken(new_reference())}")
        _tells_nothing(known)


def _looks_for_a_find(stage: Stage, page: Page) -> None:
    """The second: finding by what is in a narrative. There is no such page for her."""
    page.goto(f"{stage.address}/")
    expect(page.get_by_role("link", name="Find", exact=True)).to_have_count(0)
    status, text = _asked(stage, page, "/find")
    assert (status, text) == _asked(stage, page, "/find?text=Ellis")
    _tells_nothing((status, text))


def _looks_for_the_queue(stage: Stage, page: Page) -> None:
    """The third: the lists from which leads work."""
    expect(page.get_by_role("link", name="Queue", exact=True)).to_have_count(0)
    for path in ("/queue", "/cases"):
        _tells_nothing(_asked(stage, page, path))


def _knows_which_child(stage: Stage, page: Page) -> None:
    """The fourth: the page of a child whose reference she has."""
    child = stage.world["ellis"]
    known = _asked(stage, page, f"/children/{child}")
    assert known == _asked(stage, page, f"/children/{new_ref()}")
    _tells_nothing(known)


def _changes_the_address_of_the_report(
    stage: Stage, page: Page, told: dict[str, str]
) -> None:
    """The fifth: the report’s own address, asked for a part of the numbers."""
    plain = _asked(stage, page, "/report")
    assert plain[0] == 200
    for question in (
        f"?school={stage.world.birch}",
        "?kind=contact&month=2026-10",
        f"?child={stage.world['ellis']}",
        "?raw=yes&suppress=no",
    ):
        assert _asked(stage, page, f"/report{question}") == plain
    for tail in (told["case"], stage.world["ellis"], stage.world.birch, "contact"):
        assert _asked(stage, page, f"/report/{tail}")[0] == 404


def _reads_the_trail(stage: Stage, page: Page) -> None:
    """And the trail: her own acts stand open to her, the school’s do not."""
    for path in ("/trail/school", "/trail/technical", "/trail/counts"):
        _tells_nothing(_asked(stage, page, path))
    status, text = _asked(stage, page, "/trail/own")
    assert status == 200
    assert "read the report for the board" in text
    assert "Ellis" not in text


def _asked(stage: Stage, page: Page, path: str) -> tuple[int, str]:
    """The status, and what stands on the page."""
    answer = page.goto(f"{stage.address}{path}")
    assert answer
    return answer.status, page.get_by_role("main").inner_text()


def _tells_nothing(answer: tuple[int, str]) -> None:
    status, text = answer
    assert status in {403, 404}
    for word in ("Ellis", "Thornbury", WHAT, worked.TITLE, "Okafor"):
        assert word not in text


def _trail(stage: Stage) -> int:
    with stage.app.app_context():
        return len(entries(stage.world.birch))


def _each_try_stands_in_the_trail(stage: Stage, before: int) -> None:
    with stage.app.app_context():
        found: list[Leaf] = entries(stage.world.birch)[before:]
    refused = [leaf.action for leaf in found if leaf.result == "refused"]
    assert {"concern.read", "case.read", "child.read", "queue.read"} <= set(refused)
    assert {leaf.person_ref for leaf in found} == {stage.world["trustee"]}
    # A known and an invented reference leave the same: a fingerprint of what was asked.
    shapes = {
        (leaf.action, tuple(len(ref) for ref in leaf.objects), leaf.rows)
        for leaf in found
        if leaf.action == "case.read"
    }
    assert len(shapes) == 1
