"""What is typed to find, and a place in the queue: read without any database."""

import pytest

from safeguard.cases.queries.lines import Place
from safeguard.cases.queries.terms import Terms


@pytest.mark.parametrize(
    "code", ["", "x", "00", "00-", "00zz-7KQ4M2XF9B", "0012-nobody", "00" + "9" * 40]
)
def test_a_place_that_somebody_made_up_is_none(code):
    assert Place.read(code) is None


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("a b", ("a", "b")),
        ("Castellan,Maya; 8K", ("castellan", "maya", "8k")),
        ('"a b" c', ("a b", "c")),
        ("“A B”", ("a b",)),
        ("a a", ("a",)),
        ('"a', ("a",)),
        ("don’t", ("dont",)),
    ],
)
def test_what_is_typed_is_read_as_words_and_phrases(typed, terms):
    assert Terms.read(typed).each == terms
