"""A body map: a list that needs no picture, outlines that repeat it, and its print."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from safeguard.cases.commands.marking import HANDS, NEITHER, VIEWS, NewMark, mark_body
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
