"""Sealing: a value is bound to the school, table, row, column and version it is of."""

import hashlib
import hmac
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

from school.foundation.database import SealedBytes
from school.foundation.errors import BrokenSeal
from school.foundation.keys import (
    KEY_BYTES,
    NONCE_BYTES,
    KeysStore,
    unwrap,
    unwrap_with,
    wrap,
)
from school.foundation.references import new_ref

# First byte of every sealed value, so that another algorithm can follow one day.
AES_256_GCM = b"\x01"
BATCH = 32
MANY = 5000
CACHED_KEYS = 4096
# A key destroyed by another worker is forgotten here within this many seconds.
CACHED_SECONDS = 60.0


def vault_of(trust_ref: str) -> str:
    """The key domain of the trust's walled vault, which no school key opens."""
    return f"{trust_ref}.vault"


class _Held(NamedTuple):
    """A data key in memory: since when, itself, and laid out for use."""

    since: float
    key: bytes
    cipher: AESGCM


class Keyring:
    """Opens and mints keys; keeps a bounded number of them in memory for a minute."""

    def __init__(self, store: KeysStore, root: bytes) -> None:
        self.store = store
        self._root = root
        self._domains: dict[str, bytes] = {}
        self._derived: dict[tuple[str, str], bytes] = {}
        self._own: dict[str, AESGCM] = {}
        self._ready: dict[str, list[tuple[str, bytes]]] = {}
        self._cache: OrderedDict[str, _Held] = OrderedDict()
        self._lock = threading.RLock()

    def found(self, domain: str) -> None:
        """Make the domain's key if it has none yet."""
        with self._lock:
            if self.store.domain(domain) is None:
                key = AESGCM.generate_key(bit_length=256)
                self.store.add_domain(domain, wrap(self._root, key, f"domain {domain}"))

    def _domain(self, domain: str) -> bytes:
        with self._lock:
            if domain not in self._domains:
                wrapped = self.store.domain(domain)
                if wrapped is None:
                    raise BrokenSeal("the domain has no key")
                self._domains[domain] = unwrap(self._root, wrapped, f"domain {domain}")
            return self._domains[domain]

    def derived(self, domain: str, purpose: str) -> bytes:
        """The domain's key for one purpose (HKDF-SHA256), such as "identity"."""
        held = self._derived.get((domain, purpose))
        if held is None:
            kdf = HKDF(SHA256(), KEY_BYTES, salt=None, info=f"sg1 {purpose}".encode())
            held = self._derived[domain, purpose] = kdf.derive(self._domain(domain))
        return held

    def take(self, domain: str) -> str:
        """A fresh data key's reference. Keys are minted ahead in batches; one that is
        never used does no harm (decision 6).
        """
        with self._lock:
            ready = self._ready.setdefault(domain, [])
            if not ready:
                ready.extend(self._mint(domain))
            ref, key = ready.pop()
            # Whoever takes a key seals with it at once.
            self._cache[ref] = _Held(time.monotonic(), key, AESGCM(key))
            while len(self._cache) > CACHED_KEYS:
                self._cache.popitem(last=False)
            return ref

    def _mint(self, domain: str) -> list[tuple[str, bytes]]:
        keys = {new_ref(): AESGCM.generate_key(bit_length=256) for _ in range(BATCH)}
        over = self._domain(domain)
        self.store.add(
            domain, {ref: wrap(over, key, f"data {ref}") for ref, key in keys.items()}
        )
        return list(keys.items())

    def own(self, domain: str) -> AESGCM:
        """What the domain seals without a data key, such as names: laid out for use."""
        held = self._own.get(domain)
        if held is None:
            held = self._own[domain] = AESGCM(self.derived(domain, "identity"))
        return held

    def data_key(self, key_ref: str) -> bytes:
        """The data key. Raises BrokenSeal when it was destroyed or never was."""
        return self._held(key_ref).key

    def cipher(self, key_ref: str) -> AESGCM:
        """The data key, laid out for use. Raises BrokenSeal likewise."""
        return self._held(key_ref).cipher

    def _held(self, key_ref: str) -> _Held:
        with self._lock:
            held = self._cache.get(key_ref)
            if held is None or held.since < time.monotonic() - CACHED_SECONDS:
                self.warm([key_ref])
                held = self._cache.get(key_ref)
            if held is None:
                raise BrokenSeal("the key is gone")
            self._cache.move_to_end(key_ref)
            return held

    def warm(self, key_refs: list[str]) -> None:
        """Fetch many data keys in one question, before a list is opened."""
        fresh = time.monotonic() - CACHED_SECONDS
        with self._lock:
            missing = [
                ref
                for ref in dict.fromkeys(key_refs)
                if ref not in self._cache or self._cache[ref].since < fresh
            ]
            for ref in missing:
                self._cache.pop(ref, None)
            if missing:
                self._fetch(missing)

    def _fetch(self, missing: list[str]) -> None:
        now = time.monotonic()
        for start in range(0, len(missing), 500):
            for ref, domain, wrapped in self.store.find(missing[start : start + 500]):
                key = unwrap(self._domain(domain), wrapped, f"data {ref}")
                self._cache[ref] = _Held(now, key, AESGCM(key))
        while len(self._cache) > max(CACHED_KEYS, len(missing)):
            self._cache.popitem(last=False)

    def ciphers(self, key_refs: Iterable[str | None]) -> dict[str | None, AESGCM]:
        """Very many data keys at once, laid out for use and not kept: to look through
        all of a school. A destroyed key is simply absent.
        """
        wanted = [ref for ref in key_refs if ref]
        found: dict[str | None, AESGCM] = {}
        over: dict[str, AESGCM] = {}
        for start in range(0, len(wanted), MANY):
            for ref, domain, wrapped in self.store.find(wanted[start : start + MANY]):
                if domain not in over:
                    over[domain] = AESGCM(self._domain(domain))
                found[ref] = AESGCM(unwrap_with(over[domain], wrapped, f"data {ref}"))
        return found

    def shred(self, key_ref: str) -> None:
        """Destroy a data key: whatever it sealed can never be opened again."""
        with self._lock:
            self.store.destroy(key_ref)
            self._cache.pop(key_ref, None)


