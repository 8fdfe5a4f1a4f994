"""Sealing: a value opens where it was sealed and nowhere else, and shows nothing."""

import copy
import dataclasses
import logging
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from school.foundation.database import Sealed, SealedBytes
from school.foundation.errors import BrokenSeal, UnsealedValue
from school.foundation.keys import KeysStore
from school.foundation.sealing import (
    Keyring,
    Opener,
    decrypt,
    encrypt,
    keyring,
    mac,
    reseal,
    seal,
    unseal,
    vault_of,
)

SCHOOL, OTHER = "SCHOOL0000000001", "SCHOOL0000000002"
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=200)
QUICK = settings(max_examples=60, deadline=None)


@dataclass
class Row:
    """As much of a sealable row as sealing looks at."""

    ref: str = "ROW0000000000001"
    school_ref: str = SCHOOL
    key_ref: str | None = None
    sealed_version: int = 1
    words: Any = None
    others: Any = None
    __tablename__ = "concern_text"
    __table__ = SimpleNamespace(
        columns=[
            SimpleNamespace(key=key)
            for key in ("ref", "school_ref", "sealed_version", "words", "others")
        ]
    )


@pytest.fixture(scope="module", autouse=True)
def ring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keyring]:
    """A keyring of two schools and a vault, and no more of the application."""
    folder: Path = tmp_path_factory.mktemp("keys")
    store = KeysStore(f"sqlite:///{folder / 'keys.sqlite'}")
    store.prepare()
    made = Keyring(store, b"r" * 32)
    for domain in (SCHOOL, OTHER, vault_of("TRUST")):
        made.found(domain)
    app = Flask("bare")
    app.extensions["safeguard_keyring"] = made
    with app.app_context():
        yield made
    store.close()


@QUICK
@given(ANY_TEXT)
def test_any_words_come_back_byte_for_byte(text: str) -> None:
    """A child's words are not ours to trim, fold or normalise."""
    row = Row()
    seal(row, "words", text)
    assert unseal(row, "words") == text
    assert text == "" or len(text) < 4 or text.encode() not in bytes(row.words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \t\r\n ",
        "e\u0301 is not \u00e9",
        "🏴󠁧󠁢󠁷󠁬󠁳󠁿👩🏽‍🏫",
        "\x00",
        "\u202eright to left",
        "x" * 65_536,
    ],
)
def test_words_that_software_likes_to_tidy_are_left_alone(text: str) -> None:
    row = Row(key_ref=keyring().take(SCHOOL))
    seal(row, "words", text)
    assert unseal(row, "words") == text


def test_nothing_sealed_is_nothing_kept() -> None:
    row = Row()
    seal(row, "words", None)
    assert row.words is None
    assert unseal(row, "words") is None


