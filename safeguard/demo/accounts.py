"""The demonstration's accounts, and who stands on its sign-in page with which code."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from safeguard.demo import stock
from safeguard.demo.cast import Cast
from safeguard.demo.stock import Colleague
from school.foundation import clock, proofs
from school.foundation.actor import Role
from school.foundation.database import db
from school.foundation.passwords import passwords
from school.foundation.role_names import ROLE_NAMES
from school.foundation.sealing import unseal
from school.identity.commands.accounts import NewAccount, open_account
from school.identity.commands.factors import NewAuthenticator, add_authenticator
from school.identity.commands.proving import step_mac
from school.identity.models import Credential, UsedCode
from school.identity.permissions.roles import the_trust
from school.identity.permissions.signing_in import account_by_name, live_credentials
from school.web.catalogue import gettext as _

# Shown to everybody who opens the sign-in page: it protects nothing.
PASSWORD = "kettle-marigold-tandem"


def open_accounts(cast: Cast) -> None:
    """An account with an authenticator for everybody who works in the trust."""
    hashed = passwords().hash(PASSWORD)
    for each in stock.colleagues():
        if each.account:
            system = cast.system(each.school)
            person = cast.people[each.username]
            new = NewAccount(person, each.username, hashed, one_time=False)
            user = cast.users[each.username] = open_account(system, new)
            add_authenticator(system, user, NewAuthenticator(proofs.new_seed()))


def demo_people() -> list[dict[str, Any]]:
    """The people of the sign-in page, with a code that has not served yet."""
    trust = the_trust()
    if trust is None:
        return []
    schools = {school.key: school.name for school in stock.schools()}
    return [
        {
            "name": each.full_name,
            "role": _role(each),
            "school": schools.get(each.school, trust.name),
            "username": each.username,
            "password": PASSWORD,
            "code": fresh_code(trust.ref, each.username),
            "hint": each.hint,
            # Where one press signs in with a code made at that moment.
            "action": "/demonstration/sign-in",
        }
        for each in stock.colleagues()
        if each.hint
    ]


def fresh_code(trust_ref: str, username: str) -> str | None:
    """A code of the person's authenticator that would be taken now; None when all of
    them have served, which passes within half a minute.
    """
    user = account_by_name(trust_ref, username)
    held = live_credentials(user.ref, "totp") if user else []
    return next(_codes(held[0]), None) if held else None


def _codes(row: Credential) -> Iterator[str]:
    seed = unseal(row, "secret") or ""
    # The later ones last longest, so that somebody can read a page in between.
    for ahead in (1, 0, -1):
        instant = clock.now() + ahead * timedelta(seconds=proofs.STEP_SECONDS)
        code = proofs.code_at(seed, instant)
        step = proofs.step_of(seed, code, clock.now())
        if step is not None and db.session.get(UsedCode, step_mac(row, step)) is None:
            yield code


def _role(each: Colleague) -> str:
    return _(ROLE_NAMES[Role(each.roles[0])])
