"""Files as somebody sees them: through the record that holds them, and no other way."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, select

from safeguard.evidence.models import EvidenceFile
from safeguard.evidence.permissions.holders import Holder, holder_visible
from safeguard.evidence.permissions.standing import is_stopped
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.questions import every, question


@dataclass(frozen=True)
class Filed:
    """A file, the record that holds it, and whether it is sealed away."""

    ref: str
    school_ref: str
    key_ref: str | None
    stopped: bool
    holder: Holder
    row: Any = field(repr=False)


def file_visible(actor: Actor, ref: str) -> Filed | None:
    """The file, if the actor may see the record that holds it."""
    row = db.session.get(EvidenceFile, ref)
    holder = holder_visible(actor, row.holder_ref) if row else None
    if row is None or holder is None:
        return None
    stopped = is_stopped(row.holder_ref)
    return Filed(row.ref, row.school_ref, row.key_ref, stopped, holder, row)


@question
def _of_holder() -> Any:
    asked = every(EvidenceFile).where(EvidenceFile.holder_ref == bindparam("holder"))
    return asked.order_by(EvidenceFile.attached_at, EvidenceFile.ref)


def files_held(holder_ref: str) -> list[Any]:
    """The files of a record, the first attached first: plain rows."""
    return list(_of_holder(holder=holder_ref))


@question
def _refs() -> Any:
    return select(EvidenceFile.ref).order_by(EvidenceFile.ref)


def every_file() -> set[str]:
    """The reference of each file that an act has made known."""
    return {row.ref for row in _refs()}
