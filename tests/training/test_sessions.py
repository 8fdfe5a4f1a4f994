"""Sessions and seats: planned, moved, cancelled, full, marked twice."""

from datetime import time, timedelta

import pytest

from safeguard.training.commands.needs import NeedPlan, plan_need
from safeguard.training.commands.seats import (
    Invited,
    book_people,
    book_training,
    give_up_seat,
)
from safeguard.training.commands.sessions import (
    Cancellation,
    Move,
    cancel_session,
    move_session,
    plan_session,
)
from safeguard.training.queries.people import read_own_training
from safeguard.training.queries.sessions import read_attendance, read_session
from safeguard.training.queries.standing import all_over, needs_from
from safeguard.training.states import NeedState, SeatState, SessionState, Status
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, NotNow, Refused, Stale
from school.identity.commands.adding import NewStaff, add_staff
from school.identity.commands.appointments import end_appointment
from school.identity.commands.people import NewPerson
from school.identity.models import Appointment
from tests.objections import objected
from tests.trail.reading import entries, facts, last
from tests.training.told import (
    LATER,
    PLAN,
    REFRESHER,
    WHY,
    a_plan,
    booked,
    came,
    line,
    needed,
    notices,
    planned,
    records,
)

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def test_a_session_is_planned_and_everybody_reads_it_but_not_who_comes(world):
    ref = planned(world, seats=12)
    assert last(world.birch).action == "training_session.planned"
    booked(world, ref, "teacher", "tutor")

    read = read_session(world.acting("office"), ref)

    assert (read.line.place, read.line.taken, read.line.free, read.line.mine) == (
        *("Library", 2, 10, False),
    )
    assert read.materials == ("https://example.org/slides", "Shelf 3 of the staff room")
    with pytest.raises(Refused):
        read_attendance(world.acting("office"), ref)
    with pytest.raises(Hidden):
        read_session(world.acting("cedar_dsl"), ref)


def test_a_plan_that_cannot_be_says_so_at_each_field(world):
    wrong = a_plan(
        "swimming", on=clock.today() - DAY, ends=time(15, 0), place=" ", seats=0
    )
    assert objected(plan_session, world.acting("dsl"), wrong) == {
        *("course", "on", "ends", "place", "seats"),
    }
    empty = a_plan(on=None, begins=None, ends=None)
    assert objected(plan_session, world.acting("dsl"), empty) == {
        *("on", "begins", "ends"),
    }
    reading = a_plan("kcsie_part_one")
    assert objected(plan_session, world.acting("dsl"), reading) == {"course"}


def test_a_seat_is_taken_given_up_and_taken_again_and_is_one_seat(world):
    ref, teacher = planned(world, seats=1), world.acting("teacher")

    book_training(teacher, ref)
    book_training(teacher, ref)
    assert line(world, "teacher", REFRESHER).status is Status.BOOKED
    give_up_seat(teacher, ref)
    assert line(world, "teacher", REFRESHER).status is Status.DUE
    book_training(teacher, ref)

    assert read_session(teacher, ref).line.taken == 1
    assert last(world.birch).action == "training_session.read"


def test_a_full_session_takes_nobody_else_until_a_seat_is_free(world):
    ref = planned(world, seats=1)
    book_training(world.acting("teacher"), ref)

    assert objected(book_training, world.acting("tutor"), ref) == {"seat"}
    invited = Invited((world["tutor"], world["office"]))
    assert objected(book_people, world.acting("dsl"), ref, invited) == {"people"}

    give_up_seat(world.acting("teacher"), ref)
    book_training(world.acting("tutor"), ref)
    assert read_session(world.acting("tutor"), ref).line.mine


def test_whoever_is_booked_by_another_is_told_and_nobody_twice(world):
    ref = planned(world)
    booked(world, ref, "teacher", "dsl")
    booked(world, ref, "teacher", "tutor")

    assert facts(last(world.birch)) == {"booked": 1, "had_one": 1}
    path = f"/training/sessions/{ref}"
    assert notices(world, "teacher") == notices(world, "tutor") == [path]
    assert notices(world, "dsl") == []


def test_somebody_without_email_or_account_has_the_notice_all_the_same(world):
    new = NewStaff(NewPerson("Nia", "Brand"), "teacher", another=True)
    world.people["nia"] = add_staff(world.system(), new)
    ref = planned(world)

    booked(world, ref, "nia")

    assert notices(world, "nia") == [f"/training/sessions/{ref}"]
    assert line(world, "nia", REFRESHER).status is Status.BOOKED


def test_nobody_from_elsewhere_and_no_pupil_is_booked(world):
    ref = planned(world)
    for name in ("cedar_teacher", "maya"):
        invited = Invited((world[name],))
        assert objected(book_people, world.acting("dsl"), ref, invited) == {"people"}


def test_a_move_counts_up_and_is_told_to_those_with_a_seat(world):
    ref = planned(world, seats=5)
    booked(world, ref, "teacher")
    move = Move(a_plan(on=clock.today() + LATER + DAY, seats=3), WHY)

    move_session(world.acting("head"), ref, move)

    read = read_session(world.acting("teacher"), ref)
    assert (read.sequence, read.change_note, read.line.seats) == (1, WHY, 3)
    assert clock.local(read.line.starts_at).date() == clock.today() + LATER + DAY
    assert facts(done(world, "training_session.moved")) == {"told": 1, "sequence": 1}
    assert len(notices(world, "teacher")) == 2


