"""Commands: decided, done, recorded and committed together, or not at all."""

import pytest
from flask import Flask

from school import wall
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import (
    BrokenSeal,
    ElevationNeeded,
    Hidden,
    OutsideGate,
    Refused,
    SafeguardError,
    Stale,
)
from school.foundation.references import new_ref
from school.gate import command, note
from school.identity.models import Org, Person
from school.trail.entries import GONE, Leaf
from tests.factories.world import World
from tests.gate import workbench as bench
from tests.trail.reading import acts, entries, facts, last

pytestmark = pytest.mark.both_engines


def test_an_act_leaves_the_row_and_one_entry_that_commits_to_it(world: World) -> None:
    before = len(entries(world.birch))
    ref = bench.open_class(world.acting("teacher"), "9Q")
    assert "9Q" in bench.titles()
    (leaf,) = entries(world.birch)[before:]
    assert (leaf.action, leaf.result) == ("bench.opened", "done")
    assert leaf.person_ref == world["teacher"]
    assert leaf.roles == ("teacher",)
    assert leaf.objects == (ref,)
    assert facts(leaf) == {"length": 2}
    assert [(row.table, row.key) for row in leaf.rows] == [("school_class", ref)]
    assert bench.prove().holds


def test_a_change_and_a_deletion_are_committed_to_as_well(world: World) -> None:
    teacher = world.acting("teacher")
    ref = bench.open_class(teacher, "9Q")
    opened = last(world.birch)
    bench.rename_class(teacher, ref, "9R")
    renamed = last(world.birch)
    assert renamed.rows[0].key == ref
    assert renamed.rows[0].commitment != opened.rows[0].commitment
    bench.close_class(world.acting("head", reason="a class that never met"), ref)
    assert last(world.birch).rows[0].commitment == GONE
    assert "9R" not in bench.titles()
    assert bench.prove().holds


def test_two_equal_rows_have_unlike_commitments(world: World) -> None:
    """Each entry has a salt of its own: equal words do not show."""
    bench.open_class(world.acting("teacher"), "9Q")
    one = last(world.birch)
    bench.open_class(world.acting("teacher"), "9Q")
    other = last(world.birch)
    assert one.facts != other.facts
    assert one.rows[0].commitment != other.rows[0].commitment


def test_what_is_raised_inside_an_act_undoes_it_and_its_entry(world: World) -> None:
    before = acts(world.birch)
    for error in (ValueError("x"), SafeguardError("x"), BrokenSeal("x"), Stale("x")):
        with pytest.raises(type(error)):
            bench.open_and_fall(world.acting("teacher"), "9Q", error)
        assert "9Q" not in bench.titles()
    assert acts(world.birch) == before
    assert bench.prove().holds


def test_a_refusal_is_recorded_and_nothing_else_is(world: World) -> None:
    ref = bench.open_class(world.acting("teacher"), "9Q")
    with pytest.raises(Refused) as refusal:
        bench.sign_class(world.acting("teacher"), ref)
    assert refusal.value.code == "role"
    leaf = last(world.birch)
    assert (leaf.action, leaf.result) == ("bench.signed", "refused")
    assert facts(leaf) == {"code": "role"}
    assert leaf.rows == ()
    assert ref not in leaf.objects


def test_what_elevation_and_reason_a_person_lacks_is_said(world: World) -> None:
    ref = bench.open_class(world.acting("teacher"), "9Q")
    for actor in (world.acting("head"), world.acting("head", elevated=True)):
        with pytest.raises(ElevationNeeded) as needed:
            bench.close_class(actor, ref)
        assert needed.value.reason_needed
        assert facts(last(world.birch)) == {"code": "elevation_with_reason"}
    with pytest.raises(ElevationNeeded) as needed:
        bench.read_class(world.acting("head"), ref)
    assert not needed.value.reason_needed


def _shape(leaf: Leaf) -> tuple[object, ...]:
    """A leaf without what differs between any two."""
    lengths = tuple(len(each) for each in leaf.objects)
    return (
        leaf.person_ref,
        leaf.roles,
        leaf.elevated,
        leaf.action,
        leaf.result,
        lengths,
    )


