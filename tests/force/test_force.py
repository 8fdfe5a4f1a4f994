"""Writing a use of force down, telling each parent, and who reads and reviews it."""

from datetime import timedelta
from typing import Any

import pytest

from safeguard.cases.commands.closing import CaseClosure, close_case
from safeguard.force.commands.recording import Addition, add_to_force, record_force
from safeguard.force.commands.telling import review_force, tell_council, tell_parents
from safeguard.force.permissions.standing import is_owed
from safeguard.force.queries import owed_ref, records_of
from safeguard.force.queries.brief import own_open
from safeguard.force.queries.listing import (
    read_forces,
)
from safeguard.force.queries.reading import read_force
from school.foundation import clock
from school.foundation.actor import Role
from school.foundation.errors import (
    Hidden,
    Refused,
    Stale,
)
from tests.cases import worked
from tests.factories.granting import granted
from tests.force.told import (
    TEXT,
    WHY,
    dsl,
    exception,
    force_on,
    head,
    owed,
    recorded,
    review,
    row,
    telling,
    told,
    told_to_the_council,
)
from tests.objections import objected
from tests.trail.reading import entries, facts, last

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


# ---- Writing it down --------------------------------------------------------------


@pytest.mark.both_engines
def test_whoever_was_there_writes_it_down_and_the_trail_holds_codes_alone(world):
    ref = recorded(world)
    leaf = last(world.birch)
    assert leaf.action == "force.recorded"
    assert leaf.objects == (ref,)
    assert facts(leaf) == {
        "kinds": ["hold"], "degree": "firm", "minutes": 2, "seclusion": False,
        "injuries": ["none", "none"], "owed": False, "late": False, "told": 3,
    }  # fmt: skip
    assert (row(ref).state, row(ref).restraint) == ("recorded", True)


def test_both_clocks_end_on_the_same_day(world, in_term):
    ref = recorded(world)
    for at in (row(ref).due_at, row(ref).parents_due_at):
        assert clock.local(at).date() == clock.today()
    late = recorded(world, happened_at=clock.now() - 2 * DAY)
    assert facts(last(world.birch))["late"]
    assert read_force(dsl(world), late).late


BAD = [
    ({"pupil_ref": None}, "children"),
    ({"pupil_ref": "cedar_pupil"}, "children"),
    ({"pupil_ref": "teacher"}, "children"),
    ({"used_by": ()}, "adults"),
    ({"used_by": ("ellis",)}, "adults"),
    ({"used_by": ("cedar_teacher",)}, "adults"),
    ({"present": ("other_teacher",)}, "others"),
    ({"happened_at": None}, "happened_on"),
    ({"happened_at": "tomorrow"}, "happened_on"),
    ({"minutes": None}, "minutes"),
    ({"minutes": -1}, "minutes"),
    ({"minutes": 1441}, "minutes"),
    ({"kinds": ()}, "kinds"),
    ({"kinds": ("hold", "wrestling")}, "kinds"),
    ({"degree": ""}, "degree"),
    ({"need": "autism"}, "need"),
    ({"pupil_injury": ""}, "pupil_injury"),
    ({"pupil_injury": "marks"}, "pupil_injury_words"),
    ({"staff_injury": "first_aid"}, "staff_injury_words"),
    ({"room": ""}, "room"),
    ({"room": "free_to_leave", "room_minutes": 5}, "room_words"),
    ({"room": "not_free", "texts": {"room_words": TEXT}}, "room_minutes"),
    *(({"texts": {name: "  "}}, name) for name in
      ("place", "lead_up", "calming", "actions", "necessary", "support")),
]  # fmt: skip


def as_typed(world, changes):
    """The record with some of it changed; names stand for references."""
    said = dict(changes)
    for name in ("used_by", "present"):
        if name in said:
            said[name] = tuple(world[each] for each in said[name])
    if said.get("pupil_ref"):
        said["pupil_ref"] = world[said["pupil_ref"]]
    if said.get("happened_at") == "tomorrow":
        said["happened_at"] = clock.now() + DAY
    if "texts" in said:
        whole = force_on(world).texts
        said["texts"] = {**whole, **said["texts"]}
    return force_on(world, **said)


