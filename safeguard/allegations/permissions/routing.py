"""To whom a concern about an adult goes: the line above, never the adult (§4.4).

A pure table and a pure function: no database, no clock.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from school.foundation.actor import Role


class Office(StrEnum):
    """An office that may receive a concern about an adult, lowest first."""

    HEAD = "head"
    EXECUTIVE_HEAD = "executive_head"
    CHAIR = "chair"
    TRUSTEE = "trustee"


class Post(StrEnum):
    """What the adult is, as far as the way to go depends on it."""

    STAFF = "staff"
    SAFEGUARDING = "safeguarding"
    SYSTEMS = "systems"
    HEAD = "head"
    EXECUTIVE_HEAD = "executive_head"
    GOVERNANCE = "governance"


@dataclass(frozen=True)
class Way:
    """One line of the table. `rank`: nobody of that rank or below may receive it."""

    leads: tuple[Office, ...]
    rank: int
    told: tuple[Office, ...] = ()
    review_keys: bool = False
    lado: bool = False


RANKS: Mapping[Office, int] = {
    Office.HEAD: 1,
    Office.EXECUTIVE_HEAD: 2,
    Office.CHAIR: 3,
    Office.TRUSTEE: 3,
}
# Security brief §4.4, line by line.
WAYS: Mapping[Post, Way] = {
    Post.STAFF: Way((Office.HEAD,), rank=0),
    Post.SAFEGUARDING: Way((Office.HEAD,), rank=0, told=(Office.EXECUTIVE_HEAD,)),
    Post.SYSTEMS: Way((Office.HEAD, Office.CHAIR), rank=0, review_keys=True),
    Post.HEAD: Way((Office.EXECUTIVE_HEAD, Office.CHAIR), rank=1),
    Post.EXECUTIVE_HEAD: Way((Office.CHAIR,), rank=2),
    # Only their equals are left: two of them, and the LADO.
    Post.GOVERNANCE: Way((Office.CHAIR, Office.TRUSTEE), rank=2, lado=True),
}
# A role that is not named here is staff; who holds no role at all is staff too.
POSTS: Mapping[Role, Post] = {
    Role.DSL: Post.SAFEGUARDING,
    Role.DEPUTY_DSL: Post.SAFEGUARDING,
    Role.ACTING_DSL: Post.SAFEGUARDING,
    Role.ICT: Post.SYSTEMS,
    Role.SYSTEM_ADMIN: Post.SYSTEMS,
    Role.SCHOOL_ADMIN: Post.SYSTEMS,
    Role.HEAD: Post.HEAD,
    Role.EXECUTIVE_HEAD: Post.EXECUTIVE_HEAD,
    Role.CHAIR: Post.GOVERNANCE,
    Role.TRUSTEE: Post.GOVERNANCE,
    Role.TRUST_SAFEGUARDING_LEAD: Post.GOVERNANCE,
    Role.DPO: Post.GOVERNANCE,
}
OF_GOVERNANCE = 2


@dataclass(frozen=True)
class Route:
    """Where it goes. `leads` look into it, `told` know of it; both may be empty."""

    leads: tuple[str, ...]
    told: tuple[str, ...] = ()
    # Who keeps systems may reach keys: their custody is reviewed as well.
    review_keys: bool = False
    # The LADO is to be told directly, since only equals are left inside.
    lado: bool = False
    # What its subjects were taken for: the offices of the route follow from it.
    posts: frozenset[Post] = frozenset()

    @property
    def exhausted(self) -> bool:
        """Whether nobody inside the trust is left to receive it."""
        return not self.leads


@dataclass(frozen=True)
class Offices:
    """Who holds each office today, the longest-serving first; empty is vacant."""

    holders: Mapping[Office, tuple[str, ...]] = field(default_factory=dict)

    def of(self, office: Office) -> tuple[str, ...]:
        """The holders of an office."""
        return self.holders.get(office, ())


def posts_of(roles: Iterable[Role]) -> frozenset[Post]:
    """What a person with these roles is; several offices make several posts."""
    return frozenset(POSTS.get(role, Post.STAFF) for role in roles) or frozenset(
        {Post.STAFF}
    )


def route(posts: Iterable[Post], offices: Offices, kept_out: Iterable[str]) -> Route:
    """Where a concern goes.

    `posts`: of all its subjects. `kept_out`: all subjects, and whoever the wall bars
    from one of them or from the child. Nobody receives a concern about a person who
    stands above or beside them, except among trustees. Where the office that should
    lead is vacant or kept out, the next one above leads.
    """
    found = frozenset(posts) or frozenset({Post.STAFF})
    ways = [WAYS[post] for post in Post if post in found]
    rank = max(way.rank for way in ways)
    free = _Free(offices, frozenset(kept_out), rank)
    governance = Post.GOVERNANCE in found
    leads = free.two_of_governance() if governance else free.holding(_leads_of(ways))
    leads = leads or free.next_above()
    told = free.holding(office for way in ways for office in way.told)
    return Route(
        leads=leads,
        told=tuple(each for each in told if each not in leads),
        review_keys=any(way.review_keys for way in ways),
        lado=any(way.lado for way in ways),
        posts=found,
    )


def all_who_may(
    posts: Iterable[Post], offices: Offices, kept_out: Iterable[str]
) -> tuple[str, ...]:
    """Everybody in an office above all subjects, whom nothing keeps out."""
    rank = max(WAYS[post].rank for post in frozenset(posts) or {Post.STAFF})
    return _Free(offices, frozenset(kept_out), rank).holding(Office)


def _leads_of(ways: Iterable[Way]) -> list[Office]:
    wanted = {office for way in ways for office in way.leads}
    return [office for office in Office if office in wanted]


@dataclass(frozen=True)
class _Free:
    """Who is left to receive it."""

    offices: Offices
    kept_out: frozenset[str]
    rank: int

    def holding(self, offices: Iterable[Office]) -> tuple[str, ...]:
        found = (person for office in offices for person in self._in(office))
        return tuple(dict.fromkeys(found))

    def two_of_governance(self) -> tuple[str, ...]:
        return self.holding((Office.CHAIR, Office.TRUSTEE))[:OF_GOVERNANCE]

    def next_above(self) -> tuple[str, ...]:
        for office in Office:
            held = self.holding((office,))
            if held:
                # One trustee is enough where trustees only stand in for others.
                return held[:1] if office is Office.TRUSTEE else held
        return ()

    def _in(self, office: Office) -> tuple[str, ...]:
        if RANKS[office] <= self.rank:
            return ()
        held = self.offices.of(office)
        return tuple(person for person in held if person not in self.kept_out)