def test_hidden_foreign_and_invented_look_the_same(world: World) -> None:
    """The person learns nothing, and neither does whoever reads the log (T2, T19)."""
    walled = bench.open_class(world.acting("teacher"), "9Q")
    foreign = bench.open_class(world.acting("cedar_teacher"), "9Q")
    bench.anything(
        world.acting("teacher"),
        lambda: wall.write_about(walled, world["other_teacher"]),
    )
    told, shapes = set(), set()
    cedar = acts(world.cedar)
    for ref in (walled, foreign, new_ref(), "not a reference at all"):
        for do in (bench.sign_class, bench.rename_class, bench.read_class):
            with pytest.raises(Hidden) as hidden:
                do(
                    world.acting("other_teacher"),
                    ref,
                    *["x"] * (do is bench.rename_class),
                )
            told.add(str(hidden.value))
            leaf = last(world.birch)
            assert facts(leaf) == {"code": "hidden"}
            assert ref not in str(leaf)
            shapes.add(_shape(leaf))
    assert len(told) == 1
    assert len(shapes) == 3  # one for each act
    assert acts(world.cedar) == cedar


def test_the_same_guess_is_known_again_without_being_kept(world: World) -> None:
    """Who tries one address ten times can be told from who tries ten (decision 14)."""
    guess, other = new_ref(), new_ref()
    seen = []
    for ref in (guess, guess, other):
        with pytest.raises(Hidden):
            bench.sign_class(world.acting("head"), ref)
        seen.append(last(world.birch).objects)
    assert seen[0] == seen[1] != seen[2]


def test_an_act_in_an_act_is_one_commit_and_two_entries(world: World) -> None:
    teacher = world.acting("teacher")
    ref = bench.open_class(teacher, "9Q")
    before = len(entries(world.birch))
    bench.move_class(teacher, ref, lambda: bench.open_class(teacher, "9R"))
    inner, outer = entries(world.birch)[before:]
    assert (inner.action, outer.action) == ("bench.opened", "bench.moved")
    assert [row.key for row in outer.rows] == [ref]
    assert [row.key for row in inner.rows] == [*inner.objects]
    assert {"moved", "9R"} <= bench.titles()
    assert bench.prove().holds


def test_rows_of_the_outer_act_are_not_taken_for_the_inner_ones(world: World) -> None:
    """What the outer act wrote before the inner began stays the outer act's."""
    teacher = world.acting("teacher")
    ref = bench.open_class(teacher, "9Q")
    other = bench.open_class(teacher, "9R")
    before = len(entries(world.birch))
    bench.move_class(teacher, ref, lambda: bench.rename_class(teacher, other, "9S"))
    inner, outer = entries(world.birch)[before:]
    assert [row.key for row in inner.rows] == [other]
    assert [row.key for row in outer.rows] == [ref]


def test_a_refusal_inside_a_larger_act_undoes_all_and_is_recorded_after(
    world: World,
) -> None:
    teacher = world.acting("teacher")
    ref = bench.open_class(teacher, "9Q")
    before = len(entries(world.birch))
    with pytest.raises(Refused):
        bench.move_class(teacher, ref, lambda: bench.sign_class(teacher, ref))
    assert bench.titles() >= {"9Q"}
    assert "moved" not in bench.titles()
    (leaf,) = entries(world.birch)[before:]
    assert (leaf.action, leaf.result) == ("bench.signed", "refused")
    assert bench.prove().holds


def test_a_reading_refused_inside_a_larger_act_is_recorded_after_too(
    world: World,
) -> None:
    head = world.acting("head")
    ref = bench.open_class(head, "9Q")
    before = len(entries(world.birch))
    with pytest.raises(ElevationNeeded):
        bench.move_class(head, ref, lambda: bench.read_class(head, ref))
    assert "moved" not in bench.titles()
    (leaf,) = entries(world.birch)[before:]
    assert (leaf.action, leaf.result) == ("bench.read", "refused")


