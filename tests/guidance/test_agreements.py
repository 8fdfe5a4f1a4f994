"""The starting texts: whom they are for, and that nobody is left with fewer words."""

import pytest

from safeguard.guidance import agreements


@pytest.mark.parametrize(
    ("year", "kind"),
    [
        *[(year, "early") for year in ("N", "N1", "R", "r", " 1 ", "2")],
        *[(str(year), "older") for year in range(3, 14)],
        *[(year, None) for year in (None, "", "X", "20")],
    ],
)
def test_the_year_says_which_text_a_pupil_signs(year, kind):
    assert agreements.kind_of_year(year) == kind


def test_pupils_sign_with_a_parent_and_adults_alone():
    sides = {kind.code: kind.two_sided for kind in agreements.kinds}
    assert sides == {"early": True, "older": True, "adults": False}


@pytest.mark.parametrize("each", agreements.clauses.every(), ids=lambda each: each.code)
def test_each_clause_has_easy_words_and_a_translation(each):
    words = agreements.starting_words(each)
    assert set(words) == {agreements.EASY, *agreements.TRANSLATED}
    assert all(said.strip() == said != "" for said in words.values())


@pytest.mark.parametrize("language", agreements.TRANSLATED)
def test_a_translation_has_what_the_text_has_and_nothing_else(language):
    clauses = {each.code for each in agreements.clauses}
    parts = {each.code for each in agreements.parts}
    assert set(agreements.translation(language, "clause")) == clauses
    assert set(agreements.translation(language, "part")) == parts


def test_easy_words_are_short():
    """Somebody of six hears them: no sentence of more than sixteen words."""
    for each in agreements.clauses:
        if agreements.kinds.named(each.kind).code == "early":
            for sentence in each.easy.rstrip(".").split(". "):
                assert len(sentence.split()) <= 16, each.code


def test_a_heading_is_in_the_readers_words_where_we_have_them():
    assert agreements.heading_of("device", "pl") != agreements.heading_of(
        "device", "standard"
    )
    assert agreements.heading_of("device", "ur") == "My own phone or device"
