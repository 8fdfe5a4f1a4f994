"""What people read as a source names no paper of our own."""

import pytest

from safeguard.guidance import searches

SAID = {
    "no_authority": "Online safety policy 6.3",
    "advice_missed": "Online safety policy 6.3",
    "sexes_differ": "Education Act 1996, s.550ZB",
    "no_witness": "Searching, screening and confiscation 2022",
    "training_overdue": "",
    "out_of_order": "",
    "grounds_after": "",
    "own_child": "",
}


@pytest.mark.parametrize("code", SAID)
def test_a_deviation_names_what_can_be_read_or_says_that_it_is_our_rule(code):
    assert searches.deviations.named(code).said_source == SAID[code]


def test_no_deviation_cites_a_paper_of_ours():
    said = " ".join(each.said_source for each in searches.deviations).lower()
    for ours in ("decision", "domain reference", "issue of", "from memory"):
        assert ours not in said
