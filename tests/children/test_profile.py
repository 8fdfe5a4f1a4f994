"""Needs, plans and links of a child: versions that stay, seen by whom they are for."""

from datetime import date, timedelta

import pytest

from safeguard.children.commands import (
    Linked,
    Said,
    change_need,
    link_child,
    record_need,
    unlink_child,
)
from safeguard.children.queries.profile import needs_now_and_then
from safeguard.children.queries.reading import download_child, read_child
from safeguard.children.states import Known, Limits
from school.foundation import clock
from school.foundation.errors import ElevationNeeded, Hidden, Invalid, Refused, Stale
from school.inspection.queries.proving import root_of_the_first
from tests.cases.raised import raised
from tests.cases.worked import opened
from tests.factories.world import TUESDAY
from tests.trail.reading import facts, last

pytestmark = pytest.mark.both_engines
PLAN = Said(
    date(2026, 11, 2),
    "social_care",
    details="Neglect. Ms Ferro, Assessment Team East",
    told_words="by telephone, 3 November",
)
EVERYTHING = Limits()


def test_a_plan_stands_on_the_childs_page_with_who_told_the_school(world, lead):
    case = opened(world, "ellis")

    ref = record_need(lead, world["ellis"], "child_protection_plan", PLAN)

    entry = last(world.birch)
    assert (entry.action, entry.result) == ("need.recorded", "done")
    assert entry.objects == (world["ellis"],)
    assert facts(entry) == {"kind": "child_protection_plan", "told_by": "social_care"}
    found = read_child(lead, world["ellis"], EVERYTHING)
    assert [(need.need_ref, need.details) for need in found.needs] == [
        (ref, PLAN.details)
    ]
    assert found.needs[0].told_words == PLAN.told_words
    assert {world["ellis"], case} <= set(last(world.birch).objects)


def test_a_change_is_a_new_version_and_the_day_of_the_case_stays_as_it_was(world, lead):
    opened(world, "ellis")
    ref = record_need(lead, world["ellis"], "child_protection_plan", PLAN)
    opened_at = clock.now()
    seen = read_child(lead, world["ellis"], EVERYTHING).needs[0].ref
    with clock.standing_at(TUESDAY + timedelta(days=30)):
        ended = Said(PLAN.from_on, "social_care", date(2026, 12, 1), "Plan ended")
        change_need(lead, world["ellis"], ref, seen, ended)
        late = Said(date(2026, 9, 1), "parent", details="Polish; interpreter needed")
        record_need(lead, world["ellis"], "english_additional", late)
        with pytest.raises(Stale):
            change_need(lead, world["ellis"], ref, seen, PLAN)
        found = read_child(lead, world["ellis"], EVERYTHING)
        asked = needs_now_and_then(world.birch, [world["ellis"]], opened_at)
        _now, then = asked[world["ellis"]]

    assert [need.kind for need in found.needs] == ["english_additional"]
    assert [need.details for need in found.needs_over] == ["Plan ended"]
    assert [(need.details, need.known) for need in then] == [
        (late.details, Known.LATER),
        (PLAN.details, Known.THEN),
    ]


def test_what_was_never_so_is_shown_as_known_then_and_corrected(world, lead):
    opened(world, "ellis")
    ref = record_need(lead, world["ellis"], "young_carer", PLAN)
    seen = read_child(lead, world["ellis"], EVERYTHING).needs[0].ref
    with clock.standing_at(TUESDAY + timedelta(days=1)):
        wrong = Said(PLAN.from_on, "parent", in_error=True)
        change_need(lead, world["ellis"], ref, seen, wrong)
        found = read_child(lead, world["ellis"], EVERYTHING)
        asked = needs_now_and_then(world.birch, [world["ellis"]], TUESDAY)
        _now, then = asked[world["ellis"]]

    assert (found.needs, found.needs_over) == ((), ())
    assert [need.known for need in then] == [Known.CORRECTED]


