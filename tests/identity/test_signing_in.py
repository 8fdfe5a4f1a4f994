"""Signing in, by commands, on both engines: proofs, throttle, limits and the trail."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from contextvars import copy_context
from datetime import datetime, timedelta
from threading import Thread

import pytest
from flask import Flask
from flask.globals import _cv_app

from school.foundation import clock, proofs
from school.foundation.actor import Role
from school.foundation.database import db
from school.foundation.passwords import Passwords, passwords
from school.identity.commands.accounts import issue_password
from school.identity.commands.factors import (
    NewAuthenticator,
    NewPasskey,
    add_authenticator,
    add_passkey,
)
from school.identity.commands.proving import Held, NotProven
from school.identity.commands.signing_in import (
    PasskeyTry,
    sign_in_by_passkey,
)
from school.identity.models import SignIn, User
from school.identity.permissions.signing_in import live_credentials
from school.identity.queries.accounts import last_visit
from school.identity.queries.signing_in import acting, signed_in, whose
from tests.factories.world import World
from tests.identity.proving import (
    HERE,
    PASSWORD,
    code,
    try_in,
    with_password,
    with_slip,
)
from tests.trail.reading import acts, facts, last
from tests.visitors import SEED, open_account_for

pytestmark = pytest.mark.both_engines


def test_a_teacher_signs_in_and_acts_with_todays_roles(world: World) -> None:
    with_password(world, "teacher")
    token = try_in(world, " Teacher ")
    actor = acting(token)
    assert actor
    assert actor.person_ref == world["teacher"]
    assert actor.school_ref == world.birch
    assert actor.roles == {Role.TEACHER}
    assert not actor.elevated
    told = last(world.birch)
    assert (told.action, told.result) == ("sign_in.begun", "done")
    assert told.person_ref == world["teacher"]
    assert actor.sign_in_ref in told.objects
    assert facts(told) == {"factor": "password", "device": "Firefox on Linux"}


def test_the_cookies_token_stands_nowhere_in_the_database(world: World) -> None:
    with_password(world, "teacher")
    token = try_in(world, "teacher")
    actor = acting(token)
    assert actor
    row = db.session.get(SignIn, actor.sign_in_ref)
    assert row
    assert token not in str(vars(row))
    assert acting(row.token_mac) is None
    assert acting("") is None
    assert whose(token) == world["teacher"]


def test_a_wrong_password_and_an_unknown_name_are_both_in_the_trusts_log(
    world: World,
) -> None:
    account = with_password(world, "teacher")
    for name in ("teacher", "nobody.at.all"):
        with pytest.raises(NotProven):
            try_in(world, name, "not the password at all")
    known, unknown = acts(world.trust)[-2:]
    assert known == unknown == ("sign_in.failed", "done")
    told = last(world.trust)
    assert told.person_ref == "nobody"
    assert facts(told)["why"] == "unknown"
    assert "nobody.at.all" not in str(told) + str(facts(told))
    assert account not in told.objects


def test_the_owner_is_told_of_tries_in_vain_and_of_the_last_time(world: World) -> None:
    with_password(world, "teacher")
    try_in(world, "teacher")
    with clock.moved_on(timedelta(hours=20)), pytest.raises(NotProven):
        try_in(world, "teacher", "not the password at all")
    with clock.moved_on(timedelta(hours=21)):
        actor = acting(try_in(world, "teacher"))
        assert actor
        visit = last_visit(actor)
    assert visit.last
    assert visit.last.begun_at == clock.now()
    assert visit.last.device == "Firefox on Linux"
    assert visit.failures == 1
    assert visit.last_failure
    assert visit.last_failure.failed_at == clock.now() + timedelta(hours=20)


def test_a_one_time_password_works_once(world: World) -> None:
    first = with_slip(world, "teacher")
    token = try_in(world, "teacher", first)
    signed = signed_in(token)
    assert signed
    assert signed.must_change_password
    with pytest.raises(NotProven):
        try_in(world, "teacher", first)


def test_a_one_time_password_lapses_after_72_hours(world: World) -> None:
    first = with_slip(world, "teacher")
    with clock.moved_on(timedelta(hours=72)), pytest.raises(NotProven):
        try_in(world, "teacher", first)
    with clock.moved_on(timedelta(hours=71, minutes=59)):
        assert try_in(world, "teacher", first)


def test_a_new_one_time_password_ends_the_old_one_and_every_sign_in(
    world: World,
) -> None:
    account = with_password(world, "teacher")
    token = try_in(world, "teacher")
    issue_password(world.acting("ict"), account, passwords().hash("slip-two-slip"))
    told = last(world.birch)
    assert (told.action, told.person_ref) == ("password.issued", world["ict"])
    assert acting(token) is None
    with pytest.raises(NotProven):
        try_in(world, "teacher")
    assert try_in(world, "teacher", "slip-two-slip")


def test_five_failures_hold_the_next_try_and_never_for_good(world: World) -> None:
    with_password(world, "teacher")
    for _ in range(4):
        _fail(world)
    holds = []
    for _ in range(8):
        _fail(world)
        with pytest.raises(Held) as held:
            try_in(world, "teacher")
        holds.append((held.value.until - clock.now()).total_seconds() / 60)
        _wait_until(held.value.until)
    assert holds == [0.5, 1, 2, 4, 8, 15, 15, 15]
    assert try_in(world, "teacher")
    # The slate is clean again.
    _fail(world)
    assert try_in(world, "teacher")


def _fail(world: World) -> None:
    with pytest.raises(NotProven):
        try_in(world, "teacher", "not the password at all")


@pytest.fixture(autouse=True)
def _own_time(app: Flask) -> Iterator[None]:
    """Each test may let time pass for itself (`_wait_until`)."""
    with ExitStack() as waiting:
        _waits.append(waiting)
        yield
        _waits.pop()


_waits: list[ExitStack] = []


def _wait_until(instant: datetime) -> None:
    _waits[-1].enter_context(clock.standing_at(instant))


def test_an_unknown_name_is_held_like_a_known_one(world: World) -> None:
    for _ in range(5):
        with pytest.raises(NotProven):
            try_in(world, "nobody.at.all", "not the password at all")
    with pytest.raises(Held):
        try_in(world, "nobody.at.all")


def test_one_address_that_tries_many_names_is_held(world: World) -> None:
    for number in range(40):
        with pytest.raises(NotProven):
            try_in(world, f"name{number}", "not the password at all")
    with pytest.raises(Held):
        try_in(world, "name41")


def test_whoever_has_an_app_needs_its_code(world: World) -> None:
    with_password(world, "dsl", app=True)
    for wrong in ("", "000000", "7KQ4M-2XF9B"):
        with pytest.raises(NotProven):
            try_in(world, "dsl", code=wrong)
    assert facts(last(world.trust))["why"] == "code"
    assert acting(try_in(world, "dsl", code=code()))
    assert facts(last(world.birch))["factor"] == "totp"


def test_a_code_is_taken_once(world: World) -> None:
    with_password(world, "dsl", app=True)
    now = code()
    assert try_in(world, "dsl", code=now)
    with pytest.raises(NotProven):
        try_in(world, "dsl", code=now)
    assert facts(last(world.trust))["why"] == "code_used"
    with clock.moved_on(timedelta(seconds=30)):
        with pytest.raises(NotProven):
            try_in(world, "dsl", code=now)
        assert try_in(world, "dsl", code=code())


def test_of_many_at_once_with_one_code_one_comes_in(app: Flask, world: World) -> None:
    with_password(world, "dsl", app=True)
    now, came_in, refused = code(), [], []
    db.session.rollback()

    def come() -> None:
        try:
            with app.app_context():
                came_in.append(try_in(world, "dsl", code=now))
        except NotProven:
            refused.append("refused")

    each_in_its_context = [copy_context() for _ in range(4)]
    for place in each_in_its_context:
        place.run(_cv_app.set, None)  # type: ignore[arg-type]
    comers = [Thread(target=place.run, args=(come,)) for place in each_in_its_context]
    for comer in comers:
        comer.start()
    for comer in comers:
        comer.join()
    assert (len(came_in), len(refused)) == (1, 3)


def test_an_unknown_name_costs_as_much_as_a_wrong_password(
    app: Flask, world: World
) -> None:
    app.extensions["safeguard_passwords"] = Passwords(memory_kib=16_384, rounds=3)
    with_password(world, "teacher")

    def took(name: str) -> float:
        began = time.perf_counter()
        with pytest.raises(NotProven):
            try_in(world, name, "not the password at all")
        return time.perf_counter() - began

    known, unknown = ([took(name) for _ in range(4)] for name in ("teacher", "nobody"))
    assert min(unknown) > 0.4 * min(known)
    assert min(known) > 0.4 * min(unknown)


def test_a_recovery_code_is_taken_once(world: World) -> None:
    account = open_account_for(world, "dsl", passwords().hash(PASSWORD))
    new = NewAuthenticator(SEED, ("7KQ4M2XF9B", "8KQ4M2XF9B"))
    add_authenticator(world.system(), account, new)
    told = last(world.birch)
    assert told.action == "authenticator.added"
    assert facts(told) == {"recovery_codes": 2}
    actor = acting(try_in(world, "dsl", code="7kq4m-2xf9b"))
    assert actor
    assert last_visit(actor).recovery_left == 1
    with pytest.raises(NotProven):
        try_in(world, "dsl", code="7KQ4M-2XF9B")
    assert try_in(world, "dsl", code="8KQ4M-2XF9B")


def test_the_first_code_of_an_app_serves_for_nothing_else(world: World) -> None:
    account = with_password(world, "dsl")
    step = proofs.step_of(SEED, code(), clock.now())
    add_authenticator(world.system(), account, NewAuthenticator(SEED, step=step))
    with pytest.raises(NotProven):
        try_in(world, "dsl", code=code())


def test_the_answer_of_a_passkey_serves_once(world: World) -> None:
    account = with_password(world, "dsl")
    add_passkey(world.acting("dsl"), account, NewPasskey("id", "{}", 0, "Laptop"))
    told = last(world.birch)
    assert (told.action, told.person_ref) == ("passkey.added", world["dsl"])
    answer = PasskeyTry("id", "a challenge", counter=1)
    actor = acting(sign_in_by_passkey(world.trust, answer, HERE))
    assert actor
    assert facts(last(world.birch))["factor"] == "passkey"
    with pytest.raises(NotProven):
        sign_in_by_passkey(world.trust, answer, HERE)
    assert facts(last(world.trust))["why"] == "code_used"
    with pytest.raises(NotProven):
        sign_in_by_passkey(world.trust, PasskeyTry("other", "challenge"), HERE)
    assert live_credentials(account, "passkey")[0].counter == 1


def test_the_user_name_is_sealed(world: World) -> None:
    row = db.session.get(User, with_password(world, "teacher"))
    assert row
    assert b"teacher" not in bytes(row.username)
    assert "teacher" not in row.username_mac