def test_what_the_law_asks_for_is_asked_for_beside_its_field(world):
    before = len(entries(world.birch))
    for changes, field in BAD:
        new = as_typed(world, changes)
        assert field in objected(record_force, world.acting("teacher"), new), changes
    assert len(entries(world.birch)) == before


def test_everything_missing_is_said_at_once(world):
    bare = force_on(world, texts={}, kinds=(), degree="", minutes=None, room="")
    assert objected(record_force, world.acting("teacher"), bare) == {
        "place", "lead_up", "calming", "actions", "necessary", "support",
        "kinds", "degree", "minutes", "room",
    }  # fmt: skip


def test_a_pupil_who_could_not_leave_the_room_was_secluded(world):
    texts = {**force_on(world).texts, "room_words": TEXT}
    for changes, is_seclusion in (
        ({"room": "no"}, False),
        ({"room": "free_to_leave"}, False),
        ({"room": "not_free"}, True),
        ({"kinds": ("seclusion",)}, True),
    ):
        ref = recorded(world, texts=texts, room_minutes=20, **changes)
        assert row(ref).seclusion is is_seclusion


def test_what_was_written_stands_and_what_is_remembered_is_added(world):
    ref = recorded(world)
    add_to_force(world.acting("teacher"), ref, Addition("He says his arm hurts now."))
    assert last(world.birch).action == "force.added_to"
    read = read_force(dsl(world), ref)
    assert [each.text for each in read.additions] == ["He says his arm hurts now."]
    assert read.account
    assert read.account.texts["lead_up"] == TEXT


# ---- Owed -------------------------------------------------------------------------


@pytest.mark.both_engines
def test_a_record_that_is_owed_is_open_until_it_is_written(world):
    case = worked.opened(world)
    ref = owed(world, case)
    assert owed(world, case) == ref
    assert is_owed(case)
    owen = world.acting("other_teacher")
    assert [each.reference for each in own_open(owen)] == [ref]
    made = record_force(owen, force_on(world, pupil_ref=None, origin_ref=case))
    assert made == ref
    assert not is_owed(case)
    assert facts(last(world.birch))["owed"]
    assert [each.state for each in records_of(case)] == ["recorded"]


def test_who_does_not_owe_it_writes_a_record_of_their_own(world):
    case = worked.opened(world)
    ref = owed(world, case)
    assert owed_ref(world.acting("teacher"), case) is None
    made = recorded(world, origin_ref=case)
    assert made != ref
    assert is_owed(case)


def test_the_dsl_may_write_down_what_is_owed_once_elevated(world):
    case = worked.opened(world)
    ref = owed(world, case)
    assert owed_ref(world.acting("dsl"), case) is None
    assert owed_ref(dsl(world), case) == ref


def test_nobody_is_told_and_nothing_added_before_it_is_written(world):
    ref = owed(world, worked.opened(world))
    with pytest.raises(Stale):
        tell_parents(dsl(world), ref, telling())
    with pytest.raises(Stale):
        tell_council(dsl(world), ref, exception())
    with pytest.raises(Stale):
        add_to_force(dsl(world), ref, Addition("Later."))


def test_a_case_does_not_close_while_somebody_is_still_to_be_told(world):
    case = worked.ready_to_close(world, worked.opened(world))
    ref = recorded(world, origin_ref=case)
    closure = CaseClosure(worked.ENDED)
    assert "force_told" in objected(close_case, worked.dsl(world), case, closure)
    tell_parents(dsl(world), ref, telling())
    assert close_case(worked.dsl(world), case, closure)


# ---- Telling ----------------------------------------------------------------------


def test_each_parent_is_told_and_each_telling_is_an_entry(world):
    ref = recorded(world)
    tell_parents(world.acting("teacher"), ref, telling())
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == (
        "force.parents_told", {"way": "telephone", "left_out": [], "late": False},
    )  # fmt: skip
    tell_parents(dsl(world), ref, telling(whom="Ron Thornbury, father"))
    read = read_force(dsl(world), ref)
    assert [each.whom[:4] for each in read.tellings] == ["Ines", "Ron "]
    assert row(ref).state == "parents_told"


