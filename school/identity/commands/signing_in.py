"""Signing in: the try, the throttle, the sign-in itself and its end."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from school.foundation import clock, proofs
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Refused
from school.foundation.passwords import passwords
from school.foundation.references import new_ref
from school.foundation.sealing import mac, seal, unseal
from school.gate import command, note, touch, upkeep
from school.identity.models import (
    Credential,
    FailedSignIn,
    SignIn,
    SignInActivity,
    Throttle,
    UsedCode,
    User,
)
from school.identity.permissions import SigningAct
from school.identity.permissions.roles import (
    roles_held,
    roles_there,
    schools_open_to,
)
from school.identity.permissions.signing_in import (
    account_by_name,
    live_credentials,
    own_sign_in,
    token_mac,
    username_mac,
)
from school.identity.states import (
    ABSOLUTE,
    FREE_TRIES,
    FREE_TRIES_FROM_ONE_ADDRESS,
    SECOND_FACTORS,
    TRIES_FORGOTTEN,
    hold_after,
)
from school.trail.append import take_turn


class NotProven(Refused):
    """Name, password or code is not right; it does not say which (ASVS 6.3.8)."""

    def __init__(self) -> None:
        super().__init__("not_proven")


class Held(Refused):
    """Too many tries: the next one counts from `until` on."""

    status = 429

    def __init__(self, until: datetime) -> None:
        super().__init__("held")
        self.until = until


class Blocked(Refused):
    """Everything was right, but the account is blocked or its roles are over."""

    def __init__(self) -> None:
        super().__init__("blocked")


@dataclass(frozen=True)
class Try:
    """What somebody typed to sign in, and from where."""

    username: str = field(repr=False)
    password: str = field(repr=False)
    code: str = field(default="", repr=False)
    device: str = ""
    address: str = ""


@dataclass(frozen=True)
class Proven:
    """A person has proven who they are: how, and what must not serve a second time."""

    person_ref: str
    user_ref: str
    factor: str
    token: str = field(repr=False)
    # Fingerprints of one-time codes, and credentials that are used up or counted on.
    codes: tuple[str, ...] = ()
    spent: tuple[str, ...] = ()
    counters: tuple[tuple[str, int], ...] = ()
    throttled: tuple[str, ...] = ()
    device: str = ""
    address: str = ""


@dataclass(frozen=True)
class Failure:
    """A try in vain: at which account, if there is such a one."""

    user_ref: str | None
    asked: str
    why: str
    device: str = ""
    address: str = ""


@dataclass(frozen=True)
class SecondFactor:
    """A second factor that was right, and what it uses up."""

    factor: str
    codes: tuple[str, ...] = ()
    spent: tuple[str, ...] = ()
    counters: tuple[tuple[str, int], ...] = ()


@upkeep("throttle.counted")
def count_try(actor: Actor, subjects: tuple[tuple[str, int], ...]) -> datetime | None:
    """Count a try before it is looked at, so that many at once gain nothing.

    `subjects` are keyed fingerprints with their free tries. Gives the moment until
    which tries are held, without counting, when one of them is held already.
    """
    take_turn(db.session.connection(), "throttle")
    now = clock.now()
    rows = [(_throttle(mac_of, now), free) for mac_of, free in subjects]
    held = [row.held_until for row, _ in rows if row.held_until and row.held_until > now]
    if held:
        return max(held)
    for row, free in rows:
        row.tries += 1
        hold = hold_after(row.tries, free)
        row.held_until = now + hold if hold else None
    return None


def _throttle(subject_mac: str, now: datetime) -> Throttle:
    row = db.session.get(Throttle, subject_mac)
    if row is None:
        row = Throttle(subject_mac=subject_mac, tries=0, since=now)
        db.session.add(row)
    elif row.since < now - TRIES_FORGOTTEN:
        row.tries, row.held_until = 0, None
    row.since = now
    return row


def try_to_sign_in(trust_ref: str, typed: Try) -> str:
    """Sign somebody in by name, password and code; gives the cookie's token.

    Raises NotProven, Held or Blocked; each failure is recorded in the trust's log.
    A name that nobody has costs as much as a wrong password (T16, ASVS 6.3.8).
    """
    nobody = Actor.nobody(trust_ref)
    by_name = username_mac(trust_ref, typed.username)
    by_address = mac(trust_ref, "address", typed.address)
    subjects = ((by_name, FREE_TRIES), (by_address, FREE_TRIES_FROM_ONE_ADDRESS))
    until = count_try(nobody, subjects)
    if until:
        raise Held(until)
    user, password, factors = _account(trust_ref, typed.username)
    hashed = unseal(password, "secret") if password else None
    # Hashing takes long: no transaction may be open meanwhile (decision 1).
    db.session.remove()
    right = passwords().matches(hashed, typed.password)
    second = second_factor(trust_ref, factors, typed.code) if right else None
    if user is None or password is None or not right or second is None:
        _fail(nobody, user, by_name, "password" if not right else "code", typed)
        raise NotProven
    if password.one_time:
        second = SecondFactor(
            second.factor, second.codes, (*second.spent, password.ref), second.counters
        )
    proven = Proven(
        person_ref=user.person_ref,
        user_ref=user.ref,
        factor=second.factor,
        token=proofs.new_token(),
        codes=second.codes,
        spent=second.spent,
        counters=second.counters,
        throttled=(by_name, by_address),
        device=typed.device,
        address=typed.address,
    )
    return admit(trust_ref, user, proven)


def admit(trust_ref: str, user: User, proven: Proven) -> str:
    """Let a proven person in, unless the account is blocked or holds no role today.

    Raises Blocked, and NotProven when the one-time code had been used.
    """
    nobody = Actor.nobody(trust_ref)
    actor = None if user.blocked_at or not user.enabled else actor_at_home(trust_ref, user)
    if actor is None:
        _record_failure(nobody, user, "", "blocked", proven.device, proven.address)
        raise Blocked
    try:
        sign_in(actor, proven)
    except CodeUsed:
        _record_failure(nobody, user, "", "code_used", proven.device, proven.address)
        raise NotProven from None
    return proven.token


class CodeUsed(Refused):
    """A one-time code was given for the second time."""

    def __init__(self) -> None:
        super().__init__("code_used")


def _account(
    trust_ref: str, username: str
) -> tuple[User | None, Credential | None, list[Credential]]:
    user = account_by_name(trust_ref, username)
    if user is None:
        return None, None, []
    found = live_credentials(user.ref, "password")
    factors = live_credentials(user.ref, *SECOND_FACTORS)
    return user, found[-1] if found else None, factors


def second_factor(
    trust_ref: str, factors: list[Credential], typed: str
) -> SecondFactor | None:
    """Which factor the typed code is, or None when it is none.

    Somebody without any second factor needs none yet to sign in.
    """
    if not factors:
        return SecondFactor("password")
    for row in factors:
        if row.kind == "totp":
            step = proofs.step_of(unseal(row, "secret") or "", typed, clock.now())
            if step is not None:
                used = mac(trust_ref, "used code", f"{row.ref} {step}")
                return SecondFactor("totp", codes=(used,))
    plain = proofs.recovery_code(typed)
    for row in factors:
        if plain and row.kind == "recovery" and row.handle_mac == recovery_mac(row, plain):
            return SecondFactor("recovery", spent=(row.ref,))
    return None


def recovery_mac(row: Credential, plain: str) -> str:
    """The keyed fingerprint by which alone a recovery code is kept."""
    return mac(row.school_ref, "recovery code", f"{row.user_ref} {plain}")


def _fail(nobody: Actor, user: User | None, asked: str, why: str, typed: Try) -> None:
    _record_failure(nobody, user, asked, why, typed.device, typed.address)


def _record_failure(
    nobody: Actor, user: User | None, asked: str, why: str, device: str, address: str
) -> None:
    record_failure(
        nobody, Failure(user.ref if user else None, asked, why, device, address)
    )


@command(SigningAct.FAIL_SIGN_IN)
def record_failure(actor: Actor, failure: Failure) -> str:
    """A try in vain, in the trust's log. The owner of a known account is shown it."""
    note(
        why=failure.why if failure.user_ref else "unknown",
        known=failure.user_ref is not None,
        device=failure.device,
        address=mac(actor.trust_ref, "address", failure.address)[:16],
    )
    user = db.session.get(User, failure.user_ref) if failure.user_ref else None
    if user is None:
        touch(failure.asked[:16])
        return failure.asked[:16]
    row = FailedSignIn(
        ref=new_ref(),
        school_ref=user.school_ref,
        user_ref=user.ref,
        device=failure.device,
        failed_at=clock.now(),
    )
    seal(row, "address", failure.address or None)
    db.session.add(row)
    touch(row.ref, user.ref)
    return row.ref


