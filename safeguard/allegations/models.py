"""The vault's tables. Read without its keys they name no person, school or office.

References of people never stand here in clear, since an appointment would lead from
a person to a school: they are sealed, or kept as keyed marks that differ for every
record, so that nobody can even count how many records concern the same person.
"""

from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    RECORDED,
    UPKEEP,
    Code,
    Instant,
    Mac,
    Model,
    OptionalSealedText,
    Ref,
    Reference,
    RowRef,
    Sealable,
    SealedText,
)


class AdultConcern(Sealable, Model):
    """A concern about an adult. `school_ref` is the vault, never the school."""

    __tablename__ = "adult_concern"
    __table_args__ = RECORDED

    ref: Mapped[Reference]
    state: Mapped[Code]
    reporter_mark: Mapped[Mac]
    recorded_at: Mapped[Instant]
    what: Mapped[SealedText]
    own_words: Mapped[OptionalSealedText]
    done: Mapped[OptionalSealedText]
    # School, reporter, children, when, danger, whom it went to: one sealed value.
    particulars: Mapped[SealedText]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class AdultSubject(Sealable, Model):
    """One adult whom it is about: somebody on the list, or described."""

    __tablename__ = "adult_concern_subject"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    concern_ref: Mapped[Ref]
    who: Mapped[SealedText]


class AdultRecipient(Model):
    """A mark of somebody it went to. Always several, the rest of them empty."""

    __tablename__ = "adult_concern_recipient"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    concern_ref: Mapped[Ref]
    person_mark: Mapped[Mac]


class AdultStep(Sealable, Model):
    """What a recipient recorded of it."""

    __tablename__ = "adult_concern_step"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    concern_ref: Mapped[Ref]
    # 1 for the first: two steps of one instant keep their order.
    place: Mapped[int]
    kind: Mapped[Code]
    body: Mapped[SealedText]
    recorded_at: Mapped[Instant]


class AdultDraft(Sealable, Model):
    """A concern about an adult that is being written, for its author alone."""

    __tablename__ = "adult_draft"
    __table_args__ = UPKEEP

    ref: Mapped[RowRef]
    owner_mark: Mapped[Mac]
    form_ref: Mapped[Ref]
    body: Mapped[SealedText]
    saved_at: Mapped[Instant]
