"""A concern that belongs to another child: old, new and reason stay; words do not move.

And the number of a sanction, never its story.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguard.cases.commands.raising import (
    ChildInIt,
    Narrative,
    NewConcern,
    raise_concern,
)
from safeguard.cases.commands.relinking import UNNAMED, Relinking, relink_concern
from safeguard.cases.commands.sanctioning import (
    _NUMBER,
    SanctionNumber,
    refer_to_sanction,
)
from safeguard.cases.queries.reading import read_case, read_concern
from school import wall
from school.foundation.errors import Invalid, Stale
from tests.cases.desk import at, words_of
from tests.cases.raised import WHAT, raised
from tests.cases.worked import concern_row, concerns_of, dsl, opened
from tests.trail.reading import facts, last
from tests.visitors import visit

pytestmark = pytest.mark.both_engines
WHY = "The reporter mixed up the two Mayas; she has said so."


def names(world, ref) -> list[str]:
    return [child.name for child in read_concern(dsl(world), ref).children]


def test_it_was_the_other_maya(world):
    ref = raised(world, "teacher", "maya")
    relink_concern(dsl(world), ref, Relinking(WHY, world["maya"], world["other_maya"]))
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == (
        "concern.relinked", {"part_before": "harmed", "part_after": "harmed"},
    )  # fmt: skip
    assert sorted(row.table for row in leaf.rows) == [
        "concern", "concern_child", "concern_child", "concern_child_change",
        "wall_about",
    ]  # fmt: skip
    found = read_concern(dsl(world), ref)
    assert [child.person_ref for child in found.children] == [world["other_maya"]]
    assert found.narrative.text == WHAT
    [change] = found.relinked
    assert (change.before, change.after, change.reason) == (
        "Maya Castellan", "Maya Castellan", WHY,
    )  # fmt: skip


def test_the_wall_learns_of_who_comes_and_forgets_nobody(world):
    case = opened(world, "ellis")
    [ref] = concerns_of(case)
    assert not wall.stands_between(world["parent_teacher"], case)
    relink_concern(dsl(world), ref, Relinking(WHY, world["ellis"], world["maya"]))
    for record in (ref, case):
        assert wall.stands_between(world["parent_teacher"], record)
        assert world["ellis"] in wall.whom_it_concerns(record)
    [entry] = [e for e in read_case(dsl(world), case).happenings if e.kind == "moved"]
    assert "Before: Ellis Thornbury. Now: Maya Castellan." in entry.text


def test_a_name_is_found_for_somebody_described(world):
    unnamed = ChildInIt(None, "harmed", Narrative("the new boy in 9H"))
    ref = raise_concern(
        world.acting("teacher"), NewConcern((unnamed,), Narrative(WHAT))
    )
    relink_concern(dsl(world), ref, Relinking(WHY, UNNAMED, world["jayden"]))
    assert names(world, ref) == ["Jayden Pryce"]
    assert read_concern(dsl(world), ref).relinked[0].before == "the new boy in 9H"


def test_a_description_with_a_full_stop_ends_in_one(world, ruth):
    unnamed = ChildInIt(None, "harmed", Narrative("His friend calls him Fin."))
    ref = raise_concern(
        world.acting("teacher"), NewConcern((unnamed,), Narrative(WHAT))
    )
    relink_concern(dsl(world), ref, Relinking(WHY, UNNAMED, world["jayden"]))
    page = words_of(ruth.get(at("concerns", ref)))
    assert "Before: His friend calls him Fin. Now: Jayden Pryce." in page


def test_a_child_is_added_and_taken_out(world):
    ref = raised(world)
    relink_concern(dsl(world), ref, Relinking(WHY, None, world["wang"], "witness"))
    assert len(names(world, ref)) == 2
    relink_concern(dsl(world), ref, Relinking(WHY, world["ellis"]))
    assert names(world, ref) == ["小明 王"]


CANNOT_STAND = [
    ({"reason": "Wrong."}, "reason"),
    ({"before": "nobody of these"}, "before"),
    ({"after_ref": None}, "found"),
    ({"before": None, "after_ref": None}, "found"),
    ({"after_ref": "cedar_pupil"}, "found"),
    ({"after_ref": "ellis"}, "found"),
    ({"part": "ringleader"}, "part"),
]


@pytest.mark.parametrize(("changes", "field"), CANNOT_STAND)
def test_what_cannot_stand_is_refused(world, changes, field):
    ref = raised(world)
    said = {"reason": WHY, "before": "ellis", "after_ref": "jayden", **changes}
    for name in ("before", "after_ref"):
        said[name] = world.people.get(said[name], said[name])
    with pytest.raises(Invalid) as refused:
        relink_concern(dsl(world), ref, Relinking(**said))
    assert set(refused.value.problems) == {field}
    assert names(world, ref) == ["Ellis Thornbury"]


def test_two_who_put_it_right_at_once_see_each_other(world):
    ref = raised(world)
    seen = concern_row(ref).version
    new = Relinking(WHY, None, world["jayden"], version=seen)
    relink_concern(dsl(world), ref, new)
    with pytest.raises(Stale):
        relink_concern(
            dsl(world), ref, Relinking(WHY, None, world["wang"], version=seen)
        )


def test_over_the_page_a_name_is_typed_and_then_chosen(app, world, ruth):
    ref = raised(world, "teacher", "maya")
    path = at("concerns", ref, "/children")
    typed = {"before": world["maya"], "name": "maya", "part": "harmed", "reason": WHY}
    sent = ruth.submit(path, **typed)
    assert sent.status_code == 422
    assert "10R" in words_of(sent)
    assert WHY in words_of(sent)
    sent = ruth.submit(path, **typed, found=world["other_maya"])
    assert sent.location == at("concerns", ref)
    assert WHY in words_of(ruth.get(sent.location))
    for name in ("teacher", "parent_teacher", "trustee"):
        assert (
            visit(app, world, name, reason="looking out of curiosity")
            .get(path)
            .status_code
            == 404
        )


def test_a_sanction_is_a_number_and_never_its_story(world, ruth):
    case = opened(world)
    with pytest.raises(Invalid):
        refer_to_sanction(dsl(world), case, SanctionNumber("two days at home for it"))
    refer_to_sanction(dsl(world), case, SanctionNumber(" BEH-2026/114 "))
    assert last(world.birch).action == "sanction.referred_to"
    assert read_case(dsl(world), case).happenings[0].text == "BEH-2026/114"
    path = at("cases", case, "/sanction")
    assert ruth.submit(path, number="kept in at lunch").status_code == 422
    assert ruth.submit(path, number="BEH-7").status_code == 303


@given(st.text())
def test_no_sentence_is_a_number(text):
    assert not (_NUMBER.fullmatch(text) and any(each.isspace() for each in text))
