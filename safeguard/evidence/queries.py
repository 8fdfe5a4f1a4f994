"""Reading of files: which ones a record has, and one of them to take out."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from safeguard.evidence.models import EvidenceFile
from safeguard.evidence.permissions.acts import Act
from safeguard.evidence.permissions.holders import Holder, holder_visible
from safeguard.evidence.permissions.seeing import Filed, file_visible, files_held
from safeguard.evidence.permissions.standing import is_stopped
from school.foundation.actor import Actor
from school.foundation.errors import BrokenSeal, Hidden
from school.foundation.questions import question
from school.foundation.sealed_files import SealedFile, sealed_files
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, note, touch
from school.identity.queries.people import names_of


@dataclass(frozen=True)
class FileRead:
    """A file as a record's page lists it. Where it is sealed away, without words."""

    ref: str
    kind: str
    size: int
    at: datetime
    by: str = field(repr=False)
    name: str = field(default="", repr=False)
    about: str = field(default="", repr=False)


@dataclass(frozen=True)
class FilesRead:
    """The files of a record, and whether they are sealed away."""

    files: tuple[FileRead, ...]
    stopped: bool


@dataclass(frozen=True)
class TakenOut:
    """What a file holds, for whoever takes it out."""

    ref: str
    kind: str
    content: bytes = field(repr=False)


@disclosure(Act.READ_FILES, of=holder_visible)
def read_files(actor: Actor, holder: Holder) -> FilesRead:  # noqa: ARG001
    """Which files the record has."""
    rows = files_held(holder.ref)
    names = names_of(row.attached_by for row in rows)
    stopped = is_stopped(holder.ref)
    touch(*(row.ref for row in rows))
    note(number=len(rows))
    return FilesRead(
        tuple(
            FileRead(
                ref=row.ref,
                kind=row.kind,
                size=row.size,
                at=row.attached_at,
                by=names.get(row.attached_by, ""),
                name="" if stopped else unseal(row, "name") or "",
                about="" if stopped else unseal(row, "about") or "",
            )
            for row in rows
        ),
        stopped,
    )


@disclosure(Act.DOWNLOAD_FILE, of=file_visible)
def download_file(actor: Actor, filed: Filed, holder_ref: str) -> TakenOut:  # noqa: ARG001
    """What a file of the record holds. The taking out is in the trail before a byte of
    it leaves. Raises Hidden, and BrokenSeal when it is not what was attached.
    """
    row = filed.row
    if filed.holder.ref != holder_ref:
        raise Hidden("no such file of this record")
    key = unseal(row, "file_key")
    if key is None:
        raise BrokenSeal("a file without a key")
    file = SealedFile(row.ref, row.size, bytes.fromhex(key))
    touch(filed.holder.ref)
    return TakenOut(row.ref, row.kind, sealed_files().read(row.school_ref, file))


@question
def _number() -> Any:
    asked = select(func.count().label("number")).select_from(EvidenceFile)
    return asked.where(EvidenceFile.holder_ref == bindparam("holder"))


@counted
def count_files(holder_ref: str) -> int:
    """How many files a record has: a number and nothing else."""
    row = _number.first(holder=holder_ref)
    return row.number if row else 0
