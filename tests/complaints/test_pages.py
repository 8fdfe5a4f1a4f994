"""The pages of complaints as people meet them, and in a browser."""

import copy

import pytest
from flask import Flask

from safeguard.app import create_app
from school.foundation.references import spoken
from tests.axe import axe_finds_nothing
from tests.cases.served import Served
from tests.complaints import told
from tests.factories.world import World
from tests.ground import _template
from tests.visitors import Visitor, visit

SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def page(visitor: Visitor, path: str) -> str:
    answer = visitor.get(path)
    assert answer.status_code == 200, path
    return answer.text


def test_whoever_is_told_of_it_writes_it_down_without_script_and_gets_a_receipt(
    app: Flask, world: World
) -> None:
    joan = visit(app, world, "office")
    fields = {
        "type": "searching",
        "who": "parent",
        "channel": "spoken",
        "complainant": told.MOTHER,
        "words": told.WORDS,
    }
    found = joan.submit(
        "/complaints/record", press="find_staff", staff_name="roche", **fields
    )
    assert "Daniel Roche" in found.text
    assert told.WORDS in found.text
    answer = joan.submit(
        "/complaints/record", staff_ref=world["searcher"], staff_name="", **fields
    )
    assert answer.status_code == 303
    receipt = page(joan, answer.headers["Location"])
    assert "The complaint is recorded" in receipt
    for words in (told.WORDS, "Thornbury", "Howells", "Roche"):
        assert words not in receipt
    complaint = answer.headers["Location"].removesuffix("/receipt")
    assert joan.get(complaint).status_code in {303, 403, 404}


def test_from_the_page_of_a_search_the_reference_is_filled_in(app, world):
    search = told.searched(world)
    ruth = visit(app, world, "dsl", reason="looking at a search")
    shown = page(ruth, f"/searches/{spoken(search)}")
    path = f"/complaints/about/{spoken(search)}/record"
    assert path in shown
    assert spoken(search) in page(ruth, path)


def test_the_search_says_that_it_is_frozen_to_all_but_whoever_acted(app, world):
    search = told.searched(world)
    told.recorded(world, reference=search)
    path = f"/searches/{spoken(search)}"
    frozen = "Nothing of this record is destroyed"
    assert frozen in page(visit(app, world, "dsl", reason="looking at a search"), path)
    assert frozen not in page(visit(app, world, "searcher"), path)


def test_the_head_works_it_and_prints_it(app, world):
    search = told.searched(world)
    ref = told.recorded(world, reference=search)
    head = visit(app, world, "head", reason="handling a complaint")
    path = f"/complaints/{spoken(ref)}"
    shown = page(head, path)
    for words in (told.WORDS, told.MOTHER, "Never handles it", "Daniel Roche"):
        assert words in shown
    head.submit(f"{path}/acknowledge", words="By letter this morning.")
    choices = page(head, f"{path}/assign")
    assert world["searcher"] not in choices
    assert world["tutor"] in choices
    sent = head.submit(f"{path}/assign", handler_ref=world["searcher"])
    assert sent.status_code == 422
    assert head.submit(f"{path}/assign", handler_ref=world["tutor"]).status_code == 303
    record = page(head, f"{path}/print")
    for words in (told.WORDS, "Given to look into: Imran Sheikh", "Birch Academy"):
        assert words in record
    imran = visit(app, world, "tutor", elevated=True)
    assert "Complaints for you" in page(imran, "/")
    assert told.WORDS in page(imran, path)


def test_the_searchers_browser_finds_nothing_of_it(app, world):
    search = told.searched(world)
    ref = told.recorded(world, "searcher", reference=search)
    dan = visit(app, world, "searcher", elevated=True)
    for tail in ("", "/print", "/assign", "/answer", "/close", "/add"):
        answer = dan.get(f"/complaints/{spoken(ref)}{tail}")
        assert answer.status_code == 404, tail
    shown = page(dan, f"/complaints/{spoken(ref)}/receipt")
    assert told.WORDS not in shown
    assert spoken(ref) not in page(dan, "/complaints")


def test_whoever_links_it_to_what_they_did_is_led_home(app, world):
    search = told.searched(world)
    ref = told.at_stage_1(world)
    told.assigned(world, ref, "other_teacher")
    owen = visit(app, world, "other_teacher", elevated=True)
    path = f"/complaints/{spoken(ref)}/link"
    answer = owen.submit(path, reference=spoken(search))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert told.row(ref).handler_ref == world["head"]


@pytest.fixture
def desk(settings, serve):
    """Served, with a complaint before its panel."""
    app = create_app(settings)
    desk = Served(app, copy.deepcopy(_template("sqlite")[2]), serve(app))
    with desk.app.app_context():
        search = told.searched(desk.world)
        desk.refs["panel"] = told.at_panel(desk.world, reference=search)
        desk.refs["new"] = told.recorded(desk.world, reference=search)
        desk.refs["stage"] = told.at_stage_1(desk.world, type="deleting")
        answered = told.answered(desk.world, told.at_stage_1(desk.world))
        desk.refs["answered"] = answered
    return desk


def pages_of(desk) -> dict[str, str]:
    """The pages of complaints, by a name for their pictures."""
    at = {name: f"/complaints/{spoken(desk.refs[name])}" for name in desk.refs}
    return {
        "complaints": "/complaints",
        "complaint": at["panel"],
        "complaint-new": at["new"],
        "complaint-record": "/complaints/record",
        "complaint-acknowledge": f"{at['new']}/acknowledge",
        "complaint-assign": f"{at['stage']}/assign",
        "complaint-answer": f"{at['stage']}/answer",
        "complaint-further": f"{at['answered']}/take-further",
        "complaint-panel": f"{at['panel']}/panel",
        "complaint-link": f"{at['stage']}/link",
        "complaint-close": f"{at['answered']}/close",
        "complaint-print": f"{at['panel']}/print",
    }


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(desk, new_page, width):
    page = new_page(viewport={"width": width, "height": 900})
    desk.let_in(page, "head", reason="handling a complaint")
    for name, path in pages_of(desk).items():
        page.goto(desk.address + path)
        axe_finds_nothing(page)
        assert not page.evaluate(SCROLLS), (name, width)
