"""Signing in, as rules on paper: limits, holds, factors and what a device is called."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from school.foundation.actor import Role

# ASVS 5.0 §7.3, security brief T7.
IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=8)
# Security brief §4.5, level 2: ten minutes sliding, thirty at most.
ELEVATION_IDLE = timedelta(minutes=10)
ELEVATION_CAP = timedelta(minutes=30)
# The last use is written down at most this often; a limit may come early by as much.
TOUCHED_AT_MOST = timedelta(minutes=1)
ELEVATION_TOUCHED_AT_MOST = timedelta(seconds=15)
# A first password that nobody used dies (ASVS 6.4.1).
FIRST_PASSWORD_LIVES = timedelta(hours=72)
FACTOR_RESET_WAITS = timedelta(days=7)
RECOVERY_CODES = 10
SHORTEST_REASON = 10

# Tries that cost nothing, then a hold that doubles and never becomes a lock-out. Many
# people share a school's one address, so an address has more of them.
FREE_TRIES = 5
FREE_TRIES_FROM_ONE_ADDRESS = 40
FIRST_HOLD = timedelta(seconds=30)
LONGEST_HOLD = timedelta(minutes=15)
TRIES_FORGOTTEN = timedelta(hours=12)


@dataclass(frozen=True)
class Pace:
    """How often one person may do a thing at once, and after what rest afresh."""

    purpose: str
    free: int
    forgotten: timedelta


# Decision 14. An old link or two leads nowhere; nobody follows twenty of them within
# an hour. The shortest references are one of 2^50: at this pace none is ever guessed.
GUESSES = Pace("guessed", 20, timedelta(hours=1))
# A proof reads the whole database and keeps the machine busy for as long as that
# takes: once to see, once to show somebody, once for a slip of the hand.
PROOFS = Pace("proven", 3, timedelta(hours=1))
# Counts, used codes and idle times mean nothing after at most twelve hours (tries);
# a day leaves room for clocks that were set wrong.
LEFTOVERS_KEPT = timedelta(days=1)

# Whoever may open case content proves it with a second factor (matrix.csv).
NEEDS_SECOND_FACTOR = frozenset(
    {
        Role.DSL,
        Role.DEPUTY_DSL,
        Role.ACTING_DSL,
        Role.STAND_IN_DSL,
        Role.HEAD,
        Role.EXECUTIVE_HEAD,
        Role.TRUST_SAFEGUARDING_LEAD,
        Role.CHAIR,
        Role.DPO,
        Role.DIGITAL_SAFETY,
        Role.ICT,
        Role.SCHOOL_ADMIN,
        Role.SYSTEM_ADMIN,
        Role.FOUNDER,
    }
)
SECOND_FACTORS = ("totp", "passkey", "recovery")


def hold_after(tries: int, free: int = FREE_TRIES) -> timedelta | None:
    """How long the next try must wait after so many failures, or None."""
    if tries < free:
        return None
    doubled: timedelta = FIRST_HOLD * 2 ** min(tries - free, 10)
    return min(doubled, LONGEST_HOLD)


def elevated_until(begun_at: datetime, last_used_at: datetime) -> datetime:
    """When an elevation ends if it is not used again."""
    return min(last_used_at + ELEVATION_IDLE, begun_at + ELEVATION_CAP)


def plain_name(username: str) -> str:
    """A user name as it is compared: capitals and outer spaces do not count."""
    return username.strip().casefold()


def username_from(given: str, family: str) -> str:
    """A user name in plain letters, "hannah.okafor", or nothing where none are left."""
    parts = [_plain_letters(given.split(" ", maxsplit=1)[0]), _plain_letters(family)]
    return ".".join(part for part in parts if part) if all(parts) else ""


def _plain_letters(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name.translate(_BARRED)).casefold()
    return re.sub(r"[^a-z]", "", bare)


# Letters that do not come apart into a plain one and its mark.
_BARRED = str.maketrans("łŁøØđĐ", "lLoOdD")
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("CrOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("CrOS", "a Chromebook"),
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Macintosh", "a Mac"),
    ("Linux", "Linux"),
)


def device_named(user_agent: str) -> str:
    """The device in a few words, from what the browser says of itself."""
    browsers = (name for sign, name in _BROWSERS if sign in user_agent)
    systems = (name for sign, name in _SYSTEMS if sign in user_agent)
    browser, system = next(browsers, "a browser"), next(systems, None)
    return f"{browser} on {system}" if system else browser


def network_of(address: str) -> str:
    """The part of an address that stays the same in one building."""
    if ":" in address:
        return ":".join(address.split(":")[:3])
    return re.sub(r"\.\d+$", "", address)
