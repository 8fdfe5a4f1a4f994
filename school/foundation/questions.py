"""Questions whose SQL is worked out once and then asked again with other values."""

import json
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import closing
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, String, bindparam, select
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.types import Boolean, TypeDecorator

from school.foundation import foresight, writer
from school.foundation.answers import UNTOLD, Standing, standing, was_read
from school.foundation.database import Sealed, db, kept
from school.foundation.errors import OutsideGate

# For so many actors a question's SQL is kept; what it answers is never kept.
KEPT = 48
_ASKING = "connection of the questions"
_Values = dict[str, Any]
_Processors = dict[str, Callable[[Any], Any]]


class Question:
    """A question of the database for plain rows: no objects, nothing to change.

    SQLAlchemy takes a millisecond of thinking to build one with a wall in it and
    another to recognise it. What goes into its shape (the actor, a filter) is given
    when it is asked; what changes from one asking to the next stands in it as a
    `bindparam` and is given by name. The database is asked every time.
    """

    def __init__(self, make: Callable[..., Any], *, seldom_changed: bool) -> None:
        self._make = make
        self._seldom_changed = seldom_changed
        self._held: OrderedDict[tuple[Any, ...], _WorkedOut] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, *shape: Any, **values: Any) -> Sequence[Row[Any]]:
        """The rows, as they are at this moment, in the transaction that is open."""
        stands = standing()
        if stands is None or (writer.depth() and not self._seldom_changed):
            return self._ask(shape, values)
        session = db.session()
        worked_out = self._worked_out_for(session.get_bind().dialect, shape)
        if worked_out.tables is None or _changed_here(session, worked_out.tables):
            return self._ask(shape, values)
        was_read(worked_out.tables)
        foresight.note(worked_out, values)
        return worked_out.answer(stands, values, _connection)

    def _ask(self, shape: tuple[Any, ...], values: _Values) -> Sequence[Row[Any]]:
        was_read((UNTOLD,))
        connection = _connection()
        return self._worked_out_for(connection.dialect, shape).ask(connection, values)

    def tuples(self, *shape: Any, **values: Any) -> list[tuple[Any, ...]]:
        """The same as the driver gives them, nothing made of any value: for tens of
        thousands of rows.
        """
        connection = _connection()
        worked_out = self._worked_out_for(connection.dialect, shape)
        return worked_out.fetch(connection, values, **_as_it_lies(connection.dialect))

    def unanswered(self, *shape: Any, **values: Any) -> None:
        """Asked for what it does, and for no answer: taking a turn. Among statements
        that are sent together it is not waited for.
        """
        connection = _connection()
        worked_out = self._worked_out_for(connection.dialect, shape)
        with closing(connection.connection.cursor()) as cursor:
            worked_out.run(cursor, values)

    def first(self, *shape: Any, **values: Any) -> Row[Any] | None:
        """The first row, or None."""
        rows = self(*shape, **values)
        return rows[0] if rows else None

    def _worked_out_for(self, dialect: Dialect, shape: tuple[Any, ...]) -> "_WorkedOut":
        key = (dialect.name, *shape)
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
                return found
        made = _WorkedOut(self._make(*shape), dialect)
        with self._lock:
            self._held[key] = made
            while len(self._held) > KEPT:
                self._held.popitem(last=False)
        return made


class Told:
    """A statement in the words of one database, and how values go into it."""

    def __init__(self, compiled: Any) -> None:
        named = compiled.construct_params(_check=False)
        # Lists that belong to the shape (levels, states) are written out once.
        told = compiled._process_parameters_for_postcompile(named)  # noqa: SLF001
        self._sql = told.statement
        self._order: Sequence[str] | None = told.positiontup
        self._into: _Processors = compiled._bind_processors | told.processors  # noqa: SLF001
        self._fixed = {
            name: self._into[name](value) if name in self._into else value
            for name, value in {**named, **told.additional_parameters}.items()
            if not (name in compiled.binds and compiled.binds[name].required)
        }

    def run(self, cursor: Any, values: _Values) -> None:
        """Say it, with these values."""
        given = self._fixed | {
            name: self._into[name](value) if name in self._into else value
            for name, value in values.items()
        }
        cursor.execute(
            self._sql,
            given if self._order is None else [given[n] for n in self._order],
        )


