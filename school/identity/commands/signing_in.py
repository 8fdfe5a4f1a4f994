"""Signing in: the try, the sign-in itself, where it acts, and its end."""

from dataclasses import dataclass, field

from school.foundation import clock, proofs
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Refused
from school.foundation.for_a_while import keeping
from school.foundation.passwords import passwords
from school.foundation.references import new_ref
from school.foundation.sealing import mac, seal, unseal
from school.gate import command, note, touch, upkeep
from school.identity.commands.proving import (
    Blocked,
    CodeUsed,
    NotProven,
    SecondFactor,
    count_or_hold,
    forgive,
    second_factor,
    use_up,
)
from school.identity.models import (
    Credential,
    FailedSignIn,
    SignIn,
    SignInActivity,
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
    passkey_by_handle,
    token_mac,
    username_mac,
)
from school.identity.states import (
    ABSOLUTE,
    FREE_TRIES,
    FREE_TRIES_FROM_ONE_ADDRESS,
    SECOND_FACTORS,
)


@dataclass(frozen=True)
class Place:
    """From where somebody asks: the device in a few words, and its address. A device
    that was signed in on before has an id and knows accounts, by fingerprint.
    """

    device: str = ""
    address: str = ""
    device_ref: str = ""
    knows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Try:
    """What somebody typed to sign in."""

    username: str = field(repr=False)
    password: str = field(repr=False)
    code: str = field(default="", repr=False)


@dataclass(frozen=True)
class Proven:
    """A person has proven who they are; `token` is what the cookie will hold."""

    person_ref: str
    user_ref: str
    proof: SecondFactor
    token: str = field(repr=False)
    place: Place = Place()
    throttled: tuple[str, ...] = ()


@dataclass(frozen=True)
class Failure:
    """A try in vain: at which account, if there is such a one, and what was asked."""

    user_ref: str | None
    asked: str
    why: str
    place: Place


@dataclass(frozen=True)
class _Tried:
    user: User | None = None
    password: Credential | None = None
    factors: tuple[Credential, ...] = ()


def try_to_sign_in(trust_ref: str, typed: Try, place: Place) -> str:
    """Sign somebody in by name, password and code; gives the cookie's token.

    Raises NotProven, Held or Blocked; each failure is recorded in the trust's log.
    A name that nobody has costs as much as a wrong password (T16, ASVS 6.3.8).
    """
    nobody = Actor.nobody(trust_ref)
    by_name = username_mac(trust_ref, typed.username)
    counted = _counted(trust_ref, by_name, place)
    count_or_hold(nobody, *counted)
    tried = _tried(trust_ref, typed.username)
    hashed = unseal(tried.password, "secret") if tried.password else None
    # Hashing takes long: no transaction may be open meanwhile (decision 1).
    db.session.remove()
    right = passwords().matches(hashed, typed.password)
    proof = _proof(tried, typed.code) if right else None
    if tried.user is None or proof is None:
        why = "code" if right else "password"
        record_failure(nobody, Failure(_ref(tried.user), by_name, why, place))
        raise NotProven
    user = tried.user
    token, throttled = proofs.new_token(), tuple(subject for subject, _ in counted)
    proven = Proven(user.person_ref, user.ref, proof, token, place, throttled)
    return admit(trust_ref, user, proven)


def device_knows(trust_ref: str, username: str) -> str:
    """The fingerprint under which a device remembers an account."""
    return username_mac(trust_ref, username)[:16]


def _counted(trust_ref: str, by_name: str, place: Place) -> list[tuple[str, int]]:
    """Under what a try is counted. A device on which the account was used before has
    a count of its own, so that nobody else's failures keep its owner waiting.
    """
    if by_name[:16] in place.knows:
        own = mac(trust_ref, "device", f"{place.device_ref} {by_name}")
        return [(own, FREE_TRIES)]
    by_address = mac(trust_ref, "address", place.address)
    return [(by_name, FREE_TRIES), (by_address, FREE_TRIES_FROM_ONE_ADDRESS)]


def _tried(trust_ref: str, username: str) -> _Tried:
    user = account_by_name(trust_ref, username)
    if user is None:
        return _Tried()
    found = live_credentials(user.ref, "password")
    factors = live_credentials(user.ref, *SECOND_FACTORS)
    return _Tried(user, found[-1] if found else None, tuple(factors))


def _proof(tried: _Tried, code: str) -> SecondFactor | None:
    # Somebody without any second factor needs none yet to sign in.
    none_yet = SecondFactor("password")
    found = second_factor(list(tried.factors), code) if tried.factors else none_yet
    if found is None or tried.password is None or not tried.password.one_time:
        return found
    return SecondFactor(found.factor, found.codes, (*found.spent, tried.password.ref))


