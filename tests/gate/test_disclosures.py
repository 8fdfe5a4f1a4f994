"""Readings: recorded durably before a byte leaves, and decided again on fresh rows."""

import pytest
from flask import Flask

from school import wall
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import ElevationNeeded, Hidden, OutsideGate, Refused
from school.gate import counted, decide, disclosure
from school.identity.commands.appointments import (
    NewAppointment,
    appoint,
    end_appointment,
)
from school.identity.models import Org
from tests.factories.world import World
from tests.gate import workbench as bench
from tests.trail.reading import acts, entries, facts, last

pytestmark = pytest.mark.both_engines


def test_a_reading_is_an_entry_that_names_what_was_read(world: World) -> None:
    teacher = world.acting("teacher")
    ref = bench.open_class(teacher, "9Q")
    assert bench.read_class(teacher, ref) == "9Q"
    leaf = last(world.birch)
    assert (leaf.action, leaf.result, leaf.objects) == ("bench.read", "done", (ref,))
    assert leaf.rows == ()


def test_a_list_is_one_entry_that_names_all_it_showed(world: World) -> None:
    teacher = world.acting("teacher")
    refs = {bench.open_class(teacher, title) for title in ("9Q", "9R")}
    before = len(entries(world.birch))
    assert {"9Q", "9R"} <= set(bench.list_classes(teacher))
    (leaf,) = entries(world.birch)[before:]
    assert refs <= set(leaf.objects)


def test_the_entry_of_a_reading_says_whether_and_why_elevated(world: World) -> None:
    ref = bench.open_class(world.acting("teacher"), "9Q")
    with pytest.raises(ElevationNeeded):
        bench.read_class(world.acting("head"), ref)
    assert not last(world.birch).elevated
    assert bench.read_class(world.acting("head", elevated=True), ref) == "9Q"
    assert last(world.birch).elevated


def test_nothing_is_given_when_it_could_not_be_recorded(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, a lost database: no entry, no reading (I4)."""
    teacher = world.acting("teacher")
    ref = bench.open_class(teacher, "9Q")

    def full(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr("school.gate.transaction.append", full)
    with pytest.raises(OSError, match="no room"):
        bench.read_class(teacher, ref)


def test_a_wall_put_up_while_somebody_reads_counts(app: Flask, world: World) -> None:
    """The reader had the row in hand; the wall stood before the entry did (T3)."""
    teacher, other = world.acting("teacher"), world.acting("other_teacher")
    ref = bench.open_class(teacher, "9Q")

    def wall_up() -> None:
        made = bench.at_once(
            app,
            lambda: bench.anything(
                teacher, lambda: wall.write_about(ref, world["other_teacher"])
            ),
        )
        assert made == ["done"]

    with pytest.raises(Hidden):
        bench.read_class(other, ref, wall_up)
    assert acts(world.birch)[-2:] == [
        ("bench.opened", "done"),
        ("bench.read", "refused"),
    ]
    assert facts(last(world.birch)) == {"code": "hidden"}


def test_a_record_that_went_while_somebody_reads_is_not_given(
    app: Flask, world: World
) -> None:
    teacher = world.acting("teacher")
    ref = bench.open_class(teacher, "9Q")
    head = world.acting("head", reason="a class that never met")
    with pytest.raises(Hidden):
        bench.read_class(
            teacher,
            ref,
            lambda: bench.at_once(app, lambda: bench.close_class(head, ref)),
        )


def test_a_reading_may_not_write(world: World) -> None:
    teacher = world.acting("teacher")
    ref = bench.open_class(teacher, "9Q")

    def write() -> None:
        row = db.session.get(Org, world.birch)
        assert row
        row.name = "Taken over"
        db.session.flush()

    with pytest.raises(OutsideGate):
        bench.read_class(teacher, ref, write)


def test_what_a_reading_changed_in_memory_never_reaches_the_database(
    world: World,
) -> None:
    """A row altered by mistake, without a flush: the recording does not carry it."""
    teacher = world.acting("teacher")
    ref = bench.open_class(teacher, "9Q")

    def alter() -> None:
        row = bench.class_seen(teacher, ref)
        assert row
        row.title = "altered"

    bench.read_class(teacher, ref, alter)
    assert "altered" not in bench.titles()


def test_a_reading_inside_an_act_joins_its_commit(world: World) -> None:
    teacher = world.acting("teacher")
    ref = bench.open_class(teacher, "9Q")
    before = len(entries(world.birch))
    bench.move_class(teacher, ref, lambda: bench.read_class(teacher, ref))
    assert acts(world.birch, before) == [
        ("bench.read", "done"),
        ("bench.moved", "done"),
    ]


def test_a_reading_inside_an_act_that_fails_leaves_no_entry(world: World) -> None:
    """Nothing was given, for the act that asked ended without an answer."""
    teacher = world.acting("teacher")
    ref = bench.open_class(teacher, "9Q")
    before = acts(world.birch)

    def read_and_fall() -> None:
        bench.read_class(teacher, ref)
        raise ValueError("x")

    with pytest.raises(ValueError, match="x"):
        bench.move_class(teacher, ref, read_and_fall)
    assert acts(world.birch) == before


def test_a_role_that_ended_meanwhile_is_what_the_next_reading_sees(
    world: World,
) -> None:
    machine = world.system()
    role = appoint(machine, NewAppointment(world["volunteer"], "teacher"))
    ref = bench.open_class(world.acting("volunteer"), "9Q")
    assert bench.read_class(world.acting("volunteer"), ref) == "9Q"
    end_appointment(machine, role)
    with pytest.raises(Refused):
        bench.read_class(world.acting("volunteer"), ref)


def test_a_number_leaves_no_entry_and_is_declared(world: World) -> None:
    @counted
    def how_many(actor: Actor) -> int:
        """How many classes there are."""
        return len(bench.titles())

    before = acts(world.birch)
    assert how_many(world.acting("teacher")) > 0
    assert acts(world.birch) == before
    assert how_many.__counted__  # type: ignore[attr-defined]


def test_the_declared_act_can_be_read_off_the_function() -> None:
    """The sweeps look at these marks."""
    assert bench.read_class.__act__ is bench.Act.READ  # type: ignore[attr-defined]
    assert bench.open_class.__act__ is bench.Act.OPEN  # type: ignore[attr-defined]


def test_asking_whether_a_button_is_shown_leaves_no_entry(world: World) -> None:
    before = acts(world.birch)
    assert decide(bench.Act.OPEN, world.acting("teacher"))
    assert acts(world.birch) == before


def test_an_unknown_reading_is_no_reading(world: World) -> None:
    @disclosure("bench.unheard_of")  # type: ignore[arg-type]
    def unheard_of(actor: Actor) -> str:
        return "secret"

    with pytest.raises(KeyError):
        unheard_of(world.acting("head", reason="to see"))
