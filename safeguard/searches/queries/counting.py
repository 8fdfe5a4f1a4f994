"""Numbers of searches for reports: of whole schools, and never a search or a pupil.

A search counts in the half-term in which it was closed: then all of it is known, and
what was counted before never changes. No wall stands in these counts: a report must not
differ by who reads it. What of the numbers may be shown, reports decide.
"""

from collections import Counter
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from safeguard.searches.models import Search
from safeguard.searches.states import State
from school.calendars.timeliness import Tally
from school.foundation.database import db
from school.gate import counted
from school.identity.models.census import Trait
from school.identity.queries.characteristics import tally_by

FOUND, NOTHING = "found", "nothing"
# What was called off was no search; what was done against the rules was one.
_SEARCHED = (State.CLOSED, State.CLOSED_WITH_DEVIATIONS)


@counted
def first_search_at() -> datetime | None:
    """When the first search of any school was closed (UTC)."""
    return db.session.scalar(
        select(func.min(Search.ended_at)).where(Search.state.in_(_SEARCHED))
    )


@counted
def count_searches(since: datetime, until: datetime) -> Tally:
    """Searches closed from one instant to before another: something was found, or
    nothing.
    """
    asked = select(Search.school_ref, Search.found, func.count())
    rows = db.session.execute(
        asked.where(*_closed(since, until)).group_by(Search.school_ref, Search.found)
    )
    found: Tally = Counter()
    for school_ref, was_found, number in rows:
        found[school_ref, FOUND if was_found else NOTHING] += number
    return found


@counted
def count_searches_by(trait: Trait, since: datetime, until: datetime) -> Tally:
    """The same searches by the group of the pupil, as it is known today."""
    return _by(trait, *_closed(since, until))


@counted
def count_searches_in_vain_by(trait: Trait, since: datetime, until: datetime) -> Tally:
    """Those of them in which nothing was found."""
    return _by(trait, *_closed(since, until), Search.found.is_not(True))


def _by(trait: Trait, *where: ColumnElement[bool]) -> Tally:
    asked = select(Search.school_ref, Search.pupil_ref).where(*where)
    rows = db.session.execute(asked)
    return tally_by(trait, ((school_ref, pupil) for school_ref, pupil in rows))


def _closed(since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Search.state.in_(_SEARCHED),
        Search.ended_at >= since,
        Search.ended_at < until,
    )
