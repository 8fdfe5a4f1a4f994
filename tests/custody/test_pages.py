"""The pages of custody as people meet them."""

import re
from typing import Any

import pytest
import segno
from flask import Flask

from school.foundation.references import spoken
from school.identity.commands.people import change_setting
from tests.cases import worked
from tests.custody import held
from tests.factories.world import World
from tests.visitors import Visitor, visit

CHILD, CLASS = "Jayden Pryce", "10R"


def page(visitor: Visitor, path: str) -> str:
    answer = visitor.get(path)
    assert answer.status_code == 200, path
    return answer.text


def at(item: str, tail: str = "") -> str:
    return f"/custody/{spoken(item)}{tail}"


@pytest.fixture
def dan(app: Flask, world: World) -> Visitor:
    """A browser of somebody who may search."""
    return visit(app, world, "searcher")


def test_a_phone_is_taken_in_without_any_script(app, world):
    hannah = visit(app, world, "teacher")
    fields = {"kind": "phone", "description": held.WORDS, "condition": "Whole"}
    found = hannah.submit("/custody/seize", press="find", name="jayden", **fields)
    assert CHILD in found.text
    said = {**fields, "why": held.WHY, "pupil_ref": world["jayden"], "name": "jayden"}
    answer = hannah.submit("/custody/seize", **said)
    assert answer.status_code == 303
    item = page(hannah, answer.headers["Location"])
    assert held.WORDS in item
    assert CHILD in item
    assert "Hannah Okafor" in item
    home = page(hannah, "/")
    assert "Items in your hands" in home
    assert CHILD not in home


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(dan):
    answer = dan.submit("/custody/seize", kind="phone", description=held.WORDS)
    assert answer.status_code == 422
    assert held.WORDS in answer.text
    assert "condition-error" in answer.text


def test_the_register_says_where_who_and_since_when(dan, world):
    item = held.stored(world)
    register = page(dan, "/custody")
    for words in (spoken(item), held.WORDS, CHILD, held.SAFE, "Daniel Roche"):
        assert words in register
    held.on_hold(world, item)
    assert "Police hold" in page(dan, "/custody?only=held")
    assert spoken(item) not in page(dan, "/custody?only=police")
    assert spoken(item) in page(dan, f"/custody?store={held.store(world)}")


def test_a_technicians_pages_name_no_child(app, world):
    item = held.stored(world)
    lewis = visit(app, world, "ict")
    for path in ("/custody", at(item), at(item, "/label")):
        shown = page(lewis, path)
        for words in (CHILD, CLASS, held.WORDS, held.WHY, world["jayden"]):
            assert words not in shown, path
        assert str(held.row(item).seal_number) in shown


def test_the_next_right_step_stands_first_and_what_is_forbidden_is_absent(dan, world):
    item = held.seized(world, kind="weapon")
    assert 'seal" class="sg-button"><span>Seal it' in page(dan, at(item))
    stored = held.stored(world)
    held.on_hold(world, stored)
    shown = page(dan, at(stored))
    assert at(stored, "/return") not in shown
    assert at(stored, "/hand-to-police") in shown
    assert "while the police hold lasts" in shown
    answer = dan.get(at(stored, "/return"))
    assert answer.status_code == 303
    assert "cannot be done" in page(dan, answer.headers["Location"])


def test_a_device_that_the_dsl_decides_about_says_so(app, world):
    case = worked.opened(world, "ellis", category="intimate_image")
    item = held.seized(world, "dsl", origin_ref=case, why="")
    shown = page(visit(app, world, "dsl"), at(item))
    assert "DSL decides first" in shown
    assert at(item, "/return") not in shown
    assert visit(app, world, "searcher").get(at(item, "/decide")).status_code == 403


