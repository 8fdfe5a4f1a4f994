"""The bench-only loader: writes on the owner's connection, past the gate, in bulk.

The rows are made once, by as many processes as there are processors, and written to
SQLite; PostgreSQL gets a copy of the very same rows.
"""

import os
import pickle
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Table, create_engine, insert, make_url, select

from bench import records, town
from bench.records import Batch, Made
from bench.town import Town
from safeguard.app import create_app
from safeguard.config import Settings
from safeguard.installation.opening import close
from school.foundation import clock, keys, schema
from school.foundation.database import db
from school.foundation.engines import owning_engine, sqlite_path
from school.foundation.keys import data_key, domain_key
from school.foundation.sealing import keyring
from school.trail import tree
from school.trail.models import TrailLeaf, TrailTile

AT_ONCE = 500
SHARE = 5  # the measured school has one concern in so many


@dataclass(frozen=True)
class Size:
    """How many concerns in the trust, and how many still open in each school."""

    concerns: int
    unsettled: int

    @property
    def measured(self) -> int:
        """Concerns of the measured school."""
        return self.concerns // SHARE


SMALL, LARGE = Size(1_000, 100), Size(100_000, 1_000)


def load(settings: Settings, size: Size) -> Town:
    """Found the trust and fill it, on SQLite."""
    keys.make_root_key(settings.root_key_path)
    prepare(settings)
    app = create_app(settings)
    try:
        with app.app_context():
            made = town.found(pupils=150)
            _count_logs(made)
            domains = {s.ref: keyring()._domain(s.ref) for s in made.schools}  # noqa: SLF001
            batches = list(_batches(made, size))
    finally:
        close(app)
    _fill(settings, batches, domains)
    _finish(settings)
    (settings.data_dir / "town").write_bytes(pickle.dumps(made))
    return made


def loaded(settings: Settings) -> Town:
    """The trust of an installation that was loaded before."""
    made: Town = pickle.loads((settings.data_dir / "town").read_bytes())
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        # The addresses of an earlier measuring have tried their share of names.
        connection.exec_driver_sql("DELETE FROM throttle")
    engine.dispose()
    return made


def prepare(settings: Settings) -> None:
    """The tables, before anything is in them; guards are put on at the end."""
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        db.metadata.create_all(connection)
    engine.dispose()


def _count_logs(made: Town) -> None:
    for school in made.schools:
        asked = select(TrailLeaf.seq).where(TrailLeaf.log_ref == school.ref)
        school.logged = len(list(db.session.scalars(asked)))


def _batches(made: Town, size: Size) -> Iterator[Batch]:
    others = (size.concerns - size.measured) // (len(made.schools) - 1)
    began = clock.now()
    for school in made.schools:
        of = size.measured if school is made.schools[0] else others
        for first in range(0, of, AT_ONCE):
            end = min(of, first + AT_ONCE)
            yield Batch(
                made.trust, school, first, end, of, min(size.unsettled, of), began
            )


def _fill(settings: Settings, batches: list[Batch], domains: dict[str, bytes]) -> None:
    indexes = [each for table in db.metadata.sorted_tables for each in table.indexes]
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        for index in indexes:
            index.drop(connection)
    engine.dispose()
    data = _quick(sqlite_path(settings.owner_url))
    held = _quick(sqlite_path(settings.keys_url))
    with ProcessPoolExecutor(
        os.cpu_count(), get_context("spawn"), _open, (settings, domains)
    ) as pool:
        for batch, made in zip(batches, pool.map(_make, batches), strict=True):
            _write(data, held, batch.school.ref, made)
    for each in (data, held):
        each.execute("COMMIT")
        each.close()
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        for index in indexes:
            index.create(connection)
    engine.dispose()


