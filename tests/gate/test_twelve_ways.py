"""Ways of writing around the gate, up to the raw connection: all refused.

Twelve that an author may try, and two past SQLAlchemy that the house itself takes.
"""

from collections.abc import Callable

import pytest
from sqlalchemy import delete, insert, text, update

from school.foundation import writer
from school.foundation.additions import Addition, add_new
from school.foundation.database import db
from school.foundation.questions import question
from school.identity.models import Org
from tests.factories.world import World

pytestmark = pytest.mark.both_engines

CHANGE = "UPDATE org SET name = 'taken over'"


def _add_an_object(world: World) -> None:
    org = Org(ref="X" * 16, kind="school", name="taken over", founded_at=None)
    db.session.add(org)
    db.session.flush()


def _change_an_object(world: World) -> None:
    org = db.session.get(Org, world.birch)
    assert org
    org.name = "taken over"
    db.session.commit()


def _delete_an_object(world: World) -> None:
    db.session.delete(db.session.get(Org, world.birch))
    db.session.commit()


def _bulk_update(world: World) -> None:
    db.session.execute(update(Org).values(name="taken over"))
    db.session.commit()


def _bulk_delete(world: World) -> None:
    db.session.execute(delete(Org))
    db.session.commit()


def _bulk_insert(world: World) -> None:
    values = {"ref": "X" * 16, "kind": "school", "name": "taken over"}
    db.session.execute(insert(Org), [values])
    db.session.commit()


def _bulk_save(world: World) -> None:
    db.session.bulk_save_objects([Org(ref="X" * 16, kind="school", name="taken over")])
    db.session.commit()


def _text(world: World) -> None:
    db.session.execute(text(CHANGE))
    db.session.commit()


def _connection(world: World) -> None:
    connection = db.session.connection()
    connection.execute(text(CHANGE))
    connection.commit()


def _engine(world: World) -> None:
    with db.engine.begin() as connection:
        connection.execute(text(CHANGE))


def _raw_connection_unlocked(world: World) -> None:
    raw = db.engine.raw_connection()
    try:
        cursor = raw.cursor()
        unlock = (
            "PRAGMA query_only=OFF"
            if db.engine.dialect.name == "sqlite"
            else "SET default_transaction_read_only = off"
        )
        cursor.execute(unlock)
        raw.commit()
        cursor.execute(CHANGE)
        raw.commit()
    finally:
        raw.close()


def _writing_engine_taken_from_its_drawer(world: World) -> None:
    with writer.the_writer()._engine.begin() as connection:
        connection.execute(text(CHANGE))


def _a_question_that_changes_something(world: World) -> None:
    said = insert(Org).values(ref="X" * 16, kind="school", name="taken over")
    question(lambda: said.returning(Org.ref))()


def _an_addition_that_nobody_records(world: World) -> None:
    add = Addition(Org)
    add(db.session.connection(), ref="X" * 16, kind="school", name="taken over")


def _a_new_row_that_nobody_records(world: World) -> None:
    add_new(Org(ref="X" * 16, kind="school", name="taken over"))


WAYS = [
    _add_an_object,
    _change_an_object,
    _delete_an_object,
    _bulk_update,
    _bulk_delete,
    _bulk_insert,
    _bulk_save,
    _text,
    _connection,
    _engine,
    _raw_connection_unlocked,
    _writing_engine_taken_from_its_drawer,
    _a_question_that_changes_something,
    _an_addition_that_nobody_records,
    _a_new_row_that_nobody_records,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__.strip("_"))
def test_nobody_writes_around_the_gate(
    way: Callable[[World], None], world: World
) -> None:
    """Whatever the path, the write is refused and the school keeps its name."""
    with pytest.raises(Exception):  # noqa: B017, PT011
        way(world)
    db.session.rollback()
    db.session.remove()
    names = {row.name for row in db.session.query(Org)}
    assert names == {
        "Alder and Birch Learning Trust",
        "Birch Academy",
        "Cedar Academy",
    }
