"""Decisions, closing checks, clocks and the short lists of a form."""

from datetime import date

import pytest

from safeguard.guidance import agencies, answers, clocks, closing, decisions
from safeguard.guidance.clocks import Calendar, Unit

TODAY = date(2026, 11, 24)


def test_there_are_five_outcomes_mildest_first():
    assert [each.code for each in decisions.every()] == [
        "no_action", "internal_support", "early_help", "refer", "allegation",
    ]  # fmt: skip


@pytest.mark.parametrize("outcome", decisions.every(), ids=lambda each: each.code)
def test_every_outcome_needs_its_reason_and_asks_one_question(outcome):
    assert outcome.needs_reason
    assert outcome.reason_min >= 20
    assert outcome.test.endswith("?")


def test_the_two_gravest_outcomes_need_an_agency():
    assert [each.code for each in decisions.every() if each.needs_agency] == [
        "refer", "allegation",
    ]  # fmt: skip
    assert decisions.named("refer").agency is None
    assert agencies.named(str(decisions.named("allegation").agency)).walled


def test_a_case_closes_on_five_checks_and_a_serious_one_on_six():
    plain = [check.code for check in closing.for_case(serious=False)]
    assert plain == [
        "decision_recorded", "parents_resolved", "actions_done",
        "referrals_answered", "feedback_sent",
    ]  # fmt: skip
    serious = [check.code for check in closing.for_case(serious=True)]
    assert serious == [*plain, "police_lado_considered"]
    assert all(check.missing.endswith(".") for check in closing.every())
    assert {check.applies for check in closing.every()} == {"always", "serious"}


# Domain reference §2.A, row by row.
@pytest.mark.parametrize(
    ("code", "length", "unit", "calendar"),
    [
        ("acknowledge_danger", 30, Unit.MINUTES, Calendar.SCHOOL),
        ("acknowledge", 0, Unit.DAYS, Calendar.SCHOOL),
        ("referral_written", 24, Unit.HOURS, Calendar.ALL),
        ("social_care_answer", 1, Unit.DAYS, Calendar.COUNCIL),
        ("chase_first", 1, Unit.DAYS, Calendar.COUNCIL),
        ("chase_daily", 1, Unit.DAYS, Calendar.COUNCIL),
        ("referral_outcome", 5, Unit.DAYS, Calendar.COUNCIL),
        ("lado_contact", 1, Unit.DAYS, Calendar.COUNCIL),
        ("transfer_in_year", 5, Unit.DAYS, Calendar.ALL),
        ("transfer_in_year_school", 5, Unit.DAYS, Calendar.SCHOOL),
        ("transfer_transition", 4, Unit.DAYS, Calendar.SCHOOL),
        ("transfer_receipt", 5, Unit.DAYS, Calendar.ALL),
        ("search_parents", 0, Unit.DAYS, Calendar.SCHOOL),
        ("force_record", 0, Unit.DAYS, Calendar.SCHOOL),
        ("force_parents", 0, Unit.DAYS, Calendar.ALL),
        ("police_hand_over", 0, Unit.DAYS, Calendar.ALL),
        ("image_review", 0, Unit.DAYS, Calendar.SCHOOL),
        ("block_ratified", 1, Unit.DAYS, Calendar.SCHOOL),
        ("filtering_review", 1, Unit.YEARS, Calendar.ALL),
        ("security_check", 1, Unit.MONTHS, Calendar.ALL),
        ("policy_review", 1, Unit.YEARS, Calendar.ALL),
        ("risk_assessment", 1, Unit.YEARS, Calendar.ALL),
        ("staff_refresher", 1, Unit.YEARS, Calendar.ACADEMIC),
        ("dsl_training", 2, Unit.YEARS, Calendar.ALL),
        ("dsl_knowledge", 1, Unit.YEARS, Calendar.ALL),
        ("subject_access", 1, Unit.MONTHS, Calendar.ALL),
        ("data_complaint", 30, Unit.DAYS, Calendar.ALL),
        ("data_breach", 72, Unit.HOURS, Calendar.ALL),
        ("fgm_report", 1, Unit.DAYS, Calendar.COUNCIL),
    ],
)
def test_the_clocks_of_the_domain_reference(code, length, unit, calendar):
    clock = clocks.named(code)
    assert (clock.length, clock.unit, clock.calendar) == (length, unit, calendar)
    assert clock.starts


def test_what_guidance_wants_promptly_is_not_given_days_to_wait():
    for clock in clocks.every():
        if clock.promptly:
            assert clock.length <= 1 or clock.unit is Unit.MINUTES


@pytest.mark.parametrize(
    ("shelf", "codes"),
    [
        (answers.parts,
         "harmed alleged_to_have_harmed witness bystander context not_clear"),
        (answers.tellers,
         "own_observation child other_pupil parent other_adult agency alert anonymous"),
        (answers.immediate_steps,
         ("kept_safe rang_emergency rang_social_care told_dsl first_aid separated "
          "device_put_away site_reported nothing_yet")),
        (answers.parents_informed,
         "told not_yet would_raise_risk not_needed agency_asked_to_wait"),
    ],
    ids=lambda given: getattr(given, "name", ""),
)  # fmt: skip
def test_the_short_lists_of_a_form(shelf, codes):
    assert [code for code, _ in shelf.choices(TODAY)] == codes.split()


def test_parents_are_resolved_by_telling_them_or_by_a_reason():
    settled = {each.code for each in answers.parents_informed if each.settles}
    assert settled == {"told", "would_raise_risk", "not_needed"}
    assert all(each.needs_words for each in answers.parents_informed)
