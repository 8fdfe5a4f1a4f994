"""Agencies, national numbers, and what the page says when a child is in danger."""

from datetime import date
from itertools import pairwise

import pytest

from safeguard.guidance import agencies, clocks, danger, editions, numbers

EVERY = agencies.every()


def test_the_agencies_of_the_domain_reference():
    assert {each.code for each in EVERY} == {
        "emergency", "police", "social_care", "social_care_out_of_hours", "lado",
        "prevent", "ceop", "iwf", "report_remove", "report_harmful_content", "nrm",
        "fgm_police", "ico",
    }  # fmt: skip


@pytest.mark.parametrize("agency", EVERY, ids=lambda each: each.code)
def test_an_agency_points_only_at_what_exists(agency):
    given = (agency.clock, agency.written_clock, agency.answer_clock,
             agency.chase_clock)  # fmt: skip
    for code in filter(None, given):
        assert code in clocks.shelf
    assert agency.who
    assert all(agencies.referrers.named(code).wording for code in agency.who)
    assert agency.methods
    assert all(agencies.methods.named(code).wording for code in agency.methods)
    assert agency.number is None or agency.number in numbers.shelf


@pytest.mark.parametrize("agency", EVERY, ids=lambda each: each.code)
def test_an_agency_says_when_how_and_what_never(agency):
    assert agency.trigger
    assert agency.notes
    assert agency.never
    assert agency.number or agency.number_setting


def test_local_agencies_have_no_number_of_ours():
    for code in ("social_care", "social_care_out_of_hours", "lado", "prevent"):
        agency = agencies.named(code)
        assert agency.number is None
        assert agency.number_setting


def test_anyone_may_ring_999_and_social_care():
    assert agencies.named("emergency").anyone_may
    assert agencies.named("emergency").after_the_call
    assert agencies.named("social_care").anyone_may
    assert agencies.named("social_care_out_of_hours").anyone_may
    assert not agencies.named("lado").anyone_may


def test_the_lado_alone_is_walled():
    assert [each.code for each in EVERY if each.walled] == ["lado"]


def test_known_fgm_is_the_teachers_own_duty():
    agency = agencies.named("fgm_police")
    assert agency.personal_duty
    assert agency.who == ("teacher",)


def test_of_image_reports_only_the_number_is_kept():
    for code in ("ceop", "iwf", "report_remove", "report_harmful_content"):
        assert agencies.named(code).reference_only


def test_a_referral_by_telephone_is_confirmed_in_writing_and_chased():
    agency = agencies.named("social_care")
    assert agency.written_clock == "referral_written"
    assert agency.answer_clock == "social_care_answer"
    assert agency.chase_clock == "chase_first"


@pytest.mark.parametrize("contact", numbers.every(), ids=lambda each: each.code)
def test_a_national_body_can_be_reached_and_says_for_whom(contact):
    assert contact.number or contact.page
    assert contact.for_whom
    assert contact.page is None or contact.page.startswith("https://")


def test_danger_begins_with_999_and_ends_with_the_page():
    lines = danger.lines()
    assert lines[0].number == "emergency"
    assert lines[-1].code == "log_after"
    assert [line.number_setting for line in lines if line.number_setting] == [
        "social_care_number", "social_care_out_of_hours_number",
    ]  # fmt: skip
    assert [line.duty for line in lines if line.duty] == ["dsl"]


@pytest.mark.parametrize("line", danger.every(), ids=lambda each: each.code)
def test_a_line_of_danger_names_one_source_of_its_number(line):
    named = [line.number, line.number_setting, line.duty]
    assert sum(each is not None for each in named) <= 1
    assert line.number is None or line.number in numbers.shelf
    assert line.when


def test_there_has_been_exactly_one_kcsie_on_every_day_since_2022():
    kcsie = [each for each in editions.every() if each.family == "kcsie"]
    for earlier, later in pairwise(kcsie):
        assert earlier.superseded_on == later.in_force_on
    assert kcsie[-1].superseded_on is None


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2022, 9, 1), "kcsie_2022"),
        (date(2026, 8, 31), "kcsie_2025"),
        (date(2026, 9, 1), "kcsie_2026"),
        (date(2026, 11, 24), "kcsie_2026"),
        (date(2027, 9, 1), "kcsie_2026"),
    ],
)
def test_a_decision_is_stamped_with_the_kcsie_of_its_day(on, code):
    assert editions.leading(on).code == code


def test_before_the_first_edition_nothing_is_guessed():
    with pytest.raises(KeyError):
        editions.leading(date(2020, 1, 1))


def test_an_edition_due_for_replacement_is_shown_to_be_looked_at():
    assert "kcsie_2026" not in {e.code for e in editions.to_look_at(date(2026, 11, 24))}
    assert "kcsie_2026" in {e.code for e in editions.to_look_at(date(2027, 7, 1))}


def test_editions_in_force_are_those_of_the_day():
    on = date(2026, 11, 24)
    assert {e.code for e in editions.in_force(on, "kcsie")} == {"kcsie_2026"}
    assert {e.code for e in editions.in_force(on)} >= {
        "kcsie_2026", "working_together_2026", "searching_2022", "ukcis_images_2024",
    }  # fmt: skip
