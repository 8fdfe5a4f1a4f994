"""Text that runs from right to left, and marks that nobody sees: kept in their place.

A name in Arabic, or an override that somebody pasted, would otherwise turn round what
stands beside it: a reference, a time, the word on a button. Stored words stay as they
were typed; this is about how they are shown. Source: Unicode Standard Annex 9.
"""

import re

# First-strong isolate, and what ends any isolate.
FSI, PDI = "\u2068", "\u2069"
_OPENERS = "\u2066\u2067\u2068"
# Hebrew, Arabic and the scripts between them, their presentation forms, and the
# planes of right-to-left scripts; embeddings, overrides, isolates; marks of direction.
_TURNS = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# What changes how words look and cannot be seen. Marks that writers of Arabic, Hebrew,
# Persian or Hindi type for good reasons are none of them.
_UNSEEN = re.compile(
    "[\u00ad\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)


def isolated(text: str) -> str:
    """The text in an isolate of its own if it could turn its neighbours round; else
    the very same text. What it opens is closed, and nothing in it closes more.
    """
    if text.isascii() or not _TURNS.search(text):
        return text
    inside, outside = _balanced(text)
    if inside == text and not _TURNS.search(outside):
        return text
    return f"{FSI}{inside}{PDI}"


def has_unseen(text: str) -> bool:
    """Whether the text holds characters that change how it looks and are not seen."""
    return not text.isascii() and _UNSEEN.search(text) is not None


def _balanced(text: str) -> tuple[str, str]:
    """The text with its isolates closed, and what stands outside every isolate."""
    kept: list[str] = []
    outside: list[str] = []
    depth = 0
    for each in text:
        if each == PDI and depth == 0:
            continue
        if each == PDI:
            depth -= 1
        elif each in _OPENERS:
            depth += 1
        elif depth == 0:
            outside.append(each)
        kept.append(each)
    return "".join(kept) + PDI * depth, "".join(outside)