CHANGES: list[dict[str, Any]] = [
    {"ref": "ROW0000000000002"},
    {"school_ref": OTHER},
    {"sealed_version": 2},
    {"key_ref": "another"},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
@pytest.mark.parametrize("own_key", [False, True])
def test_a_value_moved_elsewhere_does_not_open(
    change: dict[str, Any], own_key: bool
) -> None:
    """School, row, version and key are bound to it (decision 8)."""
    row = Row(key_ref=keyring().take(SCHOOL) if own_key else None)
    seal(row, "words", "the heron behind the boiler house")
    if change.get("key_ref"):
        change = {"key_ref": keyring().take(SCHOOL)}
    moved = dataclasses.replace(row, **change)
    with pytest.raises(BrokenSeal):
        unseal(moved, "words")
    assert unseal(row, "words") == "the heron behind the boiler house"


def test_a_value_moved_to_another_column_or_table_does_not_open() -> None:
    row = Row()
    seal(row, "words", "the heron")
    row.others = row.words
    with pytest.raises(BrokenSeal):
        unseal(row, "others")
    stranger = type("Stranger", (Row,), {"__tablename__": "case_entry"})()
    stranger.words = row.words
    with pytest.raises(BrokenSeal):
        unseal(stranger, "words")


def test_a_key_of_the_row_and_the_key_of_the_school_are_two() -> None:
    row = Row(key_ref=keyring().take(SCHOOL))
    seal(row, "words", "the heron")
    row.key_ref = None
    with pytest.raises(BrokenSeal):
        unseal(row, "words")


def test_no_two_places_are_written_alike() -> None:
    """Parts are length-prefixed: moving a letter from one to the next is seen."""
    one = Row(ref="AB", school_ref=SCHOOL)
    seal(one, "words", "x")
    other = type("Shifted", (Row,), {"__tablename__": "concern_textA"})()
    other.ref, other.words = "B", one.words
    with pytest.raises(BrokenSeal):
        unseal(other, "words")


@QUICK
@given(st.data())
def test_a_flipped_bit_anywhere_is_seen(data: st.DataObject) -> None:
    row = Row()
    seal(row, "words", data.draw(ANY_TEXT))
    altered = bytearray(row.words)
    at = data.draw(st.integers(0, len(altered) * 8 - 1))
    altered[at // 8] ^= 1 << at % 8
    row.words = SealedBytes(altered)
    with pytest.raises(BrokenSeal):
        unseal(row, "words")


@QUICK
@given(st.binary(max_size=60))
def test_bytes_of_somebody_elses_making_do_not_open(junk: bytes) -> None:
    with pytest.raises(BrokenSeal):
        decrypt(b"k" * 32, junk, b"here")


@QUICK
@given(st.integers(0, 60))
def test_a_shortened_value_does_not_open(kept: int) -> None:
    row = Row()
    seal(row, "words", "the heron behind the boiler house")
    row.words = SealedBytes(row.words[: min(kept, len(row.words) - 1)])
    with pytest.raises(BrokenSeal):
        unseal(row, "words")


def test_the_same_words_sealed_twice_are_unlike() -> None:
    one, other = Row(), Row()
    seal(one, "words", "no")
    seal(other, "words", "no")
    assert one.words != other.words
    assert one.words[:1] == b"\x01"  # the algorithm comes first


def test_resealing_moves_every_text_on_and_the_old_value_opens_no_more() -> None:
    """Otherwise an old answer could be put back in one column (T5)."""
    row = Row()
    seal(row, "words", "one")
    seal(row, "others", "two")
    before = copy.copy(row)
    reseal(row, words="three")
    assert (unseal(row, "words"), unseal(row, "others")) == ("three", "two")
    assert row.sealed_version == before.sealed_version + 1
    row.others = before.others
    with pytest.raises(BrokenSeal):
        unseal(row, "others")


def test_a_text_can_be_resealed_to_nothing() -> None:
    row = Row()
    seal(row, "words", "one")
    reseal(row, words=None)
    assert unseal(row, "words") is None


def test_no_log_repr_or_traceback_shows_a_value(
    caplog: pytest.LogCaptureFixture,
) -> None:
    row = Row()
    seal(row, "words", "Zebedee and the heron")
    assert repr(row.words) == f"<sealed {len(row.words)} bytes>"
    logging.getLogger("x").warning("row %r", row)
    assert "Zebedee" not in caplog.text
    row.ref = "elsewhere"
    try:
        unseal(row, "words")
    except BrokenSeal:
        assert "Zebedee" not in traceback.format_exc()


@pytest.mark.parametrize("clear", [b"Zebedee", bytearray(b"Zebedee"), "Zebedee", 7])
def test_a_sealed_column_takes_sealed_values_only(clear: Any) -> None:
    with pytest.raises(UnsealedValue) as refused:
        Sealed().process_bind_param(clear, None)  # type: ignore[arg-type]
    assert "Zebedee" not in str(refused.value)
    assert Sealed().process_bind_param(None, None) is None  # type: ignore[arg-type]


@QUICK
@given(ANY_TEXT, ANY_TEXT)
def test_equal_texts_have_equal_fingerprints_and_others_have_not(
    one: str, other: str
) -> None:
    assert (mac(SCHOOL, "upn", one) == mac(SCHOOL, "upn", other)) is (one == other)


def test_a_fingerprint_is_of_one_school_and_one_purpose() -> None:
    """The same number in two schools, or in two columns, cannot be matched."""
    seen = {
        mac(SCHOOL, "upn", "A123"),
        mac(OTHER, "upn", "A123"),
        mac(SCHOOL, "email", "A123"),
        mac(vault_of("TRUST"), "upn", "A123"),
    }
    assert len(seen) == 4


def test_no_schools_key_opens_the_vault(ring: Keyring) -> None:
    row = Row(school_ref=vault_of("TRUST"))
    seal(row, "words", "about an adult")
    with pytest.raises(BrokenSeal):
        unseal(dataclasses.replace(row, school_ref=SCHOOL), "words")
    assert ring.derived(SCHOOL, "identity") != ring.derived(
        vault_of("TRUST"), "identity"
    )


def test_a_place_that_is_not_bound_would_be_seen_by_these_tests() -> None:
    """Must fail: with one and the same place for all, the moved value opens."""
    sealed = encrypt(b"k" * 32, b"the heron", b"everywhere")
    assert decrypt(b"k" * 32, sealed, b"everywhere") == b"the heron"
    with pytest.raises(BrokenSeal):
        decrypt(b"k" * 32, sealed, b"elsewhere")


# ---- Very many at once ------------------------------------------------------------


@pytest.mark.parametrize("own", [True, False], ids=["own", "data key"])
def test_an_opener_opens_what_was_sealed_and_nothing_that_was_moved(
    ring: Keyring, own: bool
) -> None:
    row = Row(key_ref=None if own else ring.take(SCHOOL))
    seal(row, "words", "Zoë’s café")
    opened = Opener([row.key_ref], SCHOOL).column(row.__tablename__, "words")
    assert opened(row.ref, 1, row.key_ref, row.words).decode() == "Zoë’s café"
    assert opened(row.ref, 1, row.key_ref, None) == b""
    for ref, version in ((row.ref, 2), ("ROW0000000000002", 1), ("ROW", 1)):
        with pytest.raises(BrokenSeal):
            opened(ref, version, row.key_ref, row.words)
    moved = Opener([row.key_ref], SCHOOL).column(row.__tablename__, "others")
    with pytest.raises(BrokenSeal):
        moved(row.ref, 1, row.key_ref, row.words)


def test_what_a_destroyed_key_sealed_is_empty_to_an_opener(ring: Keyring) -> None:
    row = Row(key_ref=ring.take(SCHOOL))
    seal(row, "words", "a kestrel")
    ring.shred(row.key_ref or "")
    opened = Opener([row.key_ref], SCHOOL).column(row.__tablename__, "words")
    assert opened(row.ref, 1, row.key_ref, row.words) == b""
