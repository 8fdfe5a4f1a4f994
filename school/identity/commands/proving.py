"""Proving who one is: what counts as proof, used once, and tried not too often."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from school.foundation import clock, proofs
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Refused
from school.foundation.passwords import passwords
from school.foundation.sealing import mac, unseal
from school.gate import upkeep
from school.identity.models import Credential, Throttle, UsedCode
from school.identity.permissions.signing_in import live_credentials, user_mac
from school.identity.states import FREE_TRIES, TRIES_FORGOTTEN, hold_after
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


class CodeUsed(Refused):
    """A one-time code was given for the second time."""

    def __init__(self) -> None:
        super().__init__("code_used")


@dataclass(frozen=True)
class SecondFactor:
    """A factor that was right, and what it uses up: fingerprints of one-time codes,
    credentials that serve once, passkeys with their new counter.
    """

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
    rows = [(slate_of(subject, now), free) for subject, free in subjects]
    held = [row.held_until for row, _ in rows if row.held_until]
    if held and max(held) > now:
        return max(held)
    for row, free in rows:
        row.tries += 1
        hold = hold_after(row.tries, free)
        row.held_until = now + hold if hold else None
    return None


def slate_of(
    subject: str, now: datetime, forgotten: timedelta = TRIES_FORGOTTEN
) -> Throttle:
    """The count of a subject, begun afresh after a long enough rest; in an upkeep."""
    row = db.session.get(Throttle, subject)
    if row is None:
        row = Throttle(subject_mac=subject, tries=0, since=now)
        db.session.add(row)
    elif row.since < now - forgotten:
        row.tries, row.held_until = 0, None
    row.since = now
    return row


def count_or_hold(actor: Actor, *subjects: tuple[str, int]) -> None:
    """Count a try. Raises Held when it comes too soon after too many others."""
    until = count_try(actor, subjects)
    if until:
        raise Held(until)


def forgive(subjects: tuple[str, ...]) -> None:
    """After a success, inside an act: the first one's slate is clean; a later one (an
    address) keeps what others did there.
    """
    # All are read before one is changed: then they are written, and locked, in the
    # same order as by whoever counts a try at that moment.
    rows = [db.session.get(Throttle, subject) for subject in subjects]
    for number, row in enumerate(rows):
        if row and number == 0:
            row.tries, row.held_until = 0, None
        elif row:
            row.tries = max(0, row.tries - 1)


def second_factor(factors: list[Credential], typed: str) -> SecondFactor | None:
    """Which of the factors the typed code is, or None when it is none of them."""
    plain = proofs.recovery_code(typed)
    for row in factors:
        if row.kind == "totp":
            step = proofs.step_of(unseal(row, "secret") or "", typed, clock.now())
            if step is not None:
                return SecondFactor("totp", codes=(step_mac(row, step),))
        if row.kind == "recovery" and plain and _is(row, plain):
            return SecondFactor("recovery", spent=(row.ref,))
    return None


def _is(row: Credential, plain: str) -> bool:
    return proofs.equal(row.handle_mac or "", recovery_mac(row, plain))


def step_mac(row: Credential, step: int) -> str:
    """The keyed fingerprint of one step of an authenticator's time."""
    return mac(row.school_ref, "used code", f"{row.ref} {step}")


def recovery_mac(row: Credential, plain: str) -> str:
    """The keyed fingerprint by which alone a recovery code is kept."""
    return mac(row.school_ref, "recovery code", f"{row.user_ref} {plain}")


def use_up(proof: SecondFactor) -> None:
    """Make sure, inside an act, that what served once serves no second time.

    Raises CodeUsed when it had.
    """
    now = clock.now()
    for code in proof.codes:
        if db.session.get(UsedCode, code):
            raise CodeUsed
        db.session.add(UsedCode(code_mac=code, used_at=now))
    for ref in proof.spent:
        row = _usable(ref)
        row.used_at = row.ended_at = now
    for ref, counter in proof.counters:
        row = _usable(ref)
        row.used_at, row.counter = now, counter
    try:
        db.session.flush()
    except IntegrityError:
        # Two at once: the other one was first.
        raise CodeUsed from None


def _usable(ref: str) -> Credential:
    # Locked, so that of two at once on PostgreSQL the second one sees the first.
    row = db.session.get(Credential, ref, with_for_update=True)
    if row is None or row.ended_at:
        raise CodeUsed
    return row


def check_password(actor: Actor, typed: str) -> None:
    """Ask a signed-in person for the password again. Raises NotProven or Held."""
    count_or_hold(actor, (user_mac(actor, "password again"), FREE_TRIES))
    found = live_credentials(actor.user_ref, "password")
    hashed = unseal(found[-1], "secret") if found else None
    # Hashing takes long: no transaction may be open meanwhile (decision 1).
    db.session.remove()
    if not passwords().matches(hashed, typed):
        raise NotProven
