"""Passwords: hashed slowly, by two at most at once; weighed before they are taken."""

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

# More at once would take the memory and the processors from whoever raises a concern.
AT_ONCE = 2
LANES = 1
# Decision 29; ASVS 5.0 §6.2: length and a blocklist, no composition, no rotation.
SHORTEST = 15
SHORTEST_WITH_SECOND_FACTOR = 12
LONGEST = 256
# So many letters must be left when everything anybody would guess is taken away.
OWN_LETTERS = 5
_GUESSED = Path(__file__).with_name("guessed_words.txt")
_ROWS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
)
_LOOKALIKES = str.maketrans("013457@$!€", "oleastasie")


class Passwords:
    """Argon2id with the installation's cost, behind a gate for two."""

    def __init__(self, memory_kib: int, rounds: int) -> None:
        self._hasher = PasswordHasher(
            time_cost=rounds, memory_cost=memory_kib, parallelism=LANES
        )
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        # Compared with when there is no such account, so that it takes as long.
        self._nobodys = self.hash("nobody has this password")

    def hash(self, password: str) -> str:
        """The password's hash, salted, with its parameters."""
        with self._turns:
            return self._hasher.hash(_canonical(password))

    def matches(self, hashed: str | None, password: str) -> bool:
        """Whether it is the password. Without a hash it takes as long, and is not."""
        with self._turns:
            try:
                self._hasher.verify(
                    hashed or self._nobodys, _canonical(password[: LONGEST + 1])
                )
            except (VerificationError, InvalidHashError):
                return False
        return hashed is not None


def passwords() -> Passwords:
    """The application's way with passwords."""
    found: Passwords = current_app.extensions["safeguard_passwords"]
    return found


def _canonical(password: str) -> str:
    # The same keys give other bytes on other systems (NIST SP 800-63B §5.1.1.2).
    return unicodedata.normalize("NFKC", password)


@cache
def guessed_words() -> tuple[str, ...]:
    """Words that passwords are made of, the longest first."""
    lines = _GUESSED.read_text("utf-8").splitlines()
    words = {word for line in lines if line[:1] != "#" for word in line.split()}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def weakness(password: str, known: Iterable[str], *, shortest: int) -> str | None:
    """What is wrong with a new password: short, long, common, or None.

    `known` are words that anybody would try on this person: names, school, trust.
    """
    plain = _canonical(password)
    if len(plain) < shortest:
        return "short"
    if len(plain) > LONGEST:
        return "long"
    return "common" if _own_letters(plain, known) < OWN_LETTERS else None


def _own_letters(plain: str, known: Iterable[str]) -> int:
    """How many different letters are left when words, names and runs are taken out."""
    folded = plain.casefold()
    words = [*_parts(known), *guessed_words()]
    readings = (folded, folded.translate(_LOOKALIKES))
    return min(_left(reading, words) for reading in readings)


def _parts(known: Iterable[str]) -> list[str]:
    parts = [part for each in known for part in re.split(r"\W+", each.casefold())]
    return sorted({part for part in parts if len(part) > 2}, key=len, reverse=True)


def _left(text: str, words: Iterable[str]) -> int:
    for word in words:
        text = text.replace(word, " ")
    text = re.sub(r"\d{1,4}", " ", _without_runs(text))
    return len(set(re.sub(r"[\W_]", "", text)))


def _without_runs(text: str) -> str:
    for row in (*_ROWS, *(row[::-1] for row in _ROWS)):
        for start in range(len(row) - 3):
            text = text.replace(row[start : start + 4], " ")
    return text
