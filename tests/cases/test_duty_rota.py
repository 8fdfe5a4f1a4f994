"""The duty rota: who hears of a concern while the school is closed."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from safeguard.cases.queries.own import read_own_concern
from school.foundation import clock
from school.foundation.actor import Role
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid
from school.identity.commands.cover import (
    NewDutyTurn,
    add_duty_turn,
    remove_duty_turn,
)
from school.identity.commands.settings import NewTerm, add_term
from school.identity.queries.cover import on_duty, uncovered_day
from school.notices import Notice
from tests.cases.raised import raised
from tests.factories.granting import granted
from tests.factories.world import World
from tests.trail.reading import last

pytestmark = pytest.mark.both_engines
# 27 November 2026 is a Friday; ten to three in London.
FRIDAY = datetime(2026, 11, 27, 14, 50, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 8, 5, tzinfo=UTC)


@pytest.fixture
def term(world: World) -> None:
    add_term(
        world.acting("head"), NewTerm("Autumn", date(2026, 9, 2), date(2026, 12, 18))
    )


def _stand_in(world: World, name: str = "head") -> str:
    return granted(world, name, Role.STAND_IN_DSL)


def _told(world: World) -> list[tuple[str, str]]:
    names = {ref: name for name, ref in world.people.items()}
    rows = db.session.scalars(select(Notice).order_by(Notice.made_at, Notice.ref))
    return [(names[row.person_ref], row.path) for row in rows if row.kind == "now"]


# --- out of term: the duty rota ------------------------------------------------------


def _turn(world: World, **changes: object) -> NewDutyTurn:
    said: dict[str, object] = {
        "person_ref": world["deputy_dsl"],
        "begins_on": date(2026, 12, 19),
        "ends_on": date(2027, 1, 3),
        "telephone": "01632 960200",
        **changes,
    }
    return NewDutyTurn(**said)  # type: ignore[arg-type]


IN_THE_HOLIDAYS = datetime(2026, 12, 22, 10, 0, tzinfo=UTC)


def test_in_the_holidays_whoever_is_on_duty_hears_at_once(
    world: World, term: None
) -> None:
    add_duty_turn(world.acting("head"), _turn(world))
    with clock.standing_at(IN_THE_HOLIDAYS):
        concern = raised(world)
        assert ("deputy_dsl", "/cover") in _told(world)
        receipt = read_own_concern(world.acting("teacher"), concern).receipt
        assert receipt.on_duty_rota
        assert receipt.duty
        assert (receipt.duty.name, receipt.duty.telephone) == (
            "Tom Pellow",
            "01632 960200",
        )


def test_in_term_nobody_is_called_out_of_turn(world: World, term: None) -> None:
    add_duty_turn(
        world.acting("head"),
        _turn(world, begins_on=date(2026, 11, 20), ends_on=date(2026, 12, 1)),
    )
    with clock.standing_at(FRIDAY):
        concern = raised(world)
        assert read_own_concern(world.acting("teacher"), concern).receipt.duty is None


def test_a_concern_that_names_who_is_on_duty_does_not_reach_them(
    world: World, term: None
) -> None:
    add_duty_turn(world.acting("head"), _turn(world))
    with clock.standing_at(IN_THE_HOLIDAYS):
        concern = raised(world, "teacher", "ellis", adults=(world["deputy_dsl"],))
        assert ("deputy_dsl", "/cover") not in _told(world)
        assert read_own_concern(world.acting("teacher"), concern).receipt.duty is None


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"ends_on": date(2026, 12, 1)}, {"ends_on": "ends_before_it_begins"}),
        ({"ends_on": date(2027, 5, 1)}, {"ends_on": "too_many_days"}),
        (
            {"begins_on": date(2026, 9, 1), "ends_on": date(2026, 9, 2)},
            {"ends_on": "turn_is_past"},
        ),
    ],
)
def test_days_that_cannot_be_a_turn_are_refused(
    world: World, changes: dict[str, object], problem: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as objected:
        add_duty_turn(world.acting("head"), _turn(world, **changes))
    assert objected.value.problems == problem


def test_nobody_is_put_on_duty_who_could_only_watch_it_wait(world: World) -> None:
    with pytest.raises(Invalid) as objected:
        add_duty_turn(world.acting("head"), _turn(world, person_ref=world["teacher"]))
    assert objected.value.problems == {"person_ref": "opens_nothing"}


def test_one_person_is_on_duty_at_a_time_and_can_be_taken_off(world: World) -> None:
    ref = add_duty_turn(world.acting("dsl"), _turn(world))
    leaf = last(world.birch)
    assert (leaf.action, leaf.objects) == (
        "duty_turn.added",
        (ref, world["deputy_dsl"]),
    )
    with pytest.raises(Invalid) as objected:
        add_duty_turn(world.acting("head"), _turn(world, person_ref=world["dsl"]))
    assert objected.value.problems == {"begins_on": "turn_is_taken"}
    with pytest.raises(Hidden):
        remove_duty_turn(world.acting("cedar_dsl"), ref)
    remove_duty_turn(world.acting("head"), ref)
    with clock.standing_at(IN_THE_HOLIDAYS):
        assert on_duty(world.birch) is None


def test_the_first_closed_day_without_anybody_is_known(
    world: World, term: None
) -> None:
    with clock.standing_at(datetime(2026, 12, 14, 9, tzinfo=UTC)):
        assert uncovered_day(world.birch) == date(2026, 12, 21)
        add_duty_turn(world.acting("head"), _turn(world))
        assert uncovered_day(world.birch) == date(2027, 1, 4)
