"""Lines of the queue as they were drawn: kept while elevated, and wiped after.

The same lines are drawn again each time somebody comes back to the queue. A line is
known again by all that is seen of it, so one that changed is
another line (decision 10).
"""

from collections.abc import Callable

from flask import current_app

from safeguard.cases.views.queue_rows import Row
from school.foundation.actor import Actor
from school.foundation.for_a_while import keeping

AT_MOST = 2000
# What a line takes beside its markup: its parts, its place.
OVERHEAD = 1500


class DrawnLines:
    """The lines of one school that were drawn lately."""

    def __init__(self) -> None:
        self._drawn: dict[Row, str] | None = {}
        self.size = 0

    def draw(self, row: Row, macro: Callable[[Row], str]) -> str:
        """The line's markup."""
        kept = self._drawn
        if kept is None:
            return macro(row)
        found = kept.get(row)
        if found is None:
            if len(kept) >= AT_MOST:
                kept.clear()
                self.size = 0
            found = kept[row] = macro(row)
            self.size += len(found) + OVERHEAD
        return found

    def wipe(self) -> None:
        """Leave nothing of it, and keep nothing more."""
        self._drawn, self.size = None, 0


def drawing_for(actor: Actor) -> Callable[[Row], str]:
    """Who draws the lines of this reader's queue."""
    table = current_app.jinja_env.get_template("components/queue.html").module
    macro: Callable[[Row], str] = table.queue_line  # type: ignore[attr-defined]
    name = f"queue {actor.school_ref}"
    lines = keeping().shared(name, actor.sign_in_ref, DrawnLines)
    return lambda row: lines.draw(row, macro)
