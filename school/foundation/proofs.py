"""What proves a person apart from a password: one-time codes and spoken slips."""

import hmac
import re
import secrets
from datetime import datetime

import pyotp

from school.foundation.references import ALPHABET

ISSUER = "Safeguard"
STEP_SECONDS = 30
TOKEN_BYTES = 32
SPOKEN_GROUPS = 4
SPOKEN_GROUP = 5
RECOVERY_LENGTH = 10
# No letter in these can be taken for another when read out or written down.
_SAID = "abcdefghjkmnpqrstuvwxyz23456789"
_MISREAD = str.maketrans("OIL", "011")


def new_token() -> str:
    """What the cookie holds: 256 random bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def equal(one: str, other: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell how nearly."""
    return hmac.compare_digest(one, other)


def new_first_password() -> str:
    """A one-time first password, to be read off a slip: 99 random bits."""
    groups = (
        "".join(secrets.choice(_SAID) for _ in range(SPOKEN_GROUP))
        for _ in range(SPOKEN_GROUPS)
    )
    return "-".join(groups)


def new_seed() -> str:
    """The secret that an authenticator app and we share (160 bits, base 32)."""
    return pyotp.random_base32()


def seed_address(seed: str, username: str) -> str:
    """What the QR code says to the app (Key URI format)."""
    return pyotp.TOTP(seed).provisioning_uri(name=username, issuer_name=ISSUER)


def code_at(seed: str, instant: datetime) -> str:
    """The code the app shows at that moment."""
    return pyotp.TOTP(seed).at(instant)


def step_of(seed: str, code: str, instant: datetime) -> int | None:
    """Which step of time the code belongs to, one before to one after, or None.

    RFC 6238 §5.2: a step may be used once only; the caller remembers it.
    """
    typed = re.sub(r"\s", "", code)
    if not re.fullmatch(r"[0-9]{6}", typed):
        return None
    now = int(instant.timestamp()) // STEP_SECONDS
    found = None
    for step in (now - 1, now, now + 1):
        right = pyotp.TOTP(seed).at(step * STEP_SECONDS)
        if equal(right, typed):
            found = step
    return found


def new_recovery_code() -> str:
    """A recovery code as printed, in two groups of five: 50 random bits."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_LENGTH))
    return f"{code[:5]}-{code[5:]}"


def recovery_code(typed: str) -> str | None:
    """A recovery code as kept, however it was typed, or None when it is not one."""
    plain = re.sub(r"[\s-]", "", typed).upper().translate(_MISREAD)
    right = re.fullmatch(rf"[{ALPHABET}]{{{RECOVERY_LENGTH}}}", plain)
    return plain if right else None
