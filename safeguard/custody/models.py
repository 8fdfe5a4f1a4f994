"""Items taken from pupils, the unbroken chain of who held each, stores and counts."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    APPENDED,
    RECORDED,
    Code,
    Instant,
    Model,
    OptionalCode,
    OptionalInstant,
    OptionalRef,
    OptionalSealedText,
    Ref,
    Reference,
    RowRef,
    SchoolRef,
    Sealable,
    SealedText,
)

# With staff there is a person behind it; once it has left the school there is none.
_ONE_HOLDER = "(held_by = 'staff') = (holder_ref IS NOT NULL)"


def _one_open(name: str, table: str, while_null: str) -> Index:
    """At most one row of an item in which that column is still empty."""
    where = text(f"{while_null} IS NULL")
    return Index(
        f"uq_{table}_{name}",
        "item_ref",
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )


class CustodyStore(Sealable, Model):
    """A place in which the school keeps items; its name under the school's key."""

    __tablename__ = "custody_store"
    __table_args__ = RECORDED

    ref: Mapped[RowRef]
    name: Mapped[SealedText]
    added_by: Mapped[Ref]
    added_at: Mapped[Instant]
    closed_by: Mapped[OptionalRef]
    closed_at: Mapped[OptionalInstant]
    # Until when it is to be counted (UTC), and when the head heard that it was not.
    count_due_at: Mapped[OptionalInstant]
    told_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class CustodyItem(Sealable, Model):
    """An item, with a key of its own. One column says who holds it, and nobody else."""

    __tablename__ = "custody_item"
    __table_args__ = (
        UniqueConstraint("school_ref", "bag_number"),
        CheckConstraint(_ONE_HOLDER, name="one_holder"),
        Index("ix_custody_item_here", "school_ref", "state", "due_at"),
        RECORDED,
    )

    ref: Mapped[Reference]
    state: Mapped[Code]
    kind: Mapped[Code]
    # The search, concern or case that it was taken in; None where it stands alone.
    origin_ref: Mapped[OptionalRef]
    pupil_ref: Mapped[OptionalRef]
    # Whose it was is for those who read that case alone (C4).
    restricted: Mapped[bool] = mapped_column(default=False)
    description: Mapped[SealedText]
    serial: Mapped[OptionalSealedText]
    condition: Mapped[SealedText]
    why: Mapped[SealedText]
    place: Mapped[OptionalSealedText]
    power: Mapped[OptionalCode]
    lock: Mapped[OptionalCode]
    flight: Mapped[OptionalCode]
    taken_by: Mapped[Ref]
    taken_at: Mapped[Instant]
    recorded_by: Mapped[Ref]
    recorded_at: Mapped[Instant]
    held_by: Mapped[Code]
    holder_ref: Mapped[OptionalRef]
    held_since: Mapped[Instant]
    store_ref: Mapped[OptionalRef]
    # How many links its chain of holders has.
    links: Mapped[int] = mapped_column(default=1)
    sealing: Mapped[Code]
    bag_number: Mapped[OptionalCode]
    seal_number: Mapped[OptionalCode]
    offer: Mapped[Code]
    offered_to: Mapped[OptionalRef]
    on_hold: Mapped[bool] = mapped_column(default=False)
    decided: Mapped[OptionalCode]
    # By when it is to be returned or handed on (UTC), and when the head heard.
    due_at: Mapped[OptionalInstant]
    told_at: Mapped[OptionalInstant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class CustodyHolding(Sealable, Model):
    """One link of the chain: who holds it and where it lies, until the next begins.

    The numbers run on without a gap and none comes twice, so that at each moment there
    is one holder, neither none nor two.
    """

    __tablename__ = "custody_holding"
    __table_args__ = (
        UniqueConstraint("item_ref", "number"),
        CheckConstraint(_ONE_HOLDER, name="one_holder"),
        APPENDED,
    )

    ref: Mapped[RowRef]
    item_ref: Mapped[Ref]
    number: Mapped[int]
    # What began it: seized, or the move that led here.
    kind: Mapped[Code]
    state: Mapped[Code]
    held_by: Mapped[Code]
    holder_ref: Mapped[OptionalRef]
    store_ref: Mapped[OptionalRef]
    by_ref: Mapped[Ref]
    since: Mapped[Instant]
    recorded_at: Mapped[Instant]
    words: Mapped[OptionalSealedText]


class CustodyHandover(Sealable, Model):
    """What the holder asks of somebody, and the answer given in their own sign-in."""

    __tablename__ = "custody_handover"
    __table_args__ = (
        _one_open("open", "custody_handover", "answer"),
        RECORDED,
    )

    ref: Mapped[RowRef]
    item_ref: Mapped[Ref]
    # To take it over, or to see it disposed of.
    kind: Mapped[Code]
    from_ref: Mapped[Ref]
    to_ref: Mapped[Ref]
    purpose: Mapped[SealedText]
    method: Mapped[OptionalCode]
    offered_at: Mapped[Instant]
    answer: Mapped[OptionalCode]
    answered_by: Mapped[OptionalRef]
    answered_at: Mapped[OptionalInstant]
    answer_words: Mapped[OptionalSealedText]


class CustodySeal(Sealable, Model):
    """A bag and its seal, and how it came to be broken. No number comes twice."""

    __tablename__ = "custody_seal"
    __table_args__ = (UniqueConstraint("school_ref", "seal_number"), RECORDED)

    ref: Mapped[RowRef]
    item_ref: Mapped[Ref]
    bag_number: Mapped[Code]
    seal_number: Mapped[Code]
    sealed_by: Mapped[Ref]
    sealed_at: Mapped[Instant]
    broken_how: Mapped[OptionalCode]
    broken_why: Mapped[OptionalSealedText]
    broken_by: Mapped[OptionalRef]
    broken_at: Mapped[OptionalInstant]


class CustodyHold(Sealable, Model):
    """The police ask that an item stays as it is, until that is lifted."""

    __tablename__ = "custody_hold"
    __table_args__ = (_one_open("open", "custody_hold", "lifted_at"), RECORDED)

    ref: Mapped[RowRef]
    item_ref: Mapped[Ref]
    # Force and officer, and their number for it.
    asked_by: Mapped[SealedText]
    police_ref: Mapped[OptionalSealedText]
    placed_by: Mapped[Ref]
    placed_at: Mapped[Instant]
    lifted_why: Mapped[OptionalSealedText]
    lifted_by: Mapped[OptionalRef]
    lifted_at: Mapped[OptionalInstant]


class CustodyDecision(Sealable, Model):
    """What the DSL decided about the device of a stopped record, and why."""

    __tablename__ = "custody_decision"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    item_ref: Mapped[Ref]
    outcome: Mapped[Code]
    reason: Mapped[SealedText]
    decided_by: Mapped[Ref]
    decided_at: Mapped[Instant]


class CustodyEnding(Sealable, Model):
    """How an item left the school: to whom, against what, and why so."""

    __tablename__ = "custody_ending"
    __table_args__ = (UniqueConstraint("item_ref"), APPENDED)

    ref: Mapped[RowRef]
    item_ref: Mapped[Ref]
    way: Mapped[Code]
    # Who took it, in their words or the officer's name; what they gave for it.
    taken_by: Mapped[OptionalSealedText]
    force: Mapped[OptionalSealedText]
    receipt: Mapped[OptionalSealedText]
    journey: Mapped[OptionalCode]
    journey_words: Mapped[OptionalSealedText]
    method: Mapped[OptionalCode]
    # Who saw it disposed of, and confirmed that in their own sign-in.
    seen_by: Mapped[OptionalRef]
    reason: Mapped[OptionalSealedText]
    ended_by: Mapped[Ref]
    ended_at: Mapped[Instant]


class CustodyCount(Sealable, Model):
    """A store was counted: how many should be there, were, and were not on the list."""

    __tablename__ = "custody_count"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    store_ref: Mapped[Ref]
    expected: Mapped[int]
    found: Mapped[int]
    extra: Mapped[int]
    words: Mapped[OptionalSealedText]
    counted_by: Mapped[Ref]
    counted_at: Mapped[Instant]


class CustodyCountLine(Model):
    """One item of the list by which a store was counted."""

    __tablename__ = "custody_count_line"
    __table_args__ = APPENDED

    ref: Mapped[RowRef]
    school_ref: Mapped[SchoolRef]
    count_ref: Mapped[Ref]
    item_ref: Mapped[Ref]
    found: Mapped[bool]