class _WorkedOut(Told):
    """A question in the words of one database; how its rows come out."""

    def __init__(self, asked: Any, dialect: Dialect) -> None:
        compiled: Any = asked.compile(dialect=dialect)
        super().__init__(compiled)
        if not writer.only_reads(self._sql):
            raise OutsideGate("a question changes nothing")
        self._asked = asked
        columns = compiled._result_columns  # noqa: SLF001
        self._shape = SimpleResultMetaData([column.keyname for column in columns])
        self._row = _row_of(asked.selected_columns[0])
        out_of = [_processor(column.type, dialect) for column in columns]
        self._out_of: Any = out_of if any(out_of) else None
        self.tables = _recorded_tables_in(self._sql)

    def answer(
        self, stands: Standing, values: _Values, connect: Callable[[], Connection]
    ) -> Sequence[Row[Any]]:
        """The rows: as they were kept, while none of the tables has changed."""
        key, changes = self.key(values), stands.changes_of(self.tables or ())
        found = stands.answers.find(key, changes)
        if found is None:
            found = self.ask(connect(), values)
            stands.answers.keep(key, changes, found)
        return found

    def key(self, values: _Values) -> tuple[Any, ...]:
        """What an answer is kept under."""
        return self, *((name, _hashable(value)) for name, value in values.items())

    def ask(self, connection: Connection, values: _Values) -> list[Row[Any]]:
        """The rows."""
        return self.made_of(self.fetch(connection, values))

    def made_of(self, rows: Sequence[tuple[Any, ...]]) -> list[Row[Any]]:
        """Rows from what the driver gave."""
        shape, out_of, places = self._shape, self._out_of, self._shape._key_to_index  # noqa: SLF001
        row_of = self._row
        return [row_of(shape, out_of, places, row) for row in rows]

    def fetch(
        self, connection: Connection, values: _Values, **how: bool
    ) -> list[tuple[Any, ...]]:
        """The rows as the driver gives them. What SQLAlchemy does around each statement
        is left out: it would cost more than a short question takes. Where the database
        objects, it is asked again in SQLAlchemy's way, which keeps values out of what
        is said of a fault.
        """
        cursor = connection.connection.cursor(**how)
        try:
            self.run(cursor, values)
            return cast("list[tuple[Any, ...]]", cursor.fetchall())
        except connection.dialect.loaded_dbapi.Error:
            if writer.is_sending_together():
                # Whoever sends them says what became of it.
                raise
            again: Any = connection.execute(self._asked, values)
            return cast("list[tuple[Any, ...]]", again.cursor.fetchall())
        finally:
            cursor.close()


_RECORDED = frozenset({"recorded", "appended"})
_WORD = re.compile(r"\w+")


def _recorded_tables_in(sql: str) -> tuple[str, ...] | None:
    """The tables that a statement names, if every change of each is in the trail; else
    None. A column of the same name counts too: that can only be too careful.
    """
    tables = db.metadata.tables
    named = sorted({word for word in _WORD.findall(sql) if word in tables})
    recorded = named and all(kept(tables[name]) in _RECORDED for name in named)
    return tuple(named) if recorded else None


def _changed_here(session: Session, tables: tuple[str, ...]) -> bool:
    """Whether the act that is under way has changed one of the tables itself."""
    pen = writer.pen_held_or_none()
    if pen is None:
        return False
    session.flush()
    return not pen.tables.isdisjoint(tables)


def _hashable(value: Any) -> Any:
    if isinstance(value, list | tuple | set):
        return frozenset(value)
    return value if isinstance(value, Hashable) else frozenset(value)


def foresee(kind: str, reader: Hashable, **facts: Iterable[str]) -> None:
    """A record of that kind is about to be read, of which so much is known: what was
    asked about the last one is asked together, where every message costs a wait.
    """
    if standing() is not None and not writer.depth():
        session = db.session()
        if session.get_bind().dialect.name == "postgresql":
            foresight.begin(kind, reader, _ask_together)
            foresight.know(**facts)


