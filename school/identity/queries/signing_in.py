"""Who is signed in: from the cookie's token to the actor, afresh on every request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, select

from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.answers import stand_on
from school.foundation.database import UtcInstant, db
from school.foundation.passkeys import Known, handle_in
from school.foundation.questions import question
from school.foundation.sealing import unseal
from school.gate import counted
from school.identity.models import (
    Elevation,
    ElevationActivity,
    Org,
    Person,
    SignIn,
    SignInActivity,
    User,
)
from school.identity.permissions.roles import (
    open_to,
    orgs_and_logs,
    roles_held,
    roles_there,
    schools_open_to,
    the_trust,
)
from school.identity.permissions.signing_in import (
    elevation_bound_to,
    live_credentials,
    passkey_by_handle,
    token_mac,
)
from school.identity.states import (
    ELEVATION_TOUCHED_AT_MOST,
    IDLE,
    NEEDS_SECOND_FACTOR,
    SECOND_FACTORS,
    TOUCHED_AT_MOST,
    elevated_until,
    network_of,
)
from school.trail.standing import Watch


@dataclass(frozen=True)
class SignedIn:
    """A live sign-in: who acts, and what its upkeep needs to know."""

    actor: Actor
    must_change_password: bool
    touch_due: bool
    # Of the trust, and turned to none of its schools: acts are still those of a school.
    for_trust: bool = False
    elevation_ref: str | None = None
    elevation_until: datetime | None = None
    elevation_touch_due: bool = False


@counted
def signed_in(
    token: str, address: str = "", watch: Watch | None = None
) -> SignedIn | None:
    """The live sign-in behind a token, or None: ended, idle for fifteen minutes, over
    eight hours old, blocked, or without any role today.

    With a watch, what the trail tells at this moment is what the rest of the request
    stands on: what has not changed is not asked for again.
    """
    orgs = orgs_and_logs()
    if watch is not None:
        stand_on(watch.look({org.ref: _length(org.last_entry) for org in orgs}))
    trust = next((org.ref for org in orgs if org.kind == "district"), None)
    rows = _live(trust, token) if trust else ()
    if trust is None or not rows:
        return None
    found = rows[0]
    held = roles_held(found.person_ref)
    schools = [org.ref for org in open_to(orgs, held, trust)]
    if not schools:
        return None
    school = found.acting_in if found.acting_in in schools else schools[0]
    actor = Actor(
        person_ref=found.person_ref,
        school_ref=school or schools[0],
        trust_ref=trust,
        roles=roles_there(held, school or schools[0], trust),
        user_ref=found.user_ref,
        sign_in_ref=found.sign_in_ref,
    )
    elevated = _elevation(rows, actor, address)
    now = clock.now()
    return SignedIn(
        actor=_lifted(actor, elevated),
        must_change_password=found.must_change_password,
        touch_due=now - found.last_seen_at >= TOUCHED_AT_MOST,
        for_trust=found.acting_in not in schools and school not in held,
        elevation_ref=elevated.ref if elevated else None,
        elevation_until=(
            elevated_until(elevated.begun_at, elevated.last_used_at)
            if elevated
            else None
        ),
        elevation_touch_due=elevated is not None
        and now - elevated.last_used_at >= ELEVATION_TOUCHED_AT_MOST,
    )


def _length(last_entry: int | None) -> int:
    return 0 if last_entry is None else last_entry + 1


@counted
def acting(token: str, address: str = "") -> Actor | None:
    """The actor behind a token, with the roles held now, or None."""
    found = signed_in(token, address)
    return found.actor if found else None


@question
def _of_token() -> Any:
    now = bindparam("now", type_=UtcInstant())
    idle_since = bindparam("idle_since", type_=UtcInstant())
    open_ones = and_(Elevation.sign_in_ref == SignIn.ref, Elevation.ended_at.is_(None))
    used = ElevationActivity.elevation_ref == Elevation.ref
    return (
        # The elevation's columns first: what is sealed in a row is sealed to its table.
        select(
            Elevation.ref,
            Elevation.school_ref,
            Elevation.key_ref,
            Elevation.sealed_version,
            Elevation.bound_to,
            Elevation.begun_at,
            Elevation.reason,
            ElevationActivity.last_used_at,
            SignIn.ref.label("sign_in_ref"),
            SignIn.user_ref,
            User.person_ref,
            User.must_change_password,
            SignInActivity.school_ref.label("acting_in"),
            SignInActivity.last_seen_at,
        )
        .select_from(SignIn)
        .join(User, User.ref == SignIn.user_ref)
        .join(SignInActivity, SignInActivity.sign_in_ref == SignIn.ref)
        .outerjoin(Elevation, open_ones)
        .outerjoin(ElevationActivity, used)
        .where(SignIn.token_mac == bindparam("token"))
        .where(SignIn.ended_at.is_(None), SignIn.ends_at > now)
        .where(SignInActivity.last_seen_at > idle_since)
        .where(User.enabled.is_(True), User.blocked_at.is_(None))
    )


def _live(trust_ref: str, token: str) -> Sequence[Row[Any]]:
    """The live sign-in, once with each of its elevations, or once with none."""
    now = clock.now()
    return _of_token(token=token_mac(trust_ref, token), now=now, idle_since=now - IDLE)


def _elevation(rows: Sequence[Row[Any]], actor: Actor, address: str) -> Row[Any] | None:
    begun = [row for row in rows if row.last_used_at is not None]
    if not begun:
        return None
    now = clock.now()
    bound_to = elevation_bound_to(actor, network_of(address))
    for row in begun:
        ends = elevated_until(row.begun_at, row.last_used_at)
        if row.bound_to == bound_to and now < ends:
            return row
    return None


def _lifted(actor: Actor, elevated: Row[Any] | None) -> Actor:
    if elevated is None:
        return actor
    return Actor(
        person_ref=actor.person_ref,
        school_ref=actor.school_ref,
        trust_ref=actor.trust_ref,
        roles=actor.roles,
        user_ref=actor.user_ref,
        sign_in_ref=actor.sign_in_ref,
        elevated=True,
        elevation_reason=unseal(elevated, "reason"),
    )


@counted
def whose(token: str) -> str | None:
    """Whose token it is or was, ended or not: to seal what was typed to that person."""
    trust = the_trust()
    if trust is None:
        return None
    asked = select(SignIn.person_ref).where(
        SignIn.token_mac == token_mac(trust.ref, token)
    )
    return db.session.scalar(asked)


@counted
def has_second_factor(user_ref: str) -> bool:
    """Whether the account has an authenticator, a passkey or recovery codes left."""
    return bool(live_credentials(user_ref, *SECOND_FACTORS))


@counted
def has_passkey(user_ref: str) -> bool:
    """Whether the account has a passkey."""
    return bool(live_credentials(user_ref, "passkey"))


@counted
def has_recovery_codes(user_ref: str) -> bool:
    """Whether the account has recovery codes left."""
    return bool(live_credentials(user_ref, "recovery"))


@counted
def needs_second_factor(roles: frozenset[Role]) -> bool:
    """Whether a person with these roles must prove it with a second factor."""
    return not roles.isdisjoint(NEEDS_SECOND_FACTOR)


@counted
def trust_ref() -> str | None:
    """The trust of this installation, or None before it was founded."""
    trust = the_trust()
    return trust.ref if trust else None


@counted
def username_of(user_ref: str) -> str:
    """The account's user name."""
    row = db.session.get(User, user_ref)
    return (unseal(row, "username") if row else None) or ""


