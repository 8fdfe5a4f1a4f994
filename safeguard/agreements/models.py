"""Templates with their clauses, agreements, signatures, links to sign by, sittings."""

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    RECORDED,
    Code,
    Instant,
    Mac,
    Model,
    OptionalCode,
    OptionalDay,
    OptionalInstant,
    OptionalRef,
    OptionalSealedText,
    Ref,
    RowRef,
    SchoolRef,
    Sealable,
)


class AgreementTemplate(Model):
    """One version of a school's text for one kind of signer. Nothing personal."""

    __tablename__ = "agreement_template"
    __table_args__ = (UniqueConstraint("school_ref", "kind", "number"), RECORDED)

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    # A code of `guidance.agreements.kinds`: whom it is for.
    kind: Mapped[Code]
    number: Mapped[int]
    state: Mapped[Code]
    # The edition of our starting text that it was drafted from; None: from a version.
    edition: Mapped[OptionalCode]
    # Of all its words in all variants; set when it is approved, never after.
    text_hash: Mapped[str | None] = mapped_column(String(64))
    change_note: Mapped[str] = mapped_column(Text, default="")
    drafted_by: Mapped[Ref]
    drafted_at: Mapped[Instant]
    approved_by: Mapped[OptionalRef]
    approved_at: Mapped[OptionalInstant]
    live_at: Mapped[OptionalInstant]
    ended_at: Mapped[OptionalInstant]
    # Of its words: each change of a clause counts one, so that the version moves on.
    changes: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class TemplateHand(Model):
    """Somebody who had a hand in the words of a draft, and so does not approve it."""

    __tablename__ = "agreement_template_hand"
    __table_args__ = (UniqueConstraint("template_ref", "person_ref"), APPENDED)

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    template_ref: Mapped[Ref]
    person_ref: Mapped[Ref]
    at: Mapped[Instant]


class AgreementClause(Model):
    """One clause of one version; an edit of a draft replaces its words."""

    __tablename__ = "agreement_clause"
    __table_args__ = (UniqueConstraint("template_ref", "code"), RECORDED)

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    template_ref: Mapped[Ref]
    # Keeps its meaning from version to version, so that a breach can cite it.
    code: Mapped[Code]
    position: Mapped[int]
    # A code of `guidance.agreements.parts`: under which heading, and whose it is.
    part: Mapped[Code]
    wording: Mapped[str] = mapped_column(Text)


class ClauseVariant(Model):
    """A clause in easy words (`easy`) or in another language (its BCP 47 tag)."""

    __tablename__ = "agreement_clause_variant"
    __table_args__ = (UniqueConstraint("clause_ref", "variant"), RECORDED)

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    clause_ref: Mapped[Ref]
    variant: Mapped[Code]
    wording: Mapped[str] = mapped_column(Text)


class Agreement(Sealable, Model):
    """One person's agreement to one version of a text: the pupil's with a parent's
    side, or the adult's.
    """

    __tablename__ = "agreement"
    __table_args__ = (
        Index("ix_agreement_of_person", "person_ref", "kind"),
        Index("ix_agreement_of_campaign", "campaign_ref", "state"),
        RECORDED,
    )

    ref: Mapped[RowRef]
    # Pupil, or adult with a place on our lists; None: a visitor, whose name is sealed.
    person_ref: Mapped[str | None] = mapped_column(String(48))
    visitor: Mapped[OptionalSealedText]
    kind: Mapped[Code]
    template_ref: Mapped[Ref]
    # Whatever issued it; a visitor's was issued by nothing.
    campaign_ref: Mapped[str | None] = mapped_column(String(48))
    # Of an adult: staff, councillor, volunteer, visitor.
    capacity: Mapped[OptionalCode]
    state: Mapped[Code]
    issued_at: Mapped[Instant]
    completed_at: Mapped[OptionalInstant]
    ended_at: Mapped[OptionalInstant]
    # Why it holds no longer: a `Withdrawal`.
    ended_why: Mapped[OptionalCode]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class AgreementSignature(Sealable, Model):
    """What one person answered to one text: never changed, only followed by another."""

    __tablename__ = "agreement_signature"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    agreement_ref: Mapped[Ref]
    template_ref: Mapped[Ref]
    # The hash of the version that was shown, as it was when it was shown.
    text_hash: Mapped[str] = mapped_column(String(64))
    # Which words were read: `standard`, `easy`, or a language's tag.
    variant: Mapped[Code]
    side: Mapped[Code]
    signer_ref: Mapped[OptionalRef]
    answer: Mapped[Code]
    # A code of `guidance.agreements.methods`: how it was signed.
    method: Mapped[Code]
    witness_ref: Mapped[OptionalRef]
    # The name as it was typed, or the strokes as they were drawn (JSON of points).
    typed: Mapped[OptionalSealedText]
    drawn: Mapped[OptionalSealedText]
    # Why somebody declined, in their words; what devices a pupil brings.
    reason: Mapped[OptionalSealedText]
    devices: Mapped[OptionalSealedText]
    # The day that stands on a paper form; the hour it reached us is `signed_at`.
    claimed_on: Mapped[OptionalDay]
    signed_at: Mapped[Instant]


class AgreementLink(Model):
    """A way for one adult to sign one agreement without an account, once.

    Of token and code only the hashes are kept: whoever reads the database signs
    nothing.
    """

    __tablename__ = "agreement_link"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    agreement_ref: Mapped[Ref]
    signer_ref: Mapped[Ref]
    token_hash: Mapped[Mac]
    # Of the code on a letter, for whoever cannot photograph the square.
    code_hash: Mapped[Mac]
    # `mail` or `letter`.
    way: Mapped[Code]
    made_by: Mapped[Ref]
    made_at: Mapped[Instant]
    expires_at: Mapped[Instant]
    used_at: Mapped[OptionalInstant]
    # Replaced by a newer one, or its reason has gone.
    revoked_at: Mapped[OptionalInstant]


class ClassSitting(Model):
    """A class signs on shared tablets before a teacher, for an hour at most."""

    __tablename__ = "agreement_sitting"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    class_ref: Mapped[Ref]
    witness_ref: Mapped[Ref]
    # Whether the witness read the text aloud (the youngest).
    read_aloud: Mapped[bool] = mapped_column(default=False)
    code_hash: Mapped[Mac]
    opened_at: Mapped[Instant]
    ends_at: Mapped[Instant]
    ended_at: Mapped[OptionalInstant]
