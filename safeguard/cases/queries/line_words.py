"""What a line of the queue says of a record: opened once, kept while elevated.

The database is asked each time which lines there are, where each stands and who may see
it, and what people are called. Kept is only what lay sealed: the first words or the
title, and who had which part. What the school's trail tells of since is opened again
(decision 10; ADR 0017).
"""

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from safeguard.cases.models import CaseFile
from safeguard.cases.queries.people_in import (
    NARRATIVE,
    InIt,
    concerns_within,
    first_words,
    parts_in,
    words_of,
)
from school.foundation.actor import Actor
from school.foundation.answers import standing
from school.foundation.for_a_while import keeping
from school.foundation.questions import every, one_of, question
from school.foundation.sealing import keyring, unseal
from school.gate import counted, touch
from school.trail.since import acts_since, size_of

# After so many acts it is quicker to begin anew.
MOST_ACTS = 500
AT_MOST = 4000
# What a line costs beside its words: the record, its tuples, its place.
OVERHEAD = 600


@dataclass(frozen=True, slots=True)
class LineWords:
    """The words of one record, who is in it, and which concerns it is made of."""

    what: str = field(repr=False)
    parts: tuple[InIt, ...]
    within: tuple[str, ...]


class Desk:
    """The words of one school's lines. Use it inside `in_use` alone."""

    def __init__(self, school_ref: str) -> None:
        self.school_ref = school_ref
        # Up to which entry of the school's log it is; None: nothing is kept yet.
        self.log_size: int | None = None
        # What the trail told of changes when it was brought up to date.
        self.changes: int | None = None
        self.words: dict[str, LineWords] = {}
        self._bytes = 0
        self._wiped = threading.Event()
        self._lock = threading.Lock()

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Nobody else reads or wipes meanwhile."""
        with self._lock:
            try:
                yield
            finally:
                if self._wiped.is_set():
                    self.empty()

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return self._bytes + len(self.words) * OVERHEAD

    def wipe(self) -> None:
        """Leave nothing: at once, or when whoever is using it has done."""
        self._wiped.set()
        if self._lock.acquire(blocking=False):
            try:
                self.empty()
            finally:
                self._lock.release()

    def put(self, ref: str, words: LineWords) -> None:
        """Keep one record's words; where there is no room, all others go first."""
        if len(self.words) >= AT_MOST:
            self.empty()
        self.words[ref] = words
        self._bytes += sys.getsizeof(words.what)

    def drop(self, changed: set[str]) -> None:
        """Forget whatever is made of one of these records."""
        for ref, words in list(self.words.items()):
            if ref in changed or not changed.isdisjoint(words.within):
                del self.words[ref]
                self._bytes -= sys.getsizeof(words.what)

    def empty(self) -> None:
        """Forget everything."""
        self.words, self._bytes = {}, 0


@counted
def line_words(
    actor: Actor, concern_refs: Sequence[str], case_refs: Sequence[str]
) -> dict[str, LineWords]:
    """The words of these concerns and cases, by reference.

    Only a disclosure may ask, and only for records that the actor may see: they, and
    the concerns that the cases are made of, are added to its entry.
    """
    name = f"desk {actor.school_ref}"
    desk = keeping().shared(name, actor.sign_in_ref, lambda: Desk(actor.school_ref))
    with desk.in_use():
        _bring_up_to_date(desk)
        wanted = (*concern_refs, *case_refs)
        found = {ref: desk.words[ref] for ref in wanted if ref in desk.words}
        opened = {
            **_of_concerns([ref for ref in concern_refs if ref not in found]),
            **_of_cases([ref for ref in case_refs if ref not in found]),
        }
        for ref, words in opened.items():
            desk.put(ref, words)
    found |= opened
    touch(*(ref for words in found.values() for ref in words.within))
    return found


def _bring_up_to_date(desk: Desk) -> None:
    """Forget what an act of the school has changed since."""
    stands = standing()
    if stands is not None and stands.changes == desk.changes:
        return
    desk.changes = stands.changes if stands else None
    size = desk.log_size
    acts = None if size is None else acts_since(desk.school_ref, size, MOST_ACTS)
    if size is None or acts is None:
        desk.empty()
        desk.log_size = size_of(desk.school_ref)
        return
    desk.log_size = size + len(acts)
    changed = {ref for act in acts if act.rows for ref in act.objects}
    if changed:
        desk.drop(changed)


def _of_concerns(refs: list[str]) -> dict[str, LineWords]:
    texts, parts = words_of(refs, [NARRATIVE]), parts_in(refs)
    first = {ref: first_words(said[0].text) for ref, said in texts.items() if said}
    return {
        ref: LineWords(first.get(ref, ""), parts.get(ref, ()), (ref,)) for ref in refs
    }


@question
def _titles() -> Any:
    return every(CaseFile).where(one_of(CaseFile.ref, "refs"))


def _of_cases(refs: list[str]) -> dict[str, LineWords]:
    if not refs:
        return {}
    concerns: dict[str, list[str]] = {}
    for concern_ref, case_ref in concerns_within(refs).items():
        concerns.setdefault(case_ref, []).append(concern_ref)
    parts = parts_in(ref for within in concerns.values() for ref in within)
    rows = _titles(refs=refs)
    keyring().warm([row.key_ref for row in rows if row.key_ref])
    found = {}
    for row in rows:
        within = tuple(concerns.get(row.ref, ()))
        together = tuple(part for ref in within for part in parts.get(ref, ()))
        found[row.ref] = LineWords(unseal(row, "title") or "", together, within)
    return found
