"""Answers of questions, kept for as long as nothing they were read from has changed.

Every change of a recorded table stands in the trail, with the table's name. So an
answer read from recorded tables alone is as good as a new one until the trail tells of
a change to one of them (ADR 0020). Kept are rows as the database gave them: references,
codes, times, and what is sealed stays sealed.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from school.foundation import writer

# Beyond these the oldest answers make room. An answer with more rows is not kept.
AT_MOST, AT_MOST_ROWS = 512, 10_000
LONGEST = 300
MOST_TOGETHER = 16
# Stands for a table of which the trail does not tell.
UNTOLD = "?"
# Counted for every table at once, where too much happened to tell which.
ANY_TABLE = "*"
Rows = Sequence[Any]
T = TypeVar("T")


class Answers:
    """The kept answers of one application."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Any, tuple[int, Rows]] = OrderedDict()
        self._rows = 0
        self._lock = threading.Lock()

    def find(self, key: Any, changes: int) -> Rows | None:
        """The answer kept under this key after so many changes, or None."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or kept[0] != changes:
                return None
            self._kept.move_to_end(key)
            return kept[1]

    def keep(self, key: Any, changes: int, rows: Rows) -> None:
        """Keep an answer, unless it is a long one."""
        if len(rows) > LONGEST:
            return
        with self._lock:
            _, before = self._kept.pop(key, (0, ()))
            self._kept[key] = changes, rows
            self._rows += len(rows) - len(before)
            while len(self._kept) > AT_MOST or self._rows > AT_MOST_ROWS:
                _, (_, gone) = self._kept.popitem(last=False)
                self._rows -= len(gone)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the trail told at one moment: how often each table has changed so far."""

    changed: Mapping[str, int]
    answers: Answers

    def changes_of(self, tables: Sequence[str]) -> int:
        """How often any of the tables has changed. It only ever grows."""
        count = self.changed.get
        return sum(count(table, 0) for table in (ANY_TABLE, *tables))

    @property
    def changes(self) -> int:
        """How often anything has changed."""
        return sum(self.changed.values())


class KeptTogether:
    """What was made of answers, kept for as long as all of these are good.

    Which tables they were read from is seen while it is made; where one of the answers
    was not to be kept, nor is this.
    """

    def __init__(self) -> None:
        self._kept: dict[Any, tuple[int, tuple[str, ...], Any]] = {}

    def find_or_make(self, key: Any, make: Callable[[], T]) -> T:
        """What is kept under this key, or else made now."""
        stands = standing()
        if stands is None or writer.depth():
            return make()
        kept = self._kept.get(key)
        if kept is not None and kept[0] == stands.changes_of(kept[1]):
            was_read(kept[1])
            return cast("T", kept[2])
        read: set[str] = set()
        token = _read.set(read)
        try:
            made = make()
        finally:
            _read.reset(token)
            was_read(read)
        if UNTOLD not in read:
            tables = tuple(sorted(read))
            if len(self._kept) >= MOST_TOGETHER:
                self._kept.clear()
            self._kept[key] = stands.changes_of(tables), tables, made
        return made

    def clear(self) -> None:
        """Keep nothing of it."""
        self._kept = {}


_read: ContextVar[set[str] | None] = ContextVar("read", default=None)


def was_read(tables: Iterable[str]) -> None:
    """Say from which tables an answer was read."""
    read = _read.get()
    if read is not None:
        read.update(tables)


_standing: ContextVar[Standing | None] = ContextVar("standing", default=None)


def standing() -> Standing | None:
    """What the trail told when this request began; None: nothing may be kept."""
    return _standing.get()


def stand_on(what: Standing | None) -> None:
    """From here on answers are as of that moment or later; None: ask each time."""
    _standing.set(what)
