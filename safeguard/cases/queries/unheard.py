"""Concerns that nobody has opened: how many there are, and which clock has run out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, select

from safeguard.cases.models import Concern
from safeguard.cases.permissions.receiving import CHAIN
from safeguard.cases.permissions.seeing import LEVELS
from safeguard.cases.states import ConcernState
from safeguard.guidance import clocks
from school import wall
from school.calendars.due import REAL_TIME
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.gate import counted


@dataclass(frozen=True)
class Unheard:
    """How many concerns nobody has opened, how many of them are late, since when."""

    waiting: int
    overdue: int
    since: datetime | None


@dataclass(frozen=True)
class RunOut:
    """A concern whose clock has run out, and the school whose it is."""

    concern_ref: str
    school_ref: str


@counted
def count_unheard(actor: Actor) -> Unheard:
    """What cover would find, as numbers: none of what stands behind the wall."""
    now = clock.now()
    late = case((Concern.due_at < now, 1), else_=0)
    asked = select(
        func.count(), func.coalesce(func.sum(late), 0), func.min(Concern.recorded_at)
    ).where(
        Concern.school_ref == actor.school_ref,
        Concern.state == ConcernState.SUBMITTED,
        Concern.level.in_(sorted(LEVELS[Role.ACTING_DSL])),
        Concern.ref.not_in(wall.hidden_from(actor.person_ref)),
    )
    waiting, overdue, since = db.session.execute(asked).one()
    return Unheard(waiting, overdue, since)


@counted
def run_out() -> list[RunOut]:
    """Concerns of every school of which the next storey of the chain must hear now.

    Each storey hears when the one below has had its time: real time, so that a
    holiday makes nobody wait (R0.11, decision 27).
    """
    now = clock.now()
    asked = select(Concern).where(
        Concern.state == ConcernState.SUBMITTED,
        Concern.due_at < now,
        Concern.storeys_told < len(CHAIN) - 1,
    )
    return [
        RunOut(row.ref, row.school_ref)
        for row in db.session.scalars(asked.order_by(Concern.due_at))
        if row.due_at + row.storeys_told * _patience(row) <= now
    ]


def _patience(concern: Concern) -> timedelta:
    running = clocks.named("escalate_danger" if concern.in_danger else "escalate")
    return running.length * REAL_TIME[running.unit]