def _quick(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA journal_mode=OFF")
    connection.execute("PRAGMA cache_size=-200000")
    connection.execute("BEGIN")
    return connection


_worker: dict[str, Any] = {}


def _open(settings: Settings, domains: dict[str, bytes]) -> None:
    _worker.update(app=create_app(settings), domains=domains)


def _make(batch: Batch) -> Made:
    with _worker["app"].app_context():
        made = records.make(batch, _worker["domains"][batch.school.ref])
    made.rows = {  # type: ignore[assignment]
        name: (list(rows[0]), [tuple(map(_stored, row.values())) for row in rows])
        for name, rows in made.rows.items()
    }
    return made


def _stored(value: Any) -> Any:
    """A value as SQLAlchemy stores it in SQLite."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(" ", timespec="microseconds")
    return bytes(value) if isinstance(value, bytes) else value


def _write(
    data: sqlite3.Connection, held: sqlite3.Connection, domain: str, made: Made
) -> None:
    for name, (columns, rows) in made.rows.items():
        marks = ",".join("?" * len(columns))
        sql = f"INSERT INTO {name} ({','.join(columns)}) VALUES ({marks})"
        data.executemany(sql, rows)
    now = _stored(clock.now())
    held.executemany(
        "INSERT INTO data_key (key_ref, domain, wrapped, made_at) VALUES (?,?,?,?)",
        [(ref, domain, wrapped, now) for ref, wrapped in made.keys],
    )


def _finish(settings: Settings) -> None:
    """The tiles over the leaves, the guards, and the planner's figures."""
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM trail_tile")
        asked = "SELECT log_ref, leaf_hash FROM trail_leaf ORDER BY log_ref, seq"
        logs: dict[str, list[bytes]] = {}
        for log_ref, hashed in connection.exec_driver_sql(asked):
            logs.setdefault(log_ref, []).append(bytes(hashed))
        tiles = [tile for log, hashes in logs.items() for tile in _tiles(log, hashes)]
        if tiles:
            connection.execute(insert(TrailTile), tiles)
        schema.guard(connection, schema.append_only_tables())
    engine.dispose()


def _tiles(log_ref: str, hashes: list[bytes]) -> Iterator[dict[str, Any]]:
    level = 0
    while len(hashes) >= tree.TILE:
        roots = []
        for number in range(len(hashes) // tree.TILE):
            part = hashes[number * tree.TILE : (number + 1) * tree.TILE]
            roots.append(tree.root_of(part))
            yield {
                "log_ref": log_ref,
                "level": level,
                "number": number,
                "hashes": b"".join(part),
                "root": roots[-1],
            }
        hashes, level = roots, level + 1


def copy(source: Settings, target: Settings) -> None:
    """The same rows on PostgreSQL: the data and, in a database of its own, the keys."""
    prepare(target)
    _copy_tables(source.owner_url, target.owner_url, list(db.metadata.sorted_tables))
    store = keys.KeysStore(target.keys_url)
    store.prepare()
    store.close()
    _copy_tables(source.keys_url, target.keys_url, [domain_key, data_key])
    engine = owning_engine(target.owner_url)
    with engine.begin() as connection:
        schema.guard(connection, schema.append_only_tables())
        writer, reader = (
            make_url(url).username or ""
            for url in (target.writer_url, target.reader_url)
        )
        schema.grant_roles(connection, writer, reader)
    engine.dispose()


def _copy_tables(source: str, target: str, tables: list[Table]) -> None:
    reading = create_engine(source)
    address = make_url(target).set(drivername="postgresql")
    with (
        reading.connect() as rows,
        psycopg.connect(address.render_as_string(hide_password=False)) as writing,
    ):
        for table in tables:
            dropped = _drop_indexes(writing, table)
            names = ",".join(column.name for column in table.columns)
            with writing.cursor().copy(f"COPY {table.name} ({names}) FROM STDIN") as to:
                for row in rows.execution_options(yield_per=2000).execute(
                    select(table)
                ):
                    to.write_row(tuple(row))
            for statement in dropped:
                writing.execute(statement)
        writing.commit()
        writing.autocommit = True
        writing.execute("VACUUM ANALYZE")
    reading.dispose()


def _drop_indexes(writing: "psycopg.Connection[Any]", table: Table) -> list[str]:
    names = [str(index.name) for index in table.indexes]
    found = writing.execute(
        "SELECT indexdef, indexname FROM pg_indexes WHERE indexname = ANY(%s)", [names]
    ).fetchall()
    for _definition, name in found:
        writing.execute(f'DROP INDEX "{name}"')
    return [definition for definition, _name in found]
