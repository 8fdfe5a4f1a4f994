"""Needs: who opens, plans and ends them, and what the colleague may read."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from safeguard.training.commands.needs import (
    EndOfNeed,
    NeedPlan,
    NewNeed,
    end_need,
    open_need,
    plan_need,
)
from safeguard.training.queries.standing import all_over, needs_from
from safeguard.training.states import NeedState
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Refused, Stale
from school.notices import Notice
from tests.trail.reading import facts, last

COURSE = "online_safety_refresher"
PLAN = "The session on 12 January, before lunch."


def opened(world, who="teacher", by=None, **more) -> str:
    new = NewNeed(world[who], COURSE, more.pop("origin", "self_audit"), **more)
    return open_need(world.acting(by or who), new)


def test_a_self_audit_opens_the_colleagues_own_needs(world):
    ref = opened(world, origin_ref="AUDIT1", note="How pupils share pictures")

    need = needs_from(["AUDIT1"])["AUDIT1"][0]

    assert (need.ref, need.state, need.note) == (
        *(ref, NeedState.OPEN, "How pupils share pictures"),
    )
    entry = last(world.birch)
    assert entry.action == "training_need.opened"
    assert facts(entry) == {"course": COURSE, "origin": "self_audit"}
    assert not all_over("AUDIT1")


def test_a_plan_reaches_the_colleague_and_no_name_leaves_the_school(world):
    ref = opened(world, origin_ref="AUDIT1")

    plan_need(world.acting("dsl"), ref, NeedPlan(PLAN, clock.today()))

    need = needs_from(["AUDIT1"])["AUDIT1"][0]
    assert (need.state, need.plan, need.due_on) == (
        *(NeedState.PLANNED, PLAN, clock.today()),
    )
    asked = select(Notice.path).where(Notice.person_ref == world["teacher"])
    assert list(db.session.scalars(asked)) == ["/training/mine"]


def test_a_need_ends_with_its_reason_and_then_stays_as_it_is(world):
    ref = opened(world, origin_ref="AUDIT1")

    end_need(world.acting("head"), ref, EndOfNeed("talked", "Talked on Tuesday."))

    assert all_over("AUDIT1")
    assert facts(last(world.birch)) == {"course": COURSE, "why": "talked"}
    with pytest.raises(Stale):
        plan_need(world.acting("dsl"), ref, NeedPlan(PLAN))


@pytest.mark.parametrize("who", ["other_teacher", "office", "councillor", "ict"])
def test_nobody_opens_a_need_of_somebody_else_without_looking_after_training(
    world, who
):
    with pytest.raises(Refused):
        opened(world, by=who)


@pytest.mark.parametrize("who", ["dsl", "deputy_dsl", "head", "digital_safety"])
def test_whoever_looks_after_training_opens_needs(world, who):
    assert opened(world, by=who, origin="reviewer")


def test_a_colleague_plans_and_ends_nothing(world):
    ref = opened(world)
    for act, words in (
        (plan_need, NeedPlan(PLAN)),
        (end_need, EndOfNeed("talked", "Talked on Tuesday.")),
    ):
        with pytest.raises(Refused):
            act(world.acting("teacher"), ref, words)


@pytest.mark.parametrize("who", ["office", "ict", "councillor", "executive_head"])
def test_nobody_else_ends_a_need(world, who):
    ref = opened(world)
    with pytest.raises(Refused):
        end_need(world.acting(who), ref, EndOfNeed("talked", "Talked on Tuesday."))


def test_another_school_has_never_heard_of_it(world):
    ref = opened(world)
    with pytest.raises(Hidden):
        plan_need(world.acting("cedar_dsl"), ref, NeedPlan(PLAN))


def test_what_cannot_be_is_said_at_its_field(world):
    with pytest.raises(Invalid) as refused:
        open_need(
            world.acting("dsl"),
            NewNeed(world["cedar_teacher"], "swimming", "whim", note="x" * 1001),
        )
    assert set(refused.value.problems) == {"person_ref", "course", "origin", "note"}
    ref = opened(world)
    yesterday = clock.today() - timedelta(days=1)
    with pytest.raises(Invalid) as refused:
        plan_need(world.acting("dsl"), ref, NeedPlan("", yesterday, "nowhere"))
    assert set(refused.value.problems) == {"words", "due_on", "session_ref"}
    with pytest.raises(Invalid) as refused:
        end_need(world.acting("dsl"), ref, EndOfNeed("whim"))
    assert set(refused.value.problems) == {"why", "words"}


def test_two_reviewers_do_not_overwrite_each_other(world):
    ref = opened(world, origin_ref="AUDIT1")
    seen = needs_from(["AUDIT1"])["AUDIT1"][0].version
    plan_need(world.acting("dsl"), ref, NeedPlan(PLAN, version=seen))
    with pytest.raises(Stale):
        plan_need(world.acting("head"), ref, NeedPlan("Another plan.", version=seen))
