"""Verifying: what is recorded of it, what a page then says, and working meanwhile."""

import threading

import pytest
from flask import Flask
from sqlalchemy import text

from safeguard.config import Settings
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.engines import owning_engine
from school.foundation.sealing import vault_of
from school.identity.commands.people import change_setting
from school.inspection.permissions import OPERATOR
from school.inspection.queries.proving import prove, root_of_the_first
from school.inspection.queries.verifying import last_verification, verify_trail
from tests.factories.world import TUESDAY, World
from tests.trail.reading import facts, last

pytestmark = pytest.mark.both_engines


def test_a_verification_is_recorded_with_what_it_found(world: World) -> None:
    """A teacher asks; the school's log says so, with sizes and roots."""
    proof = verify_trail(world.acting("teacher"))

    assert proof.holds
    entry = last(world.birch)
    assert (entry.action, entry.result) == ("trail.verified", "done")
    told = facts(entry)
    assert told["holds"] is True
    birch = next(log for log in proof.logs if log.log_ref == world.birch)
    assert [world.birch, birch.size, birch.root.hex()] in told["logs"]


def test_a_teachers_verification_speaks_of_no_other_log(world: World) -> None:
    """The size of another school's log, or of the vault's, is not for everybody."""
    verify_trail(world.acting("teacher"))

    logs = {ref for ref, _, _ in facts(last(world.birch))["logs"]}

    assert logs == {world.birch, world.trust}
    assert vault_of(world.trust) not in logs


def test_the_operators_verification_speaks_of_all(world: World) -> None:
    """At the console nothing is left out."""
    proof = verify_trail(Actor.system(OPERATOR, world.trust))

    logs = {ref for ref, _, _ in facts(last(world.trust))["logs"]}

    assert logs == {log.log_ref for log in proof.logs}


def test_the_page_tells_the_last_verification_in_the_school(world: World) -> None:
    """Whoever asked last, everybody in the school sees date and outcome."""
    assert last_verification(world.acting("head")) is None

    verify_trail(world.acting("teacher"))
    change_setting(world.system(), "duty_rota", "the deputy")
    told = last_verification(world.acting("head"))

    assert told
    assert (told.at, told.holds, told.problems) == (TUESDAY, True, 0)
    assert {log.name for log in told.logs} == {
        "Birch Academy",
        "Alder and Birch Learning Trust",
    }
    assert last_verification(world.acting("cedar_teacher")) is None


def test_an_altered_row_makes_the_verification_fail(
    world: World, settings: Settings
) -> None:
    """The page says that it does not hold, and how many places; not which."""
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE org SET name = 'Other' WHERE kind = 'district'")
        )
    engine.dispose()
    db.session.remove()

    verify_trail(world.acting("teacher"))
    told = last_verification(world.acting("teacher"))

    assert told
    assert (told.holds, told.problems) == (False, 1)


def test_the_root_of_an_earlier_size_can_be_reckoned_again(world: World) -> None:
    """A backup's root is held against the log it was taken from."""
    birch = next(log for log in prove().logs if log.log_ref == world.birch)
    change_setting(world.system(), "duty_rota", "the deputy")

    assert root_of_the_first(world.birch, birch.size) == birch.root


def test_it_holds_while_the_school_works(app: Flask, world: World) -> None:
    """Rows change between reading the logs and reading the rows: no false alarm."""
    stop = threading.Event()

    def work() -> None:
        with app.app_context(), clock.standing_at(TUESDAY):
            number = 0
            while not stop.is_set():
                number += 1
                change_setting(world.system(), "duty_rota", str(number))

    busy = threading.Thread(target=work)
    busy.start()
    try:
        proofs = [prove() for _ in range(8)]
    finally:
        stop.set()
        busy.join()
    assert all(proof.holds for proof in proofs), [proof.problems for proof in proofs]
    assert proofs[0].logs != proofs[-1].logs
