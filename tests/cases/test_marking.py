"""A body map: a list that needs no picture, outlines that repeat it, and its print."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from safeguard.cases.commands.acknowledging import acknowledge_concern
from safeguard.cases.commands.deciding import NewCase, open_case
from safeguard.cases.commands.marking import HANDS, NEITHER, VIEWS, NewMark, mark_body
from safeguard.cases.commands.raising import (
    ChildInIt,
    Narrative,
    NewConcern,
    raise_concern,
)
from safeguard.cases.commands.relinking import UNNAMED, Relinking, relink_concern
from safeguard.cases.models import BodyMark
from safeguard.cases.queries.marks import Mark
from safeguard.cases.queries.reading import read_case
from safeguard.cases.views.body_maps import PLACES, maps_of
from safeguard.guidance import casework
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Invalid
from tests.cases.desk import at, words_of
from tests.cases.worked import dsl, opened
from tests.trail.reading import last
from tests.visitors import visit

pytestmark = pytest.mark.both_engines
SEEN = Narrative("A burn on the back of his hand, at the gate.")
LOOKS = "As long as a thumb, purple, with a pale middle."


def bruise(world, child="ellis", **changes) -> NewMark:
    new = NewMark(world[child], "upper_arm", "back", "bruise", LOOKS, "left")
    return replace(new, **changes)


def test_a_bruise_is_told_in_words_and_sealed(world):
    case = opened(world)
    mark_body(dsl(world), case, bruise(world, explained="I fell off the wall"))
    leaf = last(world.birch)
    assert leaf.action == "body_map.marked"
    assert sorted(row.table for row in leaf.rows) == [
        "body_mark", "case_entry", "case_file",
    ]  # fmt: skip
    row = db.session.scalars(select(BodyMark)).one()
    assert b"bruise" not in bytes(row.codes)
    [mark] = read_case(dsl(world), case).marks
    assert (mark.region, mark.view, mark.hand, mark.kind) == (
        "upper_arm", "back", "left", "bruise",
    )  # fmt: skip
    assert mark.words == (
        "Ellis Thornbury: Bruise. Upper arm, Back, The child's left\n"
        f"{LOOKS}\nThe child says: “I fell off the wall”"
    )


def test_marks_are_numbered_for_each_child(world):
    case = opened(world, "ellis", "jayden")
    for minute, child in enumerate(("ellis", "jayden", "ellis")):
        with clock.moved_on(timedelta(minutes=minute)):
            mark_body(dsl(world), case, bruise(world, child))
    numbers = [(m.child, m.number) for m in read_case(dsl(world), case).marks]
    assert numbers == [("Ellis Thornbury", 1), ("Jayden Pryce", 1),
                       ("Ellis Thornbury", 2)]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"child_ref": "maya"}, "child"),
        ({"region": "soul"}, "region"),
        ({"view": "above"}, "view"),
        ({"hand": "both hands"}, "hand"),
        ({"kind": "hex"}, "kind"),
        ({"looks": " "}, "looks"),
    ],
)
def test_what_cannot_stand_is_refused(world, changes, field):
    case = opened(world)
    with pytest.raises(Invalid) as refused:
        mark_body(dsl(world), case, bruise(world, **changes))
    assert set(refused.value.problems) == {field}


def described(world) -> tuple[str, str, str]:
    """A case about somebody without a name: case, concern, and what stands for them."""
    who = ChildInIt(None, "harmed", Narrative("a small boy\nin a red coat"))
    concern = raise_concern(world.acting("teacher"), NewConcern((who,), narrative=SEEN))
    acknowledge_concern(dsl(world), concern)
    case = open_case(dsl(world), concern, NewCase("a burn", "C3", "neglect"))
    [child] = read_case(dsl(world), case).children
    return case, concern, child.row_ref


def test_a_child_without_a_name_has_a_body_map_too(world):
    case, _concern, row = described(world)
    mark_body(dsl(world), case, bruise(world, child_ref=row))
    leaf = last(world.birch)
    assert leaf.action == "body_map.marked"
    assert sorted(each.table for each in leaf.rows) == [
        "body_mark", "case_entry", "case_file",
    ]  # fmt: skip
    [mark] = read_case(dsl(world), case).marks
    assert mark.child == "a small boy\nin a red coat"
    assert mark.words.startswith("a small boy in a red coat: Bruise.")


def test_the_marks_go_with_the_name_when_it_is_found(world):
    case, concern, row = described(world)
    mark_body(dsl(world), case, bruise(world, child_ref=row))
    why = "His mother came to the office and asked about the burn."
    relink_concern(dsl(world), concern, Relinking(why, UNNAMED, world["ellis"]))
    leaf = last(world.birch)
    assert sorted(each.table for each in leaf.rows) == [
        "case_entry", "case_file", "concern", "concern_child", "concern_child_change",
        "wall_about", "wall_about",
    ]  # fmt: skip
    with clock.moved_on(timedelta(minutes=1)):
        mark_body(dsl(world), case, bruise(world))
    marks = read_case(dsl(world), case).marks
    assert [(each.child, each.number) for each in marks] == [
        ("Ellis Thornbury", 1), ("Ellis Thornbury", 2),
    ]  # fmt: skip


def test_a_child_of_another_case_is_none_of_this_one(world):
    _case, _concern, row = described(world)
    with pytest.raises(Invalid) as refused:
        mark_body(dsl(world), opened(world), bruise(world, child_ref=row))
    assert set(refused.value.problems) == {"child"}


def test_over_the_page_the_described_child_can_be_chosen(world, ruth):
    case, _concern, row = described(world)
    path = at("cases", case, "/body-map")
    assert "Name not known: a small boy in a red coat" in words_of(ruth.get(path))
    sent = ruth.submit(
        path, child=row, region="hand", view="front", hand="left", kind="burn",
        looks=LOOKS,
    )  # fmt: skip
    assert sent.location == path
    assert "Body map of a small boy" in words_of(ruth.get(path))


def test_the_page_and_the_print_have_list_and_outline(app, world, ruth):
    case = opened(world)
    path = at("cases", case, "/body-map")
    sent = ruth.submit(path, child=world["ellis"], looks=LOOKS)
    assert sent.status_code == 422
    assert LOOKS in sent.text
    assert "Choose where on the body it is." in words_of(sent)
    sent = ruth.submit(
        path, child=world["ellis"], region="face", view="front", hand="neither",
        kind="cut", looks=LOOKS, explained="a swing",
    )  # fmt: skip
    assert sent.location == path
    for tail in ("/body-map", "/print"):
        page = ruth.get(at("cases", case, tail))
        assert "The child says: “a swing”" in words_of(page)
        assert re.search(r'<svg[^>]*aria-hidden="true"', page.text)
    for name in ("teacher", "trustee"):
        visitor = visit(app, world, name, reason="looking out of curiosity")
        assert visitor.get(path).status_code == 404


def test_every_region_has_its_place_on_the_outline():
    assert set(PLACES) == {each.code for each in casework.regions.every()}


@given(
    st.sampled_from(sorted(PLACES)),
    st.sampled_from(VIEWS),
    st.sampled_from([*HANDS, NEITHER]),
)
def test_the_childs_left_is_at_the_readers_right_from_the_front(region, view, hand):
    mark = Mark(1, "c", "C", region, view, hand, "cut", "", clock.now())
    [shown] = maps_of([mark])
    [spot] = [s for each in shown["outlines"] for s in each["spots"]]
    side = {"left": 1, "right": -1, NEITHER: 0}[hand] * (1 if view == "front" else -1)
    assert (spot["x"] - 100) * side >= 0
    assert 9 <= spot["x"] <= 191
    assert 9 <= spot["y"] <= 361
