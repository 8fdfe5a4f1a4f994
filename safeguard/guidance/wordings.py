"""Every wording of guidance, for the translators: an extractor that Babel calls."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import IO, Any

# The fields that people read; all others are codes, dates and sources.
READ_BY_PEOPLE = (
    "wording",
    "short",
    "hint",
    "trigger",
    "notes",
    "never",
    "test",
    "missing",
    "starts",
    "for_whom",
    "hours",
    "when",
    "note",
    "without",
)


def _texts(entry: Mapping[str, Any]) -> Iterator[str]:
    for field in READ_BY_PEOPLE:
        value = entry.get(field)
        if isinstance(value, str):
            yield value
        elif value is not None:
            yield from value


def extract(
    fileobj: IO[bytes],
    keywords: Any,  # noqa: ARG001  # Babel hands over four things
    comment_tags: Any,  # noqa: ARG001
    options: Any,  # noqa: ARG001
) -> Iterator[tuple[int, None, str, list[str]]]:
    """What people read in one file of guidance, with the line where it stands."""
    text = fileobj.read().decode("utf-8")
    lines = text.splitlines()
    for table in tomllib.loads(text).values():
        for entry in table if isinstance(table, list) else []:
            for words in _texts(entry):
                found = (n for n, line in enumerate(lines, 1) if words in line)
                yield next(found, 1), None, words, []
