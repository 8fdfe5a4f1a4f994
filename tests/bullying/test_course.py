"""From the report to "it has stopped", and what stands in the way of the end."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from safeguard.bullying.commands.course import Places
from safeguard.bullying.commands.ending import (
    Ending,
    Review,
    agree_bullying_plan,
    close_bullying,
    review_bullying,
)
from safeguard.bullying.commands.establishing import (
    Assessment,
    Containment,
    Looking,
    Step,
    assess_bullying,
    contain_bullying,
    investigate_bullying,
    open_bullying,
    place_children,
)
from safeguard.bullying.models import BullyingReview, BullyingTest
from safeguard.cases.commands.closing import CaseClosure, close_case
from safeguard.cases.models import CaseEntry
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.sealing import unseal
from tests.bullying.told import (
    ON_SCREEN,
    answered,
    asked,
    begun,
    contained,
    due,
    found_bullying,
    pair_case,
    places,
    plan,
    planned,
    process,
    read,
)
from tests.cases.worked import ENDED, closed, dsl, opened, ready_to_close
from tests.trail.reading import facts, last

pytestmark = pytest.mark.both_engines
WEEKS = timedelta(weeks=1)
WHY = "It went on in the same chat after half-term."


def said_in(case: str) -> list[str | None]:
    asked_for = select(CaseEntry.code).where(
        CaseEntry.case_ref == case, CaseEntry.kind == "bullying"
    )
    return list(db.session.scalars(asked_for.order_by(CaseEntry.recorded_at)))


def objected(doing, *args) -> set[str]:
    with pytest.raises(Invalid) as refused:
        doing(*args)
    return set(refused.value.problems)


# ---- Reported and tested ---------------------------------------------------------


def test_a_case_is_treated_as_cyber_bullying(world):
    case = begun(world)
    leaf, row = last(world.birch), process(case)
    assert (row.state, leaf.action) == ("reported", "bullying.opened")
    assert set(leaf.objects) == {case, row.ref}
    assert sorted(each.table for each in leaf.rows) == [
        "bullying_child", "bullying_child", "bullying_process", "case_entry",
        "case_file",
    ]  # fmt: skip
    stands = read(world, case)
    assert [(each.name, each.side) for each in stands.children] == [
        ("Ellis Thornbury", "harmed"),
        ("Jayden Pryce", "alleged_to_have_harmed"),
    ]


def test_a_case_has_one_process(world):
    case = begun(world)
    with pytest.raises(Stale):
        open_bullying(dsl(world), case, places(world))


def test_each_side_needs_somebody(world):
    case = pair_case(world)
    alone = Places(((world["ellis"], "harmed"), (world["jayden"], "neither")))
    assert objected(open_bullying, dsl(world), case, alone) == {"other_elsewhere"}
    assert objected(open_bullying, dsl(world), case, Places(())) == {
        "harmed_elsewhere", "other_elsewhere",
    }  # fmt: skip


def test_a_child_of_another_school_stands_in_words(world):
    case = pair_case(world)
    words = Places(
        ((world["ellis"], "harmed"), (world["jayden"], "neither")),
        other_elsewhere=("A girl of Cedar Academy, Year 8",),
    )
    open_bullying(dsl(world), case, words)
    found = read(world, case).on("alleged_to_have_harmed")
    assert [(each.name, each.known) for each in found] == [
        ("A girl of Cedar Academy, Year 8", False)
    ]


def test_a_child_who_is_not_of_the_case_cannot_be_placed(world):
    case = pair_case(world)
    other = Places(((world["maya"], "harmed"), (world["jayden"], "harmed")))
    assert objected(open_bullying, dsl(world), case, other) == {"page"}


def test_children_are_placed_anew_and_the_record_keeps_both(world):
    case = begun(world)
    turned = Places(
        ((world["jayden"], "harmed"), (world["ellis"], "alleged_to_have_harmed"))
    )
    place_children(dsl(world), case, turned)
    sides = {each.name: each.side for each in read(world, case).children}
    assert sides == {
        "Jayden Pryce": "harmed", "Ellis Thornbury": "alleged_to_have_harmed",
    }  # fmt: skip
    assert len(last(world.birch).objects) >= 2
    assert said_in(case) == ["opened", "placed"]


@pytest.mark.parametrize(
    ("changes", "state", "result"),
    [
        ({}, "assessed_bullying", "bullying"),
        ({"repetition": "no"}, "assessed_not", "not_bullying"),
        ({"intent": "unclear"}, "assessed_unclear", "unclear"),
        ({"intent": "unclear", "online": "no"}, "assessed_not", "not_bullying"),
    ],
)
def test_the_answers_give_the_result(world, changes, state, result):
    case = assess_bullying(dsl(world), begun(world), answered(**changes))
    assert (process(case).state, process(case).result) == (state, result)
    leaf = last(world.birch)
    assert leaf.action == "bullying.assessed"
    assert facts(leaf) == {"result": result, "edition": "kcsie_2026"}


def test_each_question_needs_its_answer_and_its_words(world):
    case = begun(world)
    said = Assessment({"online": ("yes", "  "), "intent": ("maybe", "Yes")})
    assert objected(assess_bullying, dsl(world), case, said) == {
        "online_words", "intent", "repetition", "repetition_words",
        "power_imbalance", "power_imbalance_words",
    }  # fmt: skip


def test_a_test_can_be_made_again_and_both_are_kept(world):
    case = assess_bullying(dsl(world), begun(world), answered(intent="unclear"))
    assess_bullying(dsl(world), case, answered())
    assert process(case).state == "assessed_bullying"
    rows = db.session.scalars(select(BullyingTest).order_by(BullyingTest.number)).all()
    assert [row.result for row in rows] == ["unclear", "bullying"]


def test_after_a_plan_a_test_ends_nothing(world):
    """What ends it then is what the child says."""
    case = planned(world)
    assess_bullying(dsl(world), case, answered(intent="no"))
    assert (process(case).state, process(case).result) == ("review_due", "not_bullying")


def test_what_was_looked_into_is_tested_again_and_then_planned(world):
    case = assess_bullying(dsl(world), begun(world), answered(intent="unclear"))
    investigate_bullying(
        dsl(world), case, Looking("Tom Pellow speaks with each alone.")
    )
    assert process(case).state == "investigating"
    assess_bullying(dsl(world), case, answered())
    assert process(case).state == "plan"


# ---- Contained -------------------------------------------------------------------


def test_a_step_is_done_by_somebody_on_a_day_or_not_needed_for_a_reason(world):
    case = found_bullying(world)
    said = (
        Step("removal_asked", "done"),
        Step("platform_report", "not_needed"),
        Step("class_work", "done", clock.today() + timedelta(days=1), "Tom"),
        Step("parents", "perhaps"),
    )
    assert objected(contain_bullying, dsl(world), case, Containment(said)) == {
        "on_removal_asked", "words_removal_asked", "words_platform_report",
        "on_class_work", "done_parents",
    }  # fmt: skip


def test_only_what_is_new_is_recorded(world):
    case = contained(world, found_bullying(world))
    before = len(said_in(case))
    contained(world, case)
    assert len(said_in(case)) == before


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
    case = planned(world)
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
    asked(world, case)
    said = Review(world["ellis"], "yes", "It stopped")
    assert objected(review_bullying, dsl(world), case, said) == {"child_ref"}


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


# ---- The end ---------------------------------------------------------------------


def closing_misses(world, case) -> set[str]:
    return objected(close_case, dsl(world), case, CaseClosure(ENDED)) & {
        "bullying_review", "bullying_containment",
    }  # fmt: skip


def test_no_case_closes_without_the_childs_answers(world):
    case = ready_to_close(world, planned(world))
    assert closing_misses(world, case) == {"bullying_review", "bullying_containment"}
    asked(world, case)
    assert "bullying_review" in closing_misses(world, case)
    asked(world, case)
    assert closing_misses(world, case) == {"bullying_containment"}
    contained(world, case)
    close_case(dsl(world), case, CaseClosure(ENDED))
    assert last(world.birch).action == "case.closed"


def test_what_is_not_bullying_holds_no_case_open(world):
    case = assess_bullying(dsl(world), begun(world), answered(intent="no"))
    close_case(dsl(world), ready_to_close(world, case), CaseClosure(ENDED))
    assert last(world.birch).action == "case.closed"


def test_a_resolved_process_is_closed_with_what_was_learned(world):
    case = planned(world)
    ending = Ending("The form worked on what a joke is.")
    with pytest.raises(Stale):
        close_bullying(dsl(world), case, ending)
    asked(world, case)
    asked(world, case)
    close_bullying(dsl(world), case, ending)
    assert process(case).state == "closed"


def test_nothing_is_done_in_a_closed_case(world):
    case = closed(world, opened(world))
    with pytest.raises(Stale):
        open_bullying(dsl(world), case, places(world))
