"""Codes that nobody was given: how many are free, and who must wait (T11)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from school.foundation import clock
from school.foundation.questions import one_of, question
from school.foundation.sealing import mac
from school.identity.models import Throttle

# From one address, where a whole school or estate may sit behind one, and from all.
FREE_FROM_ONE_ADDRESS, FREE_FROM_ALL = 20, 600


@dataclass(frozen=True)
class Subject:
    """One count: under which fingerprint, why it is kept, how many tries are free."""

    fingerprint: str
    why: str
    free: int


def counts_of(trust_ref: str, address: str) -> tuple[Subject, Subject]:
    """What a wrong code counts for: its address, and all addresses together."""
    return (
        Subject(
            mac(trust_ref, "code address", address), "address", FREE_FROM_ONE_ADDRESS
        ),
        Subject(mac(trust_ref, "code address", "all"), "all", FREE_FROM_ALL),
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
