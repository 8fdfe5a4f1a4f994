"""Salted commitments: what an entry says of rows and facts without revealing them."""

import hashlib
import hmac
import json
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Table

SALT_BYTES = 32


def canonical(value: Any) -> bytes:
    """One value as bytes, with its kind in front, so that no two kinds look alike."""
    match value:
        case None:
            return b"n"
        case bool():
            return b"b1" if value else b"b0"
        case Enum():
            return canonical(value.value)
        case int():
            return b"i%d" % value
        case str():
            return b"s" + value.encode()
        case bytes():
            return b"x" + value
        case datetime():
            return b"t" + value.isoformat(timespec="microseconds").encode()
        case date():
            return b"d" + value.isoformat().encode()
        case _:
            raise TypeError("a column holds a kind of value the trail cannot commit to")


def row_bytes(table: Table, values: dict[str, Any]) -> bytes:
    """A row as bytes: table, then each column by name, every part length-prefixed."""
    parts = [table.name.encode()]
    for column in sorted(table.columns, key=lambda each: each.name):
        parts += [column.name.encode(), canonical(values[column.name])]
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def facts_bytes(facts: dict[str, Any]) -> bytes:
    """An entry's facts as canonical JSON (sorted keys, no spaces, UTF-8)."""
    return json.dumps(
        facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def commit(salt: bytes, what: str, content: bytes) -> str:
    """HMAC-SHA256 under a salt of its own for each thing committed to.

    Opening one commitment gives away its salt alone, not its neighbours'.
    """
    own_salt = hmac.new(salt, what.encode(), hashlib.sha256).digest()
    return hmac.new(own_salt, content, hashlib.sha256).hexdigest()
