"""Who is meant by a name as people type it: any order, any accents, the form beside."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping

from school.identity.models import Person
from school.identity.queries.people import full_name

AT_MOST = 8
# Letters that Unicode does not take apart, what parts a name, and marks that phones
# leave out.
_PLAIN = str.maketrans("łøđ-,;.", "lod    ", "’‘\u02bc'`")
Beside = Callable[[Iterable[str]], Mapping[str, str]]


def named_like(
    typed: str, rows: Iterable[Person], beside: Beside | None = None
) -> list[Person]:
    """Those in whose name each typed word begins a part, by name, eight at most.

    `beside` gives what is known beside the names ("8K, Year 8"): words may be of that
    too, as in "maya 8k", as long as one is of the name. Names are opened in memory:
    nothing searchable lies on disk (decision 7).
    """
    words = _folded(typed).split()
    if not words:
        return []
    everybody = {row.ref: (full_name(row), row) for row in rows}
    parts = {ref: _parts_of(name) for ref, (name, _row) in everybody.items()}
    near = [ref for ref in parts if any(_begins(word, parts[ref]) for word in words)]
    known = beside(near) if beside else {}
    for ref, where in known.items():
        parts[ref] = (*parts[ref], *_folded(where).split())
    found = [ref for ref in near if all(_begins(word, parts[ref]) for word in words)]
    found.sort(key=lambda ref: (everybody[ref][0].casefold(), ref))
    return [everybody[ref][1] for ref in found[:AT_MOST]]


def _folded(text: str) -> str:
    """A name without accents, case and apostrophes, as a phone's keys type it."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(each for each in apart if not _left_out(each))
    return plain.translate(_PLAIN)


def _left_out(each: str) -> bool:
    """Accents, and characters that nobody sees, such as marks of direction."""
    return bool(unicodedata.combining(each)) or unicodedata.category(each) == "Cf"


def _parts_of(name: str) -> tuple[str, ...]:
    # Written without spaces, and with the family name first, as some names are.
    parts = _folded(name).split()
    return (*parts, "".join(parts), "".join(reversed(parts)))


def _begins(word: str, parts: Iterable[str]) -> bool:
    return any(part.startswith(word) for part in parts)
