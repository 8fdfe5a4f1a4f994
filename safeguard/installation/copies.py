"""Copying the two stores into SQLite files, and from them back, on either engine."""

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Table, create_engine, func, insert, select, text

from safeguard.evidence.models import EvidenceFile
from safeguard.installation.manifest import BackupFailed, sha256, sync
from school.foundation.database import db
from school.foundation.engines import (
    is_sqlite,
    owning_engine,
    reading_options,
    sqlite_path,
)
from school.foundation.keys import KeysStore, data_key, domain_key, shredded

SLICE = 500
KEYS_TABLES: Sequence[Table] = (domain_key, data_key, shredded)


def data_tables() -> Sequence[Table]:
    """Every table of the product."""
    return db.metadata.sorted_tables


def save_store(url: str, tables: Iterable[Table], file: Path) -> None:
    """Copy a store as it stands at one instant into a new SQLite file.

    SQLite: its own online copy, in one step, during which writers wait. PostgreSQL:
    every row in one read-only snapshot, which nobody waits for.
    """
    _new(file)
    if is_sqlite(url):
        _copy_file(sqlite_path(url), file)
    else:
        _save_rows(url, tables, file)
    sync(file)
    sync(file.parent)


def save_files(source: Path, refs: Iterable[str], to: Path) -> dict[str, str]:
    """Copy the sealed files that rows name: the hash of each, empty for one that is
    missing. They were on the disk before their rows were, and never change.
    """
    refs = sorted(refs)
    if not refs:
        return {}
    to.mkdir(mode=0o700)
    told = {ref: _saved_as(source / ref, to / ref) for ref in refs}
    sync(to)
    return told


def put_files_back(source: Path, refs: Iterable[str], to: Path) -> None:
    """Copy them into the folder of an installation."""
    refs = list(refs)
    if not refs:
        return
    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    for ref in refs:
        _saved_as(source / ref, to / ref)
    sync(to)


def files_named(file: Path) -> list[str]:
    """The references of sealed files that the rows of a saved file name."""
    with _saved(file) as connection:
        if EvidenceFile.__tablename__ not in _names(connection):
            return []
        return list(connection.scalars(select(EvidenceFile.ref)))


def _saved_as(source: Path, target: Path) -> str:
    if not source.is_file():
        return ""
    _new(target)
    shutil.copyfile(source, target)
    sync(target)
    return sha256(target)


def put_back(file: Path, url: str, tables: Iterable[Table]) -> None:
    """Copy a saved file into an empty store; on PostgreSQL its tables must be there."""
    if is_sqlite(url):
        target = sqlite_path(url)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        target.unlink(missing_ok=True)
        _new(target)
        _copy_file(file, target)
        sync(target)
        sync(target.parent)
        return
    engine = owning_engine(url)
    try:
        with _saved(file) as source, engine.begin() as connection:
            _copy_rows(source, connection, tables)
    finally:
        engine.dispose()


def rows_in(url: str, tables: Iterable[Table]) -> dict[str, int]:
    """How many rows each table of a store holds; tables that are not there, none."""
    if is_sqlite(url) and not sqlite_path(url).is_file():
        return {}
    engine = owning_engine(url)
    try:
        with engine.connect() as connection:
            return _counts(connection, tables)
    finally:
        engine.dispose()


def rows_saved(file: Path, tables: Iterable[Table]) -> dict[str, int]:
    """How many rows each table of a saved file holds."""
    with _saved(file) as connection:
        return _counts(connection, tables)


def refuse_damaged(file: Path) -> None:
    """SQLite's own check of every page and link. Raises BackupFailed."""
    with closing(_read_only(file)) as connection:
        told = connection.execute("PRAGMA integrity_check").fetchall()
        loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    if told != [("ok",)] or loose:
        raise BackupFailed("a copied file fails SQLite's own check")


def replay_ledger(store: KeysStore, ledgers: Iterable[Path]) -> int:
    """Destroy again whatever was destroyed since: the restored store's own ledger,
    and those of newer key backups. How many keys were taken out.
    """
    gone: dict[str, Any] = {}
    for file in ledgers:
        with _saved(file) as newer:
            gone |= {row.key_ref: row.at for row in newer.execute(select(shredded))}
    with store.engine.begin() as connection:
        known = set(connection.scalars(select(shredded.c.key_ref)))
        fresh = [{"key_ref": ref, "at": at} for ref, at in gone.items()]
        fresh = [row for row in fresh if row["key_ref"] not in known]
        if fresh:
            connection.execute(insert(shredded), fresh)
        taken = data_key.delete().where(
            data_key.c.key_ref.in_(select(shredded.c.key_ref))
        )
        return connection.execute(taken).rowcount


@contextmanager
def _saved(file: Path) -> Iterator[Connection]:
    """A saved file, opened so that nothing can change it."""
    url = f"sqlite:///{file}"
    engine = create_engine("sqlite://", **reading_options(url))
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _counts(connection: Connection, tables: Iterable[Table]) -> dict[str, int]:
    there = set(_names(connection))
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in tables
        if table.name in there
    }


def _names(connection: Connection) -> list[str]:
    asked = "SELECT name FROM sqlite_master WHERE type = 'table'"
    if connection.dialect.name == "postgresql":
        asked = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    return [row[0] for row in connection.execute(text(asked))]


def _new(file: Path) -> None:
    file.touch(mode=0o600, exist_ok=False)


def _read_only(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True, timeout=20)


def _copy_file(source: Path, target: Path) -> None:
    with closing(_read_only(source)) as from_, closing(sqlite3.connect(target)) as to:
        from_.backup(to)


def _save_rows(url: str, tables: Iterable[Table], file: Path) -> None:
    tables = list(tables)
    engine, target = owning_engine(url), owning_engine(f"sqlite:///{file}")
    snapshot = engine.execution_options(
        isolation_level="REPEATABLE READ", postgresql_readonly=True
    )
    try:
        with snapshot.connect() as source, target.begin() as copy:
            for table in tables:
                table.create(copy)
            _copy_rows(source, copy, tables)
    finally:
        engine.dispose()
        target.dispose()


def _copy_rows(source: Connection, to: Connection, tables: Iterable[Table]) -> None:
    for table in tables:
        found = source.execution_options(yield_per=SLICE).execute(select(table))
        for part in found.mappings().partitions(SLICE):
            to.execute(insert(table), [dict(row) for row in part])
