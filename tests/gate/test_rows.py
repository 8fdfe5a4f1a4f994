"""Rows inside an act: written by objects, watched, and some of them for good."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import bindparam, delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from school.foundation import clock
from school.foundation.additions import AT_ONCE, add_new
from school.foundation.database import db
from school.foundation.errors import OutsideGate, SafeguardError, UnsealedValue
from school.foundation.questions import question
from school.foundation.references import new_ref
from school.foundation.writer import the_writer
from school.identity.models import Org, Person, Throttle
from school.notices import Notice, notify
from school.trail.models import TrailLeaf
from tests.factories.world import World
from tests.gate import workbench as bench
from tests.trail.reading import acts, last

pytestmark = pytest.mark.both_engines
Trick = Callable[[World], None]


def _statement(statement: object) -> Trick:
    return lambda world: db.session.execute(statement)  # type: ignore[call-overload]


def _bulk_save(world: World) -> None:
    db.session.bulk_save_objects([Org(ref="X" * 16, kind="school", name="taken over")])


def _on_the_connection(world: World) -> None:
    db.session.connection().execute(text("UPDATE org SET name = 'taken over'"))


def _on_the_engine(world: World) -> None:
    with the_writer()._engine.begin() as connection:
        connection.execute(text("UPDATE org SET name = 'taken over'"))


def _with_a_savepoint(world: World) -> None:
    with db.session.begin_nested():
        db.session.execute(update(Org).values(name="taken over"))


def _in_a_common_table_expression(world: World) -> None:
    words = "WITH x AS (SELECT 1) UPDATE org SET name = 'taken over'"
    db.session.execute(text(words))


def _by_comment(world: World) -> None:
    db.session.execute(text("/* SELECT */ UPDATE org SET name = 'taken over'"))


def _after_a_flush_that_failed(world: World) -> None:
    """The unit of work stops half-way; the pen must not stay open for statements."""
    db.session.add(
        Org(ref=world.birch, kind="school", name="x", founded_at=clock.now())
    )
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()
    db.session.execute(update(Org).values(name="taken over"))


STATEMENTS: dict[str, Trick] = {
    "update": _statement(update(Org).values(name="taken over")),
    "delete": _statement(delete(Org)),
    "insert": _statement(insert(Org).values(ref="X" * 16, kind="school", name="x")),
    "text": _statement(text("UPDATE org SET name = 'taken over'")),
    "upsert": _statement(
        text("INSERT INTO org SELECT * FROM org ON CONFLICT (ref) DO NOTHING")
    ),
    "drop": _statement(text("DROP TABLE org")),
    "truncate": _statement(text("TRUNCATE org")),
    "alter": _statement(text("ALTER TABLE org RENAME TO old_org")),
    "bulk_save": _bulk_save,
    "connection": _on_the_connection,
    "engine": _on_the_engine,
    "savepoint": _with_a_savepoint,
    "common_table": _in_a_common_table_expression,
    "comment": _by_comment,
    "failed_flush": _after_a_flush_that_failed,
}


def test_a_bulk_statement_inside_an_act_is_refused(world: World) -> None:
    """It would change rows that the act's entry does not commit to."""
    before = acts(world.birch)
    for name, trick in STATEMENTS.items():
        with pytest.raises((OutsideGate, SafeguardError)):
            bench.anything(world.acting("teacher"), lambda t=trick: t(world))
        db.session.remove()
        assert {row.name for row in db.session.scalars(select(Org))} == {
            "Alder and Birch Learning Trust",
            "Birch Academy",
            "Cedar Academy",
        }, name
    assert acts(world.birch) == before


def test_even_a_raw_write_inside_an_act_is_found_by_the_proof(world: World) -> None:
    """The author holds the pen there; what the entry does not tell, the proof does."""

    def raw() -> None:
        driver = db.session.connection().connection
        cursor = driver.cursor()
        cursor.execute("UPDATE org SET name = 'taken over' WHERE kind = 'district'")
        cursor.close()

    bench.anything(world.acting("teacher"), raw)
    db.session.remove()
    assert any("org" in problem for problem in bench.prove().problems)


def _notice(world: World) -> Notice:
    def leave() -> None:
        notify(world["dsl"], world.birch, "waits", "/queue")

    bench.anything(world.acting("teacher"), leave)
    db.session.remove()
    found = db.session.scalars(select(Notice)).all()[-1]
    db.session.remove()
    return found


def _notices() -> set[str]:
    db.session.remove()
    return set(db.session.scalars(select(Notice.ref)))


def test_a_row_that_only_appends_is_neither_changed_nor_deleted(world: World) -> None:
    notice = _notice(world)

    def change() -> None:
        row = db.session.get(Notice, notice.ref)
        assert row
        row.path = "/elsewhere"

    def take_away() -> None:
        db.session.delete(db.session.get(Notice, notice.ref))

    for doing in (change, take_away):
        with pytest.raises(OutsideGate, match="only appends"):
            bench.anything(world.acting("teacher"), doing)
    kept = db.session.get(Notice, notice.ref)
    assert kept
    assert kept.path == "/queue"


def test_nobody_writes_the_trail_but_the_gate(world: World) -> None:
    leaf = TrailLeaf(
        log_ref=world.birch,
        seq=10_000,
        leaf=b"[]",
        leaf_hash=b"x" * 32,
        recorded_at=clock.now(),
    )
    with pytest.raises(OutsideGate, match="trail"):
        bench.anything(world.acting("teacher"), lambda: db.session.add(leaf))


