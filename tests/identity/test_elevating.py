"""Elevation, on both engines: begun by a fresh factor, ended by time or change."""

from datetime import timedelta

import pytest

from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid
from school.identity.commands.appointments import NewAppointment, appoint
from school.identity.commands.elevating import (
    Asked,
    drop_elevation,
    touch_elevation,
    try_to_elevate,
)
from school.identity.commands.proving import Held, NotProven
from school.identity.commands.signing_in import touch_sign_in
from school.identity.models import Elevation
from school.identity.queries.signing_in import acting, signed_in
from tests.factories.world import World
from tests.identity.proving import code, with_password
from tests.trail.reading import acts, facts, last
from tests.visitors import ADDRESS, sign_in_as

pytestmark = pytest.mark.both_engines
ASKED = Asked(None, ADDRESS)


def _signed_in(world: World, name: str = "dsl") -> tuple[str, Actor]:
    with_password(world, name, app=True)
    token = sign_in_as(world, name, elevated=False, reason=None)
    actor = acting(token, ADDRESS)
    assert actor
    return token, actor


def _elevated(token: str, address: str = ADDRESS) -> bool:
    actor = acting(token, address)
    assert actor
    return actor.elevated


def test_a_fresh_code_opens_case_content_and_changes_the_token(world: World) -> None:
    old, actor = _signed_in(world)
    new = try_to_elevate(actor, code(), ASKED)
    assert _elevated(new)
    assert acting(old, ADDRESS) is None
    told = last(world.birch)
    assert (told.action, told.person_ref) == ("elevation.begun", world["dsl"])
    assert facts(told) == {"factor": "totp", "with_reason": False}


def test_a_reason_is_sealed_and_goes_with_the_actor(world: World) -> None:
    _, actor = _signed_in(world, "head")
    asked = Asked("Maya’s parents come at three", ADDRESS)
    found = acting(try_to_elevate(actor, code(), asked), ADDRESS)
    assert found
    assert found.elevation_reason == "Maya’s parents come at three"
    row = db.session.query(Elevation).one()
    assert row.reason
    assert b"Maya" not in bytes(row.reason)
    assert facts(last(world.birch))["with_reason"] is True


def test_a_reason_that_says_nothing_is_sent_back(world: World) -> None:
    _, actor = _signed_in(world, "head")
    with pytest.raises(Invalid):
        try_to_elevate(actor, code(), Asked("   asdf   ", ADDRESS))
    assert try_to_elevate(actor, code(), Asked("Maya’s parents come", ADDRESS))


def test_a_wrong_code_opens_nothing_and_is_recorded(world: World) -> None:
    token, actor = _signed_in(world)
    with pytest.raises(NotProven):
        try_to_elevate(actor, "000000", ASKED)
    told = last(world.birch)
    assert told.action == "elevation.failed"
    assert facts(told) == {"why": "code"}
    assert not _elevated(token)


def test_a_code_that_signed_in_does_not_elevate(world: World) -> None:
    _, actor = _signed_in(world)
    token = try_to_elevate(actor, code(), ASKED)
    again = acting(token, ADDRESS)
    assert again
    with pytest.raises(NotProven):
        try_to_elevate(again, code(), ASKED)
    assert facts(last(world.birch)) == {"why": "code_used"}


def test_guessing_codes_is_held(world: World) -> None:
    _, actor = _signed_in(world)
    for _ in range(5):
        with pytest.raises(NotProven):
            try_to_elevate(actor, "000000", ASKED)
    with pytest.raises(Held):
        try_to_elevate(actor, code(), ASKED)


def test_somebody_without_a_second_factor_cannot_elevate(world: World) -> None:
    token = sign_in_as(world, "teacher", elevated=False, reason=None)
    actor = acting(token, ADDRESS)
    assert actor
    for typed in ("", "000000"):
        with pytest.raises(NotProven):
            try_to_elevate(actor, typed, ASKED)


def test_ten_idle_minutes_end_it_and_use_prolongs_it_to_thirty(world: World) -> None:
    token = sign_in_as(world, "dsl", elevated=True, reason=None)
    signed = signed_in(token, ADDRESS)
    assert signed
    assert signed.elevation_ref
    with clock.moved_on(timedelta(minutes=10)):
        assert not _elevated(token)
    for minutes in (9, 18, 27):
        with clock.moved_on(timedelta(minutes=minutes)):
            assert _elevated(token)
            touch_elevation(signed.actor, signed.elevation_ref)
            touch_sign_in(signed.actor)
    with clock.moved_on(timedelta(minutes=29, seconds=59)):
        assert _elevated(token)
    with clock.moved_on(timedelta(minutes=30)):
        assert not _elevated(token)


def test_it_ends_when_it_is_dropped(world: World) -> None:
    token = sign_in_as(world, "dsl", elevated=True, reason=None)
    actor = acting(token, ADDRESS)
    assert actor
    drop_elevation(actor, actor.sign_in_ref, "blanked")
    assert not _elevated(token)
    told = last(world.birch)
    assert told.action == "elevation.ended"
    assert told.elevated
    assert facts(told) == {"why": "blanked"}


def test_it_ends_when_a_role_changes(world: World) -> None:
    token = sign_in_as(world, "dsl", elevated=True, reason=None)
    assert _elevated(token)
    appoint(world.system(), NewAppointment(world["dsl"], Role.LIBRARIAN.value))
    assert not _elevated(token)


def test_it_ends_when_the_network_changes(world: World) -> None:
    token = sign_in_as(world, "dsl", elevated=True, reason=None)
    assert _elevated(token, "127.0.0.77")
    assert not _elevated(token, "192.0.2.1")


def test_a_new_one_takes_the_place_of_the_old_one(world: World) -> None:
    token = sign_in_as(world, "head", elevated=True, reason=None)
    actor = acting(token, ADDRESS)
    assert actor
    assert actor.elevation_reason is None
    asked = Asked("Maya’s parents come", ADDRESS)
    found = acting(try_to_elevate(actor, code(), asked), ADDRESS)
    assert found
    assert found.elevation_reason
    old, new = db.session.query(Elevation).order_by(Elevation.ended_at.is_(None))
    assert (old.ended_why, new.ended_at) == ("replaced", None)


def test_nobody_drops_the_elevation_of_another(world: World) -> None:
    token = sign_in_as(world, "dsl", elevated=True, reason=None)
    actor = acting(token, ADDRESS)
    assert actor
    with pytest.raises(Hidden):
        drop_elevation(world.acting("teacher"), actor.sign_in_ref, "blanked")
    assert _elevated(token)
    assert acts(world.birch)[-1] == ("elevation.ended", "refused")
