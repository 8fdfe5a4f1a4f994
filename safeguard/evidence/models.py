"""Files of a record, and the records that may hold them: a stop ends all of it."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    RECORDED,
    Code,
    Instant,
    Model,
    OptionalCode,
    OptionalInstant,
    OptionalSealedText,
    Ref,
    RowRef,
    SchoolRef,
    Sealable,
    SealedText,
)


class FileHolder(Model):
    """A record that holds files, or that a stop stands on: a case, a concern, a search.

    Records that belong together stand in one bundle, and a stop holds for all of it.
    Sticky: only set, never cleared here (security brief §3.1).
    """

    __tablename__ = "file_holder"
    __table_args__ = RECORDED

    # The record's own reference.
    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    bundle_ref: Mapped[Ref]
    stopped_at: Mapped[OptionalInstant]
    stopped_why: Mapped[OptionalCode]


class EvidenceFile(Sealable, Model):
    """A file of a record. It lies sealed in the files' folder, under its `ref`."""

    __tablename__ = "evidence_file"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    holder_ref: Mapped[Ref]
    # A key of the file's own, sealed under the record's: whoever destroys that one
    # destroys this. A refused file's key was never written down.
    file_key: Mapped[SealedText]
    name: Mapped[SealedText]
    # What it is, in words of whoever attached it.
    about: Mapped[OptionalSealedText]
    # A code of guidance.files, decided by the content.
    kind: Mapped[Code]
    size: Mapped[int] = mapped_column(BigInteger)
    # That it shows no child undressed was said by whoever attached it.
    declared: Mapped[bool]
    attached_by: Mapped[Ref]
    attached_at: Mapped[Instant]