@pytest.mark.parametrize(
    ("kind", "said", "field"),
    [
        ("no such need", PLAN, "kind"),
        ("looked_after", Said(None, "parent"), "from_on"),
        ("looked_after", Said(date(2027, 1, 1), "parent"), "from_on"),
        ("looked_after", Said(PLAN.from_on, "rumour"), "told_by"),
        ("looked_after", Said(PLAN.from_on, "parent", date(2026, 1, 1)), "until_on"),
    ],
)
def test_what_cannot_stand_is_said_beside_its_field(world, lead, kind, said, field):
    raised(world, "teacher", "ellis")

    with pytest.raises(Invalid) as objected:
        record_need(lead, world["ellis"], kind, said)
    assert set(objected.value.problems) == {field}


def test_a_brother_is_seen_from_both_sides_and_the_link_can_end(world, lead):
    opened(world, "ellis")
    opened(world, "jayden")

    ref = link_child(lead, world["ellis"], Linked(world["jayden"], "sibling", "Half"))

    assert set(last(world.birch).objects) == {world["ellis"], world["jayden"]}
    for one, other in (("ellis", "jayden"), ("jayden", "ellis")):
        [link] = read_child(lead, world[one], EVERYTHING).linked
        assert (link.child_ref, link.reason, link.opens) == (world[other], "Half", True)
    with pytest.raises(Invalid):
        link_child(lead, world["jayden"], Linked(world["ellis"], "sibling"))
    unlink_child(lead, world["jayden"], ref, "Entered for the wrong boy.")
    assert last(world.birch).action == "child.unlinked"
    assert read_child(lead, world["ellis"], EVERYTHING).linked == ()


def test_a_link_never_tells_of_a_case_that_the_reader_may_not_see(world, lead):
    opened(world, "ellis")
    # The deputy is part of what happened to Jayden, and must not know of it.
    raised(world, "teacher", "jayden", adults=(world["deputy_dsl"],))
    for kind in ("sibling", "associate"):
        link_child(lead, world["ellis"], Linked(world["jayden"], kind, "Named twice."))
    deputy = world.acting("deputy_dsl", reason="covering")

    [link] = read_child(deputy, world["ellis"], EVERYTHING).linked

    assert (link.kind, link.reason, link.opens) == ("sibling", "", False)
    assert len(read_child(lead, world["ellis"], EVERYTHING).linked) == 2
    with pytest.raises(Hidden):
        read_child(deputy, world["jayden"], EVERYTHING)


def test_only_a_pupil_of_the_school_can_be_linked_and_never_to_itself(world, lead):
    raised(world, "teacher", "ellis")
    for other in ("ellis", "cedar_pupil", "teacher"):
        with pytest.raises(Invalid):
            link_child(lead, world["ellis"], Linked(world[other], "sibling"))


def test_a_child_without_a_record_and_an_invented_child_answer_alike(world, lead):
    refused = []
    for ref in (world["maya"], "0" * 16):
        with pytest.raises(Hidden):
            read_child(lead, ref, EVERYTHING)
        refused.append(last(world.birch))
        with pytest.raises(Hidden):
            record_need(lead, ref, "looked_after", PLAN)
    one, other = refused
    assert (one.action, one.result) == (other.action, other.result)
    assert facts(one) == facts(other) == {"code": "hidden"}


def test_who_may_open_a_childs_page(world):
    opened(world, "ellis")
    for name in ("teacher", "ict", "digital_safety", "office", "cedar_dsl", "trustee"):
        who = world.acting(name, reason="I wonder")
        with pytest.raises((Hidden, Refused)):
            read_child(who, world["ellis"], EVERYTHING)
    with pytest.raises(ElevationNeeded):
        read_child(world.acting("dsl"), world["ellis"], EVERYTHING)
    head = world.acting("head", reason="A complaint")
    assert read_child(head, world["ellis"], EVERYTHING).total
    with pytest.raises(Refused):
        record_need(head, world["ellis"], "looked_after", PLAN)


def test_the_wall_hides_the_page_of_ones_own_child(world):
    opened(world, "maya")
    mother = world.acting("parent_teacher", reason="mine")
    with pytest.raises((Hidden, Refused)):
        read_child(mother, world["maya"], EVERYTHING)


def test_a_paper_says_from_which_trail_it_was_made(world, lead):
    opened(world, "ellis")
    before = last(world.birch).seq + 1

    _found, head = download_child(lead, world["ellis"], EVERYTHING)

    assert head.size == before
    assert head.root == root_of_the_first(world.birch, before).hex()
    assert last(world.birch).action == "child.downloaded"
