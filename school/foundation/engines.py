"""Reading, writing and owning engines for SQLite and PostgreSQL, set to be durable."""

import selectors
import sqlite3
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, QueuePool, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import InvalidatePoolError

from school.foundation.errors import UnsafeSettings

# Rollback journal with EXTRA: the journal's directory entry is synced too. WAL is
# not used, because the SQLite that Python links here is in the range of the
# WAL-reset fault (3.7.0 to 3.51.2). Decision 1.
WRITER_PRAGMAS = {
    "journal_mode": "DELETE",
    "synchronous": "EXTRA",
    "foreign_keys": "ON",
    "recursive_triggers": "ON",
    "secure_delete": "ON",
    "trusted_schema": "OFF",
    "cell_size_check": "ON",
    "temp_store": "MEMORY",
    "mmap_size": "0",
    "busy_timeout": "20000",
}
READER_PRAGMAS = {
    "query_only": "ON",
    "trusted_schema": "OFF",
    "temp_store": "MEMORY",
    "mmap_size": "0",
    "busy_timeout": "20000",
}
_SYNCHRONOUS_EXTRA = 3
# A line that lay idle longer may have been cut by something between us and the server.
_RESTED = 20.0
# A page's questions take a millisecond; helpers and compiling would take ten more.
_SHORT_QUESTIONS = "-c max_parallel_workers_per_gather=0 -c jit=off"
_BYPASSES = {
    sqlite3.SQLITE_ATTACH,
    sqlite3.SQLITE_DETACH,
    sqlite3.SQLITE_PRAGMA,
    sqlite3.SQLITE_ALTER_TABLE,
    sqlite3.SQLITE_CREATE_TABLE,
    sqlite3.SQLITE_CREATE_TRIGGER,
    sqlite3.SQLITE_CREATE_VIEW,
    sqlite3.SQLITE_CREATE_TEMP_TABLE,
    sqlite3.SQLITE_CREATE_TEMP_TRIGGER,
    sqlite3.SQLITE_CREATE_TEMP_VIEW,
    sqlite3.SQLITE_CREATE_VTABLE,
    sqlite3.SQLITE_DROP_TABLE,
    sqlite3.SQLITE_DROP_TRIGGER,
    sqlite3.SQLITE_DROP_VIEW,
    sqlite3.SQLITE_DROP_VTABLE,
}
_CHANGES = {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE}


# SQLAlchemy asks this once, when it first connects; asking sets nothing.
_ASKED_AT_START = (sqlite3.SQLITE_PRAGMA, "read_uncommitted", None)


def _only_rows(action: int, first: str | None, second: str | None, *_: Any) -> int:
    if (action, first, second) == _ASKED_AT_START:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY if action in _BYPASSES else sqlite3.SQLITE_OK


def _only_reading(action: int, first: str | None, second: str | None, *_: Any) -> int:
    if action in _CHANGES:
        return sqlite3.SQLITE_DENY
    return _only_rows(action, first, second)


def is_sqlite(url: str) -> bool:
    """Whether the address names a SQLite file."""
    return make_url(url).get_backend_name() == "sqlite"


def sqlite_path(url: str) -> Path:
    """The file behind a SQLite address."""
    name = make_url(url).database
    if not name or name == ":memory:":
        raise UnsafeSettings("the database must be a file: memory is not durable")
    return Path(name)


