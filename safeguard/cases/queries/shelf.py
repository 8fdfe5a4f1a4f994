"""The words of one school's records, opened and folded, in memory alone.

A shelf is shared by all who find in the school while they are elevated. It says only
where words stand, and of how sensitive a record: who may see what is asked of the
database each time (`looking`). Nothing of it lies on disk (decision 10).
"""

import mmap
import re
import threading
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from safeguard.cases.queries.terms import BETWEEN, ZERO, Terms, folded

if TYPE_CHECKING:
    from datetime import date

CONCERN, CASE = "concern", "case"
# What a record takes beside its words: its tuple, its places in the dictionaries.
OVERHEAD = 500


class Record(NamedTuple):
    """A record whose words stand on the shelf. It is found by the names of its
    children and of its category too, but those words stand elsewhere.
    """

    kind: str
    ref: str
    # As the database keeps it: to say which is newer, and no more.
    since: Any
    level: str
    case_ref: str | None
    category: str
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a school a reader may know of: records of these levels, but none that is
    hidden from them or stands in a case that is.
    """

    levels: frozenset[str]
    hidden: frozenset[str]

    def __call__(self, record: Record) -> bool:
        """Whether the reader may know of the record."""
        return (
            record.level in self.levels
            and record.ref not in self.hidden
            and record.case_ref not in self.hidden
        )


class _Block:
    """Memory of its own for the words of some records, side by side.

    It is asked of the system and goes back to it at once; a core dump leaves it out.
    """

    __slots__ = ("first", "room", "starts")

    def __init__(self, first: int, words: list[bytes]) -> None:
        self.first = first
        self.starts = array("L", accumulate(map(len, words), initial=0))
        self.room = mmap.mmap(-1, self.starts[-1])
        if hasattr(mmap, "MADV_DONTDUMP"):
            self.room.madvise(mmap.MADV_DONTDUMP)
        self.room.write(b"".join(words))

    def _bounds(self, number: int) -> tuple[int, int]:
        place = number - self.first
        return self.starts[place], self.starts[place + 1]

    def words(self, number: int) -> bytes:
        start, end = self._bounds(number)
        return self.room[start:end]

    def blank(self, number: int) -> None:
        start, end = self._bounds(number)
        self.room[start:end] = bytes(end - start)

    def holding(self, trace: re.Pattern[bytes]) -> Iterator[int]:
        """The records in whose words these letters stand."""
        found = trace.search(self.room)
        while found:
            place = bisect_right(self.starts, found.start()) - 1
            yield self.first + place
            found = trace.search(self.room, self.starts[place + 1])

    def wipe(self) -> None:
        self.room[:] = bytes(len(self.room))
        self.room.close()


class Shelf:
    """The words of a school's records. Use it inside `in_use` alone."""

    def __init__(self, school_ref: str) -> None:
        self.school_ref = school_ref
        # Up to which entry of the school's log it is: None before the first.
        self.log_size: int | None = None
        # What comes next: which kind, and after which record of it.
        self.ahead: str | None = CONCERN
        self.after: tuple[Any, str] | None = None
        # What the children are called: looked up when somebody asks.
        self.names: dict[str, bytes] = {}
        self.named_on: date | None = None
        self.gone = threading.Event()
        # Whether somebody fills it aside.
        self.is_filled = False
        self.by_child: dict[str, list[int]] = {}
        self._by_category: dict[str, list[int]] = {}
        self._blocks: list[_Block] = []
        self._records: list[Record | None] = []
        self._at: dict[str, int] = {}
        self._counted: dict[Seen, int] = {}
        self._bytes = self._blanked = 0
        self._lock = threading.Lock()

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Nobody else adds, searches or wipes meanwhile."""
        try:
            with self._lock:
                yield
        finally:
            if self.gone.is_set():
                self.wipe()

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return self._bytes + len(self._records) * OVERHEAD

    @property
    def worn(self) -> bool:
        """Whether an eighth of it is what records were before they changed."""
        return self._blanked * 8 > self._bytes

    def put(self, records: Iterable[tuple[Record, list[bytes]]]) -> None:
        """The words of some records, in place of those they had."""
        first, words = len(self._records), []
        for number, (record, texts) in enumerate(records, first):
            if record.ref in self._at:
                self.drop(record.ref)
            words.append(folded(ZERO.join(texts) + ZERO))
            self._records.append(record)
            self._at[record.ref] = number
            self._by_category.setdefault(record.category, []).append(number)
            for child in record.children:
                self.by_child.setdefault(child, []).append(number)
        if words:
            block = _Block(first, words)
            self._blocks.append(block)
            self._bytes += len(block.room)
            self._counted.clear()

    def drop(self, ref: str) -> None:
        """Forget one record, and leave no word of it."""
        number = self._at.pop(ref, None)
        if number is None:
            return
        self._records[number] = None
        self._counted.clear()
        block = self._block_of(number)
        self._blanked += len(block.words(number))
        block.blank(number)

    def _block_of(self, number: int) -> _Block:
        place = bisect_right(self._blocks, number, key=lambda block: block.first)
        return self._blocks[place - 1]

    def count(self, seen: Seen) -> int:
        """How many records there are, of those that are seen."""
        if seen not in self._counted:
            there = (each for each in self._records if each is not None)
            self._counted[seen] = sum(1 for each in there if seen(each))
        return self._counted[seen]

    def holding(
        self, terms: Terms, kinds: Mapping[str, bytes], seen: Seen
    ) -> Iterator[Record]:
        """The records that are seen and hold every term, newest first: in their own
        words, in the names of their children, or in what their category is called.
        """
        among = [
            (record.since, record.ref, number, record)
            for number in self._may_hold(terms, kinds)
            if (record := self._records[number]) is not None and seen(record)
        ]
        for _since, _ref, number, record in sorted(among, reverse=True):
            names = (self.names.get(child, b"") for child in record.children)
            own = self._block_of(number).words(number)
            whole = (own, kinds.get(record.category, b""), *names)
            if terms.in_folded(BETWEEN.join(whole)):
                yield record

    def _may_hold(self, terms: Terms, kinds: Mapping[str, bytes]) -> set[int]:
        found = {n for block in self._blocks for n in block.holding(terms.trace)}
        for words, numbers in ((self.names, self.by_child), (kinds, self._by_category)):
            for key, said in words.items():
                if terms.longest in said:
                    found.update(numbers.get(key, ()))
        return found

    def wipe(self) -> None:
        """Leave nothing of it: at once, or when whoever is using it has done."""
        self.gone.set()
        if not self._lock.acquire(blocking=False):
            return
        try:
            for block in self._blocks:
                block.wipe()
            held = (self._records, self._at, self._counted)
            for each in (self._blocks, self.names, self.by_child, *held):
                each.clear()
            self._by_category.clear()
            # What was sought stands in the patterns that Python remembers.
            re.purge()
            self._bytes = self._blanked = 0
        finally:
            self._lock.release()