@command(SigningAct.SIGN_IN)
def sign_in(actor: Actor, proven: Proven) -> str:
    """Begin a sign-in of at most eight hours. Raises CodeUsed for a used code."""
    begun_at = clock.now()
    row = SignIn(
        ref=new_ref(),
        school_ref=actor.school_ref,
        user_ref=proven.user_ref,
        person_ref=actor.person_ref,
        token_mac=token_mac(actor.trust_ref, proven.token),
        factor=proven.factor,
        device=proven.device,
        begun_at=begun_at,
        ends_at=begun_at + ABSOLUTE,
    )
    seal(row, "address", proven.address or None)
    db.session.add(row)
    activity = SignInActivity(
        sign_in_ref=row.ref, last_seen_at=begun_at, school_ref=actor.school_ref
    )
    db.session.add(activity)
    use_up(proven)
    _forgive(proven.throttled)
    note(factor=proven.factor, device=proven.device)
    touch(row.ref, proven.user_ref)
    return row.ref


def use_up(proof: Proven | SecondFactor) -> None:
    """Make sure, inside an act, that what served once serves no second time.

    Raises CodeUsed when it had.
    """
    now = clock.now()
    for code in proof.codes:
        if db.session.get(UsedCode, code):
            raise CodeUsed
        db.session.add(UsedCode(code_mac=code, used_at=now))
    for ref in proof.spent:
        row = db.session.get(Credential, ref)
        if row is None or row.ended_at:
            raise CodeUsed
        row.used_at = row.ended_at = now
    for ref, counter in proof.counters:
        row = db.session.get(Credential, ref)
        if row is None or row.ended_at:
            raise CodeUsed
        row.used_at, row.counter = now, counter
    try:
        db.session.flush()
    except IntegrityError:
        # Two at once: the other one was first.
        raise CodeUsed from None


