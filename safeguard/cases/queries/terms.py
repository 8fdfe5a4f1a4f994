"""What somebody typed to find, as words and phrases, whatever the script."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_QUOTED = re.compile(r'["“„”«]([^"“„”«»]+)["“”»]')
# Letters that Unicode does not take apart, and marks that phones leave out.
_PLAIN = str.maketrans("łøđ", "lod", "’‘\u02bc'`")
# Most narratives are plain letters: one pass makes them small and every space alike.
_ASCII_FOLDED = bytes(
    ord(" ") if chr(code).isspace() else ord(chr(code).lower()) if code < 128 else code
    for code in range(256)
)
_WRITTEN_WITHOUT_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER")


@dataclass(frozen=True)
class Terms:
    """Words and phrases, folded: all of them must be found."""

    each: tuple[str, ...]

    @classmethod
    def read(cls, typed: str) -> "Terms":
        """The phrases in quotes, then the other words."""
        phrases = [fold(phrase) for phrase in _QUOTED.findall(typed)]
        words = fold(_QUOTED.sub(" ", typed).replace(",", " ")).split()
        stripped = (word.strip('"“„”«».,;:!?()') for word in words)
        found = dict.fromkeys(term for term in (*phrases, *stripped) if term)
        return cls(tuple(found))

    def __len__(self) -> int:
        """How many terms."""
        return len(self.each)

    @property
    def folded(self) -> str:
        """All of it in one form, so that the same question looks the same."""
        return " ".join(sorted(self.each))

    def in_all(self, texts: Iterable[str]) -> bool:
        """Whether every term stands in one of these texts, at the start of a word."""
        return self.in_folded("\n".join(fold(text) for text in texts))

    def in_folded(self, whole: str) -> bool:
        """The same, for texts that were folded before."""
        return all(_stands_in(term, whole) for term in self.each)


def fold(text: str) -> str:
    """Without case, accents, apostrophes and what nobody sees, spaces made single."""
    if text.isascii():
        plain = text.encode().translate(_ASCII_FOLDED, b"'`").decode().strip()
        return " ".join(plain.split()) if "  " in plain else plain
    apart = unicodedata.normalize("NFKD", text.casefold())
    for mark in set(apart):
        if unicodedata.combining(mark) or unicodedata.category(mark) == "Cf":
            apart = apart.replace(mark, "")
    return " ".join(apart.translate(_PLAIN).split())


def _stands_in(term: str, whole: str) -> bool:
    start = whole.find(term)
    if start < 0 or any(_without_spaces(letter) for letter in term):
        return start >= 0
    while start >= 0:
        if start == 0 or not whole[start - 1].isalnum() or not term[0].isalnum():
            return True
        start = whole.find(term, start + 1)
    return False


@lru_cache(maxsize=1024)
def _without_spaces(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_WRITTEN_WITHOUT_SPACES)
