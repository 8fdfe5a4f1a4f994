"""Elevation: case content opened for a short time after a fresh second factor."""

from dataclasses import dataclass, field

from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command, note, touch, upkeep
from school.identity.commands.signing_in import (
    CodeUsed,
    Held,
    NotProven,
    SecondFactor,
    count_try,
    second_factor,
    use_up,
)
from school.identity.models import Elevation, ElevationActivity, SignIn
from school.identity.permissions import SigningAct
from school.identity.permissions.signing_in import (
    elevation_bound_to,
    live_credentials,
    open_elevations,
    own_sign_in,
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
class Fresh:
    """A fresh second factor, why it was given, and the sign-in's next token."""

    person_ref: str
    proof: SecondFactor
    token: str = field(repr=False)
    reason: str | None = field(default=None, repr=False)
    address: str = ""


def try_to_elevate(actor: Actor, typed: str, fresh: Fresh) -> str:
    """Elevate by a typed code. Raises NotProven, Held, or Invalid for a thin reason."""
    check_reason(fresh.reason)
    until = count_try(actor, ((user_mac(actor, "elevation"), FREE_TRIES),))
    if until:
        raise Held(until)
    factors = live_credentials(actor.user_ref, *SECOND_FACTORS)
    proof = second_factor(actor.trust_ref, factors, typed) if factors else None
    if proof is None:
        fail_elevation(actor, fresh, "code")
        raise NotProven
    given = Fresh(fresh.person_ref, proof, fresh.token, fresh.reason, fresh.address)
    return elevate_or_fail(actor, given)


def elevate_or_fail(actor: Actor, fresh: Fresh) -> str:
    """Elevate, or record that the code had been used. Raises NotProven."""
    try:
        return elevate(actor, fresh)
    except CodeUsed:
        fail_elevation(actor, fresh, "code_used")
        raise NotProven from None


def check_reason(reason: str | None) -> None:
    """Raises Invalid unless there is no reason, or one that says something."""
    if reason is not None and len(reason.strip()) < SHORTEST_REASON:
        raise Invalid({"reason": "reason"})


@command(SigningAct.ELEVATE)
def elevate(actor: Actor, fresh: Fresh) -> str:
    """Begin an elevation: ten minutes sliding, thirty at most. The sign-in's token
    changes, so that one stolen earlier opens nothing (T15). Raises CodeUsed.
    """
    check_reason(fresh.reason)
    use_up(fresh.proof)
    for earlier in open_elevations(actor.sign_in_ref):
        _end(earlier, "replaced")
    begun_at = clock.now()
    row = Elevation(
        ref=new_ref(),
        school_ref=actor.school_ref,
        sign_in_ref=actor.sign_in_ref,
        person_ref=actor.person_ref,
        factor=fresh.proof.factor,
        bound_to=elevation_bound_to(actor, network_of(fresh.address)),
        begun_at=begun_at,
        ends_at=begun_at + ELEVATION_CAP,
    )
    seal(row, "reason", fresh.reason)
    db.session.add(row)
    db.session.add(ElevationActivity(elevation_ref=row.ref, last_used_at=begun_at))
    sign_in = db.session.get(SignIn, actor.sign_in_ref)
    if sign_in is not None:
        sign_in.token_mac = token_mac(actor.trust_ref, fresh.token)
    note(factor=fresh.proof.factor, with_reason=fresh.reason is not None)
    touch(row.ref)
    return row.ref


@command(SigningAct.FAIL_ELEVATION)
def fail_elevation(actor: Actor, fresh: Fresh, why: str) -> str:
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
    touch(row.ref)


@upkeep("elevation.touched")
def touch_elevation(actor: Actor, elevation_ref: str) -> None:
    """Write down that the elevation is in use."""
    row = db.session.get(ElevationActivity, elevation_ref)
    if row:
        row.last_used_at = clock.now()
