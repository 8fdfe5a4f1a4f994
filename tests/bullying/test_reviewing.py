"""A plan for both sides, and the days on which the harmed child is asked."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from safeguard.bullying.commands.course import Places
from safeguard.bullying.commands.ending import (
    Ending,
    Review,
    agree_bullying_plan,
    review_bullying,
)
from safeguard.bullying.commands.establishing import (
    assess_bullying,
    open_bullying,
)
from safeguard.bullying.models import BullyingReview
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.sealing import unseal
from tests.bullying.told import (
    ON_SCREEN,
    answered,
    asked,
    asked_on_the_day,
    due,
    found_bullying,
    owed,
    pair_case,
    plan,
    planned,
    process,
    read,
    said_in,
)
from tests.cases.worked import dsl
from tests.objections import objected
from tests.trail.reading import entries, facts, last

pytestmark = pytest.mark.both_engines
WEEKS = timedelta(weeks=1)
LEARNED = Ending("The form worked on what a joke is.")
WHY = "It went on in the same chat after half-term."


# ---- Planned and asked -----------------------------------------------------------


def test_no_plan_is_agreed_for_one_side_alone(world):
    case = found_bullying(world)
    assert objected(agree_bullying_plan, dsl(world), case, plan(other=" ")) == {"other"}
    assert objected(agree_bullying_plan, dsl(world), case, plan(harmed="")) == {
        "harmed"
    }
    assert process(case).state == "assessed_bullying"


def test_a_plan_brings_two_reviews_after_two_and_six_weeks(world):
    case = planned(world)
    stands = read(world, case)
    days = [
        (clock.local(at).date() - clock.today()).days
        for at in (stands.plans[0].first_review_at, stands.plans[0].second_review_at)
    ]
    assert days == [14, 42]
    assert (stands.state, stands.review) == ("review_due", 1)
    assert stands.review_due_at == stands.plans[0].first_review_at


def test_when_the_child_says_yes_twice_it_is_resolved(world):
    case = planned(world)
    with clock.moved_on(2 * WEEKS):
        asked(world, case)
        assert (process(case).state, process(case).review) == ("review_due", 2)
    with clock.moved_on(6 * WEEKS):
        asked(world, case)
        row = process(case)
        assert (row.state, row.review_due_at, row.ended_at) == (
            "resolved", None, clock.now(),
        )  # fmt: skip
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == (
        "bullying.reviewed", {"review": 2, "answer": "yes"},
    )  # fmt: skip
    words = [unseal(row, "own_words") for row in db.session.scalars(
        select(BullyingReview))]  # fmt: skip
    assert words == [ON_SCREEN, ON_SCREEN]


@pytest.mark.parametrize("answer", ["no", "partly"])
def test_when_it_goes_on_the_plan_is_made_again_with_new_dates(world, answer):
    case = planned(world)
    first = due(case)
    with clock.moved_on(2 * WEEKS):
        asked(world, case, answer)
        assert (process(case).state, process(case).review_due_at) == ("plan", None)
        agree_bullying_plan(dsl(world), case, plan())
        row = process(case)
    assert (row.state, row.review) == ("review_due", 1)
    assert due(case) > first


def test_a_child_who_was_not_asked_is_still_owed(world):
    case = owed(world)
    due_at = due(case)
    asked(world, case, "not_asked")
    row = process(case)
    assert (row.state, row.review, row.review_due_at) == ("review_due", 1, due_at)
    with pytest.raises(Invalid):
        review_bullying(dsl(world), case, Review(world["ellis"], "not_asked"))


def test_an_answer_is_in_the_childs_own_words(world):
    case = planned(world)
    said = Review(world["ellis"], "yes", "", "We saw nothing.")
    assert objected(review_bullying, dsl(world), case, said) == {"own_words"}


def test_each_harmed_child_is_asked(world):
    case = pair_case(world)
    two = Places(
        ((world["ellis"], "harmed"), (world["jayden"], "alleged_to_have_harmed")),
        harmed_elsewhere=("A boy of Cedar Academy",),
    )
    open_bullying(dsl(world), case, two)
    assess_bullying(dsl(world), case, answered())
    agree_bullying_plan(dsl(world), case, plan())
    with clock.moved_on(2 * WEEKS):
        asked(world, case)
        assert process(case).review == 1
        (other,) = read(world, case).owed
        review_bullying(dsl(world), case, Review(other.child_ref, "yes", "It stopped"))
        assert process(case).review == 2


def test_a_child_who_answered_is_not_asked_twice_in_one_review(world):
    case = pair_case(world)
    two = Places(
        ((world["ellis"], "harmed"), (world["jayden"], "alleged_to_have_harmed")),
        harmed_elsewhere=("A boy of Cedar Academy",),
    )
    open_bullying(dsl(world), case, two)
    agree_after_test = assess_bullying(dsl(world), case, answered())
    agree_bullying_plan(dsl(world), agree_after_test, plan())
    with clock.moved_on(2 * WEEKS):
        asked(world, case)
        said = Review(world["ellis"], "yes", "It stopped")
        assert objected(review_bullying, dsl(world), case, said) == {"child_ref"}


# ---- Before the day --------------------------------------------------------------


def test_an_early_look_is_kept_and_the_review_is_still_owed(world):
    case = planned(world)
    due_at = due(case)
    with clock.moved_on(timedelta(days=3)):
        asked(world, case)
    row, stands = process(case), read(world, case)
    assert (row.state, row.review, row.review_due_at) == ("review_due", 1, due_at)
    assert [each.name for each in stands.owed] == ["Ellis Thornbury"]
    assert [(each.review, each.own_words) for each in stands.reviews] == [
        (0, ON_SCREEN)
    ]
    assert said_in(case)[-1] == "early_yes"
    (leaf,) = [each for each in entries(world.birch) if each.action.endswith("viewed")]
    assert facts(leaf) == {"review": 0, "answer": "yes"}
    assert sorted(each.table for each in leaf.rows) == [
        "bullying_process", "bullying_review", "case_entry",
    ]  # fmt: skip


def test_the_second_review_is_not_answered_right_after_the_first(world):
    case = planned(world)
    asked_on_the_day(world, case)
    second = due(case)
    with clock.moved_on(2 * WEEKS + timedelta(minutes=1)):
        asked(world, case)
    row = process(case)
    assert (row.state, row.review, row.review_due_at) == ("review_due", 2, second)
    asked_on_the_day(world, case)
    assert process(case).state == "resolved"


def test_a_review_counts_from_the_morning_of_its_day(world):
    case = planned(world)
    day = clock.local(due(case)).date()
    with clock.standing_at(clock.london(day) - timedelta(seconds=1)):
        asked(world, case)
        assert process(case).review == 1
    with clock.standing_at(clock.london(day)):
        asked(world, case)
        assert process(case).review == 2


@pytest.mark.parametrize("answer", ["no", "partly"])
def test_what_goes_on_does_not_wait_for_the_day(world, answer):
    case = planned(world)
    asked(world, case, answer)
    assert (process(case).state, process(case).review_due_at) == ("plan", None)
    assert said_in(case)[-1] == f"early_{answer}"


def test_an_early_look_says_why_and_what_the_child_said(world):
    case = planned(world)
    because = "Ellis came to the office by himself."
    for said, field in (
        (Review(world["ellis"], "yes", ON_SCREEN), "words"),
        (Review(world["ellis"], "yes", "", because), "own_words"),
        (Review(world["ellis"], "not_asked", "", because), "answer"),
    ):
        assert objected(review_bullying, dsl(world), case, said) == {field}


def test_a_second_review_whose_day_is_past_gets_two_weeks_more(world):
    case = planned(world)
    with clock.moved_on(7 * WEEKS):
        asked(world, case)
        ahead = clock.local(due(case)).date() - clock.today()
    assert ahead.days == 14


def test_two_who_work_at_once_do_not_overwrite_each_other(world):
    case = planned(world)
    seen = process(case).version
    asked(world, case)
    stale = Review(world["ellis"], "no", "It goes on", version=seen)
    with pytest.raises(Stale):
        review_bullying(dsl(world), case, stale)
