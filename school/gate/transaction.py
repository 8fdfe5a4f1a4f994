"""One writing transaction: what is done in it is recorded in it, or undone."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from school.foundation import writer
from school.foundation.answers import stand_on
from school.foundation.database import db
from school.foundation.errors import SafeguardError, Stale
from school.foundation.questions import connection_of
from school.gate.conduct import entries_of_this_transaction
from school.trail.append import RowLeft, append
from school.trail.entries import Entry


class Refusing(Exception):
    """Carries a refusal out of the transaction, to be recorded after the undoing."""

    def __init__(self, entry: Entry, error: SafeguardError) -> None:
        super().__init__()
        self.entry = entry
        self.error = error


@contextmanager
def the_pen() -> Iterator[None]:
    """A writing transaction: committed when the block ends, undone when it fails."""
    try:
        with writer.the_writer().pen() as pen:
            try:
                yield
                writer.catch_up()
                db.session.commit()  # noqa: TID251
            except StaleDataError:
                raise Stale("the record was changed meanwhile") from None
            except DBAPIError as fault:
                # The driver's text may quote values; only its kind goes on.
                raise SafeguardError(type(fault.orig).__name__) from None
            finally:
                pen.flushing = False
                db.session.rollback()  # noqa: TID251
                db.session.remove()
    finally:
        # Whatever was read before the act is read afresh after it.
        db.session.rollback()  # noqa: TID251


@contextmanager
def transaction() -> Iterator[None]:
    entries: list[tuple[Entry, list[RowLeft]]] = []
    token = entries_of_this_transaction.set(entries)
    try:
        with the_pen():
            yield
            db.session.flush()
            _record(entries)
    except Refusing as refusing:
        entries_of_this_transaction.set([])
        with the_pen():
            _record([(refusing.entry, [])])
        raise refusing.error from None
    finally:
        entries_of_this_transaction.reset(token)


def _record(entries: list[tuple[Entry, list[RowLeft]]]) -> None:
    connection = connection_of(db.session())
    pen = writer.pen_held()
    pen.recording = True
    try:
        append(connection, entries)
    finally:
        pen.recording = False
    if any(rows for _, rows in entries):
        # The rest of the request must see what it has changed.
        stand_on(None)
