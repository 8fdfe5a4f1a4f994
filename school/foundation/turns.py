"""Turns: one act waits for another at a name that both of them know."""

from typing import Any

from sqlalchemy import String, bindparam, func, literal_column, select
from sqlalchemy.engine import Connection

from school.foundation.questions import question


@question
def _turn() -> Any:
    name = bindparam("name", type_=String())
    hashed = func.hashtextextended(name, literal_column("0"))
    return select(func.pg_advisory_xact_lock(hashed))


def wait_for(connection: Connection, name: str) -> None:
    """On PostgreSQL, wait until nobody else has the name, and have it until the act's
    transaction ends. SQLite's writer already has the whole file.
    """
    if connection.dialect.name == "postgresql":
        _turn.unanswered(name=name)
