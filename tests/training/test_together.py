"""Two people at once, on both engines: the last seat, the same attendance."""

import pytest

from safeguard.training.commands.attending import Attendance, mark_attendance
from safeguard.training.commands.recording import Reading, attest_reading
from safeguard.training.commands.seats import book_training
from safeguard.training.models import TrainingBooking, TrainingRecord
from safeguard.training.states import SeatState
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.inspection.queries.proving import prove
from tests.gate.workbench import at_once
from tests.training import told

pytestmark = pytest.mark.both_engines


def test_the_last_seat_goes_to_one_of_two_and_the_other_is_told(app, world):
    ref = told.planned(world, seats=1)
    came = at_once(
        app,
        *(
            lambda name=name: book_training(world.acting(name), ref)
            for name in ("teacher", "tutor")
        ),
    )
    db.session.rollback()
    refused = [each for each in came if isinstance(each, Invalid)]
    assert [set(each.problems) for each in refused] == [{"seat"}]
    taken = db.session.query(TrainingBooking).filter_by(state=SeatState.BOOKED).count()
    assert taken == 1
    assert not [fault for fault in prove().problems if fault.startswith("training")]


def test_the_same_attendance_marked_by_two_makes_one_record_each(app, world):
    with clock.moved_on(-2 * told.LATER):
        ref = told.planned(world)
        told.booked(world, ref, "teacher", "tutor")
    said = Attendance(frozenset({world["teacher"], world["tutor"]}))
    came = at_once(
        app,
        *(
            lambda name=name: mark_attendance(world.acting(name), ref, said)
            for name in ("dsl", "head")
        ),
    )
    db.session.rollback()
    assert came == [ref, ref]
    assert db.session.query(TrainingRecord).count() == 2


def test_a_reading_that_is_sent_twice_at_once_is_one_record(app, world):
    said = Reading("kcsie_part_one", "kcsie_2026", confirmed=True)
    came = at_once(
        app, *(lambda: attest_reading(world.acting("teacher"), said) for _ in range(2))
    )
    db.session.rollback()
    assert came == ["kcsie_2026"] * 2
    assert len(told.records(world, "teacher")) == 1
