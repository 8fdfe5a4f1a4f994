"""How many clocks were kept: in time, or late."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from school.foundation import clock

IN_TIME, LATE = "in_time", "late"
# A school’s reference, and a code.
Tally = Counter[tuple[str, str]]


def timely(each: Iterable[tuple[str, datetime, datetime | None]]) -> Tally:
    """Of clocks as (school, end, when it was done or None): those kept and those not.
    A clock that still runs is neither.
    """
    found: Tally = Counter()
    for school_ref, ends_at, done_at in each:
        if done_at is not None or ends_at < clock.now():
            in_time = done_at is not None and done_at <= ends_at
            found[school_ref, IN_TIME if in_time else LATE] += 1
    return found