def _forgive(throttled: tuple[str, ...]) -> None:
    for number, subject in enumerate(throttled):
        row = db.session.get(Throttle, subject)
        if row:
            # The account's slate is clean; an address keeps what others did there.
            row.tries = 0 if number == 0 else max(0, row.tries - 1)
            row.held_until = None if number == 0 else row.held_until


def actor_at_home(trust_ref: str, user: User) -> Actor | None:
    """The person in the school they belong to, or the first they may act in."""
    held = roles_held(user.person_ref)
    schools = [org.ref for org in schools_open_to(held, trust_ref)]
    if not schools:
        return None
    home = user.school_ref if user.school_ref in schools else schools[0]
    if home == trust_ref:
        home = schools[0]
    return Actor(
        person_ref=user.person_ref,
        school_ref=home,
        trust_ref=trust_ref,
        roles=roles_there(held, home, trust_ref),
        user_ref=user.ref,
    )


@command(SigningAct.END_SIGN_IN, of=own_sign_in)
def end_sign_in(actor: Actor, row: SignIn, why: str) -> str:
    """End one of one's own sign-ins, here or on another device."""
    if row.ended_at is None:
        row.ended_at, row.ended_why = clock.now(), why
    note(why=why)
    return row.ref


@dataclass(frozen=True)
class Move:
    """Another school in which the person will act."""

    person_ref: str
    school_ref: str


@command(SigningAct.SWITCH_SCHOOL)
def switch_school(actor: Actor, move: Move) -> str:
    """Act in another of one's schools from now on. Raises Refused for any other."""
    held = roles_held(actor.person_ref)
    schools = [org.ref for org in schools_open_to(held, actor.trust_ref)]
    activity = db.session.get(SignInActivity, actor.sign_in_ref)
    if move.school_ref not in schools or activity is None:
        raise Refused("school")
    activity.school_ref = move.school_ref
    touch(actor.sign_in_ref, move.school_ref)
    return move.school_ref


@upkeep("sign_in.touched")
def touch_sign_in(actor: Actor) -> None:
    """Write down that the sign-in is in use."""
    row = db.session.get(SignInActivity, actor.sign_in_ref)
    if row:
        row.last_seen_at = clock.now()
