"""Whether somebody must wait."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.questions import question
from school.gate import counted
from school.identity.models import Throttle
from school.identity.permissions.signing_in import user_mac
from school.identity.states import Pace


@question
def _held() -> Any:
    return select(Throttle.held_until).where(
        Throttle.subject_mac == bindparam("subject")
    )


@counted
def held_until(actor: Actor, pace: Pace) -> datetime | None:
    """Until when the person must wait, or None."""
    row = _held.first(subject=user_mac(actor, pace.purpose))
    until: datetime | None = row.held_until if row else None
    return until if until and until > clock.now() else None
