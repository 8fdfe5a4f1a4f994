"""The keys store: a database of its own, holding only wrapped keys.

Root key (a file) wraps one key per domain (a school, the trust, the vault); a
domain's key wraps one data key per draft, concern, case or allegation. Destroying a
data key destroys what it sealed, in every copy whose key backup has expired.
"""

import base64
import secrets
import stat
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import (
    Column,
    Engine,
    LargeBinary,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    insert,
    select,
)

from school.foundation import clock
from school.foundation.database import UtcInstant
from school.foundation.engines import is_sqlite, owning_engine, reading_options
from school.foundation.errors import BrokenSeal, UnsafeSettings

KEY_BYTES = 32
NONCE_BYTES = 12
_metadata = MetaData()
domain_key = Table(
    "domain_key",
    _metadata,
    Column("domain", String(32), primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("made_at", UtcInstant, nullable=False),
)
data_key = Table(
    "data_key",
    _metadata,
    Column("key_ref", String(48), primary_key=True),
    Column("domain", String(32), nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    Column("made_at", UtcInstant, nullable=False),
)
# What was destroyed and when: replayed by a restore before it opens.
shredded = Table(
    "shredded",
    _metadata,
    Column("key_ref", String(48), primary_key=True),
    Column("at", UtcInstant, nullable=False),
)


def read_root_key(path: Path) -> bytes:
    """The root key. Refuses a file that anybody but its owner may read or write."""
    if not path.is_file():
        raise UnsafeSettings(
            f"the root key is missing: put your copy at {path}, or "
            "found a trust first: safeguard trust found"
        )
    if sys.platform != "win32":
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise UnsafeSettings(f"the root key is open to others: chmod 600 {path}")
    try:
        key = base64.b64decode(path.read_bytes().strip(), validate=True)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise UnsafeSettings(
            f"{path} does not hold a key of 32 bytes: put your copy there"
        )
    return key


def make_root_key(path: Path) -> None:
    """Write a new root key, readable by its owner alone; never over an old one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = base64.b64encode(AESGCM.generate_key(bit_length=256))
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(key + b"\n")


def wrap(key: bytes, inner: bytes, label: str) -> bytes:
    """Seal one key under another; the label says whose it is and is bound to it."""
    # 96 random bits are safe for far more than a school's number of messages.
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, inner, label.encode())


def unwrap(key: bytes, wrapped: bytes, label: str) -> bytes:
    """Open a wrapped key. Raises BrokenSeal when it is not what the label says."""
    return unwrap_with(AESGCM(key), wrapped, label)


def unwrap_with(cipher: AESGCM, wrapped: bytes, label: str) -> bytes:
    """The same, with the key already laid out for use."""
    try:
        return cipher.decrypt(
            wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], label.encode()
        )
    except (InvalidTag, ValueError):  # ValueError: cut too short to hold a nonce
        raise BrokenSeal("a wrapped key does not open") from None


class KeysStore:
    """The rows of the keys store; it knows wrapped keys only."""

    def __init__(self, url: str) -> None:
        self._engine = owning_engine(url)
        self._on_sqlite = is_sqlite(url)
        # Reading takes no lock that a writer would wait for.
        self.reader = (
            create_engine(url, **reading_options(url))
            if self._on_sqlite
            else self._engine
        )

    @property
    def engine(self) -> Engine:
        """For backup and restore only."""
        return self._engine

    def prepare(self) -> None:
        """Make the tables where they are not there yet."""
        _metadata.create_all(self._engine)

    def is_empty(self) -> bool:
        """Whether no key was ever made here."""
        with self._engine.connect() as connection:
            return connection.execute(select(domain_key.c.domain)).first() is None

    def domain(self, name: str) -> bytes | None:
        """A domain's wrapped key, or None."""
        with self.reader.connect() as connection:
            found: bytes | None = connection.execute(
                select(domain_key.c.wrapped).where(domain_key.c.domain == name)
            ).scalar()
        return found

    def add_domain(self, name: str, wrapped: bytes) -> None:
        """Keep a new domain's wrapped key."""
        with self._engine.begin() as connection:
            connection.execute(
                insert(domain_key).values(
                    domain=name, wrapped=wrapped, made_at=clock.now()
                )
            )

    def add(self, domain: str, wrapped: dict[str, bytes]) -> None:
        """Keep a batch of new data keys, durably, before any of them is used."""
        rows = [
            {"key_ref": ref, "domain": domain, "wrapped": key, "made_at": clock.now()}
            for ref, key in wrapped.items()
        ]
        with self._engine.begin() as connection:
            connection.execute(insert(data_key), rows)

    def find(self, key_refs: list[str]) -> list[tuple[str, str, bytes]]:
        """Each key's reference, domain and wrapped bytes; a destroyed key is simply
        absent.
        """
        # Past SQLAlchemy, which would take longer to name so many parameters than the
        # database to find the keys.
        asked: str = "SELECT key_ref, domain, wrapped FROM data_key WHERE key_ref "
        given: tuple[Any, ...]
        if self._on_sqlite:
            asked, given = f"{asked}IN ({','.join('?' * len(key_refs))})", (*key_refs,)
        else:
            asked, given = (
                f"{asked}= ANY(string_to_array(%s, ' '))",
                (" ".join(key_refs),),
            )
        how = {} if self._on_sqlite else {"binary": True}
        with (
            self.reader.connect() as connection,
            closing(connection.connection.cursor(**how)) as cursor,
        ):
            cursor.execute(asked, given)
            return cast("list[tuple[str, str, bytes]]", cursor.fetchall())

    def destroy(self, key_ref: str) -> None:
        """Destroy a data key and keep the fact in the shred ledger."""
        with self._engine.begin() as connection:
            connection.execute(delete(data_key).where(data_key.c.key_ref == key_ref))
            connection.execute(insert(shredded).values(key_ref=key_ref, at=clock.now()))

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()
        self.reader.dispose()
