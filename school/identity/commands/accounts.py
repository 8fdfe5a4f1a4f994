"""Accounts: opened with a one-time password, blocked, opened again."""

from dataclasses import dataclass
from datetime import datetime

from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Refused, Stale
from school.foundation.for_a_while import keeping
from school.foundation.references import new_ref
from school.foundation.sealing import reseal, seal
from school.gate import command, note, touch
from school.identity.models import Credential, FactorReset, User
from school.identity.permissions import Act, SigningAct
from school.identity.permissions.signing_in import (
    account_by_name,
    account_kept,
    account_of,
    live_credentials,
    live_sign_ins,
    own_account,
    person_kept,
    reset_kept,
    username_mac,
)
from school.identity.permissions.slips import handover_of, live_slips, write_handover
from school.identity.states import (
    FACTOR_RESET_WAITS,
    FIRST_PASSWORD_LIVES,
    SECOND_FACTORS,
)
from school.notices.notify import NOW, notify


@dataclass(frozen=True)
class NewAccount:
    """An account to be opened; `hashed` is its first password's Argon2id hash.

    Only the product itself (demonstration, tests) may open one for good at once.
    """

    person_ref: str
    username: str
    hashed: str
    one_time: bool = True


@dataclass(frozen=True)
class Unblocking:
    """What was done before a blocked account is opened again (G-23), and in words."""

    steps: tuple[str, ...]
    note: str
    hashed: str


UNBLOCKING_STEPS = ("spoke_in_person", "looked_at_sign_ins", "told_of_break_in")


@command(Act.OPEN_ACCOUNT)
def open_account(actor: Actor, new: NewAccount) -> str:
    """Open an account for a person without one. Its password dies at first use, or
    72 hours later. Raises Hidden for a person whose accounts the actor does not keep,
    Invalid when the name is taken or the person has an account.
    """
    person = person_kept(actor, new.person_ref)
    if person is None:
        raise Hidden("no such person")
    if not new.one_time and not actor.has(Role.MACHINE):
        raise Refused("one_time_only")
    if account_of(person.ref):
        raise Invalid({"username": "has_account"})
    if account_by_name(actor.trust_ref, new.username):
        raise Invalid({"username": "taken"})
    row = User(
        ref=new_ref(),
        school_ref=person.school_ref,
        person_ref=person.ref,
        username_mac=username_mac(actor.trust_ref, new.username),
        must_change_password=new.one_time,
        made_at=clock.now(),
    )
    seal(row, "username", new.username.strip())
    db.session.add(row)
    _put_password(row, new.hashed, one_time=new.one_time)
    touch(row.ref, person.ref)
    return row.ref


@command(SigningAct.ISSUE_PASSWORD, of=account_kept)
def issue_password(actor: Actor, user: User, hashed: str) -> str:
    """A new one-time password, handed over in person; every sign-in ends."""
    if user.blocked_at:
        raise Stale("a blocked account is opened again first")
    _start_afresh(user, hashed)
    touch(user.person_ref)
    return user.ref


@command(SigningAct.HAND_OVER_SLIP, of=account_kept)
def hand_over_slip(actor: Actor, user: User) -> str:
    """Say that the slip is in its owner's hand (G-27): by whom, and when. Raises Stale
    when it was said already, or no slip waits.
    """
    slip = next(iter(live_slips([user.ref])), None)
    if slip is None or handover_of(slip):
        raise Stale("no slip waits to be handed over")
    write_handover(slip, actor.person_ref)
    touch(slip.ref, user.person_ref)
    return user.ref


@command(SigningAct.CHANGE_PASSWORD, of=own_account)
def change_password(actor: Actor, user: User, hashed: str) -> str:
    """The person's own choice. Every other sign-in of theirs ends."""
    _put_password(user, hashed, one_time=False)
    user.must_change_password = False
    end_sign_ins(user, "password_changed", but=actor.sign_in_ref)
    return user.ref


@command(SigningAct.BLOCK_ACCOUNT, of=account_kept)
def block_account(actor: Actor, user: User, why: str) -> str:
    """Block the account and end its sign-ins at once; `why` is one of a few codes."""
    if user.blocked_at:
        raise Stale("the account is blocked already")
    _block(user, why, actor.person_ref)
    return user.ref


