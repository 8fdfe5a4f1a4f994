"""Codes that nobody was given: how many are free, and who must wait (T11)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from school.foundation import clock
from school.foundation.questions import one_of, question
from school.foundation.sealing import mac
from school.identity.models import Throttle

# From one address, where a whole school may sit behind one, and from all. A rest of so
# long, and the count begins afresh: honest slips of many weeks never add up.
FREE_FROM_ONE_ADDRESS, FREE_FROM_ALL = 40, 600
REST_OF_ONE_ADDRESS, REST_OF_ALL = timedelta(hours=1), timedelta(minutes=10)


@dataclass(frozen=True)
class Subject:
    """One count: its fingerprint, why it is kept, what is free, after what rest."""

    fingerprint: str
    why: str
    free: int
    rest: timedelta


def counts_of(trust_ref: str, address: str) -> tuple[Subject, Subject]:
    """What a wrong code counts for: its address, and all addresses together."""
    one = mac(trust_ref, "code address", address)
    every = mac(trust_ref, "code address", "all")
    return (
        Subject(one, "address", FREE_FROM_ONE_ADDRESS, REST_OF_ONE_ADDRESS),
        Subject(every, "all", FREE_FROM_ALL, REST_OF_ALL),
    )


@question
def _held() -> Any:
    return select(Throttle.held_until).where(one_of(Throttle.subject_mac, "subjects"))


def held_until(trust_ref: str, address: str) -> datetime | None:
    """Until when whoever comes from there must wait, or None."""
    subjects = [each.fingerprint for each in counts_of(trust_ref, address)]
    held = [row.held_until for row in _held(subjects=subjects) if row.held_until]
    until = max(held, default=None)
    return until if until and until > clock.now() else None
