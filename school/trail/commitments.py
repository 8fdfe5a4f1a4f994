"""Salted commitments: what an entry says of rows and facts without revealing them."""

import hmac
import json
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from sqlalchemy import Table

SALT_BYTES = 32


_KINDS: list[tuple[type, bytes, Callable[[Any], bytes]]] = [
    (bool, b"b", lambda value: b"1" if value else b"0"),
    (int, b"i", lambda value: b"%d" % value),
    (str, b"s", lambda value: value.encode()),
    (bytes, b"x", lambda value: value),
    (datetime, b"t", lambda value: value.isoformat(timespec="microseconds").encode()),
    (date, b"d", lambda value: value.isoformat().encode()),
]


# The same by the very type, for a row has twenty values: filled as types are met.
_KNOWN: dict[type, tuple[bytes, Callable[[Any], bytes]]] = {}


def canonical(value: Any) -> bytes:
    """One value as bytes, with its kind in front, so that no two kinds look alike."""
    if value is None:
        return b"n"
    known = _KNOWN.get(type(value))
    if known is not None:
        letter, encode = known
        return letter + encode(value)
    if isinstance(value, Enum):
        return canonical(value.value)
    # The order matters: a bool is an int, and a datetime is a date.
    for kind, letter, encode in _KINDS:
        if isinstance(value, kind):
            _KNOWN[type(value)] = letter, encode
            return letter + encode(value)
    raise TypeError("a column holds a kind of value the trail cannot commit to")


def row_bytes(table: Table, values: dict[str, Any]) -> bytes:
    """A row as bytes: table, then each column by name, every part length-prefixed."""
    parts = [_prefixed(table.name.encode())]
    for name, column in _columns_of(table):
        value = canonical(values[name])
        parts += (column, len(value).to_bytes(4, "big"), value)
    return b"".join(parts)


def _prefixed(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part


@cache
def _columns_of(table: Table) -> list[tuple[str, bytes]]:
    return [
        (name, _prefixed(name.encode()))
        for name in sorted(column.name for column in table.columns)
    ]


def facts_bytes(facts: dict[str, Any]) -> bytes:
    """An entry's facts as canonical JSON (sorted keys, no spaces, UTF-8)."""
    return json.dumps(
        facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def commit(salt: bytes, what: str, content: bytes) -> str:
    """HMAC-SHA256 under a salt of its own for each thing committed to.

    Opening one commitment gives away its salt alone, not its neighbours'.
    """
    own_salt = hmac.digest(salt, what.encode(), "sha256")
    return hmac.digest(own_salt, content, "sha256").hex()
