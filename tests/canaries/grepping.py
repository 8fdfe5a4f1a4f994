"""Looking for planted words, in every form of bytes and in every place there is."""

import base64
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.words import _branches, _contents, byte_forms

# So many first bytes tell apart what is worth a closer look.
TELLING = 6


def disguises(text: str) -> set[bytes]:
    """Every form in which a word or a name could lie somewhere."""
    plain = text.encode()
    found = {*byte_forms(text), text.encode("utf-16-be"), plain.hex().encode()}
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + plain)
        # The first and last groups depend on the neighbours.
        found.add(coded[4 if shift else 0 : len(coded) // 4 * 4 - 4])
    return {form for form in found if len(form) >= TELLING}


def forms_of(words: Iterable[str], sentences: Iterable[str] = ()) -> dict[bytes, str]:
    """Forms to look for: words in every disguise; sentences, of which each holds such
    a word, once more from their beginning, in case only that was kept.
    """
    forms = {form: word for word in words for form in disguises(word)}
    for sentence in sentences:
        for form in (sentence.encode(), sentence.encode("utf-16-le")):
            forms[form[:48]] = sentence
    return forms


def found_in(forms: dict[bytes, str], *places: Path) -> set[tuple[str, str]]:
    """Which texts lie in which files."""
    by_start: dict[bytes, list[bytes]] = {}
    for form in forms:
        by_start.setdefault(form[:TELLING], []).append(form)
    sieve = re.compile(_branches(sorted(by_start)))
    return {
        (path.name, forms[form])
        for place in places
        for path, content in _all(place)
        for form in _present(sieve, by_start, content)
    }


def _present(
    sieve: re.Pattern[bytes], by_start: dict[bytes, list[bytes]], content: bytes
) -> Iterator[bytes]:
    match = sieve.search(content)
    while match:
        for form in by_start[match.group()]:
            if content.startswith(form, match.start()):
                yield form
        match = sieve.search(content, match.start() + 1)


def _all(place: Path) -> Iterable[tuple[Path, bytes]]:
    return [(place, place.read_bytes())] if place.is_file() else _contents(place)
