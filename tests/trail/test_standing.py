"""An answer is kept until the trail tells of a change to what it was read from."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import bindparam, select

from safeguard.app import create_app
from safeguard.config import Settings
from safeguard.installation.opening import close
from school.foundation.answers import (
    AT_MOST,
    LONGEST,
    Answers,
    Standing,
    stand_on,
    standing,
)
from school.foundation.database import db
from school.foundation.questions import _WorkedOut, question
from school.identity.commands.people import change_setting
from school.identity.models import OrgSetting, SignInActivity
from school.identity.permissions.roles import orgs_and_logs
from school.trail.standing import Watch
from tests.cases.raised import raised
from tests.factories.world import World

pytestmark = pytest.mark.both_engines
NUMBER = "dsl_telephone"


@question
def settings_named() -> Any:
    """Values of a setting."""
    asked = select(OrgSetting.value).where(OrgSetting.name == bindparam("name"))
    return asked.order_by(OrgSetting.value)


@question
def last_seen() -> Any:
    """Of a table that is outside the trail."""
    return select(SignInActivity.last_seen_at)


@pytest.fixture
def watch() -> Iterator[Watch]:
    """A watch of its own."""
    yield Watch()
    stand_on(None)


def look(watch: Watch) -> Standing | None:
    """What a request does when it begins."""
    sizes = {row.ref: (row.last_entry or 0) + 1 for row in orgs_and_logs()}
    stand_on(watch.look(sizes))
    db.session.rollback()
    return standing()


@contextmanager
def asked_of_the_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The statements of questions that reach it meanwhile."""
    told: list[str] = []
    fetch = _WorkedOut.fetch

    def listening(self: Any, *args: Any, **how: Any) -> Any:
        told.append(self._sql)
        return fetch(self, *args, **how)

    with monkeypatch.context() as patched:
        patched.setattr(_WorkedOut, "fetch", listening)
        yield told


def _in_another_process(settings: Settings, world: World) -> None:
    app = create_app(settings)
    with app.app_context():
        change_setting(world.acting("head"), NUMBER, "01632 960411")
    close(app)


def values() -> list[str]:
    """The numbers of the DSLs, as this request would show them."""
    return [row.value for row in settings_named(name=NUMBER)]


def test_what_has_not_changed_is_not_asked_again(
    world: World, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(watch)
    before = values()
    look(watch)
    with asked_of_the_database(monkeypatch) as asked:
        assert values() == before
    assert asked == []


def test_what_somebody_else_changed_is_seen_by_the_next_request(
    world: World, watch: Watch, settings: Settings
) -> None:
    look(watch)
    before = values()
    copy_context().run(_in_another_process, settings, world)
    # The request that had begun still stands on what it stood on.
    assert values() == before
    look(watch)
    assert "01632 960411" in values()


def test_a_change_of_another_table_costs_nothing(
    world: World, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(watch)
    before = values()
    raised(world)
    look(watch)
    with asked_of_the_database(monkeypatch) as asked:
        assert values() == before
    assert asked == []


def test_whoever_changes_something_sees_it_in_the_same_request(
    world: World, watch: Watch
) -> None:
    look(watch)
    assert "01632 960422" not in values()
    change_setting(world.acting("head"), NUMBER, "01632 960422")
    assert standing() is None
    assert "01632 960422" in values()


def test_what_stands_outside_the_trail_is_asked_each_time(
    world: World, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(watch)
    last_seen()
    with asked_of_the_database(monkeypatch) as asked:
        last_seen()
    assert len(asked) == 1


def test_an_older_transaction_keeps_nothing(world: World, watch: Watch) -> None:
    earlier = {row.ref: (row.last_entry or 0) + 1 for row in orgs_and_logs()}
    db.session.rollback()
    change_setting(world.acting("head"), NUMBER, "01632 960433")
    look(watch)
    assert watch.look(earlier) is None


def test_without_a_request_each_answer_is_new(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with asked_of_the_database(monkeypatch) as asked:
        values()
        values()
    assert len(asked) == 2


def test_no_more_than_so_many_answers_and_no_long_ones(app: Flask) -> None:
    answers = Answers()
    for number in range(AT_MOST + 5):
        answers.keep(number, 0, [number])
    assert answers.find(4, 0) is None
    assert answers.find(5, 0) == [5]
    assert answers.find(5, 1) is None
    answers.keep("long", 0, [0] * (LONGEST + 1))
    assert answers.find("long", 0) is None
