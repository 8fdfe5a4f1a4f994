"""The raise page without script, and drafts of it: nothing typed is lost."""

import re

import pytest

from tests.cases.test_raising_pages import RAISE, SCRIPT, concerns, typed
from tests.visitors import visit


@pytest.fixture
def teacher(app, world):
    return visit(app, world, "teacher")


def test_without_script_find_add_and_remove_lose_nothing(teacher, world):
    hidden = teacher.hidden_fields(RAISE)
    fields = {**hidden, "narrative": "He hid.", "place": "Gym", "in_danger": "yes"}

    asked = teacher.post(
        RAISE, data={**fields, "find_child": "maya", "press": "find_child"}
    )
    assert asked.status_code == 200
    assert asked.text.count('name="found_child"') == 2
    assert "10R, Year 10" in asked.text
    assert "He hid." in asked.text

    added = teacher.post(
        RAISE, data={**fields, "found_child": world["maya"], "press": "add_child"}
    )
    assert f'name="children-0-ref" value="{world["maya"]}"' in added.text
    assert "8K, Year 8" in added.text
    assert 'value="Gym"' in added.text

    row = {"children-0-ref": world["maya"], "children-1-ref": world["jayden"]}
    removed = teacher.post(RAISE, data={**fields, **row, "press": "remove_child-0"})
    assert f'name="children-0-ref" value="{world["jayden"]}"' in removed.text
    assert world["maya"] not in removed.text

    sent = teacher.post(
        RAISE, data={**fields, "children-0-ref": world["jayden"], "press": "send"}
    )
    assert sent.status_code == 303


def test_without_script_adults_and_a_colleague_are_found_the_same_way(teacher, world):
    fields = {**teacher.hidden_fields(RAISE), **typed(world, "ellis")}
    for finder, rows in (("adult", "adults"), ("colleague", "for_staff")):
        asked = teacher.post(
            RAISE, data={**fields, f"find_{finder}": "edie", "press": f"find_{finder}"}
        )
        assert "Edie Marlow" in asked.text
        added = teacher.post(
            RAISE,
            data={
                **fields,
                f"found_{finder}": world["volunteer"],
                "press": f"add_{finder}",
            },
        )
        assert f'name="{rows}-0-ref" value="{world["volunteer"]}"' in added.text


def test_a_name_that_nobody_has_says_how_to_go_on(teacher):
    fields = {
        **teacher.hidden_fields(RAISE),
        "find_child": "qqq",
        "press": "find_child",
    }
    assert "Nobody by that name" in teacher.post(RAISE, data=fields).text


def test_enter_in_a_field_sends_nothing(teacher, world):
    fields = {**teacher.hidden_fields(RAISE), **typed(world, "ellis"), "press": "stay"}
    assert teacher.post(RAISE, data=fields).status_code == 200
    asked = teacher.post(RAISE, data={**fields, "find_child": "maya"})
    assert asked.text.count('name="found_child"') == 2
    assert concerns() == []


def test_a_draft_is_kept_gone_on_with_and_ends_when_sent(app, world, teacher):
    fields = {**teacher.hidden_fields(RAISE), **typed(world, "maya", place="Gym 😢")}
    kept = teacher.post("/drafts", data=fields, headers=SCRIPT)
    assert kept.json["saved_at"] == "1:42pm"
    again = visit(app, world, "teacher")
    assert "You began writing a concern" in again.get("/").text
    path = f"/drafts/{kept.json['draft']}"
    page = again.get(path).text
    assert "Draft saved 1:42pm" in page
    assert 'value="Gym 😢"' in page
    assert "8K, Year 8" in page
    sent = again.submit(path, to=RAISE, **typed(world, "maya"))
    assert sent.status_code == 303
    assert again.get(path).status_code == 404
    assert "You began writing" not in again.get("/").text
    late = teacher.post("/drafts", data=fields, headers=SCRIPT)
    assert late.status_code == 409


def test_the_button_keeps_a_draft_without_script(teacher, world):
    fields = {**typed(world, place="Gym"), "press": "save_draft"}
    kept = teacher.submit(RAISE, **fields)
    assert kept.status_code == 303
    assert re.fullmatch(r"/drafts/[0-9A-Z]{16}", kept.location)
    assert 'value="Gym"' in teacher.get(kept.location).text


def test_a_draft_is_its_authors_alone(app, world, teacher):
    kept = teacher.submit(RAISE, **typed(world, press="save_draft"))
    for who in ("other_teacher", "dsl"):
        somebody = visit(app, world, who, elevated=True)
        assert somebody.get(kept.location).status_code == 404
        assert somebody.get(f"{kept.location}/discard").status_code == 404
        assert "You began writing" not in somebody.get("/").text


def test_a_draft_is_thrown_away_after_one_question(teacher, world):
    kept = teacher.submit(RAISE, **typed(world, press="save_draft"))
    gone = teacher.submit(f"{kept.location}/discard")
    assert gone.status_code == 303
    assert "The draft is gone" in teacher.get(gone.location).text
    assert teacher.get(kept.location).status_code == 404
