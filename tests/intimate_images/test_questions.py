"""What decides: six answers, the device, and each child's own entry."""

from datetime import timedelta

import pytest

from safeguard.cases.commands.recording import suspect_image
from safeguard.cases.commands.referring import refer_case
from safeguard.intimate_images.commands.reviewing import (
    DeviceAnswer,
    enter_child,
    review_first,
    secure_device,
)
from safeguard.intimate_images.commands.signing import (
    NewProposal,
    propose_managing,
)
from safeguard.intimate_images.permissions.standing import process_of
from safeguard.intimate_images.states import TRIGGERS
from school.foundation import clock
from school.foundation.errors import Hidden, Stale
from school.trail.entries import Leaf
from tests.cases.worked import concern_row, concerns_of, dsl, opened, rung
from tests.intimate_images import told
from tests.intimate_images.test_opening import halted
from tests.intimate_images.told import (
    answered,
    image_case,
    objected,
    process,
    review,
)
from tests.trail.reading import entries, facts


def newest(world) -> Leaf:
    """The newest entry of an initial review."""
    told_of = [leaf for leaf in entries(world.birch)
               if leaf.action == "intimate_image.first_reviewed"]  # fmt: skip
    return told_of[-1]


# ---- The questions ------------------------------------------------------------------


def test_any_yes_is_referred_at_once(world):
    for trigger in TRIGGERS:
        insist_on_referral(world, trigger)


def insist_on_referral(world, trigger: str) -> None:
    case = answered(world, **{trigger: "yes"})
    assert (process(case).state, process(case).must_refer) == (
        "immediate_referral", True,
    )  # fmt: skip
    assert told.read(world, case).owed == ("police",)
    leaf = newest(world)
    assert facts(leaf)["yes"] == [trigger]


def test_the_referral_is_owed_until_the_police_or_social_care_are_told(world):
    case = answered(world, coercion="yes")
    refer_case(dsl(world), case, rung("social_care"))
    read = told.read(world, case)
    assert (read.owed, set(read.told)) == ((), {"social_care"})


def test_with_an_adult_in_it_only_the_police_will_do(world):
    case = answered(world, adult="yes")
    refer_case(dsl(world), case, rung("social_care"))
    assert told.read(world, case).owed == ("police",)
    refer_case(dsl(world), case, rung("police"))
    assert told.read(world, case).owed == ()


def test_a_referral_made_before_the_image_came_up_counts_for_nothing(world):
    case = opened(world)
    refer_case(dsl(world), case, rung("police"))
    with clock.moved_on(timedelta(hours=1)):
        suspect_image(dsl(world), case)
        answered(world, case, threats="yes")
        assert told.read(world, case).owed == ("police",)


def test_a_yes_is_never_taken_back(world):
    case = answered(world, unusual="yes")
    answered(world, case)
    assert process(case).state == "immediate_referral"
    with pytest.raises(Stale):
        propose_managing(dsl(world), case, NewProposal(told.STATEMENT))


def test_an_unknown_is_asked_again_within_one_school_day(world, in_term):
    case = answered(world, under_13="unknown")
    again = process(case).unknown_by_at
    assert again
    assert (process(case).state, clock.local(again).date()) == (
        "need_more_info", clock.today() + timedelta(days=1),
    )  # fmt: skip
    answered(world, case, under_13="no")
    assert (process(case).state, process(case).unknown_by_at) == ("decision_owed", None)


def test_a_yes_beside_an_unknown_refers_and_the_question_stays_open(world):
    case = answered(world, adult="yes", at_risk="unknown")
    assert process(case).state == "immediate_referral"
    assert process(case).unknown_by_at


def test_it_may_be_referred_by_decision_alone(world):
    case = answered(world, refer_anyway=True)
    assert (process(case).state, told.read(world, case).owed) == (
        "immediate_referral", ("police",),
    )  # fmt: skip


def test_nothing_is_decided_over_a_question_that_was_left_out(world):
    case = image_case(world)
    bare = review(adult="", threats="maybe", rationale="No.", texts={}, met_on=None)
    assert set(objected(review_first, dsl(world), case, bare)) == {
        *("adult", "threats", "rationale", "met_on"),
        *("attendees", "platforms", "removal_plan"),
    }
    assert process_of(case) is None


def test_each_review_is_a_version_with_its_edition(world):
    case = answered(world, coercion="unknown")
    answered(world, case)
    shown = told.read(world, case).reviews
    assert [each.number for each in shown] == [2, 1]
    assert facts(newest(world))["edition"] == ("ukcis_images_2024")


def test_whoever_acts_first_has_taken_on_the_concern(world):
    case = halted(world)
    concern = concerns_of(case)[0]
    assert concern_row(concern).acknowledged_at is None
    secure_device(dsl(world), case, DeviceAnswer("secured"))
    assert concern_row(concern).acknowledged_by == world["dsl"]


def test_a_case_without_the_flag_has_no_process(world):
    case = opened(world)
    with pytest.raises(Hidden):
        secure_device(dsl(world), case, DeviceAnswer("secured"))
    with pytest.raises(Hidden):
        told.read(world, case)


def test_two_who_answer_at_once_do_not_overwrite_each_other(world):
    case = answered(world, coercion="unknown")
    seen = process(case).version
    answered(world, case)
    with pytest.raises(Stale):
        review_first(dsl(world), case, review(adult="yes", version=seen))
    with pytest.raises(Stale):
        review_first(dsl(world), case, review(version=0))


# ---- The device and the children ----------------------------------------------------


def test_where_the_device_is_not_here_the_words_say_where(world):
    case = image_case(world)
    away = DeviceAnswer("not_here")
    assert set(objected(secure_device, dsl(world), case, away)) == {"words"}
    assert set(objected(secure_device, dsl(world), case, DeviceAnswer("lost"))) == {
        "device"
    }
    said = DeviceAnswer("not_here", "At home, his mother says.")
    secure_device(dsl(world), case, said)
    secure_device(dsl(world), case, DeviceAnswer("with_police"))
    read = told.read(world, case)
    assert (read.device, read.device_words, read.state) == (
        "with_police", "", "initial_review_owed",
    )  # fmt: skip
    assert told.said_in(case) == ["device_not_here", "device_with_police"]


def test_each_child_has_an_entry_and_the_last_one_stands(world):
    case = image_case(world)
    for part in ("pictured", "shared"):
        enter_child(dsl(world), case, told.entry(world["ellis"], part=part))
    entries_now = told.read(world, case).entries
    assert entries_now[world["ellis"]].codes["part"] == "shared"
    stranger = told.entry(world["maya"])
    assert set(objected(enter_child, dsl(world), case, stranger)) == {"child_ref"}


def test_a_no_to_the_parents_is_reasoned(world):
    case = image_case(world)
    silent = told.entry(world["ellis"], parents="not_involved")
    assert set(objected(enter_child, dsl(world), case, silent)) == {"parents_words"}
    odd = told.entry(world["ellis"], part="x", band="14", send="", support=" ")
    assert set(objected(enter_child, dsl(world), case, odd)) == {
        "part", "band", "send", "support",
    }  # fmt: skip


def test_somebody_of_18_makes_the_first_answer_a_yes(world):
    case = image_case(world)
    enter_child(dsl(world), case, told.entry(world["jayden"], band="adult"))
    assert set(objected(review_first, dsl(world), case, review())) == {"adult"}
    review_first(dsl(world), case, review(adult="yes"))
