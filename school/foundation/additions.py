"""Adding rows past the session: worked out once for each table, written at once.

The session keeps an object for each row, looks through all of them at each flush, and
asks the database one row after another. Acts that are done all day (raising a concern)
and the trail, of which each act writes two rows, add theirs in this way. Those of one
act wait for one another: PostgreSQL gets them all in one go.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache, partial
from typing import Any

from sqlalchemy import Insert, Table, bindparam, insert
from sqlalchemy.engine import Connection, Dialect

from school.foundation import writer
from school.foundation.database import db
from school.foundation.errors import OutsideGate, SafeguardError
from school.foundation.questions import Told, connection_of

# More rows of one table go in statements of so many.
AT_ONCE = 10
_Values = dict[str, Any]
# The gate, who must know of each row that an act leaves behind, or refuse it.
_watching: list[Callable[[Any], None]] = []


def watch_additions(watcher: Callable[[Any], None]) -> Callable[[Any], None]:
    """Declare who hears of each row before it is added; who raises, prevents it."""
    _watching.append(watcher)
    return watcher


def add_new(*rows: Any) -> None:
    """Add rows, inside an act, that nothing in this act changes afterwards.

    They are no objects of the session, and are sent table by table, many at once:
    before anything else is asked, and at the latest when the act is recorded. Raises
    OutsideGate outside an act; a fault of theirs is a SafeguardError, when they are
    sent, which says no more than its kind.
    """
    pen = writer.pen_held()
    if not _watching:
        raise OutsideGate("nobody would know of what is added")
    session = db.session()
    # What the act has changed before is written before.
    session.flush()
    connection = connection_of(session)
    for row in rows:
        values = _values_of(row)
        for watcher in _watching:
            watcher(row)
        pen.unsent.append((row.__table__, values))
    pen.send = partial(_send, pen, connection)


def _send(pen: writer.Pen, connection: Connection) -> None:
    rows: dict[Table, list[_Values]] = {}
    for table, values in pen.unsent:
        rows.setdefault(table, []).append(values)
    pen.unsent = []
    with together(connection), closing(connection.connection.cursor()) as cursor:
        for table, several in rows.items():
            for start in range(0, len(several), AT_ONCE):
                some = several[start : start + AT_ONCE]
                _insert(connection.dialect, cursor, table, some)


class Addition:
    """Adding one row to a table of the trail, for which no object stands."""

    def __init__(self, model: Any) -> None:
        self._table = model.__table__

    def __call__(self, connection: Connection, **values: Any) -> None:
        """Add it, in the transaction that is open, while the gate records and at no
        other time. Raises SafeguardError, which says of a fault no more than its kind.
        """
        if not writer.pen_held().recording:
            raise OutsideGate("only what the gate records is added without an object")
        with closing(connection.connection.cursor()) as cursor:
            _insert(connection.dialect, cursor, self._table, [values])


@cache
def _columns_of(table: Table) -> tuple[tuple[str, Any], ...]:
    """The columns of a table, each with what stands in it when nothing is given."""
    found = []
    for column in table.columns:
        default = column.default
        if default is not None and not default.is_scalar:
            raise OutsideGate("only plain defaults are known here")
        found.append((column.key, getattr(default, "arg", None)))
    return tuple(found)


def _values_of(row: Any) -> dict[str, Any]:
    given = row.__dict__
    values = {}
    for key, default in _columns_of(row.__table__):
        if key not in given:
            setattr(row, key, default)
        values[key] = given[key]
    return values


_told: dict[tuple[str, str, int], Told] = {}


def _insert(dialect: Dialect, cursor: Any, table: Table, rows: list[_Values]) -> None:
    told = _told.get((dialect.name, table.name, len(rows)))
    if told is None:
        compiled = _worked_out(table, len(rows)).compile(dialect=dialect)
        told = _told[dialect.name, table.name, len(rows)] = Told(compiled)
    given = {
        f"{key}_{number}": value
        for number, values in enumerate(rows)
        for key, value in values.items()
    }
    try:
        told.run(cursor, given)
    except dialect.loaded_dbapi.Error as fault:
        raise _spoilt(fault) from None


def _worked_out(table: Table, count: int) -> Insert:
    rows = [
        {
            each.key: bindparam(f"{each.key}_{number}", type_=each.type)
            for each in table.c
        }
        for number in range(count)
    ]
    return insert(table).values(rows)


@contextmanager
def together(connection: Connection) -> Iterator[None]:
    """On PostgreSQL, send one statement after another, inside an act, and wait only
    where an answer is looked at; rows that wait to be sent go first. Questions and
    additions can be sent so, but nothing of SQLAlchemy's own. Raises SafeguardError,
    which says of a fault no more than its kind.
    """
    pen = writer.pen_held()
    if pen.together or connection.dialect.name != "postgresql":
        writer.catch_up()
        yield
        return
    driver: Any = connection.connection.driver_connection
    pen.together = True
    try:
        with driver.pipeline():
            writer.catch_up()
            yield
    except connection.dialect.loaded_dbapi.Error as fault:
        raise _spoilt(fault) from None
    finally:
        pen.together = False


def _spoilt(fault: Exception) -> SafeguardError:
    # Whoever swallows it must not go on: a row that was told of is not there.
    writer.pen_held().undone = True
    return SafeguardError(type(fault).__name__)
