"""A complaint takes its course: three stages, clocks as data, an end with reasons."""

from collections import deque
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from safeguard.complaints.commands.handling import (
    Outcome,
    Said,
    acknowledge_complaint,
    answer_complaint,
    convene_panel,
)
from safeguard.complaints.models import ComplaintStep
from safeguard.complaints.queries.reading import print_complaint
from safeguard.complaints.states import Move, Standing, State, may, moved
from safeguard.guidance import clocks
from safeguard.installation.complaints import tell_of_complaints
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Hidden, Refused, Stale
from school.notices import Notice
from tests.complaints import told
from tests.objections import objected
from tests.trail.reading import acts, entries, facts, last

# ---- Every state -------------------------------------------------------------------


Edge = tuple[Standing, Move, Standing]


def walk(begin: Standing) -> tuple[set[Standing], list[Edge]]:
    """Every state that can be reached, and every edge between them."""
    seen, waiting = {begin}, deque([begin])
    edges: list[Edge] = []
    while waiting:
        now = waiting.popleft()
        for move in Move:
            after = moved(now, move)
            assert (after is not None) is may(now, move)
            if after is None:
                continue
            edges.append((now, move, after))
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    return seen, edges


@pytest.mark.parametrize(("staged", "counts"), [(True, (13, 24)), (False, (6, 9))])
def test_the_walk_has_as_many_states_as_are_written_down(staged, counts):
    states, edges = walk(Standing(staged=staged))
    print(f"staged {staged}: {len(states)} states, {len(edges)} edges")
    assert (len(states), len(edges)) == counts


def test_nothing_is_closed_without_an_answer_unless_it_is_withdrawn():
    for before, move, after in walk(Standing())[1]:
        if after.state is State.CLOSED:
            assert move is Move.WITHDRAW or before.answered
        assert before.state is not State.CLOSED


def test_the_panel_decides_nothing_before_it_is_named():
    for before, move, _ in walk(Standing())[1]:
        if before.state is State.PANEL and move is Move.ANSWER:
            assert before.convened


def test_a_complaint_about_data_has_one_stage():
    states, _ = walk(Standing(staged=False))
    assert {each.state for each in states} == set(State) - {State.STAGE_2, State.PANEL}


# ---- On a real database ------------------------------------------------------------


@pytest.mark.both_engines
def test_three_stages_each_with_somebody_else_and_one_entry_a_step(world, in_term):
    before = len(entries(world.birch))
    complaint = told.at_panel(world)
    told.convened(world, complaint)
    told.answered(world, complaint, "office")
    told.ended(world, complaint, "decided")
    assert [action for action, _ in acts(world.birch, before)] == [
        "complaint.recorded", "complaint.acknowledged", "complaint.assigned",
        "complaint.answered", "complaint.taken_further", "complaint.answered",
        "complaint.taken_further", "complaint_panel.convened", "complaint.answered",
        "complaint.closed",
    ]  # fmt: skip
    row = told.row(complaint)
    assert (row.state, row.outcome, row.due_at) == ("closed", "partly_upheld", None)
    asked = select(ComplaintStep).where(ComplaintStep.complaint_ref == complaint)
    steps = sorted(db.session.scalars(asked), key=lambda each: each.number)
    assert [each.number for each in steps] == list(range(1, 11))


def due(complaint: str):
    """Until when the next step is due: the day in London."""
    at = told.row(complaint).due_at
    assert at
    return clock.local(at).date()


CLOCKS = [
    # Type, the clock of its acknowledgement, days from Tuesday 24 November.
    ("searching", "complaint_acknowledged", 7),
    ("deleting", "complaint_acknowledged", 7),
    ("data_protection", "data_complaint", 30),
]


@pytest.mark.parametrize(("type_code", "code", "days"), CLOCKS)
def test_each_type_is_acknowledged_by_its_own_clock(
    world, in_term, type_code, code, days
):
    """Five school days; for personal data 30 days of the calendar (DUAA 2025)."""
    complaint = told.recorded(world, type=type_code)
    assert (due(complaint) - clock.today()).days == days
    assert clocks.named("data_complaint").calendar == "calendar"
    assert clocks.named(code).length in {5, 30}


