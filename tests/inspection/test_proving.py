"""A database proves itself against its trail; whoever went around the gate shows."""

import pytest
from flask import Flask
from sqlalchemy import text

from safeguard.config import Settings
from school.foundation.database import db
from school.foundation.engines import owning_engine
from school.identity.commands.people import NewPerson, add_person, change_setting
from school.inspection.queries.proving import prove
from tests.factories.world import World

pytestmark = pytest.mark.both_engines


def _behind_the_gates_back(settings: Settings, *statements: str) -> None:
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
    db.session.remove()


def test_an_honest_database_holds(world: World) -> None:
    """Everything that the gate wrote is proven, row by row."""
    proof = prove()
    assert proof.holds, (proof.problems, [log.problems for log in proof.logs])
    assert {log.log_ref for log in proof.logs} >= {world.trust, world.birch}
    assert proof.rows > 50


def test_it_still_holds_after_rows_have_changed(world: World) -> None:
    """A changed row is proven against the newest entry about it."""
    change_setting(world.system(), "dsl_telephone", "01632 960115")
    change_setting(world.system(), "dsl_telephone", "01632 960116")
    add_person(world.system(), NewPerson("Nia", "Brand"))
    assert prove().holds


ADDED_BAR = """
INSERT INTO wall_bar (ref, person_ref, about_person_ref, why, recorded_at)
VALUES ('X', 'Y', 'Z', 'kin', '2026-01-01 00:00:00')
"""


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE org SET name = 'Other' WHERE kind = 'district'", "was altered"),
        ("UPDATE appointment SET role = 'principal' WHERE role = 'teacher'", "altered"),
        ("UPDATE person SET given_name = family_name", "was altered"),
        ("DELETE FROM appointment WHERE role = 'principal'", "is missing"),
        (
            ADDED_BAR,
            "was added around the gate",
        ),
    ],
)
def test_a_row_changed_behind_the_gates_back_is_found(
    world: World, settings: Settings, statement: str, told: str
) -> None:
    """The owner of the file can change a row; the trail says which one."""
    _behind_the_gates_back(settings, statement)
    assert any(told in problem for problem in prove().problems)


def _past_the_triggers(table: str, statement: str, *, sqlite: bool) -> list[str]:
    if sqlite:
        names = (f"{table}_no_update", f"{table}_no_delete")
        return [*(f"DROP TRIGGER {name}" for name in names), statement]
    return [f"ALTER TABLE {table} DISABLE TRIGGER ALL", statement]


@pytest.mark.parametrize(
    ("table", "statement", "told"),
    [
        ("trail_leaf", "DELETE FROM trail_leaf WHERE seq = 2", "is missing"),
        ("trail_leaf", "UPDATE trail_leaf SET leaf_hash = leaf", "was altered"),
        ("trail_detail", "DELETE FROM trail_detail WHERE seq = 2", "is missing"),
        (
            "trail_detail",
            "UPDATE trail_detail SET sealed = substr(sealed, 1, 40)",
            "altered",
        ),
    ],
)
def test_a_trail_changed_by_its_owner_is_found(
    world: World, settings: Settings, table: str, statement: str, told: str
) -> None:
    """Even past the triggers, what was taken out or altered shows."""
    sqlite = settings.on_sqlite
    _behind_the_gates_back(
        settings, *_past_the_triggers(table, statement, sqlite=sqlite)
    )
    problems = [problem for log in prove().logs for problem in log.problems]
    assert any(told in problem for problem in problems)


def test_tiles_are_written_and_proven(app: Flask, world: World) -> None:
    """After 256 entries a tile stands, and the proof covers it."""
    for number in range(260):
        change_setting(world.system(), "duty_rota", str(number))
    proof = prove()
    assert proof.holds, proof.logs
    birch = next(log for log in proof.logs if log.log_ref == world.birch)
    assert birch.size > 256
