"""Who reads what of an item: the tag, the child, nothing."""

import pytest

from safeguard.custody.commands.ending import (
    return_item,
)
from safeguard.custody.commands.sealing import (
    NewHold,
    hold_item,
)
from safeguard.custody.queries.reading import read_item
from school.foundation.actor import Role
from school.foundation.errors import Hidden, Refused, Stale
from tests.cases import worked
from tests.custody import held
from tests.trail.reading import entries, facts

# ---- What others read --------------------------------------------------------------


def test_a_technician_sees_the_tag_and_never_the_child(world):
    item = held.stored(world)
    for name in ("ict", "digital_safety"):
        seen = read_item(world.acting(name), item)
        told = repr([vars(seen), vars(seen.brief), seen.chain, seen.events])
        for words in ("Jayden", "Pryce", world["jayden"], held.WHY, held.WORDS):
            assert words not in told
        assert (seen.brief.seal_number, seen.brief.store) == (
            held.row(item).seal_number, held.SAFE,
        )  # fmt: skip
        assert seen.condition.startswith("Working")


def test_whose_it_was_in_a_restricted_case_the_office_does_not_read(world):
    case = worked.opened(world, "ellis", level="C4")
    item = held.seized(
        world, "dsl", origin_ref=case, pupil_ref=world["ellis"], why="In the case."
    )
    assert read_item(world.acting("dsl"), item).brief.child == "Ellis Thornbury"
    seen = read_item(world.acting("custody_officer"), item)
    assert (seen.brief.child, seen.why, seen.origin_ref) == ("", "", None)


def test_whoever_handed_it_on_reads_it_no_more(world):
    item = held.seized(world, "teacher")
    assert read_item(world.acting("teacher"), item).brief.child == "Jayden Pryce"
    held.passed_on(world, item, "custody_officer", "teacher")
    with pytest.raises(Hidden):
        read_item(world.acting("teacher"), item)


def test_the_trail_names_no_child_and_no_words(world):
    item = held.stored(world)
    held.passed_on(world, item)
    return_item(world.acting("custody_officer"), item, held.going_back())
    said = repr([facts(leaf) for leaf in entries(world.birch)])
    for words in ("Jayden", held.WORDS, held.WHY, "Pryce"):
        assert words not in said


def test_the_named_office_is_whom_the_head_names(world):
    assert Role.CUSTODY_OFFICER in world.acting("custody_officer").roles
    item = held.seized(world)
    for name in ("office", "roll_officer", "teacher", "volunteer"):
        with pytest.raises((Hidden, Refused)):
            read_item(world.acting(name), item)
    with pytest.raises(Stale):
        hold_item(world.acting("custody_officer"), held.on_hold(world, item),
                  NewHold("PC Lund"))  # fmt: skip