def keyring() -> Keyring:
    """The application's keyring."""
    ring: Keyring = current_app.extensions["safeguard_keyring"]
    return ring


def _bound_to(*parts: str) -> bytes:
    return _parts("sg1", *parts)


def _parts(*parts: str) -> bytes:
    encoded = [part.encode() for part in parts]
    return b"".join([len(part).to_bytes(4, "big") + part for part in encoded])


@lru_cache(maxsize=4096)
def _part_of(name: str) -> bytes:
    """One part of a binding: of schools, tables, columns and versions there are few."""
    return _parts(name)


def _cipher_for(row: Any) -> AESGCM:
    if row.key_ref:
        return keyring().cipher(row.key_ref)
    return keyring().own(row.school_ref)


def _place(row: Any, column: str) -> bytes:
    key_ref = row.key_ref or ""
    return b"".join(
        (
            _part_of("sg1"),
            _part_of(row.school_ref),
            _part_of(row.__tablename__),
            _part_of_ref(row.ref),
            _part_of(column),
            _part_of(str(row.sealed_version)),
            _part_of_ref(key_ref),
        )
    )


def encrypt(key: bytes, plain: bytes, bound_to: bytes) -> SealedBytes:
    """AES-256-GCM under a random nonce, the algorithm's byte first."""
    return seal_with(AESGCM(key), plain, bound_to)


