"""How often each table has changed, as far as the trail tells: what kept answers need.

One watch serves an application. A request that begins says how long each log is; the
entries that came since the last look say which tables were changed (ADR 0020).
"""

import threading
from collections import Counter
from collections.abc import Mapping

from school.foundation.answers import ANY_TABLE, Answers, Standing
from school.trail.since import tables_changed

# Of one log between two looks; beyond, any table may have changed.
MOST_ACTS = 200


class Watch:
    """The logs of one application, and what they told so far."""

    def __init__(self) -> None:
        self._answers = Answers()
        self._sizes: dict[str, int] = {}
        self._changed: Counter[str] = Counter()
        self._lock = threading.Lock()

    def look(self, sizes: Mapping[str, int]) -> Standing | None:
        """Where things stand, by the sizes of all logs that this transaction sees.

        None for a transaction that began before others have looked: what they keep may
        be later than what it may see.
        """
        with self._lock:
            known = self._sizes
            if any(sizes.get(log, 0) < size for log, size in known.items()):
                return None
            moved = [log for log, size in sizes.items() if known.get(log) != size]
            if moved:
                changed = Counter(self._changed)
                for log in moved:
                    changed.update(_changed_in(log, known.get(log), sizes[log]))
                self._sizes, self._changed = dict(sizes), changed
            return Standing(self._changed, self._answers)


def _changed_in(log: str, known: int | None, size: int) -> set[str]:
    if known is None or size - known > MOST_ACTS:
        return {ANY_TABLE}
    return tables_changed(log, known, size)
