"""What each step of a search recorded: rows that only append."""

from sqlalchemy.orm import Mapped

from school.foundation.database import (
    APPENDED,
    Code,
    Instant,
    Model,
    OptionalCode,
    OptionalInstant,
    OptionalRef,
    OptionalSealedText,
    Ref,
    RowRef,
    Sealable,
    SealedText,
)


class SearchGrounds(Sealable, Model):
    """Why: the policy's grounds, the facts believed, and what is looked for."""

    __tablename__ = "search_grounds"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    search_ref: Mapped[Ref]
    # Codes of guidance with commas between them.
    grounds: Mapped[Code]
    facts: Mapped[OptionalSealedText]
    looked_for: Mapped[OptionalSealedText]
    edition: Mapped[Code]
    by_ref: Mapped[Ref]
    saved_at: Mapped[Instant]


class SearchUrgency(Sealable, Model):
    """How urgent, and what the risk to others is; the newest counts."""

    __tablename__ = "search_urgency"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    search_ref: Mapped[Ref]
    urgent: Mapped[bool]
    risk: Mapped[SealedText]
    by_ref: Mapped[Ref]
    assessed_at: Mapped[Instant]


class SearchAdvice(Sealable, Model):
    """Advice; `counts`: the executive headteacher's or a named stand-in's."""

    __tablename__ = "search_advice"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    search_ref: Mapped[Ref]
    counts: Mapped[bool]
    answer: Mapped[Code]
    words: Mapped[SealedText]
    by_ref: Mapped[Ref]
    given_at: Mapped[Instant]


class SearchCheck(Sealable, Model):
    """The answer of the standing list at one instant, for one kind of item."""

    __tablename__ = "search_check"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    search_ref: Mapped[Ref]
    # started, checked, conducted, recorded
    occasion: Mapped[Code]
    person_ref: Mapped[Ref]
    scope: Mapped[Code]
    # office, listing, none
    holds_by: Mapped[Code]
    # Why not: the code of a deviation.
    why_not: Mapped[OptionalCode]
    authorisation_ref: Mapped[OptionalRef]
    training_overdue: Mapped[bool]
    # Of which instant was asked, and when.
    as_of: Mapped[Instant]
    checked_at: Mapped[Instant]


class SearchExplanation(Sealable, Model):
    """What the pupil was told before, what they asked, and what helped them."""

    __tablename__ = "search_explanation"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    search_ref: Mapped[Ref]
    told: Mapped[Code]
    questions: Mapped[OptionalSealedText]
    adjustments: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    explained_at: Mapped[Instant]


class SearchCooperation(Sealable, Model):
    """Whether the pupil co-operates; for a refusal which causes were considered."""

    __tablename__ = "search_cooperation"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    search_ref: Mapped[Ref]
    cooperates: Mapped[bool]
    # Codes with commas between them: they tell what a child may have lived through.
    causes: Mapped[OptionalSealedText]
    words: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    asked_at: Mapped[Instant]


class SearchConduct(Sealable, Model):
    """The search itself: who, with whom, where, how far, and whether with force."""

    __tablename__ = "search_conduct"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    search_ref: Mapped[Ref]
    conducted_at: Mapped[Instant]
    searcher_ref: Mapped[Ref]
    # Somebody who works here, or in words; neither: nobody.
    witness_ref: Mapped[OptionalRef]
    witness_words: Mapped[OptionalSealedText]
    reported_to_ref: Mapped[OptionalRef]
    others: Mapped[OptionalSealedText]
    pupil_sex: Mapped[OptionalSealedText]
    searcher_sex: Mapped[OptionalSealedText]
    witness_sex: Mapped[OptionalSealedText]
    exception: Mapped[Code]
    exception_reason: Mapped[OptionalSealedText]
    place: Mapped[Code]
    out_of_sight: Mapped[bool]
    extents: Mapped[Code]
    force: Mapped[bool]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class SearchFinding(Sealable, Model):
    """What came of it; of an image that is suspected nothing more is written (S10)."""

    __tablename__ = "search_finding"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    search_ref: Mapped[Ref]
    image: Mapped[bool]
    found: Mapped[bool]
    what: Mapped[OptionalSealedText]
    follow_up: Mapped[OptionalSealedText]
    account: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class SearchParents(Sealable, Model):
    """That the parents were told, or why not (S8)."""

    __tablename__ = "search_parents"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    search_ref: Mapped[Ref]
    answer: Mapped[Code]
    told_at: Mapped[OptionalInstant]
    who: Mapped[OptionalSealedText]
    contact: Mapped[OptionalCode]
    response: Mapped[OptionalSealedText]
    reason: Mapped[OptionalSealedText]
    by_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


class SearchReview(Sealable, Model):
    """What safeguarding sees in it: more help, a child who is exploited (S9)."""

    __tablename__ = "search_review"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    search_ref: Mapped[Ref]
    help: Mapped[Code]
    # yes, no, not_sure
    exploited: Mapped[Code]
    words: Mapped[SealedText]
    by_ref: Mapped[Ref]
    reviewed_at: Mapped[Instant]
