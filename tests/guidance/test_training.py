"""Courses and groups: every role is looked after, and nothing points nowhere."""

from datetime import date

import pytest

from safeguard.guidance import clocks, editions, searches, self_audit, training
from safeguard.guidance.training import Course, Rhythm
from school.foundation.actor import WORKS_HERE, Role

TODAY = date(2026, 11, 24)


def test_everybody_who_works_here_is_in_a_group():
    looked_after = {role for group in training.groups for role in group.roles}
    assert looked_after == {role.value for role in WORKS_HERE}
    assert looked_after <= {role.value for role in Role}


def test_courses_point_to_groups_courses_and_texts_that_are_there():
    for course in training.courses:
        assert course.groups
        assert all(code in training.groups for code in course.groups)
        assert all(code in training.courses for code in course.also)
        assert course.code not in course.also
        if course.is_reading:
            assert editions.in_force(TODAY, course.family)
    asked = {group for course in training.courses for group in course.groups}
    assert asked == {group.code for group in training.groups}


def test_what_a_self_audit_shows_can_be_learnt():
    for question in self_audit.questions:
        assert not question.course or question.course in training.courses


@pytest.mark.parametrize(
    ("course", "clock"),
    [("dsl_formal", "dsl_training"), ("dsl_update", "dsl_knowledge")],
)
def test_lengths_are_those_of_the_clocks(course, clock):
    named = clocks.named(clock)
    assert (named.unit, training.courses.named(course).months) == (
        *("years", 12 * named.length),
    )


def test_training_for_searching_counts_as_long_as_on_the_list():
    months = searches.validities.named("search_training").months
    assert training.courses.named("searching").months == months


def test_the_refresher_is_the_academic_years():
    refresher = training.courses.named("online_safety_refresher")
    assert refresher.rhythm is Rhythm.ACADEMIC
    assert clocks.named("staff_refresher").calendar == "academic"
    assert training.keeping_up(refresher.code) == {
        *(refresher.code, "online_safety_induction", "dsl_formal"),
    }


@pytest.mark.parametrize(
    "wrong",
    [{"rhythm": "months"}, {"rhythm": "edition"}, {"rhythm": "once", "months": 3}],
)
def test_a_rhythm_without_its_length_is_no_course(wrong):
    written = {
        "code": "x",
        "wording": "x",
        "short": "x",
        "hint": "x",
        "groups": ["staff"],
        "edition": "trust_policy_2022",
        "source": "x",
        "mark": "S",
    }
    with pytest.raises(ValueError, match=r"rhythm|read"):
        Course.read({**written, **wrong})
