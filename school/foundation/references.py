"""Opaque references: random, without sequence, readable aloud over a telephone."""

import re
import secrets

# Crockford's base 32: no I, L, O or U, so nothing is misheard or misread.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ROW_LENGTH = 16
SPOKEN_LENGTH = 10
_MISREAD = str.maketrans("OIL", "011")
_SPOKEN = re.compile(rf"[{ALPHABET}]{{{SPOKEN_LENGTH}}}")


# Five bits of each random byte choose a letter: every letter as often as any other.
_LETTERS = bytes(ord(ALPHABET[byte & 31]) for byte in range(256))


def _random(length: int) -> str:
    return secrets.token_bytes(length).translate(_LETTERS).decode("ascii")


def new_ref() -> str:
    """The key of a row: 80 random bits in 16 characters."""
    return _random(ROW_LENGTH)


def new_reference() -> str:
    """What people read out (concerns, cases): 50 random bits in 10 characters.

    Random and never counted, so that a reference tells nobody how many records
    there are or that one is missing from a list (security brief T2).
    """
    return _random(SPOKEN_LENGTH)


def spoken(reference: str) -> str:
    """The reference as shown and said, in two groups of five."""
    return f"{reference[:5]}-{reference[5:]}"


def heard(text: str) -> str | None:
    """The reference in what somebody typed, or None when it is not one."""
    plain = re.sub(r"[\s\-–]", "", text).upper().translate(_MISREAD)
    return plain if _SPOKEN.fullmatch(plain) else None