def seal_with(cipher: AESGCM, plain: bytes, bound_to: bytes) -> SealedBytes:
    """The same, with the key already laid out for use."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return SealedBytes(AES_256_GCM + nonce + cipher.encrypt(nonce, plain, bound_to))


def decrypt(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """Open a sealed value. Raises BrokenSeal when it was altered or moved."""
    return open_with(AESGCM(key), sealed, bound_to)


def open_with(cipher: AESGCM, sealed: bytes, bound_to: bytes) -> bytes:
    """The same, with the key already laid out for use."""
    if sealed[:1] != AES_256_GCM:
        raise BrokenSeal("unknown algorithm")
    nonce = sealed[1 : 1 + NONCE_BYTES]
    try:
        return cipher.decrypt(nonce, sealed[1 + NONCE_BYTES :], bound_to)
    except (InvalidTag, ValueError):  # ValueError: cut too short to hold a nonce
        raise BrokenSeal("a sealed value does not open where it stands") from None


def seal(row: Any, column: str, text: str | None) -> None:
    """Seal a text into the row's column, where alone it will open.

    The row must already have its `ref`, `school_ref` and `key_ref` (None stands for
    the school's own key). Texts are kept byte for byte: a child's words are not ours
    to trim.
    """
    if row.sealed_version is None:
        row.sealed_version = 1
    value = None
    if text is not None:
        value = seal_with(_cipher_for(row), text.encode(), _place(row, column))
    setattr(row, column, value)


def unseal(row: Any, column: str) -> str | None:
    """The text in the row's column, or None when it holds none."""
    value = getattr(row, column)
    if value is None:
        return None
    return open_with(_cipher_for(row), value, _place(row, column)).decode()


# Opens the value of one column: the row's reference, version and key, and the value.
Opening = Callable[[str, int, str | None, bytes | None], bytes]


class Opener:
    """Opens very many values, with keys that were fetched at once."""

    def __init__(self, key_refs: Iterable[str | None], school_ref: str) -> None:
        self._ciphers = keyring().ciphers(key_refs)
        self._ciphers[None] = keyring().own(school_ref)
        self._school = _bound_to(school_ref)

    def column(self, table: str, column: str) -> Opening:
        """How to open the values of a column: it gives the text's bytes, or b"" where
        there is none or its key was destroyed. Raises BrokenSeal when it was altered
        or moved.
        """
        cipher_of, before = self._ciphers.get, self._school + _part_of(table)
        inside = _part_of(column)
        # All but the row's and the key's own letters is the same in nearly all rows.
        forms: dict[tuple[int, int, int], str] = {}

        def opened(
            ref: str, version: int, key_ref: str | None, sealed: bytes | None
        ) -> bytes:
            cipher, key = cipher_of(key_ref or None), key_ref or ""
            if sealed is None or cipher is None:
                return b""
            lengths = len(ref), version, len(key)
            form = forms.get(lengths)
            if form is None:
                parts = (before, _length(ref), b"%s", inside, _part_of(str(version)))
                form = b"".join((*parts, _length(key), b"%s")).decode("ascii")
                forms[lengths] = form
            return open_with(cipher, sealed, (form % (ref, key)).encode("ascii"))

        return opened


def _length(part: str) -> bytes:
    return len(part).to_bytes(4, "big")


def _part_of_ref(ref: str) -> bytes:
    """The same for a reference, of which there are too many to remember."""
    return _length(ref) + ref.encode()


def reseal(row: Any, **texts: str | None) -> None:
    """Change some sealed texts: all of the row's texts move to its next version, so
    that an old value put back in one column no longer opens.
    """
    columns = [
        column.key
        for column in row.__table__.columns
        if isinstance(getattr(row, column.key), SealedBytes)
    ]
    plain = {column: unseal(row, column) for column in columns} | texts
    row.sealed_version += 1
    for column, text in plain.items():
        seal(row, column, text)


def mac(domain: str, purpose: str, text: str) -> str:
    """A keyed fingerprint (HMAC-SHA256, hex) for finding an equal sealed value."""
    key = keyring().derived(domain, f"mac {purpose}")
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
