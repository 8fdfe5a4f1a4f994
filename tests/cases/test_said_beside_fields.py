"""What stands beside a field of a case's pages can be done on that very page."""

import pytest

from safeguard.cases.commands.referring import refer_case
from safeguard.cases.models import CaseFile
from tests.cases.desk import at, words_of
from tests.cases.worked import (
    REASON,
    answered,
    case_file,
    decided,
    dsl,
    opened,
    rung,
)


def test_a_review_day_in_words_is_told_only_how_to_write_a_day(world, ruth):
    case = opened(world)
    said = {"outcome": "internal_support", "reason_internal_support": REASON}
    sent = ruth.submit(
        at("cases", case, "/decide"), **said, review_internal_support="after half term"
    )
    assert sent.status_code == 422
    assert "Write the day like 24/11/2026." in words_of(sent)
    assert "or say when in words" not in sent.text


def test_a_referral_takes_a_day_as_people_write_it(world, ruth):
    case = opened(world)
    sent = ruth.submit(
        at("cases", case, "/refer"), agency="police", how="made", method="telephone",
        on_date="24/11/2026", at_time="13.40",
    )  # fmt: skip
    assert sent.status_code == 303
    found: CaseFile = case_file(case)
    assert found.state == "referred"


def test_a_referral_says_what_is_missing_in_whole_sentences(world, ruth):
    case = opened(world)
    sent = words_of(ruth.submit(at("cases", case, "/refer"), how="made"))
    assert "Choose the agency." in sent
    sent = words_of(
        ruth.submit(at("cases", case, "/refer"), agency="police", how="made")
    )
    assert "Enter when the agency was told." in sent
    assert "Choose how the agency was told." in sent


@pytest.mark.both_engines
def test_a_review_decades_off_is_refused_beside_its_day_and_nothing_is_lost(
    world, ruth
):
    case = opened(world)
    said = {"outcome": "internal_support", "reason_internal_support": REASON}
    sent = ruth.submit(
        at("cases", case, "/decide"), **said, review_internal_support="2062-12-08"
    )
    assert sent.status_code == 422
    assert 'id="review_internal_support-error"' in sent.text
    assert "Choose a day within a year. If nothing is to be done" in words_of(sent)
    assert REASON in words_of(sent)
    assert 'value="2062-12-08"' in sent.text
    assert case_file(case).state == "triaged"


def test_a_watched_case_and_a_meeting_say_what_to_do_about_a_day_too_far_off(
    world, ruth
):
    case = opened(world)
    decided(world, case)
    sent = ruth.submit(
        at("cases", case, "/watch"), look_for=REASON, review_on="2062-12-08"
    )
    assert sent.status_code == 422
    assert "before that, close the case instead." in words_of(sent)
    assert REASON in words_of(sent)
    sent = ruth.submit(
        at("cases", case, "/meetings"), kind="conference", attended="The chair",
        decided=REASON, next_on="2062-12-08",
    )  # fmt: skip
    assert sent.status_code == 422
    assert "before that, leave the day empty." in words_of(sent)
    assert REASON in words_of(sent)


@pytest.mark.both_engines
def test_an_answer_from_before_the_agency_was_told_is_refused_beside_its_day(
    world, ruth
):
    case = opened(world)
    refer_case(dsl(world), case, rung("police"))
    ref = answered(case).referral_ref
    typed = {"kind": "outcome", "outcome": "accepted", "text": "A visit on Friday."}
    path = at("cases", case, f"/referrals/{ref}")
    sent = ruth.submit(path, **typed, on_date="2026-11-23", at_time="09:00")
    assert sent.status_code == 422
    assert "This is before the agency was told." in words_of(sent)
    assert 'id="on_date-group-error"' in sent.text
    assert "A visit on Friday." in sent.text
    sent = ruth.submit(path, **typed, on_date="2026-11-24")
    assert sent.status_code == 303
