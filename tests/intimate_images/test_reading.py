"""Who reads it, one child's own sheet, what is owed, and who is reminded."""

from datetime import timedelta

import pytest

from safeguard.cases.commands.recording import suspect_image
from safeguard.installation.images import begin_image_processes, remind_of_images
from safeguard.intimate_images.commands.keeping_safe import record_removal
from safeguard.intimate_images.commands.reminding import remind_of_image
from safeguard.intimate_images.commands.reviewing import enter_child
from safeguard.intimate_images.queries.owed import (
    brief_of,
    count_images_due,
    read_images_due,
)
from safeguard.intimate_images.queries.reading import read_image
from safeguard.intimate_images.queries.sheet import print_image
from school.foundation import clock
from school.foundation.errors import ElevationNeeded, Hidden, Refused, Stale
from school.identity.commands.people import NewRelationship, relate
from tests.cases.worked import dsl, opened
from tests.intimate_images import told
from tests.intimate_images.told import answered, image_case, process
from tests.trail.reading import facts, last

NOBODYS = ("teacher", "searcher", "digital_safety", "trustee", "chair", "cedar_dsl")


def test_nobody_reads_it_but_those_who_read_the_case(world):
    case = answered(world)
    for name in NOBODYS:
        actor = world.acting(name, reason="curious")
        with pytest.raises((Hidden, Refused)):
            read_image(actor, case)
        assert count_images_due(actor) == 0
    with pytest.raises(ElevationNeeded):
        read_image(world.acting("head", elevated=True), case)
    assert read_image(world.acting("head", reason="to sign it"), case)
    leaf = last(world.birch)
    assert (leaf.action, leaf.person_ref) == ("intimate_image.read", world["head"])
    assert {case, process(case).ref} <= set(leaf.objects)


def test_before_anything_is_written_it_is_owed_all_the_same(world, in_term):
    case = opened(world)
    assert (brief_of(case), count_images_due(dsl(world))) == (None, 0)
    suspect_image(dsl(world), case)
    brief = brief_of(case)
    assert brief
    assert brief.due_at
    assert (brief.state, clock.local(brief.due_at).date()) == (
        "reported", clock.today(),
    )  # fmt: skip
    assert [each.case_ref for each in read_images_due(dsl(world))] == [case]
    read = told.read(world, case)
    assert (read.state, read.version, read.due_at) == ("reported", 0, brief.due_at)


def test_a_relative_sees_it_in_no_list_and_no_count(world):
    case = answered(world, coercion="unknown")
    assert [each.case_ref for each in read_images_due(dsl(world))] == [case]
    relate(world.system(), NewRelationship(world["jayden"], world["dsl"], "aunt", True))
    assert (count_images_due(dsl(world)), read_images_due(dsl(world))) == (0, [])
    with pytest.raises(Hidden):
        told.read(world, case)


def test_what_is_closed_is_owed_no_more(world):
    told.closed(world)
    assert count_images_due(dsl(world)) == 0


def test_a_sheet_is_about_one_child_and_names_no_other(world):
    case = image_case(world)
    mine = told.entry(
        world["ellis"],
        wishes="I want Jayden to say sorry. Pryce’s brother knows.",
        support="Ellis sees Tom Pellow; Jayden is kept apart.",
    )
    enter_child(dsl(world), case, mine)
    enter_child(dsl(world), case, told.entry(world["jayden"], part="shared"))
    answered(world, case, coercion="yes")
    sheet = print_image(dsl(world), case, world["ellis"])
    assert sheet.entry
    assert (
        sheet.entry.texts["wishes"] == "I want [B] to say sorry. [B]’s brother knows."
    )
    assert sheet.entry.texts["support"] == "Ellis sees Tom Pellow; [B] is kept apart."
    assert [(each.letter, each.part) for each in sheet.others] == [("B", "shared")]
    leaf = last(world.birch)
    assert leaf.action == "intimate_image.printed"
    with pytest.raises(Hidden):
        print_image(dsl(world), case, world["maya"])


def test_a_sheet_has_only_what_became_of_it_with_this_child(world):
    case = told.planned(world)
    record_removal(dsl(world), case, told.removal(world["jayden"]))
    assert print_image(dsl(world), case, world["ellis"]).removals == ()
    assert len(print_image(dsl(world), case, world["jayden"]).removals) == 1


def test_leads_and_the_head_hear_once_of_a_clock_that_ran_out(world, in_term):
    case = image_case(world)
    begin_image_processes()
    assert remind_of_images() == 0
    with clock.moved_on(timedelta(days=1)):
        assert remind_of_images() == 1
        assert ("now", told.page_of(case)) in told.told(world["dsl"])
        assert ("now", "/") in told.told(world["head"])
        leaf = last(world.birch)
        assert (leaf.action, facts(leaf)["state"]) == (
            "intimate_image.reminded", "reported",
        )  # fmt: skip
        assert remind_of_images() == 0
        with pytest.raises(Stale):
            remind_of_image(world.system(), case)


def test_an_open_question_is_reminded_of_when_its_school_day_is_over(world, in_term):
    case = answered(world, adult="unknown")
    with clock.moved_on(timedelta(hours=4)):
        assert remind_of_images() == 0
    with clock.moved_on(timedelta(days=2)):
        assert remind_of_images() == 1
        assert ("now", told.page_of(case)) in told.told(world["deputy_dsl"])
