"""Names in a text: those that must not leave the case with it."""

import re
from collections.abc import Callable, Iterable, Mapping

_PARTS = re.compile(r"\w[\w’'-]*")


def names_somebody(text: str, names: Iterable[str]) -> bool:
    """Whether a part of one of these names stands in the text."""
    return _replaced(text, dict.fromkeys(names, ""), lambda _: "")[1] > 0


def without_names(text: str, letters: Mapping[str, str]) -> str:
    """The text with each child's letter for every part of that child's name."""
    return _replaced(text, letters, "[{}]".format)[0]


def _replaced(
    text: str, letters: Mapping[str, str], shown: Callable[[str], str]
) -> tuple[str, int]:
    by_part: dict[str, str] = {}
    for name, letter in letters.items():
        for whole in _PARTS.findall(name):
            for part in (whole, *re.findall(r"[^\W_][\w’']+", whole)):
                by_part.setdefault(_plain(part), letter)
    if not by_part:
        return text, 0
    longest_first = sorted(by_part, key=len, reverse=True)
    pattern = "|".join(_pattern(part) for part in longest_first)
    return re.subn(
        pattern,
        lambda found: shown(by_part[_plain(found.group())]),
        text,
        flags=re.IGNORECASE,
    )


def _pattern(part: str) -> str:
    """A part as it stands in a text: as a word of its own where the script has such."""
    said = re.escape(part).replace("'", "[’']")
    cased = part.lower() != part.upper()
    return rf"(?<!\w){said}(?!\w)" if cased else said


def _plain(part: str) -> str:
    return part.casefold().replace("’", "'")
