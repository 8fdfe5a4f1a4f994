"""The one database handle, and the column types that every table is written with."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from flask.globals import app_ctx
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import Date, DateTime, Engine, LargeBinary, MetaData, String
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from sqlalchemy.types import TypeDecorator

from school.foundation import writer
from school.foundation.errors import UnsealedValue

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcInstant(TypeDecorator[datetime]):
    """An instant in UTC. A time without a zone is refused: it could mean anything."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """To the database, in UTC; SQLite keeps no zone, so it is taken off there."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        """From the database, always aware and always UTC."""
        if value is None:
            return None
        return (
            value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        )


class SealedBytes(bytes):
    """A sealed value. Its repr gives the size alone, so that no log can spill it."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Only how long it is."""
        return f"<sealed {len(self)} bytes>"


class Sealed(TypeDecorator[SealedBytes]):
    """A column that refuses whatever has not been sealed first (decision 8)."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(
        self,
        value: SealedBytes | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> bytes | None:
        """Only what `sealing.seal` made may pass."""
        if value is None:
            return None
        if not isinstance(value, SealedBytes):
            raise UnsealedValue("a sealed column was given clear text")
        return bytes(value)

    def process_result_value(
        self,
        value: bytes | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> SealedBytes | None:
        """Still sealed: opening needs the row (`sealing.unseal`)."""
        return None if value is None else SealedBytes(value)


RowRef = Annotated[str, mapped_column(String(16), primary_key=True)]
Reference = Annotated[str, mapped_column(String(10), primary_key=True)]
Ref = Annotated[str, mapped_column(String(48), index=True)]
OptionalRef = Annotated[str | None, mapped_column(String(48), index=True)]
# A key domain: a school, the trust, or the trust's walled vault.
SchoolRef = Annotated[str, mapped_column(String(32), index=True)]
Code = Annotated[str, mapped_column(String(64))]
OptionalCode = Annotated[str | None, mapped_column(String(64))]
Instant = Annotated[datetime, mapped_column(UtcInstant())]
OptionalInstant = Annotated[datetime | None, mapped_column(UtcInstant())]
Day = Annotated[date, mapped_column(Date())]
OptionalDay = Annotated[date | None, mapped_column(Date())]
Mac = Annotated[str, mapped_column(String(64), index=True)]
OptionalMac = Annotated[str | None, mapped_column(String(64), index=True)]
SealedText = Annotated[SealedBytes, mapped_column(Sealed())]
OptionalSealedText = Annotated[SealedBytes | None, mapped_column(Sealed())]

# How a table is kept: `recorded` (each change committed to in the trail),
# `appended` (recorded, and no row ever changes), `upkeep` (outside the trail),
# `trail` (the trail itself).
RECORDED = {"info": {"kept": "recorded"}}
APPENDED = {"info": {"kept": "appended"}}
UPKEEP = {"info": {"kept": "upkeep"}}
TRAIL = {"info": {"kept": "trail"}}


class TableGround(DeclarativeBase):
    """What every table is declared on."""

    registry = registry(metadata=MetaData(naming_convention=NAMES))


class Sealable:
    """The columns a row needs so that its values can be sealed to where they stand."""

    school_ref: Mapped[SchoolRef]
    # Not indexed: nobody asks by it, and each sealed row would pay for it.
    key_ref: Mapped[str | None] = mapped_column(String(48))
    sealed_version: Mapped[int] = mapped_column(default=1)


class GatedSession(FlaskSession):
    """Reads through the reading engine; writes only while the gate holds the pen."""

    def get_bind(self, *args: Any, **kwargs: Any) -> Engine | Connection:
        """The writing engine inside the gate, the reading engine everywhere else."""
        engine = writer.engine_in_use()
        return engine if engine is not None else super().get_bind(*args, **kwargs)


def _scope() -> tuple[int, int]:
    """One reading transaction an application context, and one for each open gate."""
    return id(app_ctx._get_current_object()), writer.depth()  # type: ignore[attr-defined]  # noqa: SLF001


_options: dict[str, Callable[..., Any] | type | bool] = {
    "class_": GatedSession,
    "scopefunc": _scope,
    "expire_on_commit": False,
}
db = SQLAlchemy(model_class=TableGround, session_options=_options)

if TYPE_CHECKING:
    Model = TableGround
else:
    Model = db.Model


def kept(table: Any) -> str:
    """How a table is kept: recorded, appended, upkeep or trail."""
    return str(table.info.get("kept", "recorded"))
