"""The invented words: all different, all findable, whatever form they lie in."""

import json
from pathlib import Path

import pytest

from tests.words import (
    ORIGINS,
    byte_forms,
    invented_name,
    invented_names,
    marks_of,
    planted_sentences,
    traces_in,
)


def test_two_hundred_sentences_differ_and_stay_the_same() -> None:
    sentences = planted_sentences(200, seed=7)
    assert len(set(sentences)) == len(set(marks_of(sentences))) == 200
    assert sentences == planted_sentences(200, seed=7)
    assert not set(sentences) & set(planted_sentences(200, seed=8))


def test_a_sentence_fits_on_one_page_of_a_database() -> None:
    assert max(len(text.encode()) for text in planted_sentences(200)) < 1000


def test_names_are_all_different_and_of_every_origin() -> None:
    names = invented_names(200)
    assert len(set(names)) == 200
    first = {name.family for name in names[: len(ORIGINS)]}
    assert all(first & set(families) for _, families in ORIGINS.values())
    assert invented_name(3) == invented_name(3)
    assert invented_name(3, "Tamil").given in ORIGINS["Tamil"][0]


def test_more_names_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError, match="there are only"):
        invented_names(10_000)


@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-16-le"),
        lambda text: json.dumps({"narrative": text}).encode(),
        lambda text: text.upper().encode(),
    ],
    ids=["plain", "utf-16", "json", "capitals"],
)
def test_every_sentence_is_found_however_it_was_written(
    written, tmp_path: Path
) -> None:
    sentences = planted_sentences(40)
    file = tmp_path / "deep" / "leak.bin"
    file.parent.mkdir()
    file.write_bytes(b"\0\xff".join(written(text) for text in sentences))
    assert {text for _, text in traces_in(tmp_path, sentences)} == set(sentences)


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "calm.txt").write_text("\n".join(planted_sentences(50, seed=2)))
    assert traces_in(tmp_path, planted_sentences(50, seed=3)) == []


def test_a_sentence_inside_another_is_found_too(tmp_path: Path) -> None:
    (tmp_path / "leak.txt").write_text("ababababac")
    found = traces_in(tmp_path, ["ababac", "babababa"])
    assert {text for _, text in found} == {"ababac", "babababa"}


def test_forms_a_page_or_an_address_would_give_it() -> None:
    forms = byte_forms("Tŷ’rgelynen & <7>")
    assert "Tŷ’rgelynen &amp; &lt;7&gt;".encode() in forms
    assert b"T%C5%B7%E2%80%99rgelynen%20%26%20%3C7%3E" in forms