def _ref(user: User | None) -> str | None:
    return user.ref if user else None


@dataclass(frozen=True)
class PasskeyTry:
    """What a passkey device answered, before and after the answer was checked."""

    handle: str
    challenge: str
    counter: int = 0


def fail_by_passkey(trust_ref: str, handle: str, place: Place) -> None:
    """Record a passkey that did not open anything. Raises Held when it was often."""
    nobody = Actor.nobody(trust_ref)
    by_address = mac(trust_ref, "address", place.address)
    count_or_hold(nobody, (by_address, FREE_TRIES_FROM_ONE_ADDRESS))
    row = passkey_by_handle(trust_ref, handle)
    asked = mac(trust_ref, "passkey", handle)
    failure = Failure(row.user_ref if row else None, asked, "passkey", place)
    record_failure(nobody, failure)


def sign_in_by_passkey(trust_ref: str, checked: PasskeyTry, place: Place) -> str:
    """Sign in the owner of a passkey whose answer was right; gives the token.

    A passkey that knows its owner is two factors in one. Raises Blocked, NotProven.
    """
    row = passkey_by_handle(trust_ref, checked.handle)
    user = db.session.get(User, row.user_ref) if row else None
    if row is None or user is None:
        raise NotProven
    proof = passkey_proof(row, checked)
    proven = Proven(row.person_ref, user.ref, proof, proofs.new_token(), place)
    return admit(trust_ref, user, proven)


def passkey_proof(row: Credential, checked: PasskeyTry) -> SecondFactor:
    """A right answer of a passkey as a factor: its challenge serves once."""
    used = mac(row.school_ref, "used challenge", checked.challenge)
    return SecondFactor(
        "passkey", codes=(used,), counters=((row.ref, checked.counter),)
    )


def admit(trust_ref: str, user: User, proven: Proven) -> str:
    """Let a proven person in, unless the account is blocked or holds no role today.

    Raises Blocked, and NotProven when the one-time code had been used.
    """
    nobody = Actor.nobody(trust_ref)
    shut = user.blocked_at or not user.enabled
    actor = None if shut else actor_at_home(trust_ref, user)
    if actor is None:
        record_failure(nobody, Failure(user.ref, "", "blocked", proven.place))
        raise Blocked
    try:
        sign_in(actor, proven)
    except CodeUsed:
        record_failure(nobody, Failure(user.ref, "", "code_used", proven.place))
        raise NotProven from None
    return proven.token


def actor_at_home(trust_ref: str, user: User) -> Actor | None:
    """The person in the school they belong to, or else the first they may act in."""
    held = roles_held(user.person_ref)
    schools = [org.ref for org in schools_open_to(held, trust_ref)]
    if not schools:
        return None
    at_home = user.school_ref in schools and user.school_ref != trust_ref
    home = user.school_ref if at_home else schools[0]
    return Actor(
        person_ref=user.person_ref,
        school_ref=home,
        trust_ref=trust_ref,
        roles=roles_there(held, home, trust_ref),
        user_ref=user.ref,
    )


@command(SigningAct.FAIL_SIGN_IN)
def record_failure(actor: Actor, failure: Failure) -> str:
    """A try in vain, in the trust's log. The owner of a known account is shown it."""
    user = db.session.get(User, failure.user_ref) if failure.user_ref else None
    note(
        why=failure.why if user else "unknown",
        device=failure.place.device,
        address=mac(actor.trust_ref, "address", failure.place.address)[:16],
    )
    if user is None:
        touch(failure.asked[:16])
        return failure.asked[:16]
    row = FailedSignIn(
        ref=new_ref(),
        school_ref=user.school_ref,
        user_ref=user.ref,
        device=failure.place.device,
        failed_at=clock.now(),
    )
    seal(row, "address", failure.place.address or None)
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
        factor=proven.proof.factor,
        device=proven.place.device,
        begun_at=begun_at,
        ends_at=begun_at + ABSOLUTE,
    )
    seal(row, "address", proven.place.address or None)
    # Whoever has a role in the trust alone has not turned to a school yet.
    at_home = actor.school_ref in roles_held(actor.person_ref)
    activity = SignInActivity(
        sign_in_ref=row.ref,
        last_seen_at=begun_at,
        school_ref=actor.school_ref if at_home else None,
    )
    db.session.add_all([row, activity])
    use_up(proven.proof)
    forgive(proven.throttled)
    note(factor=proven.proof.factor, device=proven.place.device)
    touch(row.ref, proven.user_ref)
    return row.ref


@command(SigningAct.END_SIGN_IN, of=own_sign_in)
def end_sign_in(actor: Actor, row: SignIn, why: str) -> str:
    """End one of one's own sign-ins, here or on another device."""
    keeping().forget(row.ref)
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
