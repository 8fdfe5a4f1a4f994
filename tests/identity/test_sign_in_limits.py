"""How long a sign-in lasts, and in which school: limits, ends, roles taken away."""

from datetime import timedelta

import pytest

from school.foundation import clock
from school.foundation.actor import Role
from school.foundation.database import db
from school.foundation.errors import Hidden, Refused
from school.identity.commands.appointments import (
    NewAppointment,
    appoint,
    end_appointment,
)
from school.identity.commands.proving import Blocked
from school.identity.commands.signing_in import (
    Move,
    end_sign_in,
    switch_school,
    touch_sign_in,
)
from school.identity.models import Appointment
from school.identity.queries.signing_in import acting, whose
from tests.factories.world import World
from tests.identity.proving import (
    HERE,
    try_in,
    with_password,
)
from tests.trail.reading import facts, last
from tests.visitors import sign_in_as

pytestmark = pytest.mark.both_engines


def test_fifteen_idle_minutes_end_a_sign_in(world: World) -> None:
    token = sign_in_as(world, "teacher", elevated=False, reason=None)
    with clock.moved_on(timedelta(minutes=14, seconds=59)):
        actor = acting(token)
        assert actor
    with clock.moved_on(timedelta(minutes=15)):
        assert acting(token) is None
    with clock.moved_on(timedelta(minutes=14)):
        touch_sign_in(actor)
    with clock.moved_on(timedelta(minutes=28)):
        assert acting(token)


def test_eight_hours_end_a_sign_in_however_busy(world: World) -> None:
    token = sign_in_as(world, "teacher", elevated=False, reason=None)
    actor = acting(token)
    assert actor
    for quarters in range(1, 33):
        with clock.moved_on(timedelta(minutes=14.9 * quarters)):
            assert acting(token)
            touch_sign_in(actor)
    with clock.moved_on(timedelta(hours=7, minutes=59)):
        touch_sign_in(actor)
    with clock.moved_on(timedelta(hours=8)):
        assert acting(token) is None


def test_an_ended_sign_in_is_over_at_once(world: World) -> None:
    token = sign_in_as(world, "teacher", elevated=False, reason=None)
    actor = acting(token)
    assert actor
    end_sign_in(actor, actor.sign_in_ref, "signed_out")
    assert acting(token) is None
    told = last(world.birch)
    assert told.action == "sign_in.ended"
    assert told.sign_in_ref == actor.sign_in_ref
    assert facts(told) == {"why": "signed_out"}
    # Whose it was is still known, so that what was typed can be sealed to them.
    assert whose(token) == world["teacher"]


def test_nobody_ends_the_sign_in_of_another(world: World) -> None:
    token = sign_in_as(world, "teacher", elevated=False, reason=None)
    actor = acting(token)
    assert actor
    with pytest.raises(Hidden):
        end_sign_in(world.acting("ict"), actor.sign_in_ref, "signed_out")
    assert last(world.birch).result == "refused"
    assert acting(token)


def test_a_role_taken_away_is_gone_with_the_next_request(world: World) -> None:
    system = world.system()
    row = appoint(system, NewAppointment(world["teacher"], Role.LIBRARIAN.value))
    token = sign_in_as(world, "teacher", elevated=False, reason=None)
    actor = acting(token)
    assert actor
    assert Role.LIBRARIAN in actor.roles
    end_appointment(system, row)
    actor = acting(token)
    assert actor
    assert actor.roles == {Role.TEACHER}


def test_the_last_role_taken_away_ends_the_sign_in(world: World) -> None:
    token = sign_in_as(world, "volunteer", elevated=False, reason=None)
    held = db.session.query(Appointment).filter_by(person_ref=world["volunteer"]).one()
    end_appointment(world.system(), held.ref)
    assert acting(token) is None


def test_somebody_without_any_role_today_is_not_let_in(world: World) -> None:
    with_password(world, "volunteer")
    held = db.session.query(Appointment).filter_by(person_ref=world["volunteer"]).one()
    end_appointment(world.system(), held.ref)
    with pytest.raises(Blocked):
        try_in(world, "volunteer")
    assert facts(last(world.trust))["why"] == "blocked"


def test_the_executive_head_turns_from_school_to_school(world: World) -> None:
    token = sign_in_as(world, "executive_head", elevated=True, reason=None)
    actor = acting(token, HERE.address)
    assert actor
    assert actor.school_ref == world.birch
    assert actor.elevated
    switch_school(actor, Move(actor.person_ref, world.cedar))
    told = last(world.birch)
    assert told.action == "sign_in.moved"
    assert world.cedar in told.objects
    moved = acting(token, HERE.address)
    assert moved
    assert moved.school_ref == world.cedar
    # What was opened in one school is not open in another.
    assert not moved.elevated
    switch_school(moved, Move(actor.person_ref, world.trust))
    in_trust = acting(token)
    assert in_trust
    assert in_trust.school_ref == world.trust


def test_a_teacher_turns_to_no_other_school(world: World) -> None:
    token = sign_in_as(world, "teacher", elevated=False, reason=None)
    actor = acting(token)
    assert actor
    with pytest.raises(Refused):
        switch_school(actor, Move(actor.person_ref, world.cedar))
    assert acting(token) == actor
