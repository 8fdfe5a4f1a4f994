"""The plan, what is removed, numbers, the exception, and the end."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Table

from safeguard.cases.commands.closing import CaseClosure, close_case
from safeguard.intimate_images import models
from safeguard.intimate_images.commands.ending import close_image, decide_viewing
from safeguard.intimate_images.commands.keeping_safe import (
    NewNumber,
    add_number,
    plan_safety,
    record_removal,
    review_plan,
)
from school.foundation import clock
from school.foundation.database import Sealed
from school.foundation.errors import Refused, Stale
from tests.cases.worked import ENDED, dsl
from tests.cases.worked import ready_to_close as ready
from tests.intimate_images import told
from tests.intimate_images.told import (
    all_no,
    answered,
    image_case,
    objected,
    process,
)
from tests.trail.reading import entries, facts

# ---- Plan, removal, reviews, the end ------------------------------------------------


@pytest.mark.both_engines
def test_the_whole_way_in_school(world, in_term):
    case = told.closed(world)
    assert process(case).state == "closed"
    assert [leaf.action for leaf in entries(world.birch)
            if leaf.action.startswith("intimate_image.")
            and leaf.action != "intimate_image.read"] == [
        "intimate_image.device_secured",
        "intimate_image.child_entered", "intimate_image.child_entered",
        "intimate_image.first_reviewed",
        "intimate_image.managing_proposed", "intimate_image.managing_answered",
        "intimate_image.safety_planned",
        "intimate_image.removal_recorded", "intimate_image.removal_recorded",
        "intimate_image.plan_reviewed",
        "intimate_image.closed",
    ]  # fmt: skip


def test_no_case_closes_while_the_image_is_not_dealt_with(world):
    case = ready(world, image_case(world))
    closure = CaseClosure(ENDED, "yes", "They were asked on the first day of all.")
    assert "image_dealt_with" in objected(close_case, dsl(world), case, closure)
    told.dealt_with(world, case, *told.PAIR)
    close_case(dsl(world), case, closure)
    with pytest.raises(Stale):
        answered(world, case)


def test_a_plan_waits_for_a_decision_and_for_no_agency(world):
    case = answered(world, at_risk="unknown")
    with pytest.raises(Stale):
        plan_safety(dsl(world), case, told.plan())
    answered(world, case, at_risk="yes")
    plan_safety(dsl(world), case, told.plan())
    assert process(case).state == "safety_plan"
    bare = told.plan()
    bare.texts["support"] = " "
    assert set(objected(plan_safety, dsl(world), case, bare)) == {"support"}


def test_a_review_is_due_after_two_weeks_or_on_the_day_chosen(world):
    case = told.planned(world)
    due = process(case).due_at
    assert due
    assert (clock.local(due).date() - clock.today()).days == 14
    chosen = clock.today() + timedelta(days=3)
    plan_safety(dsl(world), case, told.plan(review_on=chosen))
    again = process(case).due_at
    assert again
    assert clock.local(again).date() == chosen
    for day in (clock.today(), clock.today() + timedelta(days=400)):
        late = told.plan(review_on=day)
        assert set(objected(plan_safety, dsl(world), case, late)) == {"review_on"}


def test_nothing_is_deleted_before_the_police_agree(world):
    case = told.planned(world, told.referred(world))
    alone = told.removal(world["ellis"])
    assert set(objected(record_removal, dsl(world), case, alone)) == {"police_agreed"}
    agreed = told.removal(world["ellis"], police_agreed="PC Marlow, today at 2pm.")
    record_removal(dsl(world), case, agreed)
    assert process(case).state == "removal"


def test_nothing_is_deleted_before_it_is_referred(world):
    case = answered(world, adult="yes")
    plan_safety(dsl(world), case, told.plan())
    said = told.removal(world["ellis"], police_agreed="PC Marlow, today at 2pm.")
    assert set(objected(record_removal, dsl(world), case, said)) == {"outcome"}
    kept = told.removal(world["ellis"], outcome="police_keep", confirmed_at=None)
    record_removal(dsl(world), case, kept)


def test_deleting_is_confirmed_with_its_time_by_a_child_of_the_case(world):
    case = told.planned(world)
    for at in (None, clock.now() + timedelta(minutes=1)):
        said = told.removal(world["ellis"], confirmed_at=at)
        assert set(objected(record_removal, dsl(world), case, said)) == {"confirmed_on"}
    odd = told.removal(world["maya"], outcome="x", words="")
    assert set(objected(record_removal, dsl(world), case, odd)) == {
        "child_ref", "outcome", "words",
    }  # fmt: skip


def test_a_plan_ends_only_when_each_child_is_settled_and_was_heard(world):
    case = told.planned(world)
    assert set(objected(review_plan, dsl(world), case, told.look("ends"))) == {"answer"}
    told.removed(world, case)
    silent = told.look("ends", childrens_words=" ")
    assert set(objected(review_plan, dsl(world), case, silent)) == {"childrens_words"}
    review_plan(dsl(world), case, told.look())
    assert process(case).state == "removal"
    review_plan(dsl(world), case, told.look("ask_again"))
    assert process(case).state == "initial_review_owed"


def test_it_does_not_close_over_an_open_question_or_an_unmade_referral(world):
    case = told.referred(world)
    told.planned(world, case)
    for name in told.PAIR:
        kept = told.removal(world[name], outcome="police_keep", confirmed_at=None)
        record_removal(dsl(world), case, kept)
    answered(world, case, coercion="yes", adult="unknown")
    review_plan(dsl(world), case, told.look("ends"))
    end = told.ending(outcome_21="used", why_not_told="")
    assert set(objected(close_image, dsl(world), case, end)) == {"summary"}
    answered(world, case, coercion="yes", adult="yes")
    review_plan(dsl(world), case, told.look("ends"))
    close_image(dsl(world), case, end)
    assert process(case).state == "closed"


def test_why_nobody_was_told_and_what_the_police_made_of_it_is_recorded(world):
    case = told.ended(world)
    bare = told.ending(why_not_told="", outcome_21="used", summary="Done.")
    assert set(objected(close_image, dsl(world), case, bare)) == {
        "why_not_told", "outcome_21", "summary",
    }  # fmt: skip


def test_after_the_end_something_new_is_answered_and_told_anew(world):
    case = told.closed(world)
    with clock.moved_on(timedelta(days=1)):
        answered(world, case, threats="yes")
        assert process(case).state == "immediate_referral"
        assert told.read(world, case).owed == ("police",)


# ---- Numbers and the exception ------------------------------------------------------


def test_a_number_is_a_number_and_no_address_or_words(world):
    case = image_case(world)
    for typed in ("RR-2026-118", "20261124"):
        add_number(dsl(world), case, NewNumber("report_remove", typed))
        assert told.read(world, case).numbers[0].texts["given"] == typed
    for typed in ("abc", "no digit here", "https://example.org/1", "", "1" * 26,
                  "shows two pupils 2"):  # fmt: skip
        new = NewNumber("report_remove", typed)
        assert set(objected(add_number, dsl(world), case, new)) == {"given"}, typed


def test_the_exception_is_the_dsls_alone_and_in_words(world):
    case = answered(world)
    decide_viewing(dsl(world), case, told.viewing(world))
    shown = told.read(world, case).viewings[0]
    assert (shown.codes["agreed_by"], shown.by) == ("Catrin Howells", "Ruth Adeyemi")
    deputy = world.acting("deputy_dsl", elevated=True)
    with pytest.raises(Refused):
        decide_viewing(deputy, case, told.viewing(world))


LACKING: list[tuple[dict[str, Any], str]] = [
    ({"why": "Because."}, "why"),
    ({"present": ""}, "present"),
    ({"place": " "}, "place"),
    ({"same_sex": "no"}, "same_sex_words"),
    ({"signed": False}, "signed"),
    ({"agreed_at": None}, "agreed_on"),
    ({"viewed_at": None}, "viewed_on"),
]


def test_the_exception_lacks_nothing(world):
    case = image_case(world)
    for changes, field in LACKING:
        new = told.viewing(world, **changes)
        assert set(objected(decide_viewing, dsl(world), case, new)) == {field}


def test_the_head_agrees_first_and_is_somebody_else(world):
    case, now = image_case(world), clock.now()
    before = told.viewing(world, viewed_at=now - timedelta(minutes=5))
    assert set(objected(decide_viewing, dsl(world), case, before)) == {"viewed_on"}
    own = told.viewing(world, agreed_by=world["dsl"])
    assert set(objected(decide_viewing, dsl(world), case, own)) == {"agreed_by"}


def test_nothing_of_it_has_a_field_for_what_an_image_shows():
    tables = [each.__table__ for each in vars(models).values()
              if isinstance(getattr(each, "__table__", None), Table)]  # fmt: skip
    sealed = {c.name for t in tables for c in t.columns if isinstance(c.type, Sealed)}
    assert len(tables) == 10
    assert not {name for name in sealed
                if any(word in name for word in ("image", "description", "shows",
                                                 "content", "seen"))}  # fmt: skip


def test_the_trail_names_no_child_and_no_words(world):
    told.closed(world)
    said = repr([facts(leaf) for leaf in entries(world.birch)])
    for words in ("Ellis", "Jayden", told.STATEMENT, "Tom Pellow"):
        assert words not in said


def test_the_dsl_may_sign_once_everything_is_there(world):
    case = all_no(world)
    assert told.read(world, case).to_sign.mine