@counted
def passkey_named(trust: str, handle: str) -> Known | None:
    """What checks the answer of a passkey, or None when we know no such passkey."""
    row = passkey_by_handle(trust, handle)
    return Known(unseal(row, "secret") or "", row.counter) if row else None


@counted
def passkeys_of(user_ref: str) -> list[str]:
    """The ids of the account's passkeys."""
    rows = live_credentials(user_ref, "passkey")
    return [handle_in(unseal(row, "secret") or "") for row in rows]


@counted
def words_known_of(actor: Actor) -> list[str]:
    """What anybody would try in a password of this person: names, school, trust."""
    person = db.session.get(Person, actor.person_ref)
    orgs = (db.session.get(Org, ref) for ref in (actor.school_ref, actor.trust_ref))
    columns = ("given_name", "family_name", "preferred_name", "former_names", "email")
    found = [unseal(person, column) for column in columns] if person else []
    named = [org.name for org in orgs if org]
    return [*(word for word in found if word), *named, username_of(actor.user_ref)]


@counted
def schools_of(actor: Actor) -> list[tuple[str, str]]:
    """The schools the person may turn to, as reference and name."""
    held = roles_held(actor.person_ref)
    return [(org.ref, org.name) for org in schools_open_to(held, actor.trust_ref)]
