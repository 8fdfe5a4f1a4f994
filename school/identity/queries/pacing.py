"""Whether somebody must wait."""

from datetime import datetime

from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.gate import counted
from school.identity.models import Throttle
from school.identity.permissions.signing_in import user_mac
from school.identity.states import Pace


@counted
def held_until(actor: Actor, pace: Pace) -> datetime | None:
    """Until when the person must wait, or None."""
    row = db.session.get(Throttle, user_mac(actor, pace.purpose))
    until = row.held_until if row else None
    return until if until and until > clock.now() else None
