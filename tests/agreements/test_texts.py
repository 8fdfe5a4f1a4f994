"""A text has one hash for its words, and shows when they are no longer the same."""

import pytest

from safeguard.guidance import agreements as guidance
from tests.agreements import told

pytestmark = pytest.mark.both_engines


@pytest.mark.parametrize("kind", ["early", "older", "adults"])
def test_a_draft_holds_every_sentence_of_the_starting_text(world, kind):
    found = told.words(told.started(world, kind))

    starting = guidance.clauses_of(kind)
    assert [each.code for each in found.clauses] == [each.code for each in starting]
    assert [each.wording for each in found.clauses] == [e.wording for e in starting]
    assert found.variants == ("standard", "easy", "pl")
    assert found.text_hash is None
    assert found.edition == guidance.STARTING_EDITION