def test_an_act_that_reaches_two_schools_is_recorded_in_both(world: World) -> None:
    teacher, noel = world.acting("teacher"), world.acting("cedar_teacher")
    birch, cedar = len(entries(world.birch)), len(entries(world.cedar))
    bench.anything(teacher, lambda: bench.open_class(noel, "7U"))
    assert acts(world.birch, birch) == [("bench.opened", "done")]
    assert acts(world.cedar, cedar) == [("bench.opened", "done")]
    assert bench.prove().holds


def test_acts_of_two_schools_in_opposite_order_do_not_lock_each_other_out(
    app: Flask, world: World
) -> None:
    hannah, noel = world.acting("teacher"), world.acting("cedar_teacher")

    def both(first: Actor, second: Actor) -> None:
        for number in range(5):
            bench.anything(first, lambda n=number: bench.open_class(second, f"q{n}"))

    done = bench.at_once(app, lambda: both(hannah, noel), lambda: both(noel, hannah))
    assert done == [None, None]
    assert bench.prove().holds


def test_many_at_once_leave_one_unbroken_log(app: Flask, world: World) -> None:
    before = len(entries(world.birch))
    teacher = world.acting("teacher")
    one = [lambda n=n: bench.open_class(teacher, f"t{n}") for n in range(12)]
    refs = bench.at_once(app, *one)
    assert len(set(refs)) == 12
    leaves = entries(world.birch)
    assert [leaf.seq for leaf in leaves] == list(range(before + 12))
    assert bench.prove().holds


def test_two_who_change_one_record_lose_nothing_silently(world: World) -> None:
    """Whoever wrote over an older reading is told so (I12)."""
    teacher = world.acting("teacher")
    old = db.session.get(Person, world["ellis"])
    assert old
    db.session.expunge(old)

    def change() -> None:
        row = db.session.get(Person, world["ellis"])
        assert row
        row.status = "left"

    bench.anything(teacher, change)

    def write_over() -> None:
        old.status = "returned"
        db.session.add(old)

    before = acts(world.birch)
    with pytest.raises(Stale):
        bench.anything(teacher, write_over)
    assert acts(world.birch) == before
    db.session.remove()
    kept = db.session.get(Person, world["ellis"])
    assert kept
    assert kept.status == "left"


def test_a_breach_of_a_constraint_names_its_kind_and_no_value(world: World) -> None:
    ref = bench.open_class(world.acting("teacher"), "9Q")

    def twice() -> None:
        row = bench.SchoolClass(ref=ref, school_ref=world.birch, title="Zebedee")
        db.session.add(row)

    with pytest.raises(SafeguardError) as fault:
        bench.anything(world.acting("teacher"), twice)
    assert str(fault.value) in {"IntegrityError", "UniqueViolation"}
    assert fault.value.__cause__ is None
    assert fault.value.__suppress_context__


@pytest.mark.parametrize("say", [bench.touch, bench.note, bench.about])
def test_nothing_is_said_of_an_act_that_does_not_happen(say: object) -> None:
    with pytest.raises(OutsideGate):
        say(*([object()] if say is bench.about else []))  # type: ignore[operator]


def test_an_act_that_is_not_registered_cannot_happen(world: World) -> None:
    @command("bench.unheard_of")  # type: ignore[arg-type]
    def unheard_of(actor: Actor) -> str:
        note(done=True)
        return "done"

    before = acts(world.birch)
    with pytest.raises(KeyError):
        unheard_of(world.acting("head", reason="to see"))
    assert acts(world.birch) == before


def test_an_act_may_not_be_registered_without_words_or_without_a_rule() -> None:
    register = bench.registry.register
    with pytest.raises(ValueError, match="rule"):
        register(bench.RULES, {bench.Act.OPEN: "opened"})
    with pytest.raises(ValueError, match="wording"):
        register({}, {bench.Act.OPEN: "opened"})


def test_the_organisation_keeps_its_name_after_all_this(world: World) -> None:
    """A planted control: an act that does change it is seen by the same question."""

    def rename() -> None:
        row = db.session.get(Org, world.birch)
        assert row
        row.name = "Birch College"

    bench.anything(world.acting("teacher"), rename)
    assert last(world.birch).rows[0].table == "org"