def _connect(path: Path, mode: str, pragmas: dict[str, str]) -> sqlite3.Connection:
    where = f"file:{quote(str(path))}?mode={mode}"
    connection = sqlite3.connect(
        where, uri=True, check_same_thread=False, isolation_level=None
    )
    try:
        for name, value in pragmas.items():
            connection.execute(f"PRAGMA {name}={value}").close()
        # Lists are given as JSON. SQLite makes ready for that once a connection, and
        # would be refused it later, when nothing may be made any more.
        connection.execute("SELECT value FROM json_each('[]')").close()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def reading_options(url: str) -> dict[str, Any]:
    """Engine options for the reading engine that Flask-SQLAlchemy keeps.

    SQLite: a file handle that the operating system opened read-only, so no
    pragma can make it write. PostgreSQL: the role in the address has no right
    to write; read-only transactions are asked for as well.
    """
    if not is_sqlite(url):
        return {
            "hide_parameters": True,
            "pool_events": _LOOKED_AT,
            # Each question sees what is committed when it is asked, in a transaction
            # or not (READ COMMITTED); without one it is two messages shorter.
            "isolation_level": "AUTOCOMMIT",
            "connect_args": {
                "options": f"-c default_transaction_read_only=on {_SHORT_QUESTIONS}"
            },
        }
    path = sqlite_path(url)

    def reader() -> sqlite3.Connection:
        connection = _connect(path, "ro", READER_PRAGMAS)
        connection.set_authorizer(_only_reading)
        return connection

    return {
        "hide_parameters": True,
        "creator": reader,
        "poolclass": QueuePool,
        "pool_size": 8,
    }


def _put_back(_driver: Any, record: Any) -> None:
    record.info["used_at"] = time.monotonic()


def _look(driver: Any, record: Any, _: Any) -> None:
    used_at = record.info.get("used_at")
    if used_at is None:
        return
    if time.monotonic() - used_at < _RESTED and not _was_told_something(driver):
        return
    try:
        driver.execute("SELECT 1")
        driver.rollback()
    except driver.Error:
        raise InvalidatePoolError from None


def _was_told_something(driver: Any) -> bool:
    if driver.closed:
        return True
    with selectors.DefaultSelector() as line:
        line.register(driver, selectors.EVENT_READ)
        return bool(line.select(0))


# No connection to PostgreSQL is given out that its server has closed meanwhile. To ask
# the server each time is a message and its answer before every first question. A server
# that ends says so on the line, which is seen without asking; only after a rest, or
# where something was said, is it asked.
_LOOKED_AT: list[tuple[Any, str]] = [(_put_back, "checkin"), (_look, "checkout")]


def writing_engine(url: str) -> Engine:
    """The engine behind the pen. Raises UnsafeSettings when it is not durable."""
    if is_sqlite(url):
        engine = _sqlite_writer(sqlite_path(url))
    else:
        engine = create_engine(
            url,
            hide_parameters=True,
            pool_events=_LOOKED_AT,
            pool_size=4,
            connect_args={"options": _SHORT_QUESTIONS},
        )
    return engine


def _sqlite_writer(path: Path) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = _connect(path, "rw", WRITER_PRAGMAS)
        _refuse_if_not_durable(connection)
        connection.set_authorizer(_only_rows)
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connect,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
    )
    _begin_immediate(engine)
    return engine


def _begin_immediate(engine: Engine) -> None:
    # The driver is in autocommit; the transaction takes the write lock at once,
    # so that what is decided in it cannot be overtaken (stack.md, trap G4).
    @event.listens_for(engine, "begin")
    def begin(conn: Any) -> None:
        conn.exec_driver_sql("BEGIN IMMEDIATE")


def _refuse_if_not_durable(connection: sqlite3.Connection) -> None:
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    level = connection.execute("PRAGMA synchronous").fetchone()[0]
    if mode != "delete" or level != _SYNCHRONOUS_EXTRA:
        raise UnsafeSettings("SQLite is not set to keep what it acknowledges")


def owning_engine(url: str) -> Engine:
    """The engine that owns the tables: migrations, backup, restore. Never a page."""
    if not is_sqlite(url):
        return create_engine(url, hide_parameters=True)
    path = sqlite_path(url)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pragmas = {**WRITER_PRAGMAS, "foreign_keys": "OFF"}
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connect(path, "rwc", pragmas),
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
    )
    _begin_immediate(engine)
    return engine


def refuse_if_postgres_is_not_durable(engine: Engine) -> None:
    """Read the server's own settings back (security brief §6.1, rule 2)."""
    with engine.connect() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            value = connection.execute(text(f"SHOW {setting}")).scalar_one()
            if value not in {"on", "remote_apply", "remote_write", "local"}:
                raise UnsafeSettings(f"PostgreSQL has {setting} switched off")


def without_password(url: str) -> URL:
    """The address as it may be shown."""
    return make_url(url).set(password=None)
