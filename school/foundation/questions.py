"""Questions whose SQL is worked out once and then asked again with other values."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Row
from sqlalchemy.engine import Connection, CursorResult
from sqlalchemy.engine.interfaces import Compiled, Dialect

from school.foundation import writer
from school.foundation.database import db

# For so many actors a question's SQL is kept; what it answers is never kept.
KEPT = 48
_WorkedOut = tuple[Any, Compiled]
_Values = dict[str, Any]


class Question:
    """A question of the database for plain rows: no objects, nothing to change.

    SQLAlchemy takes a millisecond of thinking to build one with a wall in it and
    another to recognise it. What goes into its shape (the actor, a filter) is given
    when it is asked; what changes from one asking to the next stands in it as a
    `bindparam` and is given by name. The database is asked every time.
    """

    def __init__(self, make: Callable[..., Any]) -> None:
        self._make = make
        self._held: OrderedDict[tuple[Any, ...], _WorkedOut] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, *shape: Any, **values: Any) -> Sequence[Row[Any]]:
        """The rows, as they are at this moment, in the transaction that is open."""
        session = db.session()
        if writer.depth():
            session.flush()
        connection = session.connection()
        worked_out = self._worked_out_for(connection.dialect, shape)
        return _ask(connection, worked_out, values).all()

    def first(self, *shape: Any, **values: Any) -> Row[Any] | None:
        """The first row, or None."""
        rows = self(*shape, **values)
        return rows[0] if rows else None

    def _worked_out_for(self, dialect: Dialect, shape: tuple[Any, ...]) -> _WorkedOut:
        key = (dialect.name, *shape)
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
                return found
        asked = self._make(*shape)
        made = asked, asked.compile(dialect=dialect)
        with self._lock:
            self._held[key] = made
            while len(self._held) > KEPT:
                self._held.popitem(last=False)
        return made


def _ask(
    connection: Connection, worked_out: _WorkedOut, values: _Values
) -> CursorResult[Any]:
    """As `connection.execute` goes on once it has the SQL. Its beginning, which names
    the question anew by all its parts in order to find that SQL, is left out.
    """
    asked, compiled = worked_out
    dialect, given = connection.dialect, [values]
    return connection._execute_context(  # noqa: SLF001
        dialect,
        dialect.execution_ctx_cls._init_compiled,  # noqa: SLF001
        compiled,
        given,
        connection.get_execution_options(),
        compiled,
        given,
        asked,
        None,
    )


def question(make: Callable[..., Any]) -> Question:
    """Declare a question: the function says what is asked."""
    return Question(make)
