"""What an act left behind: watched as it is written, committed to in its entry."""

from functools import cache
from typing import Any

from sqlalchemy import event, inspect

from school.foundation import writer
from school.foundation.additions import watch_additions
from school.foundation.database import GatedSession, kept
from school.foundation.errors import OutsideGate
from school.gate.conduct import Conduct, conducting, entries_of_this_transaction
from school.trail.append import RowLeft


def rows_left(conduct: Conduct) -> list[RowLeft]:
    return [
        (row.__table__, key, None if gone else _values_of(row))
        for (_, key), (row, gone) in conduct.rows.items()
    ]


def row_left(row: Any) -> RowLeft:
    return row.__table__, _key_of(row), _values_of(row)


def _values_of(row: Any) -> dict[str, Any]:
    model: Any = type(row)
    return {name: getattr(row, key) for name, key in _columns_of(model)}


def _key_of(row: Any) -> str:
    model: Any = type(row)
    return "/".join([str(getattr(row, name)) for name in _key_columns_of(model)])


@cache
def _columns_of(model: Any) -> tuple[tuple[str, str], ...]:
    """The columns of a table: the name of each, and what rows have it as."""
    attributes: Any = inspect(model).column_attrs
    return tuple((each.columns[0].name, each.key) for each in attributes)


@cache
def _key_columns_of(model: Any) -> tuple[str, ...]:
    mapped: Any = inspect(model)
    return tuple(mapped.get_property_by_column(c).key for c in mapped.primary_key)


@event.listens_for(GatedSession, "before_flush")
def _watch_flush(session: Any, *_: Any) -> None:
    conduct = conducting.get()
    pen = writer.pen_held_or_none()
    if pen is None or (conduct is None and entries_of_this_transaction.get() is None):
        raise OutsideGate("rows were changed outside the gate")
    # Each question for `session.new` gathers them all anew: a roll has thousands.
    new = session.new
    for row in [*new, *session.dirty, *session.deleted]:
        _check_table(row, conduct, changed=row not in new)
        pen.tables.add(row.__tablename__)
    pen.flushing = True


def _check_table(row: Any, conduct: Conduct | None, *, changed: bool) -> None:
    how = kept(row.__table__)
    if how == "trail":
        raise OutsideGate("nobody writes the trail but the gate")
    if conduct and conduct.tables is not None:
        if row.__tablename__ not in conduct.tables or how != "upkeep":
            raise OutsideGate("this upkeep reached a table that is not on its list")
    elif how == "appended" and changed:
        raise OutsideGate("a row that only appends was changed")


@watch_additions
def _gather_row(row: Any) -> None:
    conduct = conducting.get()
    if conduct is None:
        raise OutsideGate("rows were added outside the gate")
    _check_table(row, conduct, changed=False)
    writer.pen_held().tables.add(row.__tablename__)
    if kept(row.__table__) in {"recorded", "appended"}:
        conduct.rows[row.__tablename__, _key_of(row)] = (row, False)


@event.listens_for(GatedSession, "after_flush")
def _gather_rows(session: Any, *_: Any) -> None:
    writer.pen_held().flushing = False
    conduct = conducting.get()
    if conduct is None:
        return
    for row in [*session.new, *session.dirty, *session.deleted]:
        if kept(row.__table__) in {"recorded", "appended"}:
            gone = row in session.deleted
            conduct.rows[row.__tablename__, _key_of(row)] = (row, gone)


@event.listens_for(GatedSession, "after_soft_rollback")
def _undo_all(*_: Any) -> None:
    # Whoever swallows a failed flush must not go on: the entries of this transaction
    # would tell of rows that are no longer there.
    pen = writer.pen_held_or_none()
    if pen is not None:
        pen.undone, pen.flushing = True, False