@command(SigningAct.UNBLOCK_ACCOUNT, of=account_kept)
def unblock_account(actor: Actor, user: User, done: Unblocking) -> str:
    """Open a blocked account again, with a new one-time password.

    Raises Invalid until each step is ticked and told in words (G-23).
    """
    if not user.blocked_at:
        raise Stale("the account is not blocked")
    if set(done.steps) != set(UNBLOCKING_STEPS):
        raise Invalid({"steps": "all_steps"})
    if not done.note.strip():
        raise Invalid({"note": "note"})
    note(blocked_why=user.blocked_why)
    user.blocked_at = user.blocked_why = user.blocked_by = None
    reseal(user, unblocked_note=done.note)
    _start_afresh(user, done.hashed)
    touch(user.person_ref)
    return user.ref


@command(SigningAct.DISOWN_SIGN_INS, of=own_account)
def disown_sign_ins(actor: Actor, user: User, keepers: list[str]) -> str:
    """ "This was not me": everything ends, the account is blocked, the keepers of
    accounts are told at once (G-16).
    """
    _block(user, "disowned", actor.person_ref)
    for keeper in keepers:
        notify(keeper, actor.school_ref, NOW, "/accounts")
    return user.ref


@command(SigningAct.REQUEST_FACTOR_RESET, of=account_kept)
def request_factor_reset(actor: Actor, user: User, why: str) -> str:
    """The first of two: ask that somebody's second factors be removed."""
    asked_at = clock.now()
    row = FactorReset(
        ref=new_ref(),
        user_ref=user.ref,
        person_ref=user.person_ref,
        why=why,
        requested_by=actor.person_ref,
        requested_at=asked_at,
        ends_at=asked_at + FACTOR_RESET_WAITS,
    )
    db.session.add(row)
    note(why=why)
    touch(row.ref, user.person_ref)
    return row.ref


@command(SigningAct.RESET_FACTORS, of=reset_kept)
def reset_factors(actor: Actor, row: FactorReset) -> str:
    """The second of two agrees: the factors go, and every sign-in ends.

    Raises Stale when it was agreed already, or asked more than seven days ago.
    """
    user = db.session.get(User, row.user_ref)
    if row.approved_at or row.ends_at <= clock.now() or user is None:
        raise Stale("this request is over")
    row.approved_by, row.approved_at = actor.person_ref, clock.now()
    end_credentials(user.ref, *SECOND_FACTORS)
    end_sign_ins(user, "factors_reset")
    touch(row.ref, user.ref, user.person_ref)
    return user.ref


def end_sign_ins(user: User, why: str, *, but: str = "") -> None:
    """End the account's sign-ins, inside an act; `but` is one to leave open."""
    ended = clock.now()
    for sign_in in live_sign_ins(user.ref):
        if sign_in.ref != but:
            sign_in.ended_at, sign_in.ended_why = ended, why
            keeping().forget(sign_in.ref)
            touch(sign_in.ref)


def end_credentials(user_ref: str, *kinds: str) -> None:
    """End every proof of these kinds, inside an act."""
    for credential in live_credentials(user_ref, *kinds):
        credential.ended_at = clock.now()
        touch(credential.ref)


def new_credential(user: User, kind: str, secret: str) -> Credential:
    """A proof of the account's, sealed, added inside an act."""
    row = Credential(
        ref=new_ref(),
        school_ref=user.school_ref,
        user_ref=user.ref,
        person_ref=user.person_ref,
        kind=kind,
        made_at=clock.now(),
    )
    seal(row, "secret", secret)
    db.session.add(row)
    return row


def _put_password(user: User, hashed: str, *, one_time: bool) -> None:
    end_credentials(user.ref, "password")
    row = new_credential(user, "password", hashed)
    row.one_time = one_time
    row.expires_at = _first_password_dies() if one_time else None


def _first_password_dies() -> datetime:
    return clock.now() + FIRST_PASSWORD_LIVES


def _start_afresh(user: User, hashed: str) -> None:
    _put_password(user, hashed, one_time=True)
    user.must_change_password = True
    end_sign_ins(user, "password_issued")


def _block(user: User, why: str, by: str) -> None:
    user.blocked_at, user.blocked_why, user.blocked_by = clock.now(), why, by
    end_sign_ins(user, "blocked")
    note(why=why)
    touch(user.person_ref)
