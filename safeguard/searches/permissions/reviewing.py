"""Who reviews a search and who answers its deviations: never whoever took part.

Safeguarding reviews; the head answers deviations. Two signatures are two persons:
whoever gave the one does not give the other. Where nobody of the office is left it
goes on to the deputy, the executive headteacher, the chair (decision 25; S3).
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from safeguard.searches.models import (
    Search,
    SearchDeviationAnswer,
    SearchReview,
)
from safeguard.searches.permissions.standing import (
    answered_of,
    deviations_of,
    steps,
)
from safeguard.searches.states import AFTER, State
from school import wall
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.identity.permissions.roles import the_trust
from school.identity.queries.people import holders_of_each

# Safeguarding sees every search of the school.
LEADS = (Role.DSL, Role.ACTING_DSL, Role.DEPUTY_DSL)
ABOVE = (Role.EXECUTIVE_HEAD, Role.CHAIR)


def took_part(person_ref: str, search: Search) -> bool:
    """Whether somebody searched or witnessed, and so reviews nothing of it (S3)."""
    return person_ref in {search.searcher_ref, search.witness_ref}


def reviewers(search: Search) -> list[str]:
    """Who may review it for safeguarding, as long as that is to be done."""
    if State(search.state) not in AFTER - {State.DSL_REVIEWED}:
        return []
    signed = (each.by_ref for each in steps(SearchDeviationAnswer, search.ref))
    return _first(search, (LEADS, *((role,) for role in ABOVE)), set(signed))


def deviation_reviewers(search: Search) -> list[str]:
    """Who may answer its deviations, as long as one has no answer."""
    if State(search.state) not in AFTER or not unanswered(search):
        return []
    signed = (each.by_ref for each in steps(SearchReview, search.ref))
    storeys: tuple[tuple[Role, ...], ...] = ((Role.HEAD,), LEADS)
    if not _held(search, (Role.HEAD,)):
        # The post is vacant: the executive headteacher is the acting head.
        storeys = ((Role.EXECUTIVE_HEAD,), LEADS)
    return _first(search, (*storeys, *((role,) for role in ABOVE)), set(signed))


def closers(search: Search) -> list[str]:
    """Who may close it: safeguarding, or who stands in for it."""
    if State(search.state) is not State.DSL_REVIEWED:
        return []
    return _first(search, (LEADS, *((role,) for role in ABOVE)), set())


def waits_for_review_again(search: Search) -> bool:
    """Whether it was reviewed, and an image came to be suspected after that."""
    before = State(search.state) in AFTER - {State.DSL_REVIEWED}
    return before and search.image_suspected and bool(steps(SearchReview, search.ref))


def unanswered(search: Search) -> frozenset[str]:
    """The codes of deviations that nobody has answered yet."""
    noted = {each.code for each in deviations_of(search.ref)}
    return frozenset(noted - answered_of(search.ref))


def waiting_above_for(actor: Actor) -> list[str]:
    """The searches of the school that wait for the executive headteacher or the chair
    because nobody of the office is left.
    """
    if not actor.has(*ABOVE):
        return []
    asked = select(Search).where(
        Search.school_ref == actor.school_ref, Search.state.in_(sorted(AFTER))
    )
    me = actor.person_ref
    return [
        each.ref
        for each in db.session.scalars(asked)
        if me in {*reviewers(each), *deviation_reviewers(each), *closers(each)}
    ]


def _first(
    search: Search, storeys: Iterable[Sequence[Role]], signed: set[str]
) -> list[str]:
    """Of the storeys the first on which somebody may, and who that is."""
    kept = wall.those_kept_from(search.ref) | signed
    for storey in storeys:
        found = [
            each
            for each in _held(search, storey)
            if each not in kept and not took_part(each, search)
        ]
        if found:
            return found
    return []


def _held(search: Search, roles: Sequence[Role]) -> list[str]:
    trust = the_trust()
    held = holders_of_each(search.school_ref, trust.ref if trust else "", roles)
    return list(dict.fromkeys(ref for role in roles for ref in held[role]))
