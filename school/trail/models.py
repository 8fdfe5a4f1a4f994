"""The trail's tables: leaves, tiles and sealed details. Rows are only ever added."""

from sqlalchemy import BigInteger, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from school.foundation.database import (
    TRAIL,
    Instant,
    Model,
    OptionalRef,
    Sealed,
    SealedBytes,
)


class TrailLeaf(Model):
    """One entry, as the bytes that are hashed. No personal data stands in it."""

    __tablename__ = "trail_leaf"
    __table_args__ = TRAIL

    log_ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    leaf: Mapped[bytes] = mapped_column(LargeBinary)
    leaf_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    # Indexed for reading a day.
    recorded_at: Mapped[Instant] = mapped_column(index=True)


class TrailTile(Model):
    """256 hashes side by side and the root over them (C2SP tlog-tiles).

    Level 0 holds leaf hashes; level n holds the roots of 256 tiles of level n - 1.
    """

    __tablename__ = "trail_tile"
    __table_args__ = TRAIL

    log_ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    level: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    hashes: Mapped[bytes] = mapped_column(LargeBinary)
    root: Mapped[bytes] = mapped_column(LargeBinary(32))


class TrailDetail(Model):
    """The salt and the facts behind an entry's commitments, sealed.

    Destroying the key leaves the proofs standing and nothing readable behind them.
    """

    __tablename__ = "trail_detail"
    __table_args__ = TRAIL

    log_ref: Mapped[str] = mapped_column(String(32), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    key_ref: Mapped[OptionalRef]
    sealed: Mapped[SealedBytes] = mapped_column(Sealed())
