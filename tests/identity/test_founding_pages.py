"""The founding page: what each founder sees, and the two presses that close it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from school.foundation.actor import Role
from school.foundation.database import db
from school.identity.commands.accounts import change_password
from school.identity.permissions.roles import roles_held
from school.identity.permissions.signing_in import account_of
from tests.engines import sqlite
from tests.factories.world import World
from tests.identity.founders import Two, bare_ground, found_alder
from tests.visitors import Visitor, visit


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Flask]:
    """The product on an empty database."""
    with bare_ground(sqlite, tmp_path) as app:
        yield app


@pytest.fixture
def two(bare: Flask) -> Two:
    """Alder Trust with its two founders."""
    return found_alder()


def _world(two: Two) -> World:
    trust = two.made.trust_ref
    people = {"first": two.first, "second": two.second}
    return World(trust=trust, birch=trust, people=people)


def _visit(bare: Flask, two: Two, name: str, *, elevated: bool = True) -> Visitor:
    world = _world(two)
    account = account_of(world[name])
    assert account
    # They have used their slip and chosen a password of their own.
    change_password(world.system(), account.ref, "a hash")
    return visit(bare, world, name, elevated=elevated)


def test_nothing_can_be_proposed_before_both_have_a_second_factor(
    bare: Flask, two: Two
) -> None:
    page = _visit(bare, two, "first").get("/founding")
    assert page.status_code == 200
    assert "no second factor yet" in page.text
    assert "Propose this to" not in page.text


def test_two_founders_agree_and_the_page_is_gone(bare: Flask, two: Two) -> None:
    first, second = _visit(bare, two, "first"), _visit(bare, two, "second")
    sent = first.submit(
        "/founding", to="/founding/propose", post_1=two.first, post_3=two.second
    )
    assert sent.status_code == 303
    assert "Jo Howells must agree" in first.get("/founding").text
    assert "I agree" not in first.get("/founding").text

    page = second.get("/founding").text
    assert "Anneli Strand proposed this." in page
    assert "Executive headteacher, Alder Trust" in page
    agreed = second.submit("/founding", to="/founding/confirm")
    assert agreed.status_code == 303

    db.session.remove()
    assert roles_held(two.first) == {two.made.trust_ref: {Role.EXECUTIVE_HEAD}}
    assert roles_held(two.second) == {two.school(): {Role.HEAD}}
    assert first.get("/founding").status_code == 403
    assert second.get("/founding").status_code == 403


def test_posts_that_cannot_stand_are_told_in_words(bare: Flask, two: Two) -> None:
    first = _visit(bare, two, "first")
    _visit(bare, two, "second")
    page = first.submit("/founding", to="/founding/propose", post_1=two.first)
    assert page.status_code == 422
    assert "Each of the two founders must hold a post." in page.text


def test_a_founder_opens_nothing_else(bare: Flask, two: Two) -> None:
    first = _visit(bare, two, "first")
    for path in ("/people", "/appointments", "/roll", "/settings", "/set-up", "/queue"):
        assert first.get(path).status_code in {403, 404}
