"""The wall: whom a record concerns never sees it, nor does whoever is barred."""

import dataclasses
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, literal, select

from school import wall
from school.foundation.actor import Role
from school.foundation.database import db
from school.foundation.errors import OutsideGate
from school.foundation.references import new_ref
from school.identity.commands.people import NewRelationship, relate
from school.inspection.queries.proving import prove
from school.wall.models import WallAbout, WallBar
from tests.factories.world import World
from tests.gate import workbench as bench
from tests.trail.reading import last

pytestmark = pytest.mark.both_engines


@pytest.fixture(autouse=True)
def _bench(app: Flask) -> Any:
    with bench.on_the_bench():
        yield


def inside_an_act(world: World, doing: Any) -> None:
    """The wall is built inside acts only."""
    bench.anything(world.acting("teacher"), doing)


def test_whom_a_record_concerns_does_not_see_it(world: World) -> None:
    record = new_ref()
    inside_an_act(world, lambda: wall.write_about(record, world["teacher"]))
    assert wall.stands_between(world["teacher"], record)
    assert not wall.stands_between(world["other_teacher"], record)
    assert not wall.stands_between(world["teacher"], new_ref())


def test_whoever_is_barred_from_a_person_sees_nothing_about_that_person(
    world: World,
) -> None:
    record, later = new_ref(), new_ref()
    pupil, teacher = world["ellis"], world["teacher"]
    inside_an_act(world, lambda: wall.write_about(record, pupil))
    assert not wall.stands_between(teacher, record)
    inside_an_act(world, lambda: wall.bar(teacher, pupil, "conflict"))
    assert wall.stands_between(teacher, record)
    inside_an_act(world, lambda: wall.write_about(later, pupil))
    assert wall.stands_between(teacher, later)
    assert not wall.stands_between(world["other_teacher"], record)


def test_a_bar_is_not_mutual_and_not_inherited(world: World) -> None:
    about_teacher, about_aunt = new_ref(), new_ref()

    def build() -> None:
        wall.bar(world["teacher"], world["ellis"], "kin")
        wall.bar(world["ellis"], world["office"], "kin")
        wall.write_about(about_teacher, world["teacher"])
        wall.write_about(about_aunt, world["office"])

    inside_an_act(world, build)
    assert not wall.stands_between(world["ellis"], about_teacher)
    assert not wall.stands_between(world["teacher"], about_aunt)


def test_a_lifted_bar_stands_no_more_and_another_reason_still_does(
    world: World,
) -> None:
    record, pupil, teacher = new_ref(), world["ellis"], world["teacher"]

    def build() -> None:
        wall.write_about(record, pupil)
        wall.bar(teacher, pupil, "kin")
        wall.bar(teacher, pupil, "declared")

    inside_an_act(world, build)
    inside_an_act(world, lambda: wall.lift_bar(teacher, pupil, "declared"))
    assert wall.stands_between(teacher, record)
    inside_an_act(world, lambda: wall.lift_bar(teacher, pupil, "kin"))
    assert not wall.stands_between(teacher, record)
    inside_an_act(world, lambda: wall.bar(teacher, pupil, "kin"))
    assert wall.stands_between(teacher, record)
    rows = db.session.scalars(select(WallBar).where(WallBar.person_ref == teacher))
    assert sorted(row.lifted_at is None for row in rows) == [False, False, True]
    assert prove().holds


def test_saying_it_twice_is_saying_it_once(world: World) -> None:
    record = new_ref()

    def twice() -> None:
        for _ in range(2):
            wall.write_about(record, world["ellis"])
            wall.bar(world["teacher"], world["ellis"], "kin")

    inside_an_act(world, twice)
    abouts = select(func.count()).where(WallAbout.record_ref == record)
    bars = select(func.count()).where(WallBar.person_ref == world["teacher"])
    assert (db.session.scalar(abouts), db.session.scalar(bars)) == (1, 1)


def test_the_wall_is_built_in_acts_alone_and_the_entry_commits_to_it(
    world: World,
) -> None:
    with pytest.raises(OutsideGate):
        wall.write_about(new_ref(), world["ellis"])
    db.session.remove()
    inside_an_act(world, lambda: wall.bar(world["teacher"], world["ellis"], "kin"))
    assert [row.table for row in last(world.birch).rows] == ["wall_bar"]


def test_a_childs_relative_who_works_here_is_barred_by_the_roll(world: World) -> None:
    """Whatever role that person holds or comes to hold (T1)."""
    record = new_ref()
    inside_an_act(world, lambda: wall.write_about(record, world["jayden"]))
    relate(
        world.system(),
        NewRelationship(world["jayden"], world["dsl"], "parent", True),
    )
    assert wall.stands_between(world["dsl"], record)


def test_no_role_reaches_past_it(world: World) -> None:
    """Being concerned beats every role, elevation and reason."""
    teacher = dataclasses.replace(
        world.acting("teacher", reason="to see"), roles=frozenset(Role)
    )
    ref = bench.open_class(teacher, "9Q")
    assert bench.class_seen(teacher, ref)
    inside_an_act(world, lambda: wall.write_about(ref, world["teacher"]))
    assert bench.class_seen(teacher, ref) is None


PEOPLE = [f"person{number}" for number in range(4)]
RECORDS = [f"record{number}" for number in range(4)]
PAIR = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))
STEP = st.one_of(
    st.tuples(st.just("about"), st.sampled_from(RECORDS), st.sampled_from(PEOPLE)),
    st.tuples(st.sampled_from(["bar", "lift"]), *[st.sampled_from(PEOPLE)] * 2),
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEP, max_size=14))
def test_the_question_and_the_sql_always_agree(world: World, steps: list[Any]) -> None:
    """And with the plain sentence: it concerns me, or one whom I am barred from."""
    about, bars = set(), set()
    # Of our own making: what Hypothesis draws comes again, and the rows stay.
    tag = new_ref()

    def named(plain: str) -> str:
        return f"{plain}.{tag}"

    def build() -> None:
        for what, one, other in steps:
            if what == "about":
                wall.write_about(named(one), named(other))
                about.add((one, other))
            elif what == "bar":
                wall.bar(named(one), named(other), "kin")
                bars.add((one, other))
            else:
                wall.lift_bar(named(one), named(other), "kin")
                bars.discard((one, other))

    inside_an_act(world, build)
    for person in PEOPLE:
        hidden = set(db.session.scalars(wall.hidden_from(named(person))))
        for record in RECORDS:
            stands = wall.stands_between(named(person), named(record))
            plain = any(
                (record, whom) in about
                for whom in PEOPLE
                if whom == person or (person, whom) in bars
            )
            seen = db.session.scalar(
                select(literal(1)).where(
                    literal(named(record)).not_in(wall.hidden_from(named(person)))
                )
            )
            assert stands == plain == (named(record) in hidden) == (seen is None)
