"""What the tests of signing in have in common: a known password, an app, tries."""

from flask import Flask

from school.foundation import clock, proofs
from school.foundation.passwords import passwords
from school.identity.commands.accounts import NewAccount, open_account
from school.identity.commands.signing_in import Place, Try, try_to_sign_in
from tests.factories.world import World
from tests.visitors import SEED, Visitor, give_authenticator, open_account_for, stranger

PASSWORD = "brass lanterns over tidal fen"
HERE = Place("Firefox on Linux", "127.0.0.1")


def with_password(world: World, name: str, *, app: bool = False) -> str:
    """An account with the password the tests know, and an authenticator app or not."""
    user_ref = open_account_for(world, name, passwords().hash(PASSWORD))
    if app:
        give_authenticator(world, name)
    return user_ref


def with_slip(world: World, name: str) -> str:
    """An account as the ICT technician opens it: its one-time password."""
    first = proofs.new_first_password()
    new = NewAccount(world[name], name, passwords().hash(first))
    open_account(world.acting("ict"), new)
    return first


def code() -> str:
    """What the authenticator app shows now."""
    return proofs.code_at(SEED, clock.now())


def try_in(
    world: World,
    name: str,
    password: str = PASSWORD,
    code: str = "",
    place: Place = HERE,
) -> str:
    """Try to sign in; gives the token."""
    return try_to_sign_in(world.trust, Try(name, password, code), place)


def type_in(
    visitor: Visitor, name: str, password: str = PASSWORD, code: str = "", **more: str
):
    """Open the sign-in page and fill it in."""
    path = more.pop("path", "/sign-in")
    typed = {"username": name, "password": password, "code": code}
    return visitor.submit(path, to="/sign-in", **typed, **more)


def comes_in(
    app: Flask, name: str, password: str = PASSWORD, code: str = ""
) -> Visitor:
    """Somebody who has signed in on the page."""
    visitor = stranger(app)
    answer = type_in(visitor, name, password, code)
    assert answer.status_code == 303, answer.status
    return visitor
