"""An examination as a record that a stop reaches, and that takes no files."""

from typing import Any

from sqlalchemy import bindparam, select

from safeguard.evidence.permissions.holders import HolderKind, Kin
from safeguard.examinations.models import Examination
from safeguard.examinations.permissions.acts import READS
from safeguard.examinations.permissions.seeing import examination_visible
from school.foundation.actor import Actor
from school.foundation.permits import Answer, Refusal
from school.foundation.questions import question


def takes_no_files(actor: Actor, subject: Any) -> Answer:
    """What stands on a device is said in words; nothing of it is copied to here."""
    return Refusal("no_files")


@question
def _examination() -> Any:
    asked = select(Examination.school_ref, Examination.search_ref, Examination.item_ref)
    return asked.where(Examination.ref == bindparam("ref"))


def _kin_of_examination(ref: str) -> Kin | None:
    """Its search, with whatever that belongs to, and the device in custody."""
    row = _examination.first(ref=ref)
    if row is None:
        return None
    refs = (row.search_ref, row.item_ref)
    return Kin(row.school_ref, tuple(each for each in refs if each))


EXAMINATION = HolderKind(
    code="examination",
    kin=_kin_of_examination,
    visible=examination_visible,
    attaches=takes_no_files,
    views=READS,
    page="examinations.examination",
    argument="examination_ref",
)
HOLDERS = (EXAMINATION,)
