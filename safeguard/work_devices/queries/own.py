"""One's own page: what one has confirmed this year, help, and devices one reported."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from safeguard.work_devices.models import (
    DeviceAnswer,
    DeviceAttestation,
    DeviceHelp,
    DeviceLoss,
)
from safeguard.work_devices.permissions import Act
from safeguard.work_devices.permissions.acts import ATTESTS
from safeguard.work_devices.states import HelpState
from school.calendars.days import school_year_of
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.questions import question
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, touch
from school.identity.queries.people import names_of


@dataclass(frozen=True)
class OwnHelp:
    """A precaution with which one needs help, or was given it."""

    precaution: str
    state: str
    asked_at: datetime
    given_words: str = field(repr=False)
    given_by: str = field(repr=False)
    ended_at: datetime | None


@dataclass(frozen=True)
class OwnLoss:
    """A device that one has reported."""

    reference: str
    kind: str
    happening: str
    state: str
    reported_at: datetime


@dataclass(frozen=True)
class OwnDevices:
    """All of it; `answers` are those of the latest confirmation of the year."""

    year: int
    attested_at: datetime | None
    has_device: bool
    answers: dict[str, bool]
    helps: tuple[OwnHelp, ...]
    losses: tuple[OwnLoss, ...]


@disclosure(Act.READ_OWN_DEVICES)
def read_own_devices(actor: Actor) -> OwnDevices:
    """What stands under one's own name."""
    year = school_year_of(clock.today())
    latest = _latest(actor.person_ref, year)
    return OwnDevices(
        year=year,
        attested_at=latest.attested_at if latest else None,
        has_device=bool(latest and latest.has_device),
        answers=_answers_of(latest.ref) if latest else {},
        helps=_helps_of(actor.person_ref),
        losses=_losses_of(actor),
    )


@question
def _attested() -> Any:
    return (
        select(DeviceAttestation.ref)
        .where(
            DeviceAttestation.person_ref == bindparam("person"),
            DeviceAttestation.year == bindparam("year"),
        )
        .limit(1)
    )


@counted
def owes_attestation(actor: Actor) -> bool:
    """Whether somebody on the staff has not confirmed anything this academic year."""
    if not actor.has(*ATTESTS):
        return False
    return (
        _attested.first(person=actor.person_ref, year=school_year_of(clock.today()))
        is None
    )


def _latest(person_ref: str, year: int) -> DeviceAttestation | None:
    asked = select(DeviceAttestation).where(
        DeviceAttestation.person_ref == person_ref, DeviceAttestation.year == year
    )
    newest = asked.order_by(DeviceAttestation.attested_at.desc()).limit(1)
    found = db.session.scalar(newest)
    if found is not None:
        touch(found.ref)
    return found


def _answers_of(attestation_ref: str) -> dict[str, bool]:
    asked = select(DeviceAnswer.precaution, DeviceAnswer.holds).where(
        DeviceAnswer.attestation_ref == attestation_ref
    )
    return {row.precaution: row.holds for row in db.session.execute(asked)}


def _helps_of(person_ref: str) -> tuple[OwnHelp, ...]:
    asked = select(DeviceHelp).where(
        DeviceHelp.person_ref == person_ref, DeviceHelp.state != HelpState.NO_LONGER
    )
    rows = list(db.session.scalars(asked.order_by(DeviceHelp.asked_at.desc())))
    touch(*(row.ref for row in rows))
    names = names_of(row.ended_by for row in rows if row.ended_by)
    return tuple(
        OwnHelp(
            precaution=row.precaution,
            state=row.state,
            asked_at=row.asked_at,
            given_words=unseal(row, "given_words") or "",
            given_by=names.get(row.ended_by or "", ""),
            ended_at=row.ended_at,
        )
        for row in rows
    )


def _losses_of(actor: Actor) -> tuple[OwnLoss, ...]:
    asked = select(DeviceLoss).where(
        DeviceLoss.reported_by == actor.person_ref,
        DeviceLoss.school_ref == actor.school_ref,
    )
    rows = list(db.session.scalars(asked.order_by(DeviceLoss.reported_at.desc())))
    touch(*(row.ref for row in rows))
    return tuple(
        OwnLoss(row.ref, row.kind, row.happening, row.state, row.reported_at)
        for row in rows
    )
