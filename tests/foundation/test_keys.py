"""The keys store: wrapped keys apart from the data, minted ahead, shredded for good."""

import base64
import sqlite3
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select, text

from school.foundation import keys
from school.foundation.errors import BrokenSeal, UnsafeSettings
from school.foundation.keys import (
    KeysStore,
    make_root_key,
    read_root_key,
    unwrap,
    wrap,
)
from school.foundation.sealing import (
    BATCH,
    CACHED_KEYS,
    CACHED_SECONDS,
    Keyring,
)
from tests.engines import postgres

ROOT = b"r" * 32


@pytest.fixture
def store(tmp_path: Path) -> Iterator[KeysStore]:
    """An empty keys store."""
    made = KeysStore(f"sqlite:///{tmp_path / 'keys.sqlite'}")
    made.prepare()
    yield made
    made.close()


@pytest.fixture
def ring(store: KeysStore) -> Keyring:
    """A keyring with one school."""
    made = Keyring(store, ROOT)
    made.found("SCHOOL")
    return made


class Questions:
    """How often the store was asked."""

    def __init__(self, store: KeysStore) -> None:
        self.number, self.last = 0, ""
        for engine in {store.engine, store.reader}:
            event.listen(engine, "checkout", self.listen)

    def listen(self, connection: sqlite3.Connection, *_: object) -> None:
        """Hear all that the database itself is asked."""
        connection.set_trace_callback(self.count)

    def count(self, statement: str) -> None:
        """One more, unless it only begins or ends. Many rows at once are one."""
        asked = statement.partition(" VALUES ")[0]
        ends = asked.startswith(("BEGIN", "COMMIT", "ROLLBACK"))
        self.number += not ends and asked != self.last
        self.last = asked


def test_keys_are_minted_in_batches(ring: Keyring, store: KeysStore) -> None:
    asked = Questions(store)
    taken = [ring.take("SCHOOL") for _ in range(BATCH)]
    assert len(set(taken)) == BATCH
    once = asked.number
    assert once <= 3
    ring.take("SCHOOL")
    assert asked.number > once


def test_a_key_is_kept_before_it_is_handed_out(ring: Keyring, store: KeysStore) -> None:
    """A crash right after leaves an orphan key, never words without a key."""
    ref = ring.take("SCHOOL")
    again = Keyring(store, ROOT)
    assert again.data_key(ref) == ring.data_key(ref)


def test_every_key_is_another(ring: Keyring) -> None:
    ring.found("OTHER")
    refs = [ring.take(domain) for domain in ("SCHOOL", "OTHER") for _ in range(40)]
    assert len({ring.data_key(ref) for ref in refs}) == 80


def test_a_shredded_key_is_gone_for_everybody(ring: Keyring, store: KeysStore) -> None:
    ref = ring.take("SCHOOL")
    assert ring.data_key(ref)
    ring.shred(ref)
    for each in (ring, Keyring(store, ROOT)):
        with pytest.raises(BrokenSeal, match="the key is gone"):
            each.data_key(ref)
    with store.engine.connect() as connection:
        ledger = connection.execute(select(keys.shredded.c.key_ref)).scalars().all()
    assert ledger == [ref]


@pytest.mark.skipif(sys.platform == "win32", reason="another way of keeping files")
def test_a_shredded_keys_bytes_leave_the_file(
    ring: Keyring, store: KeysStore, tmp_path: Path
) -> None:
    """SQLite would otherwise leave them in a free page."""
    ref = ring.take("SCHOOL")
    [(_ref, _domain, wrapped)] = store.find([ref])
    file = tmp_path / "keys.sqlite"
    assert wrapped in file.read_bytes()
    ring.shred(ref)
    assert wrapped not in file.read_bytes()


