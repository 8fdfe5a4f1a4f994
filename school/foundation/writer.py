"""The pen: the only engine that can write, and who holds it. Only the gate may ask.

Reading and writing use different engines: on SQLite the reading file handle is
opened read-only by the operating system, on PostgreSQL the reading role has no
right to write. So nothing outside the gate can write, by whatever path.
"""

import re
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from flask import current_app
from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection

from school.foundation.errors import OutsideGate


class FairTurn:
    """A lock that is handed over in the order of asking, so that nobody starves."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    def __enter__(self) -> None:
        """Wait for one's turn."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            mine = threading.Event()
            self._waiting.append(mine)
        mine.wait()

    def __exit__(self, *_: object) -> None:
        """Hand the turn to whoever has waited longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


@dataclass
class Pen:
    """One open writing transaction: which engine, how deep, and what may be written."""

    engine: Engine
    depth: int
    flushing: bool = False
    recording: bool = False
    # Set once any of the work was rolled back: nothing more may follow it.
    undone: bool = False
    # The tables it has written to so far.
    tables: set[str] = field(default_factory=set)
    # Rows that were added and are yet to be sent, each with its table, and who sends.
    unsent: list[tuple[Any, dict[str, Any]]] = field(default_factory=list)
    send: Callable[[], None] | None = None
    # `is_sending_together`
    together: bool = False


_held: ContextVar[Pen | None] = ContextVar("pen", default=None)


def engine_in_use() -> Engine | None:
    """The writing engine while this context holds the pen, else None."""
    pen = _held.get()
    return pen.engine if pen else None


def depth() -> int:
    """How many writing transactions are open in this context (0 or more)."""
    pen = _held.get()
    return pen.depth if pen else 0


def pen_held_or_none() -> Pen | None:
    """The pen this context holds, if it holds one."""
    return _held.get()


def pen_held() -> Pen:
    """The pen this context holds. Raises OutsideGate when it holds none."""
    pen = _held.get()
    if pen is None:
        raise OutsideGate("nobody holds the pen here")
    return pen


def is_sending_together() -> bool:
    """Whether statements are being sent without waiting for the answer of each."""
    pen = _held.get()
    return pen is not None and pen.together


def catch_up() -> None:
    """Send the rows that were added and are yet to be sent: before anything is asked
    that might have to see them, and before the end. Raises OutsideGate in an act of
    which a part was undone: it goes no further.
    """
    pen = _held.get()
    if pen is None:
        return
    _go_on(pen)
    if pen.unsent and pen.send is not None:
        pen.send()


def _go_on(pen: Pen) -> None:
    if pen.undone:
        raise OutsideGate("an act of which a part was undone goes no further")


class Writer:
    """The writing engine and, on SQLite, the queue for its one writer."""

    def __init__(self, engine: Engine, *, one_at_a_time: bool) -> None:
        self._engine = engine
        self._turn = FairTurn() if one_at_a_time else None
        event.listen(engine, "checkout", _refuse_without_pen)
        event.listen(engine, "before_cursor_execute", _refuse_stray_writes)

    @contextmanager
    def pen(self) -> Iterator[Pen]:
        """Hold the pen for one transaction; waits in line for it on SQLite."""
        if _held.get() is not None:
            raise OutsideGate("the pen is already held")
        if self._turn is None:
            with self._held() as pen:
                yield pen
            return
        with self._turn, self._held() as pen:
            yield pen

    @contextmanager
    def _held(self) -> Iterator[Pen]:
        pen = Pen(self._engine, depth=1)
        token = _held.set(pen)
        try:
            yield pen
        finally:
            _held.reset(token)

    def close(self) -> None:
        """Let go of the connections, at the end of the process or of a test."""
        self._engine.dispose()


def the_writer() -> Writer:
    """The application's writer."""
    found: Writer = current_app.extensions["safeguard_writer"]
    return found


def _refuse_without_pen(*_: Any) -> None:
    if _held.get() is None:
        raise OutsideGate("the writing engine was reached outside the gate")


_HARMLESS = {"SELECT", "BEGIN", "WITH", "SHOW"}
# Holding a row for a decision (SELECT … FOR UPDATE) is reading.
_WRITING = re.compile(
    r"\b(INSERT\s+INTO|(?<!FOR )UPDATE|DELETE\s+FROM|MERGE)\b", re.IGNORECASE
)


def only_reads(statement: str) -> bool:
    """Whether a statement changes nothing, whatever it is asked of."""
    word = statement.lstrip("( \n\t").split(None, 1)[0].upper()
    return word in _HARMLESS and not _WRITING.search(statement)


def _refuse_stray_writes(
    conn: Connection,  # noqa: ARG001
    cursor: Any,  # noqa: ARG001
    statement: str,
    *_: Any,
) -> None:
    """Inside the gate only the unit of work and the trail may write.

    A bulk statement would change rows that the entry could not commit to.
    """
    pen = _held.get()
    if pen is None:
        raise OutsideGate("a statement reached the writing engine outside the gate")
    _go_on(pen)
    if pen.together:
        raise OutsideGate("SQLAlchemy would not wait for this answer")
    catch_up()
    if not (pen.flushing or pen.recording or only_reads(statement)):
        raise OutsideGate("an act writes rows by objects, never by a bulk statement")
