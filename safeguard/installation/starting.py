"""What is looked at before the doors open; on unsafe ground they stay shut."""

from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import create_engine, inspect, select
from sqlalchemy.exc import DBAPIError

from safeguard.config import Settings
from school.foundation import clock, keys, schema
from school.foundation.database import db
from school.foundation.engines import refuse_if_postgres_is_not_durable, writing_engine
from school.foundation.errors import UnsafeSettings
from school.identity.models import Org
from school.inspection.queries.proving import last_recorded_at

# A clock further behind the newest entry than this is wrong (security brief §0.7).
MOST_BEHIND = timedelta(hours=24)
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def refuse_to_start(app: Flask, settings: Settings) -> None:
    """Raise UnsafeSettings with what to change, unless everything looked at is safe."""
    if app.debug:
        raise UnsafeSettings("debugging is on: it shows what is sealed. Switch it off")
    refuse_unsafe_places(settings)
    keys.read_root_key(settings.root_key_path)
    if settings.on_sqlite:
        refuse_if_sqlite_is_not_durable(settings)
    elif not settings.testing:
        refuse_if_postgres_loses(settings)
    with app.app_context():
        refuse_missing_tables_and_guards()
        refuse_a_clock_behind()
        refuse_a_mistaken_demonstration(settings)


def refuse_unsafe_places(settings: Settings) -> None:
    """Keys beside the data would be stolen and backed up with them."""
    data, held = _real(settings.data_dir), _real(settings.keys_dir)
    together = held.is_relative_to(data) or data.is_relative_to(held)
    if together and not settings.demonstration and not settings.testing:
        raise UnsafeSettings("the keys lie with the data: set SAFEGUARD_KEYS elsewhere")


def _real(path: Path) -> Path:
    return path.resolve()


def refuse_if_sqlite_is_not_durable(settings: Settings) -> None:
    """Open the file as the writer does; it reads its own settings back."""
    engine = writing_engine(settings.writer_url)
    try:
        engine.connect().close()
    except DBAPIError:
        raise UnsafeSettings(
            "the database does not open for writing: another program holds it, or "
            "its folder is not ours to write in"
        ) from None
    finally:
        engine.dispose()


def refuse_if_postgres_loses(settings: Settings) -> None:
    """The server's own settings, read back (security brief §6.1, rule 2)."""
    engine = create_engine(settings.reader_url, hide_parameters=True)
    try:
        refuse_if_postgres_is_not_durable(engine)
    finally:
        engine.dispose()


def refuse_missing_tables_and_guards() -> None:
    """Every table is there, and what only appends is guarded by its triggers."""
    connection = db.session.connection()
    missing = db.metadata.tables.keys() - set(inspect(connection).get_table_names())
    if missing:
        raise UnsafeSettings(
            f"{len(missing)} tables are missing: safeguard database upgrade"
        )
    unguarded = schema.missing_guards(connection)
    if unguarded:
        raise UnsafeSettings(
            f"triggers are missing from {', '.join(sorted(unguarded))}: "
            "find out who took them off, then safeguard database upgrade"
        )


def refuse_a_clock_behind() -> None:
    """New entries must not seem older than those that stand."""
    newest = last_recorded_at()
    if newest is not None and clock.now() < newest - MOST_BEHIND:
        raise UnsafeSettings(
            "this machine's clock is more than 24 hours behind the newest entry: "
            "set the clock right"
        )


def refuse_a_mistaken_demonstration(settings: Settings) -> None:
    """A demonstration stays one, on this machine alone (decision 33)."""
    founded = list(db.session.scalars(select(Org.demonstration)))
    if any(demonstration != settings.demonstration for demonstration in founded):
        raise UnsafeSettings(
            "a demonstration cannot become an installation, nor the other way round"
        )
    if settings.demonstration and settings.host not in LOOPBACK:
        raise UnsafeSettings("a demonstration is served on this machine alone")
