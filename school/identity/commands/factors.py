"""Second factors: authenticator apps, passkeys, recovery codes."""

from dataclasses import dataclass, field

from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.errors import Stale
from school.foundation.sealing import mac, seal
from school.gate import command, note, touch
from school.identity.commands.accounts import end_credentials, new_credential
from school.identity.commands.proving import (
    SecondFactor,
    recovery_mac,
    step_mac,
    use_up,
)
from school.identity.models import Credential, User
from school.identity.permissions import SigningAct
from school.identity.permissions.signing_in import (
    live_credentials,
    own_account,
    own_factor,
)


@dataclass(frozen=True)
class NewAuthenticator:
    """An authenticator app whose first code was right, with new recovery codes."""

    seed: str = field(repr=False)
    recovery: tuple[str, ...] = field(default=(), repr=False)
    # The step of time whose code was shown: it serves for nothing else.
    step: int | None = None


@dataclass(frozen=True)
class NewPasskey:
    """A passkey as the browser registered it; `public` is what checks it later."""

    handle: str
    public: str
    counter: int
    label: str


@command(SigningAct.ADD_AUTHENTICATOR, of=own_account)
def add_authenticator(actor: Actor, user: User, new: NewAuthenticator) -> str:
    """Add the app; it takes the place of an earlier one."""
    end_credentials(user.ref, "totp")
    row = new_credential(user, "totp", new.seed)
    if new.step is not None:
        use_up(SecondFactor("totp", codes=(step_mac(row, new.step),)))
    if new.recovery:
        _put_recovery_codes(user, new.recovery)
    touch(row.ref)
    return row.ref


@command(SigningAct.ADD_PASSKEY, of=own_account)
def add_passkey(actor: Actor, user: User, new: NewPasskey) -> str:
    """Add a passkey, found by its id."""
    row = new_credential(user, "passkey", new.public)
    row.handle_mac = mac(actor.trust_ref, "passkey", new.handle)
    row.counter = new.counter
    seal(row, "label", new.label)
    touch(row.ref)
    return row.ref


@command(SigningAct.REMOVE_FACTOR, of=own_factor)
def remove_factor(actor: Actor, row: Credential) -> str:
    """Remove an app or a passkey. Raises Stale for the last one: first add another."""
    others = [
        each
        for each in live_credentials(row.user_ref, "totp", "passkey")
        if each.ref != row.ref
    ]
    if not others:
        raise Stale("the last second factor stays")
    row.ended_at = clock.now()
    note(kind=row.kind)
    return row.ref


@command(SigningAct.RENEW_RECOVERY_CODES, of=own_account)
def renew_recovery_codes(actor: Actor, user: User, codes: tuple[str, ...]) -> str:
    """New recovery codes; the old ones stop at once."""
    _put_recovery_codes(user, codes)
    return user.ref


def _put_recovery_codes(user: User, codes: tuple[str, ...]) -> None:
    end_credentials(user.ref, "recovery")
    for code in codes:
        # Only the fingerprint is kept; the code itself stands on paper alone.
        row = new_credential(user, "recovery", "")
        row.handle_mac = recovery_mac(row, code)
    note(recovery_codes=len(codes))
