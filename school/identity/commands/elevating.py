"""Elevation: case content opened for a short time after a fresh second factor."""

from dataclasses import dataclass, field

from school.foundation import clock, proofs
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.foundation.for_a_while import keeping
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command, note, touch, upkeep
from school.identity.commands.proving import (
    CodeUsed,
    NotProven,
    SecondFactor,
    count_or_hold,
    forgive,
    second_factor,
    use_up,
)
from school.identity.commands.signing_in import PasskeyTry, passkey_proof
from school.identity.models import Elevation, ElevationActivity, SignIn
from school.identity.permissions import SigningAct
from school.identity.permissions.signing_in import (
    elevation_bound_to,
    live_credentials,
    open_elevations,
    own_sign_in,
    passkey_by_handle,
    token_mac,
    user_mac,
)
from school.identity.states import (
    ELEVATION_CAP,
    FREE_TRIES,
    SECOND_FACTORS,
    SHORTEST_REASON,
    network_of,
)


@dataclass(frozen=True)
class Asked:
    """Why somebody asks for case content, where it was asked, and from where."""

    reason: str | None = field(default=None, repr=False)
    address: str = ""


@dataclass(frozen=True)
class Fresh:
    """A fresh second factor, what for, and the sign-in's next token."""

    person_ref: str
    proof: SecondFactor
    token: str = field(repr=False)
    asked: Asked = Asked()


def try_to_elevate(actor: Actor, code: str, asked: Asked) -> str:
    """Elevate by a typed code; gives the sign-in's next token.

    Raises NotProven, Held, or Invalid for a reason that says nothing.
    """
    check_reason(asked.reason)
    count_or_hold(actor, (user_mac(actor, "elevation"), FREE_TRIES))
    factors = live_credentials(actor.user_ref, *SECOND_FACTORS)
    proof = second_factor(factors, code)
    if proof is None:
        fail_elevation(actor, actor, "code")
        raise NotProven
    return _elevate_with(actor, proof, asked)


def elevate_by_passkey(actor: Actor, checked: PasskeyTry, asked: Asked) -> str:
    """Elevate by one's own passkey, whose answer was right; gives the next token."""
    check_reason(asked.reason)
    row = passkey_by_handle(actor.trust_ref, checked.handle)
    if row is None or row.user_ref != actor.user_ref:
        fail_elevation(actor, actor, "passkey")
        raise NotProven
    return _elevate_with(actor, passkey_proof(row, checked), asked)


def _elevate_with(actor: Actor, proof: SecondFactor, asked: Asked) -> str:
    token = proofs.new_token()
    try:
        elevate(actor, Fresh(actor.person_ref, proof, token, asked))
    except CodeUsed:
        fail_elevation(actor, actor, "code_used")
        raise NotProven from None
    return token


def check_reason(reason: str | None) -> None:
    """Raises Invalid unless none is asked for, or it says something."""
    if reason is not None and len(reason.strip()) < SHORTEST_REASON:
        raise Invalid({"reason": "reason"})


@command(SigningAct.ELEVATE)
def elevate(actor: Actor, fresh: Fresh) -> str:
    """Begin an elevation: ten minutes sliding, thirty at most. The sign-in's token
    changes, so that one stolen earlier opens nothing (T15). Raises CodeUsed.
    """
    check_reason(fresh.asked.reason)
    use_up(fresh.proof)
    forgive((user_mac(actor, "elevation"),))
    for earlier in open_elevations(actor.sign_in_ref):
        _end(earlier, "replaced" if actor.elevated else "lapsed")
    begun_at = clock.now()
    row = Elevation(
        ref=new_ref(),
        school_ref=actor.school_ref,
        sign_in_ref=actor.sign_in_ref,
        person_ref=actor.person_ref,
        factor=fresh.proof.factor,
        bound_to=elevation_bound_to(actor, network_of(fresh.asked.address)),
        begun_at=begun_at,
        ends_at=begun_at + ELEVATION_CAP,
    )
    seal(row, "reason", fresh.asked.reason)
    activity = ElevationActivity(elevation_ref=row.ref, last_used_at=begun_at)
    db.session.add_all([row, activity])
    _change_token(actor, fresh.token)
    note(factor=fresh.proof.factor, with_reason=fresh.asked.reason is not None)
    touch(row.ref)
    return row.ref


def _change_token(actor: Actor, token: str) -> None:
    sign_in = own_sign_in(actor, actor.sign_in_ref)
    if sign_in is not None:
        sign_in.token_mac = token_mac(actor.trust_ref, token)
        touch(sign_in.ref)


@command(SigningAct.FAIL_ELEVATION)
def fail_elevation(actor: Actor, whose: Actor, why: str) -> str:
    """A wrong second factor of somebody who is signed in."""
    note(why=why)
    touch(actor.sign_in_ref)
    return actor.sign_in_ref


@command(SigningAct.DROP_ELEVATION, of=own_sign_in)
def drop_elevation(actor: Actor, sign_in: SignIn, why: str) -> str:
    """End whatever elevation the sign-in has: blank screen, sign-out, by hand."""
    for row in open_elevations(sign_in.ref):
        _end(row, why)
    note(why=why)
    return sign_in.ref


def _end(row: Elevation, why: str) -> None:
    row.ended_at, row.ended_why = clock.now(), why
    keeping().forget(row.sign_in_ref)
    touch(row.ref)


@upkeep("elevation.touched")
def touch_elevation(actor: Actor, elevation_ref: str) -> None:
    """Write down that the elevation is in use."""
    row = db.session.get(ElevationActivity, elevation_ref)
    if row:
        row.last_used_at = clock.now()
