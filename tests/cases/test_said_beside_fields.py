"""What stands beside a field of a case's pages can be done on that very page."""

from safeguard.cases.models import CaseFile
from tests.cases.desk import at, words_of
from tests.cases.worked import REASON, case_file, opened


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
