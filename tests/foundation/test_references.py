"""References: random, read aloud, heard again however they were typed."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.foundation.references import (
    ALPHABET,
    heard,
    new_ref,
    new_reference,
    spoken,
)

REFERENCES = st.text(st.sampled_from(ALPHABET), min_size=10, max_size=10)


def test_no_letter_is_misread() -> None:
    assert len(ALPHABET) == 32
    assert not set("ILOU") & set(ALPHABET)
    assert re.fullmatch(f"[{ALPHABET}]{{10}}", new_reference())
    assert re.fullmatch(f"[{ALPHABET}]{{16}}", new_ref())


def test_they_tell_nothing_of_how_many_there_are() -> None:
    """No sequence: neither sorted, nor sharing a beginning, nor repeated (T2)."""
    made = [new_reference() for _ in range(2000)]
    assert len(set(made)) == 2000
    assert made != sorted(made)
    first = Counter(reference[0] for reference in made)
    assert len(first) == 32
    assert max(first.values()) < 130


@given(REFERENCES)
def test_what_is_said_is_heard(reference: str) -> None:
    assert heard(spoken(reference)) == reference


@given(REFERENCES, st.randoms())
def test_it_is_heard_however_it_was_typed(reference: str, dice: object) -> None:
    typed = spoken(reference).lower().replace("0", "o").replace("1", "l")
    for form in (typed, f" {typed} ", typed.replace("-", " "), typed.replace("-", "–")):
        assert heard(form) == reference
    assert heard(spoken(reference).replace("1", "I").replace("0", "O")) == reference


@pytest.mark.parametrize(
    "typed",
    [
        *("", "-", "7KQ4M", "7KQ4M-2XF9", "7KQ4M-2XF9BB", "7KQ4M-2XF9U"),
        *("７KQ4M2XF9B", "7KQ4M2XF9Β", "7KQ4M/2XF9B", "'; DROP TABLE", "x" * 9999),
    ],
)
def test_anything_else_is_no_reference(typed: str) -> None:
    """Also full-width digits and a Greek capital beta."""
    assert heard(typed) is None
