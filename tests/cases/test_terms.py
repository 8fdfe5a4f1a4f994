"""What is typed to find, and a place in the queue: read without any database."""

import pytest

from safeguard.cases.queries.lines import Place
from safeguard.cases.queries.terms import Terms, fold


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


@pytest.mark.parametrize("name", ["Χαρά", "Хохлова", "محمد", "נעם", "अनीता", "ภาพ"])
def test_a_letter_of_any_script_is_found_and_breaks_nothing(name):
    """One byte of these letters would be a space if it stood by itself."""
    assert Terms.read(name).in_all([f"Told by {name} at lunch"])
    assert not Terms.read(name).in_all(["Told by nobody"])


def test_no_letter_there_is_breaks_what_is_folded():
    planes = [*range(0x80, 0xD800), *range(0xE000, 0x1FFFF)]
    for start in range(0, len(planes), 512):
        assert fold("x".join(map(chr, planes[start : start + 512])))