def test_the_clock_runs_from_when_it_came_in_not_from_when_it_was_written_down(
    world, in_term
):
    came = clock.now() - timedelta(days=14)
    complaint = told.recorded(world, received_at=came)
    assert due(complaint) < clock.today()
    late = clock.now() + timedelta(minutes=5)
    doing = partial(told.recorded, world, received_at=late)
    assert objected(doing) == {"happened_on"}


def test_whoever_answered_a_stage_answers_no_other(world):
    complaint = told.answered(world, told.at_stage_1(world))
    assert objected(lambda: told.further(world, complaint, "tutor")) == {"handler_ref"}
    assert told.row(complaint).state == "stage1"
    told.further(world, complaint, "counsellor")
    for name in ("tutor", "teacher"):
        with pytest.raises((Hidden, Refused)):
            told.answered(world, complaint, name)


def test_an_answer_has_reasons(world):
    complaint = told.at_stage_1(world)
    doing = answer_complaint, told.who(world, "tutor"), complaint
    assert objected(*doing, Outcome("?", "Because.")) == {"outcome", "reasons"}


@pytest.mark.parametrize(
    ("members", "independent"),
    [
        (told.STRANGERS, (False, False, False)),
        (told.STRANGERS[:2], (True, True)),
        ((told.STRANGERS[0], told.STRANGERS[0].upper(), ""), (True, True, True)),
        # Who searched, and who answered stage 1.
        (("Daniel Roche", *told.STRANGERS[:2]), (False, True, True)),
        (("Imran  Sheikh", *told.STRANGERS[:2]), (False, True, True)),
    ],
)
def test_a_panel_is_three_who_had_no_part_one_of_them_independent(
    world, members, independent
):
    complaint = told.at_panel(world, reference=told.searched(world))
    new = told.panel(*independent, names=members)
    doing = convene_panel, told.who(world, "head"), complaint, new
    assert objected(*doing) == {"members"}
    with pytest.raises(Stale):
        told.answered(world, complaint, "office")
    told.convened(world, complaint)
    assert facts(last(world.birch)) == {
        "move": "convene", "state": "panel", "members": 3, "independent": 1,
    }  # fmt: skip


def test_there_is_a_further_stage_while_there_is_one(world):
    complaint = told.answered(world, told.at_stage_1(world))
    assert objected(lambda: told.ended(world, complaint, "decided")) == {"ending"}
    told.ended(world, complaint, "time_passed")


def test_it_can_be_withdrawn_at_any_time_and_never_closed_without_an_answer(world):
    complaint = told.recorded(world)
    with pytest.raises(Stale):
        told.ended(world, complaint, "content")
    told.ended(world, complaint, "withdrawn")
    assert told.row(complaint).state == "closed"


def test_a_data_protection_complaint_goes_no_further(world):
    complaint = told.recorded(world, type="data_protection")
    told.acknowledged(world, complaint, "dpo")
    told.assigned(world, complaint, "office", "dpo")
    told.answered(world, complaint, "office")
    with pytest.raises(Stale):
        told.further(world, complaint, "counsellor", "executive_head")
    told.ended(world, complaint, "decided", "dpo")


def test_of_two_who_act_at_once_the_second_is_told(world):
    complaint = told.recorded(world)
    seen = told.row(complaint).version
    told.acknowledged(world, complaint)
    late = Said("By telephone this morning.", seen)
    with pytest.raises(Stale):
        acknowledge_complaint(told.who(world, "head"), complaint, late)


def test_whoever_has_it_and_the_executive_head_hear_once_that_it_is_late(
    world, in_term
):
    complaint = told.recorded(world)
    with clock.moved_on(timedelta(days=9)):
        assert tell_of_complaints() == 1
        assert tell_of_complaints() == 0
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == ("complaint.overdue", {"told": 2})
    asked = select(Notice.person_ref).where(Notice.path.startswith("/complaints/"))
    heard = list(db.session.scalars(asked))
    assert sorted(heard) == sorted([world["head"]] * 2 + [world["executive_head"]])
    assert complaint in leaf.objects


def test_the_written_record_tells_all_of_it(world):
    complaint = told.convened(world, told.at_panel(world))
    read = print_complaint(told.who(world, "head"), complaint)
    assert [each.kind for each in read.steps] == [
        "recorded", "acknowledged", "assigned", "answered", "taken_further", "answered",
        "taken_further", "convened",
    ]  # fmt: skip
    assert [each.independent for each in read.panel].count(True) == 1
    assert {each.words for each in read.steps if each.kind == "answered"} == {
        told.REASONS
    }
