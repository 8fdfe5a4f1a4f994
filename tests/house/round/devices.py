"""Pages and forms of work devices."""

from typing import Any

from safeguard.guidance import work_devices
from safeguard.work_devices.models import DeviceHelp
from school.foundation.database import db
from tests.house.round.filling import row
from tests.house.round.walking import House, Walk
from tests.house.round.who import ICT, NO_RECORD, WORDS
from tests.work_devices import told

DPO: dict[str, Any] = {"who": "dpo"}


def loss(house: House) -> dict[str, str]:
    """A laptop that the teacher left on a bus."""
    make = lambda: told.lost(house.world)  # noqa: E731
    return {"loss_ref": house.spare("lost device", make)}


def decided(house: House) -> dict[str, str]:
    """The same, and the data protection officer has decided."""

    def make() -> str:
        ref = told.lost(house.world)
        told.decided(house.world, ref)
        return ref

    return {"loss_ref": house.spare("decided device", make)}


def needed(house: House) -> dict[str, str]:
    """Somebody needs help with the encryption."""

    def make() -> str:
        told.confirmed(house.world)
        told.confirmed(house.world, "encrypted")
        return house.newest(DeviceHelp, DeviceHelp.state == "needed")

    db.session.rollback()
    return {"help_ref": house.spare("device help", make)}


ATTESTED = {each.code: "yes" for each in work_devices.precautions}
READ: dict[str, Any] = {"at": loss, "leaves": "device_loss.read"}
LOOKS_AT_DEVICES: dict[str, Walk] = {
    "work_devices.own_devices": Walk(leaves="own_devices.read"),
    "work_devices.attest_device": Walk(why_none=NO_RECORD),
    "work_devices.record_loss": Walk(why_none=NO_RECORD),
    "work_devices.own_loss": Walk(at=loss, leaves="own_device_loss.read"),
    "work_devices.attestations": Walk(**ICT, leaves="device_attestations.read"),
    "work_devices.export_attestations": Walk(
        **ICT, leaves="device_attestations.exported"
    ),
    "work_devices.helps": Walk(**ICT, leaves="device_help.read"),
    "work_devices.give_help": Walk(**ICT, at=needed, leaves="device_help.read"),
    "work_devices.losses": Walk(**DPO, leaves="device_losses.read"),
    "work_devices.export_losses": Walk(**DPO, leaves="device_losses.exported"),
    "work_devices.loss": Walk(**DPO, **READ),
    "work_devices.record_step": Walk(**ICT, **READ),
    "work_devices.record_found": Walk(**ICT, **READ),
    "work_devices.decide_loss": Walk(**DPO, **READ),
    "work_devices.close_loss": Walk(**DPO, at=decided, leaves="device_loss.read"),
}
TO_DEVICES: dict[str, Walk] = {
    "work_devices.attest_device": Walk(
        fields=row(has_device="yes", **ATTESTED), leaves="device.attested"
    ),
    "work_devices.record_loss": Walk(
        fields=row(
            kind="laptop", happening="stolen", encrypted="no", contents=["pupils"]
        ),
        leaves="device_loss.recorded",
    ),
    "work_devices.give_help": Walk(
        **ICT, at=needed, fields=row(words=WORDS), leaves="device_help.given"
    ),
    "work_devices.record_step": Walk(
        **ICT, at=loss, fields=row(step="wiped"), leaves="device_loss.step_recorded"
    ),
    "work_devices.record_found": Walk(
        **ICT, at=loss, fields=row(words=WORDS), leaves="device_loss.found"
    ),
    "work_devices.decide_loss": Walk(
        **DPO,
        at=loss,
        fields=row(decision="not_reportable", reasons=WORDS, affected="not_needed"),
        leaves="device_loss.decided",
    ),
    "work_devices.close_loss": Walk(
        **DPO, at=decided, fields=row(ending="gone"), leaves="device_loss.closed"
    ),
}
