"""Engines: set to keep what was acknowledged, and refused when they are not."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from school.foundation import engines
from school.foundation.engines import (
    is_sqlite,
    owning_engine,
    reading_options,
    refuse_if_postgres_is_not_durable,
    sqlite_path,
    without_password,
    writing_engine,
)
from school.foundation.errors import UnsafeSettings
from tests.engines import postgres


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database file with one table in it."""
    path = tmp_path / "a school’s data %20.sqlite"
    engine = owning_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
    engine.dispose()
    return path


def _pragma(engine: object, name: str) -> object:
    raw = engine.raw_connection()  # type: ignore[attr-defined]
    try:
        driver = raw.driver_connection
        driver.set_authorizer(None)
        return driver.execute(f"PRAGMA {name}").fetchone()[0]
    finally:
        raw.invalidate()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("temp_store", 2),
        ("mmap_size", 0),
    ],
)
def test_sqlite_is_set_to_keep_and_to_forget(
    file: Path, name: str, value: object
) -> None:
    """Keep what was acknowledged; leave nothing deleted in a free page."""
    engine = writing_engine(f"sqlite:///{file}")
    try:
        assert _pragma(engine, name) == value
    finally:
        engine.dispose()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "MEMORY"),
        ("journal_mode", "OFF"),
        ("journal_mode", "WAL"),
        ("synchronous", "NORMAL"),
        ("synchronous", "OFF"),
        ("synchronous", "FULL"),
    ],
)
def test_a_sqlite_that_would_forget_is_not_written_to(
    file: Path, name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(engines.WRITER_PRAGMAS, name, value)
    engine = writing_engine(f"sqlite:///{file}")
    try:
        with pytest.raises(UnsafeSettings), engine.connect():
            pass
    finally:
        engine.dispose()


def test_a_file_left_in_wal_is_brought_back(file: Path) -> None:
    """Somebody opened it with another program."""
    with sqlite3.connect(file) as stranger:
        stranger.execute("PRAGMA journal_mode = WAL")
    stranger.close()
    engine = writing_engine(f"sqlite:///{file}")
    try:
        assert _pragma(engine, "journal_mode") == "delete"
    finally:
        engine.dispose()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(url: str) -> None:
    for opens in (writing_engine, owning_engine, reading_options):
        with pytest.raises(UnsafeSettings, match="not durable"):
            opens(url)


def test_neither_reader_nor_writer_makes_a_file_that_is_not_there(
    tmp_path: Path,
) -> None:
    """A mistyped path is an error, not a new and empty school."""
    path = tmp_path / "nothing.sqlite"
    engine = writing_engine(f"sqlite:///{path}")
    with pytest.raises(Exception, match="unable to open"), engine.connect():
        pass
    engine.dispose()
    with pytest.raises(sqlite3.OperationalError):
        reading_options(f"sqlite:///{path}")["creator"]()
    assert not path.exists()


def test_the_owner_makes_a_folder_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "safeguard.sqlite"
    engine = owning_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
    engine.dispose()
    assert path.parent.stat().st_mode & 0o077 == 0


def test_an_address_is_shown_without_its_password() -> None:
    url = "postgresql+psycopg://writer:Zebedee@host/db"
    assert "Zebedee" not in str(without_password(url))
    assert not is_sqlite(url)
    assert is_sqlite("sqlite:////tmp/x.sqlite")
    assert sqlite_path("sqlite:////x/y.sqlite") == Path("/x/y.sqlite")


def test_an_error_of_the_database_quotes_no_value(file: Path) -> None:
    engine = writing_engine(f"sqlite:///{file}")
    try:
        with pytest.raises(Exception) as fault, engine.begin() as connection:  # noqa: PT011
            connection.execute(
                text("INSERT INTO nowhere VALUES (:x)"), {"x": "Zebedee"}
            )
        assert "Zebedee" not in str(fault.value)
    finally:
        engine.dispose()


@pytest.mark.postgres
@pytest.mark.parametrize("fast", [False, True])
def test_a_postgresql_that_would_forget_is_refused(fast: bool) -> None:
    """The tests' quick cluster does without syncing: it is the must-fail arm."""
    engine = create_engine(postgres.server(fast=fast))
    try:
        if fast:
            with pytest.raises(UnsafeSettings, match="switched off"):
                refuse_if_postgres_is_not_durable(engine)
        else:
            refuse_if_postgres_is_not_durable(engine)
    finally:
        engine.dispose()


@pytest.fixture
def talked_to() -> Iterator[Engine]:
    """A writing engine on PostgreSQL whose connection has answered and rests."""
    name = "rested"
    postgres.server()
    engine = writing_engine(postgres.fresh_database(name).owner)
    try:
        _backend(engine)
        yield engine
    finally:
        engine.dispose()
        postgres.drop_database(name)


def _backend(engine: Engine) -> int:
    with engine.connect() as connection:
        asked = text("SELECT pg_backend_pid()")
        return int(connection.execute(asked).scalar_one())


@pytest.mark.postgres
def test_a_connection_is_used_again_without_asking(talked_to: Engine) -> None:
    with talked_to.connect() as connection:
        status = connection.connection.driver_connection.info.transaction_status  # type: ignore[union-attr]
    assert status == 0  # idle: not even a transaction was begun
    assert _backend(talked_to) == _backend(talked_to)


@pytest.mark.postgres
def test_a_connection_that_the_server_closed_is_not_given_out(
    talked_to: Engine,
) -> None:
    before = _backend(talked_to)
    _end(before)
    assert _backend(talked_to) != before


@pytest.mark.postgres
def test_after_a_rest_a_connection_is_asked_first(
    talked_to: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "_RESTED", 0.0)
    before = _backend(talked_to)
    assert _backend(talked_to) == before
    # What a wall in the network does: nothing arrives here any more.
    monkeypatch.setattr(engines, "_was_told_something", lambda _: False)
    _end(before)
    assert _backend(talked_to) != before


def _end(backend: int) -> None:
    engine = create_engine(postgres.server())
    with engine.connect() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": backend}
        )
    engine.dispose()
