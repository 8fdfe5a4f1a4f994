"""What somebody typed to find, as words and phrases, whatever the script."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_QUOTED = re.compile(r'["“„”«]([^"“„”«»]+)["“”»]')
# Letters that Unicode does not take apart, and marks that phones leave out.
_PLAIN = str.maketrans("łøđ", "lod", "’‘\u02bc'`")
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
        whole = "\n".join(fold(text) for text in texts)
        return all(_stands_in(term, whole) for term in self.each)


def fold(text: str) -> str:
    """Without case, accents and apostrophes, spaces made single."""
    if text.isascii():
        return " ".join(text.casefold().translate(_PLAIN).split())
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(mark for mark in apart if not unicodedata.combining(mark))
    return " ".join(plain.translate(_PLAIN).split())


def _stands_in(term: str, whole: str) -> bool:
    if any(_without_spaces(letter) for letter in term):
        return term in whole
    start = whole.find(term)
    while start >= 0:
        if start == 0 or not whole[start - 1].isalnum() or not term[0].isalnum():
            return True
        start = whole.find(term, start + 1)
    return False


def _without_spaces(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_WRITTEN_WITHOUT_SPACES)
