"""What only appends: refused by the database itself, on both engines, to everybody."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import DBAPIError

from safeguard.config import Settings
from school.foundation import schema, writer
from school.foundation.database import db, kept
from school.foundation.engines import owning_engine, writing_engine
from school.gate.transaction import the_pen
from tests.engines import postgres
from tests.factories.world import World

pytestmark = pytest.mark.both_engines


@contextmanager
def as_owner(settings: Settings) -> Iterator[Connection]:
    """The owner of the tables, who migrates them and should do nothing else."""
    # Whoever still reads would keep the owner waiting for the table.
    db.session.remove()
    engine = owning_engine(settings.owner_url)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _refused(connection: Connection, statement: str) -> bool:
    try:
        connection.execute(text(statement))
    except DBAPIError:
        return True
    finally:
        connection.rollback()
    return False


ATTACKS = ("UPDATE {table} SET {column} = {column}", "DELETE FROM {table}")
ON_SQLITE = ("INSERT OR REPLACE INTO {table} SELECT * FROM {table}",)
ON_POSTGRES = ("TRUNCATE {table}", "TRUNCATE {table} CASCADE")


def _attacks(settings: Settings) -> tuple[str, ...]:
    return (*ATTACKS, *(ON_SQLITE if settings.on_sqlite else ON_POSTGRES))


def _filled() -> dict[str, int]:
    """How many rows stand in the tables that only append."""
    return {
        table.name: db.session.scalar(db.select(db.func.count()).select_from(table))
        or 0
        for table in schema.append_only_tables()
    }


def test_not_even_the_owner_changes_what_only_appends(
    world: World, settings: Settings
) -> None:
    before = _filled()
    assert before["trail_leaf"] > 20
    with as_owner(settings) as owner:
        for name in (name for name, number in before.items() if number):
            column = next(iter(db.metadata.tables[name].columns)).name
            for attack in _attacks(settings):
                statement = attack.format(table=name, column=column)
                assert _refused(owner, statement), statement
    db.session.remove()
    assert _filled() == before


def test_every_table_that_only_appends_is_guarded(
    app: Flask, settings: Settings
) -> None:
    """Empty ones too: the guards themselves are counted, in the database."""
    with app.app_context(), as_owner(settings) as owner:
        assert schema.missing_guards(owner) == []
        name = "trail_leaf"
        drop = f"DROP TRIGGER {name}_no_update"
        if not settings.on_sqlite:
            drop = f"ALTER TABLE {name} ENABLE TRIGGER {name}_no_change"
        owner.execute(text(drop))
        assert schema.missing_guards(owner) == [name]
        owner.rollback()


def test_without_its_guard_the_table_would_be_changed(
    world: World, settings: Settings
) -> None:
    """Must fail: the same statements pass once the guard is off (harness rule 2)."""
    with as_owner(settings) as owner:
        if settings.on_sqlite:
            for what in ("update", "delete", "replace"):
                owner.execute(text(f"DROP TRIGGER trail_leaf_no_{what}"))
        else:
            owner.execute(text("ALTER TABLE trail_leaf DISABLE TRIGGER ALL"))
        for attack in _attacks(settings):
            statement = attack.format(table="trail_leaf", column="seq")
            owner.execute(text(statement))
        owner.rollback()


def test_guarding_twice_is_guarding_once(app: Flask, settings: Settings) -> None:
    with app.app_context(), as_owner(settings) as owner:
        schema.guard(owner, schema.append_only_tables())
        owner.commit()
        assert schema.missing_guards(owner) == []


# What the writer's own connection cannot do -------------------------------------

FORBIDDEN_ON_SQLITE = (
    "DROP TRIGGER trail_leaf_no_update",
    "DROP TABLE trail_leaf",
    "ALTER TABLE trail_leaf RENAME TO old_leaf",
    "ATTACH DATABASE ':memory:' AS other",
    "PRAGMA writable_schema = ON",
    "PRAGMA recursive_triggers = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA journal_mode = WAL",
    "CREATE TEMP TRIGGER t BEFORE INSERT ON trail_leaf BEGIN SELECT 1; END",
    "CREATE TEMP TABLE trail_leaf (x)",
    "CREATE TEMP VIEW trail_leaf AS SELECT 1",
)
FORBIDDEN_ON_POSTGRES = (
    "UPDATE trail_leaf SET seq = seq",
    "DELETE FROM trail_leaf",
    "TRUNCATE trail_leaf",
    "ALTER TABLE trail_leaf DISABLE TRIGGER ALL",
    "DROP TRIGGER trail_leaf_no_change ON trail_leaf",
    "DROP TABLE trail_leaf",
    "SET session_replication_role = replica",
    "CREATE TABLE elsewhere (x int)",
    "ALTER FUNCTION refuse_change() RENAME TO allow_change",
    "COPY trail_leaf TO PROGRAM 'cat'",
)


def _raw_refused(raw: Any, statement: str) -> bool:
    cursor = raw.cursor()
    try:
        cursor.execute(statement)
    except (sqlite3.DatabaseError, psycopg.Error):
        return True
    finally:
        cursor.close()
        raw.rollback()
    return False


def test_the_writer_cannot_take_the_guards_away(
    world: World, settings: Settings
) -> None:
    """Whoever gets hold of the writing connection still cannot rewrite the trail."""
    sqlite = settings.on_sqlite
    forbidden = FORBIDDEN_ON_SQLITE if sqlite else FORBIDDEN_ON_POSTGRES
    engine = writing_engine(settings.writer_url)
    try:
        with closing(engine.raw_connection()) as raw:
            for statement in forbidden:
                assert _raw_refused(raw, statement), statement
    finally:
        engine.dispose()


def test_the_reader_can_only_read(world: World, settings: Settings) -> None:
    """Also after it switched off whatever a connection can switch off."""
    engine = db.engine
    raw = engine.raw_connection()
    off = (
        "PRAGMA query_only = OFF"
        if settings.on_sqlite
        else "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE"
    )
    try:
        cursor = raw.cursor()
        try:
            cursor.execute(off)
        except (sqlite3.DatabaseError, psycopg.Error):
            raw.rollback()
        raw.commit()
        for table in db.metadata.sorted_tables:
            column = next(iter(table.columns)).name
            for attack in (
                *ATTACKS,
                "INSERT INTO {table} SELECT * FROM {table}",
            ):
                assert _raw_refused(
                    raw, attack.format(table=table.name, column=column)
                ), (table.name, attack)
    finally:
        raw.close()


def test_a_superuser_who_turns_triggers_off_for_replication_is_refused(
    world: World, settings: Settings
) -> None:
    if settings.on_sqlite:
        return
    admin = make_url(postgres.server()).set(
        drivername="postgresql", database=make_url(settings.owner_url).database
    )
    with psycopg.connect(admin.render_as_string(hide_password=False)) as connection:
        connection.execute("SET session_replication_role = replica")
        for attack in (*ATTACKS, "TRUNCATE {table}"):
            statement = attack.format(table="trail_leaf", column="seq")
            with pytest.raises(psycopg.errors.RaiseException), connection.transaction():
                connection.execute(statement)


class ThoughtBetter(Exception):
    """What was tried is not to stay."""


def _change_everything_and_think_better() -> None:
    connection = db.session.connection()
    writer.pen_held().recording = True
    for table in db.metadata.sorted_tables:
        if kept(table) in {"recorded", "upkeep"}:
            column = next(iter(table.columns)).name
            connection.execute(
                text(f"UPDATE {table.name} SET {column} = {column}")  # noqa: S608
            )
    raise ThoughtBetter


def test_the_writer_may_add_to_the_trail_and_change_what_is_recorded(
    world: World, settings: Settings
) -> None:
    """Must pass: the rights are not simply missing altogether."""
    with pytest.raises(ThoughtBetter), the_pen():
        _change_everything_and_think_better()
