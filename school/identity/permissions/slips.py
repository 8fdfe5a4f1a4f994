"""Slips with a one-time password: which wait, and who handed over which."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from school.foundation import clock
from school.foundation.database import db
from school.foundation.sealing import reseal, unseal
from school.identity.models import Credential


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


def handover_of(slip: Credential) -> Handover | None:
    """Who handed the slip over, and when; None while it waits."""
    by, _space, at = (unseal(slip, "label") or "").partition(" ")
    return Handover(by, datetime.fromisoformat(at)) if at else None


def write_handover(slip: Credential, by: str) -> None:
    """Write on the slip, inside an act, that it is in its owner's hand."""
    reseal(slip, label=f"{by} {clock.now().isoformat()}")
