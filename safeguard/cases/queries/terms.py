"""What somebody typed to find, as words and phrases, whatever the script."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

_QUOTED = re.compile(r'["“„”«]([^"“„”«»]+)["“”»]')
_NOT_PLAIN = re.compile(r"[^\x00-\x7f]+")
# Letters that Unicode does not take apart, and marks that phones leave out.
_LETTERS = str.maketrans("łøđ", "lod", "’‘\u02bc")
# Stands between texts: put there as a zero, which is plain, and then a byte that no
# letter's UTF-8 has, so that no term runs across it.
ZERO, BETWEEN = b"\0", b"\xff"
# One pass makes plain letters small and every space alike; other bytes stay, also those
# that would be a space by themselves: they are a part of Greek and Cyrillic letters.
_SMALL = bytes(
    ord(" ") if chr(code).isspace() else ord(chr(code).lower()) for code in range(128)
).replace(ZERO, BETWEEN) + bytes(range(128, 256))
_LEFT_OUT = b"'`"
_IN_WORDS = bytes(code < 128 and chr(code).isalnum() for code in range(256))
SHORTEST_TRACE = 4
# English letters, the rarest first; whatever else there is counts as rarer still.
_RARE_FIRST = b"zqxjkvbpygfwmucldrhsnioate"
_WRITTEN_WITHOUT_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase, folded; `anywhere`: not at the start of a word alone."""

    letters: bytes
    anywhere: bool

    def stands_in(self, whole: bytes) -> bool:
        """Whether it stands in these texts."""
        start = whole.find(self.letters)
        if self.anywhere:
            return start >= 0
        while start >= 0:
            if not _in_a_word(whole, start):
                return True
            start = whole.find(self.letters, start + 1)
        return False


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

    @cached_property
    def longest(self) -> bytes:
        """The longest piece without a space."""
        return max(self.folded.split(), key=len).encode()

    @cached_property
    def trace(self) -> re.Pattern[bytes]:
        """A part of the longest piece: most records lack it, and nothing more need be
        asked of them. It begins with a letter that is rare in English, at which alone
        the search then stops: twice as quick.
        """
        letters = self.longest
        starts = range(max(1, len(letters) - SHORTEST_TRACE + 1))
        start = min(starts, key=lambda place: _RARE_FIRST.find(letters[place]))
        return re.compile(re.escape(letters[start:]))

    @cached_property
    def _sought(self) -> tuple[Term, ...]:
        return tuple(
            Term(term.encode(), not term[0].isalnum() or _without_spaces(term))
            for term in self.each
        )

    def in_all(self, texts: Iterable[str]) -> bool:
        """Whether every term stands in one of these texts, at the start of a word."""
        return self.in_folded(BETWEEN.join(fold(text).encode() for text in texts))

    def in_folded(self, whole: bytes) -> bool:
        """The same, for texts that were folded before."""
        if any(b" " in term.letters for term in self._sought):
            whole = b" ".join(filter(None, whole.split(b" ")))
        return all(term.stands_in(whole) for term in self._sought)


def fold(text: str) -> str:
    """Without case, accents, apostrophes and what nobody sees, spaces made single."""
    plain = text.replace("\0", " ").encode()
    return " ".join(folded(plain).decode().split())


def folded(texts: bytes) -> bytes:
    """The same for many texts at once, with a zero between them that becomes
    `BETWEEN`; their spaces are left as many as they are.
    """
    if not texts.isascii():
        texts = _NOT_PLAIN.sub(_taken_apart, texts.decode()).encode()
    return texts.translate(_SMALL, _LEFT_OUT)


def _taken_apart(found: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFKD", found[0].casefold())
    kept = "".join(each for each in letters if not _is_left_out(each))
    kept = kept.translate(_LETTERS)
    return "".join(" " if each.isspace() else each for each in kept)


def _is_left_out(letter: str) -> bool:
    """Accents, and what nobody sees, such as marks of direction."""
    return bool(unicodedata.combining(letter)) or unicodedata.category(letter) == "Cf"


def _in_a_word(whole: bytes, start: int) -> bool:
    """Whether a letter or a digit stands before that place."""
    if start == 0 or whole[start - 1] < 128:
        return start > 0 and bool(_IN_WORDS[whole[start - 1]])
    before = whole[max(0, start - 4) : start]
    if before.endswith(BETWEEN):
        return False
    return before.decode(errors="ignore")[-1:].isalnum()


def _without_spaces(term: str) -> bool:
    return any(
        unicodedata.name(letter, "").startswith(_WRITTEN_WITHOUT_SPACES)
        for letter in term
        if not letter.isascii()
    )
