"""Slips with a one-time password: which wait, and what the trail says of each."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from school.foundation import clock
from school.foundation.database import db
from school.identity.models import Credential
from school.identity.permissions.signing_in import SigningAct
from school.trail.entries import DONE, read_leaf
from school.trail.models import TrailLeaf


@dataclass(frozen=True)
class Handover:
    """That a slip was handed over: by which person, and when."""

    by: str
    at: datetime


def live_slips(users: list[str]) -> list[Credential]:
    """The accounts' one-time passwords that nobody has used yet, the oldest first."""
    asked = select(Credential).where(
        Credential.user_ref.in_(users),
        Credential.kind == "password",
        Credential.one_time.is_(True),
        Credential.ended_at.is_(None),
        Credential.expires_at > clock.now(),
    )
    return list(db.session.scalars(asked.order_by(Credential.made_at, Credential.ref)))


def handovers(slips: list[Credential]) -> dict[str, Handover]:
    """Which of the slips were handed over. The trail alone keeps it; a slip lives for
    72 hours, so only the entries of its days are looked through.
    """
    if not slips:
        return {}
    wanted = {slip.ref for slip in slips}
    asked = select(TrailLeaf.leaf).where(
        TrailLeaf.log_ref.in_({slip.school_ref for slip in slips}),
        TrailLeaf.recorded_at >= min(slip.made_at for slip in slips),
    )
    found: dict[str, Handover] = {}
    for leaf in db.session.scalars(asked):
        if SigningAct.HAND_OVER_SLIP.encode() not in leaf:
            continue
        told = read_leaf(leaf)
        if (told.action, told.result) == (SigningAct.HAND_OVER_SLIP, DONE):
            done = Handover(told.person_ref, told.at)
            found |= dict.fromkeys(wanted & set(told.objects), done)
    return found
