"""Which searches a person may see, as SQL: lists and look-ups share it."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, false, literal, or_, select, true

from safeguard.searches.models import Search
from safeguard.searches.permissions.authority import acts_as_head, stand_ins
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.identity.queries.people import holders_of_each

# Safeguarding sees every search of the school, the head too.
LEADS = (Role.DSL, Role.ACTING_DSL, Role.DEPUTY_DSL)
# Whose advice is recorded; the executive headteacher's alone counts (decision 21).
ADVISERS = frozenset(
    {
        *(Role.EXECUTIVE_HEAD, Role.TRUST_SAFEGUARDING_LEAD, Role.HEAD),
        *(Role.DSL, Role.DEPUTY_DSL),
    }
)


def searches_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Searches of the school: one's own; all of them for safeguarding and the head;
    for the executive headteacher and then the chair those that nobody else may review
    (decision 25). Never past the wall.
    """
    return and_(
        Search.school_ref == actor.school_ref,
        Search.ref.not_in(wall.hidden_from(actor.person_ref)),
        or_(_own(actor), _by_role(actor)),
    )


def search_visible(actor: Actor, ref: str) -> Search | None:
    """The search, if the actor may see that it exists."""
    asked = select(Search).where(Search.ref == ref, searches_visible_to(actor))
    return db.session.scalar(asked)


def own_search(actor: Actor, ref: str) -> Search | None:
    """One that the actor did or recorded, wall or none: for the receipt alone."""
    asked = select(Search).where(
        Search.ref == ref, Search.school_ref == actor.school_ref, _own(actor)
    )
    return db.session.scalar(asked)


def advisable(actor: Actor, ref: str) -> Search | None:
    """A search on which advice was asked for, if the actor may give any."""
    asked = select(Search).where(Search.ref == ref, advice_open_to(actor))
    return db.session.scalar(asked)


def advice_open_to(actor: Actor) -> ColumnElement[bool]:
    """Searches of the school on which the actor may advise, never past the wall.

    The searcher advises nobody; who did it does not either.
    """
    counts = actor.person_ref in stand_ins(actor.trust_ref, clock.now())
    if not counts and not actor.has(*ADVISERS):
        return false()
    return and_(
        Search.school_ref == actor.school_ref,
        Search.advice_asked_at.is_not(None),
        Search.ended_at.is_(None),
        Search.searcher_ref != actor.person_ref,
        Search.ref.not_in(wall.hidden_from(actor.person_ref)),
    )


def is_own(actor: Actor, search: Search) -> bool:
    """Whether the actor did it or recorded it."""
    return actor.person_ref in {search.searcher_ref, search.recorded_by}


def took_part(person_ref: str, search: Search) -> bool:
    """Whether somebody searched or witnessed, and so reviews nothing of it (S3)."""
    return person_ref in {search.searcher_ref, search.witness_ref}


def _own(actor: Actor) -> ColumnElement[bool]:
    me = actor.person_ref
    return or_(Search.searcher_ref == me, Search.recorded_by == me)


def _by_role(actor: Actor) -> ColumnElement[bool]:
    if actor.has(*LEADS) or acts_as_head(actor):
        return true()
    if not actor.has(Role.EXECUTIVE_HEAD, Role.CHAIR):
        return false()
    roles = (*LEADS, Role.EXECUTIVE_HEAD)
    held = holders_of_each(actor.school_ref, actor.trust_ref, roles)
    nobody_leads = _none_may(each for role in LEADS for each in held[role])
    if actor.has(Role.EXECUTIVE_HEAD):
        return nobody_leads
    return and_(nobody_leads, _none_may(held[Role.EXECUTIVE_HEAD]))


def _none_may(people: Iterable[str]) -> ColumnElement[bool]:
    """Whether each of them took part in the search or is kept from it by the wall."""
    return and_(
        true(),
        *(
            or_(
                Search.searcher_ref == each,
                Search.witness_ref == each,
                wall.hides(Search.ref, literal(each)),
            )
            for each in dict.fromkeys(people)
        ),
    )
