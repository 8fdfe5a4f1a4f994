"""From the report to "it has stopped", and what stands in the way of the end."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from safeguard.bullying.commands.course import Places
from safeguard.bullying.commands.ending import (
    Ending,
    close_bullying,
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
from safeguard.bullying.models import BullyingTest
from safeguard.cases.commands.closing import CaseClosure, close_case
from safeguard.guidance import bullying
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Stale
from tests.bullying.told import (
    answered,
    asked_on_the_day,
    begun,
    contained,
    found_bullying,
    pair_case,
    places,
    planned,
    process,
    read,
    resolved,
    said_in,
    stopped,
)
from tests.cases.worked import ENDED, closed, dsl, opened, ready_to_close
from tests.objections import objected
from tests.trail.reading import facts, last

pytestmark = pytest.mark.both_engines
WEEKS = timedelta(weeks=1)
LEARNED = Ending("The form worked on what a joke is.")
WHY = "It went on in the same chat after half-term."


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


# ---- The end ---------------------------------------------------------------------


def closing_misses(world, case) -> set[str]:
    return objected(close_case, dsl(world), case, CaseClosure(ENDED)) & {
        "bullying_review", "bullying_containment",
    }  # fmt: skip


def test_no_case_closes_without_the_childs_answers(world):
    case = ready_to_close(world, planned(world))
    assert closing_misses(world, case) == {"bullying_review", "bullying_containment"}
    asked_on_the_day(world, case)
    assert "bullying_review" in closing_misses(world, case)
    asked_on_the_day(world, case)
    assert closing_misses(world, case) == {"bullying_containment"}
    contained(world, case)
    close_case(dsl(world), case, CaseClosure(ENDED))
    assert last(world.birch).action == "case.closed"


def test_what_is_not_bullying_holds_no_case_open(world):
    case = assess_bullying(dsl(world), begun(world), answered(intent="no"))
    close_case(dsl(world), ready_to_close(world, case), CaseClosure(ENDED))
    assert last(world.birch).action == "case.closed"


def test_a_resolved_process_is_closed_with_what_was_learned(world):
    case = contained(world, planned(world))
    with pytest.raises(Stale):
        close_bullying(dsl(world), case, LEARNED)
    stopped(world, case)
    close_bullying(dsl(world), case, LEARNED)
    assert process(case).state == "closed"
    leaf, row = last(world.birch), process(case)
    assert (leaf.action, facts(leaf)) == ("bullying.closed", {})
    assert set(leaf.objects) >= {case, row.ref}


def test_it_does_not_close_while_a_step_of_containment_is_open(world):
    case = resolved(world)
    assert objected(close_bullying, dsl(world), case, LEARNED) == {"page"}
    but_one = [each.code for each in bullying.containment.every()][1:]
    steps = tuple(Step(each, "not_needed", None, WHY) for each in but_one)
    contain_bullying(dsl(world), case, Containment(steps))
    assert read(world, case).to_contain == ("removal_asked",)
    assert objected(close_bullying, dsl(world), case, LEARNED) == {"page"}
    contained(world, case)
    close_bullying(dsl(world), case, LEARNED)
    assert last(world.birch).action == "bullying.closed"


def test_what_was_not_bullying_closes_without_the_checklist(world):
    case = assess_bullying(dsl(world), begun(world), answered(intent="no"))
    close_bullying(dsl(world), case, LEARNED)
    assert process(case).state == "closed"


def test_nothing_is_done_in_a_closed_case(world):
    case = closed(world, opened(world))
    with pytest.raises(Stale):
        open_bullying(dsl(world), case, places(world))