def test_a_move_to_fewer_seats_than_are_taken_says_so(world):
    ref = planned(world)
    booked(world, ref, "teacher", "tutor")
    move = Move(a_plan(seats=1), "")
    assert objected(move_session, world.acting("dsl"), ref, move) == {"seats", "reason"}


def test_two_who_move_it_at_once_do_not_overwrite_each_other(world):
    ref = planned(world)
    seen = read_session(world.acting("dsl"), ref).version
    move_session(world.acting("dsl"), ref, Move(a_plan(), WHY, seen))
    with pytest.raises(Stale):
        move_session(world.acting("head"), ref, Move(a_plan(), WHY, seen))


def test_a_cancelled_session_frees_everybody_and_opens_its_needs_again(world):
    ref, need = planned(world), needed(world, origin_ref="AUDIT1")
    plan_need(world.acting("dsl"), need, NeedPlan(PLAN, session_ref=ref))
    assert line(world, "teacher", REFRESHER).status is Status.BOOKED

    cancel_session(world.acting("head"), ref, Cancellation(WHY))

    assert facts(last(world.birch)) == {"told": 1, "sequence": 1, "reopened": 1}
    assert line(world, "teacher", REFRESHER).status is Status.DUE
    again = needs_from(["AUDIT1"])["AUDIT1"][0]
    assert (again.state, again.session_ref) == (NeedState.OPEN, None)
    with pytest.raises(NotNow):
        book_training(world.acting("tutor"), ref)
    with clock.moved_on(LATER + DAY), pytest.raises(NotNow):
        came(world, ref, "teacher")


def test_a_need_is_planned_in_no_full_session(world):
    ref, need = planned(world, seats=1), needed(world)
    book_training(world.acting("tutor"), ref)
    plan = NeedPlan(PLAN, session_ref=ref)
    assert objected(plan_need, world.acting("dsl"), need, plan) == {"session_ref"}


def test_attendance_waits_for_the_session_to_begin(world):
    ref = planned(world)
    booked(world, ref, "teacher")
    with pytest.raises(NotNow):
        came(world, ref, "teacher")
    with clock.moved_on(LATER + 4 * HOUR), pytest.raises(NotNow):
        book_training(world.acting("tutor"), ref)


def test_who_came_has_the_course_and_who_did_not_has_it_not(world):
    ref = planned(world)
    booked(world, ref, "teacher", "tutor")
    with clock.moved_on(LATER + 4 * HOUR):
        came(world, ref, "teacher", also=(world["office"],))

        assert facts(last(world.birch)) == {"came": 2, "absent": 1, "also": 1}
        assert line(world, "teacher", REFRESHER).status is Status.DONE
        assert line(world, "office", REFRESHER).status is Status.DONE
        assert line(world, "tutor", REFRESHER).status is Status.DUE
        read = read_attendance(world.acting("dsl"), ref)
        assert read.session.line.state is SessionState.HELD
        states = {seat.name: seat.state for seat in read.seats}
        assert states["Imran Sheikh"] is SeatState.ABSENT


def test_attendance_marked_twice_gives_nobody_a_second_record(world):
    ref = planned(world)
    booked(world, ref, "teacher", "tutor")
    with clock.moved_on(LATER + 4 * HOUR):
        came(world, ref, "teacher")
        came(world, ref, "teacher", "tutor")

        assert len(records(world, "teacher")) == len(records(world, "tutor")) == 1


def test_a_mark_that_was_wrong_is_taken_back_and_the_need_opens_again(world):
    ref, need = planned(world), needed(world, origin_ref="AUDIT1")
    plan_need(world.acting("dsl"), need, NeedPlan(PLAN, session_ref=ref))
    with clock.moved_on(LATER + 4 * HOUR):
        came(world, ref, "teacher")
        assert all_over("AUDIT1")
        came(world, ref)

        assert records(world, "teacher") == []
        assert not all_over("AUDIT1")
        voided = read_own_training(world.acting("teacher")).training.records[0]
        assert voided.voided_why == "Marked as absent afterwards."


def test_two_markers_at_once_do_not_overwrite_each_other(world):
    ref = planned(world)
    booked(world, ref, "teacher")
    with clock.moved_on(LATER + 4 * HOUR):
        seen = read_session(world.acting("dsl"), ref).version
        came(world, ref, "teacher", version=seen)
        with pytest.raises(Stale):
            came(world, ref, version=seen, by="head")


def test_somebody_who_left_before_the_session_can_still_be_marked(world):
    ref = planned(world)
    booked(world, ref, "teacher")
    leave(world, "teacher")
    with clock.moved_on(LATER + 4 * HOUR):
        seat = read_attendance(world.acting("dsl"), ref).seats[0]
        assert seat.left
        came(world, ref, "teacher")
        assert len(records(world, "teacher")) == 1
        with pytest.raises(Invalid):
            booked(world, planned(world), "teacher")


def leave(world, name: str) -> None:
    """The person's posts end today."""
    posts = db.session.scalars(
        db.select(Appointment.ref).where(Appointment.person_ref == world[name])
    ).all()
    for post in posts:
        end_appointment(world.acting("head", elevated=True), post)


def done(world, action: str):
    """The newest entry of an act."""
    return next(
        each for each in reversed(entries(world.birch)) if each.action == action
    )
