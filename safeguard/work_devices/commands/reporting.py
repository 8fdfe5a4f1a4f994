"""A device is lost or stolen: reported, and three offices hear of it at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from safeguard.guidance import clocks, work_devices
from safeguard.work_devices.commands.steps import Entry, tell, write_step
from safeguard.work_devices.models import DeviceLoss
from safeguard.work_devices.permissions.acts import Act
from safeguard.work_devices.permissions.seeing import who_hears
from safeguard.work_devices.states import LossState
from school.calendars.due import due
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.foundation.references import new_reference
from school.foundation.sealing import keyring, seal
from school.gate import about, command, note
from school.identity.queries.set_up import days_of
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l

LONGEST = 5_000
SHORT = 200
OLDEST = timedelta(days=366)
ASKED = {
    "kind": work_devices.kinds,
    "happening": work_devices.happenings,
    "encrypted": work_devices.encryption,
}
# Each says which question it is about: at the head of the page they stand together.
CHOOSE: Mapping[str, Any] = {
    "kind": _l("Choose what is gone."),
    "happening": _l("Choose what happened to it."),
    "encrypted": _l("Choose whether what is stored on it is encrypted."),
}


@dataclass(frozen=True)
class NewLoss:
    """Which device, what became of it, what was on it, when that was noticed."""

    kind: str
    happening: str
    encrypted: str
    contents: tuple[str, ...]
    noticed_at: datetime | None = None
    words: str = field(default="", repr=False)
    reach: str = field(default="", repr=False)


@command(Act.RECORD_LOSS)
def record_loss(actor: Actor, new: NewLoss) -> str:
    """Report a device. The data protection officer, the DSL and ICT staff hear of it in
    the same act; who stands in for a vacant office is written down.

    The clock of 72 hours (`data_breach`, real time, through nights and holidays) runs
    from when it was noticed: what somebody who works here knows, the trust knows. That
    is our own careful reading. Raises Invalid.
    """
    noticed_at = new.noticed_at or clock.now()
    _insist(new, noticed_at)
    running = clocks.named("data_breach")
    row = DeviceLoss(
        ref=new_reference(),
        school_ref=actor.school_ref,
        key_ref=keyring().take(actor.school_ref),
        state=LossState.REPORTED,
        kind=new.kind,
        happening=new.happening,
        encrypted=new.encrypted,
        reported_by=actor.person_ref,
        reported_at=clock.now(),
        aware_at=noticed_at,
        due_at=due(noticed_at, running, days_of(actor.school_ref)).at,
        reminded=0,
    )
    seal(row, "contents", " ".join(sorted(set(new.contents))))
    seal(row, "words", new.words.strip() or None)
    seal(row, "reach", new.reach.strip() or None)
    seal(row, "ico_reference", None)
    db.session.add(row)
    about(row)
    db.session.flush()
    write_step(row, Entry("reported"), actor.person_ref)
    heard = who_hears(actor.school_ref, actor.trust_ref, actor.person_ref)
    for each in heard:
        said = Entry(
            "told",
            code=each.post.value,
            instead=each.instead.value if each.instead else "",
            people=len(each.people),
        )
        write_step(row, said, actor.person_ref)
    told = tell(row, (ref for each in heard for ref in each.people))
    vacant = sum(each.is_vacant for each in heard)
    note(kind=new.kind, happening=new.happening, told=told, vacant=vacant)
    return row.ref


def _insist(new: NewLoss, noticed_at: datetime) -> None:
    today = clock.today()
    problems = {
        name: str(CHOOSE[name])
        for name, shelf in ASKED.items()
        if getattr(new, name) not in {each.code for each in shelf.offered(today)}
    }
    offered = {each.code for each in work_devices.contents.offered(today)}
    if not new.contents or not set(new.contents) <= offered:
        problems["contents"] = _("Say what was on it, or that you do not know.")
    elif "none" in new.contents and len(set(new.contents)) > 1:
        problems["contents"] = _("“None of this” stands alone. Take one of them back.")
    if noticed_at > clock.now():
        problems["noticed_on"] = _("This is still to come. Say when you noticed it.")
    elif noticed_at < clock.now() - OLDEST:
        problems["noticed_on"] = _("Choose a day within the last year.")
    if len(new.words) > LONGEST:
        problems["words"] = _("This is too long. Use fewer words.")
    if len(new.reach) > SHORT:
        problems["reach"] = _("Use at most 200 characters.")
    if problems:
        raise Invalid(problems)
