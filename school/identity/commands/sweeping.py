"""Sweeping: what counted for an hour is not kept for years (data minimisation)."""

from typing import Any

from sqlalchemy import Select, select

from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.gate import upkeep
from school.identity.models import (
    ElevationActivity,
    SignInActivity,
    Throttle,
    UsedCode,
)
from school.identity.states import LEFTOVERS_KEPT
from school.trail.append import take_turn

# A round holds the pen for a moment only; what is left waits for the next one.
AT_ONCE = 500


@upkeep("leftovers.swept")
def sweep_leftovers(actor: Actor) -> int:
    """Remove counts of tries, used codes and idle times of more than a day ago; gives
    how many. Sign-ins and elevations themselves stay: they are in the trail.
    """
    take_turn(db.session.connection(), "throttle")
    gone = [row for asked in _old() for row in db.session.scalars(asked.limit(AT_ONCE))]
    for row in gone:
        db.session.delete(row)
    return len(gone)


def _old() -> list[Select[Any]]:
    before = clock.now() - LEFTOVERS_KEPT
    return [
        select(Throttle).where(Throttle.since < before),
        select(UsedCode).where(UsedCode.used_at < before),
        select(SignInActivity).where(SignInActivity.last_seen_at < before),
        select(ElevationActivity).where(ElevationActivity.last_used_at < before),
    ]
