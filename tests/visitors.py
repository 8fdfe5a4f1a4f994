"""Visitors: people of the world, signed in, with a browser of their own for HTTP tests.

visitor = visit(app, world, "teacher")
page = visitor.get("/")
answer = visitor.submit("/concerns/new", narrative="…")
"""

import contextvars
import re
from html import unescape
from typing import Any

import pyotp
from flask import Flask
from flask.globals import _cv_app
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from school.foundation import proofs
from school.foundation.actor import Actor
from school.foundation.database import db
from school.identity.commands.accounts import NewAccount, open_account
from school.identity.commands.elevating import Asked, Fresh, elevate
from school.identity.commands.factors import NewAuthenticator, add_authenticator
from school.identity.commands.proving import SecondFactor
from school.identity.commands.signing_in import Move, Place, Proven, switch_school
from school.identity.commands.signing_in import sign_in as begin_sign_in
from school.identity.permissions.signing_in import account_of, live_credentials
from school.identity.queries.signing_in import acting
from tests.factories.world import World

ADDRESS = "127.0.0.1"
SEED = pyotp.random_base32()
_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
_HIDDEN = re.compile(r'<input\b[^>]*type="hidden"[^>]*>')
_ATTRIBUTE = re.compile(r'([a-z_-]+)="([^"]*)"')


class Visitor(FlaskClient):
    """A test client whose every request begins outside the test's own context."""

    actor: Actor

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """One request, as from another machine: nothing of the test leaks into it."""
        # A reading transaction left open by the test would hold up the answer.
        db.session.rollback()
        place = contextvars.copy_context()
        place.run(_cv_app.set, None)  # type: ignore[arg-type]
        answer: TestResponse = place.run(super().open, *args, **kwargs)
        return answer

    def hidden_fields(self, path: str, form: int | str | None = None) -> dict[str, str]:
        """The hidden fields of a page's form: the first one with a form id, or the
        one at that place.
        """
        page = self.get(path)
        assert page.status_code == 200, f"GET answered {page.status_code}"
        return hidden_fields_in(page.text, form)

    def submit(
        self,
        path: str,
        *,
        to: str | None = None,
        form: int | str | None = None,
        **fields: Any,
    ) -> TestResponse:
        """Open the page, fill in its form and send it, to another address if asked."""
        sent = {**self.hidden_fields(path, form), **fields}
        return self.post(to or path, data=sent)

    def press(self, path: str, **fields: Any) -> TestResponse:
        """Send a form that stands on some other page, with a token and nothing else."""
        token = hidden_fields_in(self.get("/account").text, 0)["csrf_token"]
        return self.post(path, data={"csrf_token": token, **fields})


def hidden_fields_in(page: str, form: int | str | None = None) -> dict[str, str]:
    """The hidden fields of a form in a page: by its place, by words that stand in it,
    or else the first one with a form id.
    """
    forms = _FORM.findall(page)
    assert forms, "the page has no form"
    if isinstance(form, int):
        return _fields(forms[form])
    wanted = form or 'name="form_id"'
    return _fields(next((each for each in forms if wanted in each), forms[0]))


def _fields(form: str) -> dict[str, str]:
    found = (dict(_ATTRIBUTE.findall(tag)) for tag in _HIDDEN.findall(form))
    named = (tag for tag in found if "name" in tag)
    return {tag["name"]: unescape(tag.get("value", "")) for tag in named}


def fields_sent_again(page: str) -> dict[str, list[str]]:
    """What the page "Nothing is lost" sends, repeated names included."""
    assert "Send what you had written" in page
    forms = _FORM.findall(page)
    form = next(found for found in forms if "Send what you had written" in found)
    fields: dict[str, list[str]] = {}
    for tag in _HIDDEN.findall(form):
        found = dict(_ATTRIBUTE.findall(tag))
        fields.setdefault(found["name"], []).append(unescape(found["value"]))
    return fields


def open_account_for(world: World, name: str, hashed: str = "none") -> str:
    """An account for one of the world's people, without a password anybody knows."""
    found = account_of(world[name])
    if found:
        return found.ref
    where = world.system(world.school_of(name))
    return open_account(where, NewAccount(world[name], name, hashed, one_time=False))


def give_authenticator(world: World, name: str) -> None:
    """An authenticator app with the seed the tests know."""
    user = open_account_for(world, name)
    if not live_credentials(user, "totp"):
        system = world.system(world.school_of(name))
        add_authenticator(system, user, NewAuthenticator(SEED))


def sign_in_as(world: World, name: str, *, elevated: bool, reason: str | None) -> str:
    """A sign-in for one of the world's people, by command: the cookie's token."""
    user_ref = open_account_for(world, name)
    token = proofs.new_token()
    actor = world.acting(name)
    proven = Proven(
        world[name], user_ref, SecondFactor("password"), token, Place("", ADDRESS)
    )
    begin_sign_in(actor, proven)
    if elevated or reason is not None:
        give_authenticator(world, name)
        signed = acting(token, ADDRESS)
        assert signed
        proof = SecondFactor("totp")
        token = proofs.new_token()
        elevate(signed, Fresh(world[name], proof, token, Asked(reason, ADDRESS)))
    return token


def visit(
    app: Flask,
    world: World,
    name: str,
    *,
    elevated: bool = False,
    reason: str | None = None,
) -> Visitor:
    """A browser in which that person is signed in, elevated when asked."""
    token = sign_in_as(world, name, elevated=elevated, reason=reason)
    visitor = stranger(app)
    with visitor.session_transaction() as cookie:
        cookie["_user_id"] = token
    found = acting(token, ADDRESS)
    assert found
    visitor.actor = found
    db.session.rollback()
    return visitor


def stranger(app: Flask) -> Visitor:
    """A browser in which nobody is signed in."""
    return Visitor(app, use_cookies=True)


def turn_to(visitor: Visitor, school_ref: str) -> None:
    """Let the person act in another of their schools."""
    switch_school(visitor.actor, Move(visitor.actor.person_ref, school_ref))