TOLD_BADLY: list[tuple[dict[str, Any], str]] = [
    ({"whom": " "}, "whom"),
    ({"way": "pigeon"}, "way"),
    ({"parts": ()}, "parts"),
    ({"parts": ("when", "mood")}, "parts"),
    ({"parts": ("when",)}, "reason"),
    ({"told_at": HOUR}, "happened_on"),
    ({"told_at": -DAY}, "happened_on"),
]


def test_a_telling_that_cannot_stand_is_objected_to(world):
    ref = recorded(world)
    for changes, field in TOLD_BADLY:
        said = dict(changes)
        if "told_at" in said:
            said["told_at"] = clock.now() + said["told_at"]
        assert objected(tell_parents, dsl(world), ref, telling(**said)) == {field}
    assert row(ref).state == "recorded"


def test_what_was_left_out_is_named_with_its_reason(world):
    ref = recorded(world)
    tell_parents(dsl(world), ref, telling(parts=("when", "where"), reason=WHY))
    assert facts(last(world.birch))["left_out"] == [
        "duration", "type", "why", "injuries",
    ]  # fmt: skip


def test_the_exception_is_narrow_and_reasoned(world):
    ref = recorded(world)
    for changes in ({"ground": ""}, {"ground": "angry"}, {"reason": "They shout."}):
        new = exception(**changes)
        assert objected(tell_council, dsl(world), ref, new) == set(changes)


def test_only_those_who_lead_tell_the_council_instead(world):
    ref = recorded(world)
    with pytest.raises(Refused):
        tell_council(world.acting("teacher"), ref, exception())
    tell_council(dsl(world), ref, exception())
    assert row(ref).state == "council_told"
    tell_parents(dsl(world), ref, telling())
    assert row(ref).state == "parents_told"


def test_two_who_act_at_once_do_not_overtake_each_other(world):
    ref = recorded(world)
    seen = row(ref).version
    tell_parents(dsl(world), ref, telling())
    with pytest.raises(Stale):
        tell_parents(dsl(world), ref, telling(version=seen))


# ---- The review -------------------------------------------------------------------


def test_the_head_reviews_it_and_whoever_wrote_it_reads_it_no_longer(world):
    ref = told(world)
    assert read_force(world.acting("teacher"), ref)
    review_force(head(world), ref, review("to_learn", learning="A quieter way out."))
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == ("force.reviewed", {"outcome": "to_learn"})
    with pytest.raises(Hidden):
        read_force(world.acting("teacher"), ref)
    with pytest.raises(Stale):
        review_force(dsl(world), ref, review())


def test_a_review_gives_its_reason(world):
    ref = told(world)
    for changes, field in (
        ({"outcome": "fine"}, "outcome"),
        ({"reason": "Looks fine."}, "reason"),
        ({"outcome": "to_learn"}, "learning"),
    ):
        new = review(**{"outcome": "justified", **changes})
        assert objected(review_force, head(world), ref, new) == {field}


def test_no_review_before_somebody_was_told(world):
    with pytest.raises(Stale):
        review_force(head(world), recorded(world), review())
    assert review_force(head(world), told_to_the_council(world), review())


def test_whoever_used_the_force_never_reviews_it_and_reads_it_only_as_their_own(world):
    """The head held him and wrote it down; the DSL reviews it."""
    held = {"used_by": (world["head"],)}
    mine = told(world, by="head", **held)
    assert read_force(head(world), mine)
    with pytest.raises(Refused):
        review_force(head(world), mine, review())
    others = told(world, **held)
    with pytest.raises(Hidden):
        review_force(head(world), others, review())
    with pytest.raises(Hidden):
        read_force(head(world), others)
    assert [each.reference for each in read_forces(head(world))] == []
    assert review_force(dsl(world), others, review())


def test_one_person_who_is_head_and_dsl_at_once_finds_the_executive_head_there(world):
    """Both posts in one hand, and that hand used the force: the next one reviews."""
    granted(world, "head", Role.DEPUTY_DSL)
    all_three = tuple(world[name] for name in ("head", "dsl", "deputy_dsl"))
    ref = recorded(world, by="searcher", used_by=all_three)
    tell_parents(world.acting("searcher"), ref, telling())
    for name in ("head", "dsl", "deputy_dsl"):
        with pytest.raises(Hidden):
            review_force(world.acting(name, elevated=True), ref, review())
    above = world.acting("executive_head", elevated=True)
    assert review_force(above, ref, review())