def test_another_workers_shredding_is_noticed_within_a_minute(
    ring: Keyring, store: KeysStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = ring.take("SCHOOL")
    ring.data_key(ref)
    Keyring(store, ROOT).shred(ref)
    assert ring.data_key(ref)  # still in this worker's memory
    later = time.monotonic() + CACHED_SECONDS + 1
    monkeypatch.setattr("school.foundation.sealing.time.monotonic", lambda: later)
    with pytest.raises(BrokenSeal):
        ring.data_key(ref)


def test_many_keys_are_fetched_in_one_question(ring: Keyring, store: KeysStore) -> None:
    refs = [ring.take("SCHOOL") for _ in range(100)]
    fresh = Keyring(store, ROOT)
    fresh.data_key(refs[0])
    asked = Questions(store)
    fresh.warm(refs)
    assert asked.number == 1
    for ref in refs:
        fresh.data_key(ref)
    assert asked.number == 1


def test_no_more_keys_stay_in_memory_than_is_said(ring: Keyring) -> None:
    refs = [ring.take("SCHOOL") for _ in range(3)]
    held = ring._cache.pop(refs[0])
    ring._cache.update((str(n), held) for n in range(CACHED_KEYS + 50))
    ring.data_key(refs[0])
    assert len(ring._cache) <= CACHED_KEYS


def test_no_key_lies_in_the_store_in_clear(ring: Keyring, tmp_path: Path) -> None:
    refs = [ring.take("SCHOOL") for _ in range(5)]
    content = (tmp_path / "keys.sqlite").read_bytes()
    clear = [ring.data_key(ref) for ref in refs] + [ring._domain("SCHOOL"), ROOT]
    for key in clear:
        assert key not in content
        assert base64.b64encode(key) not in content


def test_without_the_root_key_nothing_opens(ring: Keyring, store: KeysStore) -> None:
    ref = ring.take("SCHOOL")
    with pytest.raises(BrokenSeal):
        Keyring(store, b"x" * 32).data_key(ref)


def test_a_wrapped_key_put_under_another_name_does_not_open(
    ring: Keyring, store: KeysStore
) -> None:
    """Whoever writes in the store cannot make one record open with another's key."""
    one, other = ring.take("SCHOOL"), ring.take("SCHOOL")
    with store.engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE data_key SET wrapped = (SELECT wrapped FROM data_key"
                " WHERE key_ref = :one) WHERE key_ref = :other"
            ),
            {"one": one, "other": other},
        )
    with pytest.raises(BrokenSeal):
        Keyring(store, ROOT).data_key(other)


def test_a_school_without_a_key_cannot_seal(ring: Keyring) -> None:
    with pytest.raises(BrokenSeal, match="no key"):
        ring.take("NOWHERE")


def test_founding_twice_keeps_the_first_key(ring: Keyring) -> None:
    before = ring._domain("SCHOOL")
    ring.found("SCHOOL")
    assert Keyring(ring.store, ROOT)._domain("SCHOOL") == before


@settings(max_examples=50, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.text(max_size=20), st.data())
def test_wrapping_holds_for_any_key_and_label(
    inner: bytes, label: str, data: st.DataObject
) -> None:
    wrapped = wrap(ROOT, inner, label)
    assert unwrap(ROOT, wrapped, label) == inner
    with pytest.raises(BrokenSeal):
        unwrap(ROOT, wrapped, label + "x")
    at = data.draw(st.integers(0, len(wrapped) * 8 - 1))
    altered = bytearray(wrapped)
    altered[at // 8] ^= 1 << at % 8
    with pytest.raises(BrokenSeal):
        unwrap(ROOT, bytes(altered), label)


def test_a_root_key_is_made_for_its_owner_alone_and_never_over_an_old_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / "secret" / "root.key"
    make_root_key(path)
    assert len(read_root_key(path)) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        make_root_key(path)


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights there")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o606, 0o610, 0o644])
def test_a_root_key_that_others_can_reach_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "root.key"
    make_root_key(path)
    path.chmod(mode)
    with pytest.raises(UnsafeSettings, match="600"):
        read_root_key(path)


@pytest.mark.parametrize(
    "content", ["", "c2hvcnQ=", "A" * 44, "not base64 at all!", "ł"]
)
def test_a_root_key_of_the_wrong_size_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "root.key"
    path.touch(mode=0o600)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnsafeSettings):
        read_root_key(path)


def test_a_missing_root_key_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnsafeSettings, match="missing"):
        read_root_key(tmp_path / "root.key")


@pytest.mark.postgres
def test_the_store_works_on_postgresql_too() -> None:
    name = "keys_store"
    postgres.server()
    urls = postgres.fresh_database(name)
    made = KeysStore(urls.owner)
    try:
        made.prepare()
        ring = Keyring(made, ROOT)
        ring.found("SCHOOL")
        ref = ring.take("SCHOOL")
        assert Keyring(made, ROOT).data_key(ref) == ring.data_key(ref)
        ring.shred(ref)
        with pytest.raises(BrokenSeal):
            ring.data_key(ref)
    finally:
        made.close()
        postgres.drop_database(name)