def test_an_entry_cannot_be_taken_back_within_the_act(world: World) -> None:
    def take_back() -> None:
        rows = db.session.scalars(select(TrailLeaf).order_by(TrailLeaf.seq.desc()))
        db.session.delete(rows.first())

    with pytest.raises(OutsideGate):
        bench.anything(world.acting("teacher"), take_back)


def test_clear_text_does_not_reach_a_sealed_column(world: World) -> None:
    def in_clear() -> None:
        row = db.session.get(Person, world["ellis"])
        assert row
        row.given_name = b"Zebedee"  # type: ignore[assignment]

    with pytest.raises(Exception) as fault:  # noqa: PT011
        bench.anything(world.acting("teacher"), in_clear)
    seen = [fault.value, fault.value.__cause__, fault.value.__context__]
    assert any(
        isinstance(each, UnsealedValue) or "Statement" in str(type(each))
        for each in seen
    )
    assert "Zebedee" not in "".join(map(str, seen))


def test_a_row_outside_the_trail_is_no_part_of_the_entry(world: World) -> None:
    """A command may keep house too, but the entry commits to records only."""
    columns = {each.key: None for each in Throttle.__table__.columns}
    assert columns
    ref = bench.open_class(world.acting("teacher"), "9Q")
    assert {row.table for row in last(world.birch).rows} == {"school_class"}
    assert ref


def test_a_row_made_and_deleted_in_one_act_is_told_as_gone(world: World) -> None:
    def come_and_go() -> None:
        row = bench.SchoolClass(ref=new_ref(), school_ref=world.birch, title="9Q")
        db.session.add(row)
        db.session.flush()
        db.session.delete(row)

    bench.anything(world.acting("teacher"), come_and_go)
    assert [row.commitment for row in last(world.birch).rows] == ["gone"]
    assert bench.prove().holds


def test_a_row_changed_twice_in_one_act_is_committed_to_as_it_was_left(
    world: World,
) -> None:
    teacher = world.acting("teacher")
    ref = bench.open_class(teacher, "9Q")

    def twice() -> None:
        row = bench.class_seen(teacher, ref)
        assert row
        for title in ("9R", "9S"):
            row.title = title
            db.session.flush()

    bench.anything(teacher, twice)
    assert [row.key for row in last(world.birch).rows] == [ref]
    assert bench.prove().holds


def test_a_question_for_update_may_be_asked_in_an_act(world: World) -> None:
    """To hold a row while deciding about it is reading, not writing."""
    asked = select(Org).where(Org.ref == world.birch).with_for_update()
    bench.anything(world.acting("teacher"), lambda: db.session.scalar(asked))


@question
def _notices_of() -> Any:
    return select(Notice.ref).where(Notice.person_ref == bindparam("person"))


def test_what_was_added_is_seen_by_whatever_is_asked_next(world: World) -> None:
    """Rows that are added wait to be sent together, but nothing overtakes them."""
    seen = []

    def leave() -> None:
        for _ in range(AT_ONCE + 2):
            notify(world["dsl"], world.birch, "waits", "/queue")
        seen.append(len(_notices_of(person=world["dsl"])))
        notify(world["dsl"], world.birch, "waits", "/find")
        asked = select(Notice).where(Notice.person_ref == world["dsl"])
        seen.append(len(db.session.scalars(asked).all()))

    bench.anything(world.acting("teacher"), leave)
    assert seen == [AT_ONCE + 2, AT_ONCE + 3]
    assert bench.prove().holds


def test_an_act_of_which_an_added_row_does_not_fit_leaves_nothing(world: World) -> None:
    first = _notice(world)
    before = acts(world.birch), _notices()

    def again() -> None:
        notify(world["dsl"], world.birch, "waits", "/cases")
        values = {each.key: getattr(first, each.key) for each in Notice.__table__.c}
        add_new(Notice(**values))

    with pytest.raises(SafeguardError) as fault:
        bench.anything(world.acting("teacher"), again)
    assert "/queue" not in str(fault.value)
    assert (acts(world.birch), _notices()) == before
    assert bench.prove().holds


def test_who_swallows_that_an_added_row_does_not_fit_gets_no_further(
    world: World,
) -> None:
    first = _notice(world)
    before = _notices()

    def swallow() -> None:
        add_new(Notice(ref=first.ref, school_ref=world.birch, made_at=clock.now()))
        with suppress(SafeguardError):
            _notices_of(person=world["dsl"])

    with pytest.raises(SafeguardError, match="undone"):
        bench.anything(world.acting("teacher"), swallow)
    assert _notices() == before


def test_one_act_is_several_entries_of_several_logs(world: World) -> None:
    """Each stands at the end of its own, numbered on."""
    before = {log: len(acts(log)) for log in (world.birch, world.cedar)}

    def several() -> None:
        for title in ("9Q", "9R"):
            bench.open_class(world.acting("teacher"), title)
        bench.open_class(replace(world.acting("teacher"), school_ref=world.cedar), "9S")

    bench.anything(world.acting("teacher"), several)
    assert len(acts(world.birch)) == before[world.birch] + 3
    assert len(acts(world.cedar)) == before[world.cedar] + 1
    assert bench.prove().holds