def test_two_windows_the_second_is_told_and_keeps_what_was_typed(dan, app, world):
    item = held.stored(world)
    first = dan.hidden_fields(at(item, "/offer"))
    second = dan.hidden_fields(at(item, "/offer"))
    to = {"purpose": "To keep it safe"}
    path = at(item, "/offer")
    done = dan.post(path, data={**first, **to, "to_ref": world["dsl"]})
    late = dan.post(path, data={**second, **to, "to_ref": world["head"]})
    assert (done.status_code, late.status_code) == (303, 409)
    assert "To keep it safe" in late.text


def test_the_taker_finds_it_on_home_and_takes_it(app, world):
    item = held.stored(world)
    held.offer(world, item)
    nell = visit(app, world, "custody_officer")
    assert "Items for you to take over" in page(nell, "/")
    assert nell.submit(at(item, "/accept")).status_code == 303
    assert "Nell Corrigan" in page(nell, at(item))


def test_the_label_bears_numbers_and_a_code_and_nothing_personal(dan, world):
    change_setting(world.system(), "dsl_telephone", "01632 960110")
    item = held.stored(world)
    shown = page(dan, at(item, "/label"))
    label = shown[shown.index('<div class="sg-label">') :]
    for words in (CHILD, CLASS, "Jayden", held.WORDS, held.WHY, "Daniel"):
        assert words not in label
    assert spoken(item) in label
    assert str(held.row(item).bag_number) in label
    assert "01632 960110" in label
    assert re.search(r"<svg[^>]*>.*</svg>", label, re.DOTALL)
    assert "style=" not in label
    assert "<script" not in label


def test_the_code_holds_the_address_of_the_item_and_nothing_else(
    dan, world, monkeypatch
):
    drawn: list[str] = []
    make = segno.make

    def seen(text: str, **how: Any) -> object:
        drawn.append(text)
        return make(text, **how)

    monkeypatch.setattr(segno, "make", seen)
    item = held.stored(world)
    page(dan, at(item, "/label"))
    page(dan, at(item, "/receipt"))
    assert drawn == [f"http://localhost:5000{at(item)}"] * 2


def test_the_receipt_names_the_item_and_nobody(dan, world):
    case = worked.opened(world, "ellis")
    item = held.seized(world, "dsl", origin_ref=case, pupil_ref=world["ellis"])
    shown = page(dan, at(item, "/receipt"))
    assert held.WORDS in shown
    for words in ("Ellis", "Jayden", held.WHY, "Ruth", "Daniel", spoken(case)):
        assert words not in shown


def test_beside_the_case_stands_what_was_taken_in_it(app, world):
    case = worked.opened(world, "ellis")
    item = held.seized(world, "dsl", origin_ref=case)
    ruth = visit(app, world, "dsl", reason="working the queue")
    shown = page(ruth, f"/cases/{spoken(case)}")
    assert "Items in custody" in shown
    assert at(item) in shown
    assert f"/custody/of/{spoken(case)}/seize" in shown


def test_nobody_takes_something_in_for_a_record_they_may_not_see(dan, world):
    case = worked.opened(world, "ellis")
    assert dan.get(f"/custody/of/{spoken(case)}/seize").status_code == 404
    assert dan.get(f"/custody/of/{spoken('0123456789')}/seize").status_code == 404


def test_a_store_is_counted_by_ticking(app, world):
    item = held.stored(world)
    nell = visit(app, world, "custody_officer")
    path = f"/custody/stores/{held.store(world)}/count"
    short = nell.submit(path, words="")
    assert short.status_code == 422
    assert nell.submit(path, found=item).status_code == 303
    assert "As recorded" in page(nell, path.removesuffix("/count"))


def test_an_item_of_a_stopped_record_is_to_go_to_the_police_by_no_clock(app, world):
    case = worked.opened(world, "ellis", category="intimate_image")
    item = held.seized(world, "dsl", origin_ref=case, why="")
    ruth = visit(app, world, "dsl", elevated=True)
    shown = page(ruth, at(item))
    assert "To go to the police" in shown
    assert "To be returned or handed on" not in shown
