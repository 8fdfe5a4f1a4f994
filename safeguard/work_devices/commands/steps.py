"""Parts of the acts on a loss: claim it, write a step down, tell people of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from safeguard.work_devices.models import DeviceLoss, DeviceLossStep
from safeguard.work_devices.states import LossState
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Stale
from school.foundation.references import new_ref, spoken
from school.foundation.sealing import seal
from school.gate import insist_on_version
from school.notices import NOW, notify


@dataclass(frozen=True)
class Entry:
    """A step to be written down; see the table for what each part means."""

    kind: str
    code: str = ""
    instead: str = ""
    people: int = 0
    words: str = field(default="", repr=False)
    number: str = field(default="", repr=False)


def claim(loss: DeviceLoss, seen: int | None) -> None:
    """Be the only one who does something with it now. Raises Stale, also once it is
    closed.
    """
    if loss.state == LossState.CLOSED:
        raise Stale("it is closed")
    insist_on_version(loss, seen)
    flag_modified(loss, "state")
    db.session.flush()


def write_step(loss: DeviceLoss, entry: Entry, by_ref: str) -> None:
    """What happened, and by whom; words and numbers sealed."""
    asked = select(func.count()).select_from(DeviceLossStep)
    earlier = db.session.scalar(asked.where(DeviceLossStep.loss_ref == loss.ref))
    row = DeviceLossStep(
        ref=new_ref(),
        school_ref=loss.school_ref,
        key_ref=loss.key_ref,
        loss_ref=loss.ref,
        number=(earlier or 0) + 1,
        kind=entry.kind,
        code=entry.code or None,
        instead=entry.instead or None,
        people=entry.people,
        by_ref=by_ref,
        at=clock.now(),
    )
    seal(row, "words", entry.words or None)
    seal(row, "number_given", entry.number or None)
    db.session.add(row)
    db.session.flush()


def tell(loss: DeviceLoss, people: Iterable[str]) -> int:
    """That something needs them now, and nothing of what; how many hear it."""
    told = list(dict.fromkeys(people))
    for person_ref in told:
        path = f"/devices/losses/{spoken(loss.ref)}"
        notify(person_ref, loss.school_ref, NOW, path)
    return len(told)
