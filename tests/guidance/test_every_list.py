"""What holds for every entry of every list of guidance."""

import dataclasses
import re
from datetime import date
from pathlib import Path

import pytest

from safeguard import guidance
from safeguard.guidance import categories, editions
from safeguard.guidance.shelf import DATA, Entry, Evidence, Shelf, UnknownCode
from school.foundation.errors import SafeguardError

TODAY = date(2026, 11, 24)
ENTRIES = [
    pytest.param(shelf.name, entry, id=f"{shelf.name}-{entry.code}")
    for shelf in guidance.shelves()
    for entry in shelf
]
PUBLISHED = Path(__file__).with_name("published_codes.txt")


@pytest.mark.parametrize(("name", "entry"), ENTRIES)
def test_an_entry_has_its_code_words_edition_and_source(name, entry):
    assert re.fullmatch(r"[a-z][a-z0-9_]{1,31}", entry.code)
    assert entry.wording == entry.wording.strip() != ""
    assert entry.source.strip()
    assert isinstance(entry.mark, Evidence)
    assert entry.edition in editions.shelf


@pytest.mark.parametrize(("name", "entry"), ENTRIES)
def test_an_entry_cannot_be_changed(name, entry):
    with pytest.raises(dataclasses.FrozenInstanceError):
        entry.wording = "something else"


def test_a_published_code_never_disappears():
    standing = {f"{shelf.name} {entry.code}" for shelf in guidance.shelves()
                for entry in shelf}  # fmt: skip
    published = set(PUBLISHED.read_text(encoding="utf-8").split("\n")) - {""}
    assert published <= standing, "withdraw an entry; records still name its code"
    assert standing <= published, "write the new codes into published_codes.txt"


def test_an_unknown_code_is_refused_without_repeating_it():
    with pytest.raises(UnknownCode) as refusal:
        categories.named("a child said her own name here")
    assert isinstance(refusal.value, SafeguardError)
    assert isinstance(refusal.value, KeyError)
    assert str(refusal.value) == "categories"
    assert "child" not in repr(refusal.value)


def test_a_withdrawn_entry_is_read_but_no_longer_offered():
    kept = Entry(code="kept", wording="Kept", edition="kcsie_2026",
                 source="test", mark=Evidence.OURS)  # fmt: skip
    gone = dataclasses.replace(kept, code="gone", withdrawn_on=date(2026, 9, 1))
    shelf = Shelf("test", (kept, gone))

    assert shelf.choices(date(2026, 8, 31)) == [("kept", "Kept"), ("gone", "Kept")]
    assert shelf.choices(date(2026, 9, 1)) == [("kept", "Kept")]
    assert shelf.named("gone").wording == "Kept"
    assert "gone" in shelf


def test_a_code_that_stands_twice_is_refused():
    entry = Entry(code="twice", wording="Twice", edition="kcsie_2026",
                  source="test", mark=Evidence.OURS)  # fmt: skip
    with pytest.raises(ValueError, match="twice"):
        Shelf("test", (entry, entry))


def test_what_nobody_has_read_is_listed_to_be_checked():
    listed = guidance.to_be_checked()
    codes = {(name, entry.code) for name, entry in listed}
    assert ("numbers", "posh") in codes
    assert ("editions", "kcsie_2026") in codes
    assert ("numbers", "ico") not in codes
    assert all(entry.mark in {"M", "V2"} for _, entry in listed)


@pytest.mark.parametrize(
    "page",
    [page for page in DATA.iterdir() if page.name != "numbers.toml"],
    ids=lambda page: page.name,
)
def test_telephone_numbers_stand_in_one_list_alone(page):
    written = page.read_text(encoding="utf-8")
    assert not re.search(r"\b0\d{2,4}[ -]?\d{3}", written)


@pytest.mark.parametrize("page", list(DATA.iterdir()), ids=lambda page: page.name)
def test_no_council_or_trust_stands_in_the_data(page):
    written = page.read_text(encoding="utf-8").lower()
    for place in ("sheffield", "calderdale", "sefton", "devon", "manchester",
                  "northamptonshire", "st helens", "plymouth", "bristol"):  # fmt: skip
        assert place not in written
