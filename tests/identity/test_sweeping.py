"""What counted for a short time is swept a day later; what is recorded stays."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from safeguard.config import Settings
from safeguard.installation.outbox import SWEPT_EVERY, Postman
from school.foundation import clock
from school.foundation.database import db
from school.identity.commands.proving import NotProven
from school.identity.commands.sweeping import sweep_leftovers
from school.identity.models import (
    Elevation,
    ElevationActivity,
    SignIn,
    SignInActivity,
    Throttle,
    UsedCode,
)
from school.identity.queries.signing_in import acting
from school.identity.states import LEFTOVERS_KEPT
from school.inspection.queries.verifying import verify_trail
from tests.factories.world import World
from tests.identity.proving import code, try_in, with_password
from tests.trail.reading import acts
from tests.visitors import give_authenticator, sign_in_as

pytestmark = pytest.mark.both_engines
SWEPT = (Throttle, UsedCode, SignInActivity, ElevationActivity)
LATER = LEFTOVERS_KEPT + timedelta(minutes=1)


def _many(*models: Any) -> list[int]:
    db.session.rollback()
    return [
        db.session.scalar(select(func.count()).select_from(model)) or 0
        for model in models
    ]


def _a_day_at_school(world: World) -> None:
    with_password(world, "dsl")
    give_authenticator(world, "dsl")
    with pytest.raises(NotProven):
        try_in(world, "dsl", "wrong")
    try_in(world, "dsl", code=code())
    sign_in_as(world, "head", elevated=True, reason=None)


def test_a_day_later_nothing_of_it_is_left(world: World) -> None:
    _a_day_at_school(world)
    kept, before = _many(SignIn, Elevation), acts(world.birch)
    assert all(_many(*SWEPT))

    with clock.moved_on(LEFTOVERS_KEPT - timedelta(minutes=1)):
        assert sweep_leftovers(world.system()) == 0
    with clock.moved_on(LATER):
        left = sum(_many(*SWEPT))
        assert sweep_leftovers(world.system()) == left
        assert not any(_many(*SWEPT))
        # Sign-ins and elevations are records: they stay, and nothing was recorded.
        assert _many(SignIn, Elevation) == kept
        assert acts(world.birch) == before
        assert verify_trail(world.acting("head")).holds


def test_whoever_is_signed_in_now_stays_so(world: World) -> None:
    _a_day_at_school(world)
    with clock.moved_on(LATER):
        token = sign_in_as(world, "teacher", elevated=False, reason=None)
        sweep_leftovers(world.system())
        assert acting(token)


def test_the_postman_sweeps_once_an_hour_with_or_without_mail(
    app: Flask, world: World, settings: Settings
) -> None:
    postman = Postman(app, settings, None)
    assert postman.go_round() == 0
    _a_day_at_school(world)
    db.session.remove()

    with clock.moved_on(LATER):
        postman.go_round()
        assert not any(_many(*SWEPT))
        sign_in_as(world, "teacher", elevated=False, reason=None)
    with clock.moved_on(LATER + SWEPT_EVERY / 2):
        postman.go_round()
        assert any(_many(*SWEPT))
