"""Whoever acted in it neither handles nor reads it, and does not learn of it."""

import pytest

from safeguard.complaints.commands.handling import (
    Assignment,
    Linking,
    Said,
    add_to_complaint,
    assign_complaint,
    link_complaint,
)
from safeguard.complaints.queries import freezes
from safeguard.complaints.queries.freezing import shown_freeze
from safeguard.complaints.queries.listing import (
    handlers_to_choose,
    own_open,
    read_complaints,
)
from safeguard.complaints.queries.reading import (
    print_complaint,
    read_complaint,
    read_own_complaint,
)
from safeguard.searches.commands.conducting import Present
from school.foundation.errors import ElevationNeeded, Hidden, Invalid, Refused
from tests.complaints import told
from tests.examinations import told as examinations
from tests.objections import objected
from tests.searches import told as searches
from tests.trail.reading import entries, facts, last


def test_the_searcher_cannot_read_the_complaint_even_having_recorded_it(world):
    search = told.searched(world)
    complaint = told.recorded(world, "searcher", reference=search)
    searcher = told.who(world, "searcher")
    receipt = read_own_complaint(searcher, complaint)
    assert (receipt.state, told.WORDS in repr(receipt)) == ("received", False)
    for doing in (read_complaint, print_complaint):
        with pytest.raises(Hidden):
            doing(searcher, complaint)
    assert read_complaints(searcher) == ()


@pytest.mark.parametrize("name", ["searcher", "other_teacher"])
def test_searcher_and_witness_are_refused_in_the_choice_and_in_the_act(world, name):
    search = told.searched(world)
    complaint = told.acknowledged(world, told.recorded(world, reference=search))
    head = told.who(world, "head")
    choices = {each.ref for each in handlers_to_choose(head, complaint)}
    assert world[name] not in choices
    assert world["tutor"] in choices
    new = Assignment(world[name])
    assert objected(assign_complaint, head, complaint, new) == {"handler_ref"}


def test_kin_of_the_pupil_are_not_chosen_either(world):
    complaint = told.recorded(world, pupil_ref=world["maya"])
    told.acknowledged(world, complaint)
    head = told.who(world, "head")
    choices = {each.ref for each in handlers_to_choose(head, complaint)}
    assert world["parent_teacher"] not in choices
    mother = Assignment(world["parent_teacher"])
    assert objected(assign_complaint, head, complaint, mother) == {"handler_ref"}


@pytest.mark.parametrize(
    "name", ["teacher", "dsl", "deputy_dsl", "office", "trustee", "dpo", "cedar_head"]
)
def test_nobody_reads_it_who_neither_handles_nor_sees_to_it(world, name):
    complaint = told.recorded(world)
    with pytest.raises((Hidden, Refused)):
        read_complaint(told.who(world, name), complaint)


def test_whoever_handles_it_reads_it_after_a_second_factor(world):
    complaint = told.at_stage_1(world)
    with pytest.raises(ElevationNeeded):
        read_complaint(world.acting("tutor"), complaint)
    read = read_complaint(told.who(world, "tutor"), complaint)
    assert (read.words, read.child) == (told.WORDS, "Ellis Thornbury")
    assert [ref for ref, _ in own_open(world.acting("tutor"))] == [complaint]
    assert last(world.birch).action == "complaint.read"


def test_a_reference_typed_in_passing_tells_nobody_that_it_leads_anywhere(world):
    search = told.searched(world)
    right = told.recorded(world, reference=search)
    wrong = told.recorded(world, reference="7KQ4M-2XF9B")
    office = world.acting("office")
    receipts = [read_own_complaint(office, ref) for ref in (right, wrong)]
    assert receipts[0].due_at == receipts[1].due_at
    assert (told.row(right).subject_ref, told.row(wrong).subject_ref) == (search, None)


def test_once_linked_whoever_acted_loses_it_and_the_next_above_has_it(world):
    """The head had it, and then it turned out that the head was the witness."""
    searches.authorised(world)
    search = searches.done(world, present=Present(witness_ref=world["head"]))
    complaint = told.recorded(world)
    assert told.row(complaint).handler_ref == world["head"]
    link_complaint(told.who(world, "head"), complaint, Linking(search))
    assert told.row(complaint).handler_ref == world["executive_head"]
    with pytest.raises(Hidden):
        read_complaint(told.who(world, "head"), complaint)
    assert read_complaint(told.who(world, "executive_head"), complaint).about


def test_nothing_is_linked_that_is_no_search_of_this_school(world):
    complaint = told.recorded(world)
    doing = link_complaint, told.who(world, "head"), complaint
    assert objected(*doing, Linking("7KQ4M-2XF9B")) == {"reference"}
    assert objected(*doing, Linking("his search")) == {"reference"}


def test_who_comes_to_have_acted_later_is_out_from_that_moment(world):
    """A complaint came while the search still went on; then somebody saw it done."""
    searches.authorised(world)
    search = searches.ready(world)
    complaint = told.recorded(world, reference=search)
    told.assigned(world, told.acknowledged(world, complaint), "tutor")
    searches.conducted(world, search, present=Present(witness_ref=world["tutor"]))
    with pytest.raises(Hidden):
        add_to_complaint(told.who(world, "tutor"), complaint, Said("Heard the class."))
    assert own_open(world.acting("tutor")) == []


# ---- What an open complaint freezes -----------------------------------------------


def test_an_open_complaint_freezes_what_it_is_about_until_it_is_closed(world):
    search = told.searched(world)
    assert not freezes(search)
    complaint = told.recorded(world, reference=search)
    assert freezes(search)
    told.answered(world, told.assigned(world, told.acknowledged(world, complaint)))
    told.ended(world, complaint)
    assert not freezes(search)


def test_a_search_is_frozen_with_its_examination_and_the_other_way_round(world):
    examined = examinations.begun(world, *examinations.TO_FOUND)
    search = examinations.row(examined).search_ref
    told.recorded(world, type="deleting", reference=examined)
    assert freezes(examined)
    assert freezes(search)


def test_the_freeze_does_not_tell_the_searcher_that_there_is_a_complaint(world):
    search = told.searched(world)
    told.recorded(world, reference=search)
    assert shown_freeze(world.acting("dsl"), search)
    for name in ("searcher", "other_teacher"):
        assert not shown_freeze(world.acting(name), search)


def test_the_trail_names_nobody_and_no_words(world):
    search = told.searched(world)
    complaint = told.at_stage_1(world, reference=search)
    told.answered(world, complaint)
    said = repr([facts(leaf) for leaf in entries(world.birch)])
    for words in ("Thornbury", told.WORDS, told.REASONS, told.MOTHER):
        assert words not in said


def test_what_must_be_said_is_asked_for(world):
    bare = {"type": "?", "who": "", "channel": "", "complainant": " ", "words": ""}
    with pytest.raises(Invalid) as refused:
        told.recorded(world, **bare)
    assert set(refused.value.problems) == set(bare)
    with pytest.raises(Invalid) as refused:
        told.recorded(world, pupil_ref=world["cedar_pupil"], named=(world["maya"],))
    assert set(refused.value.problems) == {"pupil_ref", "staff_ref"}