def _ask_together(foreseen: list[foresight.Foreseen]) -> None:
    """Send the questions one after another, and wait once. Where the database objects
    to one of them, each is asked by itself when its turn comes.
    """
    stands = standing()
    if stands is None or writer.depth():
        return
    wanted = [
        (worked_out, key, changes, values)
        for worked_out, values in foreseen
        for key in [worked_out.key(values)]
        for changes in [stands.changes_of(worked_out.tables)]
        if stands.answers.find(key, changes) is None
    ]
    if not wanted:
        return
    connection = _connection()
    driver: Any = connection.connection.driver_connection
    cursors = []
    try:
        with driver.pipeline():
            for worked_out, _key, _changes, values in wanted:
                cursor = driver.cursor()
                cursors.append(cursor)
                worked_out.run(cursor, values)
        for (worked_out, key, changes, _), cursor in zip(wanted, cursors, strict=True):
            rows = worked_out.made_of(cursor.fetchall())
            stands.answers.keep(key, changes, rows)
    except connection.dialect.loaded_dbapi.Error:
        return


def _connection() -> Connection:
    session = db.session()
    if writer.depth():
        session.flush()
        writer.catch_up()
    return connection_of(session)


def _as_it_lies(dialect: Dialect) -> dict[str, bool]:
    """How very many values are asked for: PostgreSQL would write out sealed ones in
    hexadecimal digits, twice as long, and we would read them.
    """
    return {"binary": True} if dialect.name == "postgresql" else {}


def connection_of(session: Session) -> Connection:
    """The connection of the transaction that is open, looked for once in it."""
    held: tuple[Any, Connection] | None = session.info.get(_ASKING)
    if held is not None and held[0] is session.get_transaction():
        return held[1]
    connection = session.connection()
    session.info[_ASKING] = (session.get_transaction(), connection)
    return connection


@cache
def _rows_of(table: str) -> type[Row[Any]]:
    return type("Row", (Row,), {"__slots__": (), "__tablename__": table})


def _row_of(first: Any) -> type[Row[Any]]:
    """A plain row knows the table of its first column: its values are sealed to it."""
    table = getattr(first, "table", None)
    return Row if table is None else _rows_of(getattr(table, "name", ""))


def every(model: Any) -> Any:
    """All columns of a table, for plain rows that are read as its objects are."""
    return select(*model.__table__.columns)


def _processor(kind: Any, dialect: Dialect) -> Callable[[Any], Any] | None:
    if isinstance(kind, Sealed):
        # A plain row's sealed value is for `unseal` alone: its bytes are all it needs.
        return None
    made: Callable[[Any], Any] | None = kind.dialect_impl(dialect).result_processor(
        dialect, None
    )
    return made


class _References(TypeDecorator[Any]):
    """A list of references as one value, however many they are."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """PostgreSQL takes a list as it is; SQLite takes it as JSON."""
        listed = sorted(set(value))
        return json.dumps(listed) if dialect.name == "sqlite" else listed


class _OneOf(ColumnElement[bool]):
    """A column's value is one of a list that is given when the question is asked."""

    inherit_cache = False
    type = Boolean()

    def __init__(self, column: Any, name: str) -> None:
        self.column = column
        self.listed = bindparam(name, type_=_References())

    def self_group(self, against: Any = None) -> "_OneOf":  # noqa: ARG002
        """As it is: SQLite need not be asked whether a claim is true."""
        return self


@compiles(_OneOf, "sqlite")
def _in_sqlite(one_of: _OneOf, compiler: Any, **how: Any) -> str:
    column = compiler.process(one_of.column, **how)
    listed = compiler.process(one_of.listed, **how)
    return f"{column} IN (SELECT value FROM json_each({listed}))"  # noqa: S608


@compiles(_OneOf, "postgresql")
def _in_postgres(one_of: _OneOf, compiler: Any, **how: Any) -> str:
    column = compiler.process(one_of.column, **how)
    name = compiler.process(one_of.listed, **{**how, "skip_bind_expression": True})
    return f"{column} = ANY(CAST({name} AS VARCHAR[]))"


def one_of(column: Any, name: str) -> ColumnElement[bool]:
    """Whether the column is one of the references given by this name: one parameter,
    so that the statement is the same for two of them and for two hundred.
    """
    return _OneOf(column, name)


def question(make: Callable[..., Any]) -> Question:
    """Declare a question: the function says what is asked."""
    return Question(make, seldom_changed=False)


def question_of_the_year(make: Callable[..., Any]) -> Question:
    """The same, of what changes a few times a year: terms, hours, numbers, the rota.
    Inside an act, too, its answer is as it was when the request began.
    """
    return Question(make, seldom_changed=True)
