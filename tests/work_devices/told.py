"""Work devices as the tests tell them: confirmed, lost, decided about."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from safeguard.guidance import work_devices
from safeguard.work_devices.commands.attesting import NewAttestation, attest_device
from safeguard.work_devices.commands.dealing import Decision, decide_loss
from safeguard.work_devices.commands.reporting import NewLoss, record_loss
from safeguard.work_devices.models import DeviceLoss
from school.foundation.database import db
from school.identity.commands.appointments import end_appointment
from school.identity.models import Appointment
from school.notices import Notice
from tests.factories.world import World

WHERE = "On the bus to Alderfield, in the grey bag under the seat."
REASONS = "Encrypted, locked, and wiped from afar within the hour."
CODES = [each.code for each in work_devices.precautions]


def confirmed(
    world: World, *wanting: str, name: str = "teacher", words: str = ""
) -> str:
    """Somebody confirms everything but these precautions."""
    holds = {code: code not in wanting for code in CODES}
    return attest_device(world.acting(name), NewAttestation(True, holds, words))


def lost(world: World, name: str = "teacher", **changes: Any) -> str:
    """A laptop is left on a bus; its reference."""
    said = {
        "kind": "laptop",
        "happening": "lost",
        "encrypted": "yes",
        "contents": ("pupils", "accounts"),
        "words": WHERE,
    }
    return record_loss(world.acting(name), NewLoss(**{**said, **changes}))


def decided(world: World, loss: str, by: str = "dpo", **changes: Any) -> str:
    """It need not be reported."""
    said = {
        "decision": "not_reportable",
        "reasons": REASONS,
        "affected": "not_needed",
    }
    return decide_loss(world.acting(by), loss, Decision(**{**said, **changes}))


def reported(at: datetime, **changes: Any) -> dict[str, Any]:
    """What a decision says of a report to the ICO."""
    return {
        "decision": "reported",
        "affected": "told",
        "ico_at": at,
        "ico_reference": "IC-2026-0042",
        **changes,
    }


def vacate(world: World, name: str) -> None:
    """Nobody holds that person's post any more."""
    asked = select(Appointment.ref).where(Appointment.person_ref == world[name])
    for ref in db.session.scalars(asked).all():
        end_appointment(world.system(), ref)


def row(ref: str) -> DeviceLoss:
    """The loss as it stands."""
    found = db.session.get(DeviceLoss, ref, populate_existing=True)
    assert found
    return found


def notices(under: str = "/devices") -> dict[str, list[tuple[str, str]]]:
    """Who was told: how, and where each notice leads."""
    found: dict[str, list[tuple[str, str]]] = {}
    asked = select(Notice).where(Notice.path.startswith(under))
    for notice in db.session.scalars(asked.order_by(Notice.made_at, Notice.ref)):
        found.setdefault(notice.person_ref, []).append((notice.kind, notice.path))
    return found
