"""The police in school: purposes, powers, the appropriate adult, what was amiss."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, fill


@dataclass(frozen=True, kw_only=True)
class Choice(Entry):
    """One thing to choose, and what helps to choose it."""

    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Purpose(Choice):
    """Why they are here; `interview`: a pupil is questioned about what they did."""

    interview: bool = False


@dataclass(frozen=True, kw_only=True)
class Came(Choice):
    """How it came that they are here; `called`: the school called them."""

    called: bool = False


@dataclass(frozen=True, kw_only=True)
class Presence(Choice):
    """Whether an adult stood by the pupil; `urgent`: the one reason why not."""

    present: bool = False
    urgent: bool = False


@dataclass(frozen=True, kw_only=True)
class Parents(Choice):
    """What the parents knew; `excused`: a reason why they did not know before."""

    told: bool = False
    excused: bool = False


@dataclass(frozen=True, kw_only=True)
class Referral(Choice):
    """Whether a referral was thought of."""

    considered: bool = False


purposes = fill("police", Purpose, "purpose")
ways_here = fill("police", Came, "came")
powers = fill("police", Choice, "power")
presences = fill("police", Presence, "presence")
relations = fill("police", Choice, "relation")
wishes = fill("police", Choice, "wish")
parents = fill("police", Parents, "parents")
sexes = fill("police", Choice, "sexes")
found = fill("police", Choice, "found")
referrals = fill("police", Referral, "referral")
deviations = fill("police", Choice, "deviation")
SHELVES = (
    *(purposes, ways_here, powers, presences, relations, wishes),
    *(parents, sexes, found, referrals, deviations),
)
