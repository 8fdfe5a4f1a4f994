"""Which searches a person may see, as SQL: lists and look-ups share it."""

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from safeguard.searches.models import Search, SearchConduct
from safeguard.searches.permissions.authority import acts_as_head, stand_ins
from safeguard.searches.permissions.reviewing import LEADS, waiting_above_for
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db

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


def receipt_visible(actor: Actor, ref: str) -> Search | None:
    """A search that the actor did or recorded, saw as a witness, or was told of for
    want of one: wall or none, for the receipt alone.
    """
    told = select(SearchConduct.ref).where(
        SearchConduct.search_ref == Search.ref,
        SearchConduct.reported_to_ref == actor.person_ref,
    )
    asked = select(Search).where(
        Search.ref == ref,
        Search.school_ref == actor.school_ref,
        or_(_own(actor), Search.witness_ref == actor.person_ref, told.exists()),
    )
    return db.session.scalar(asked)


def advisable(actor: Actor, ref: str) -> Search | None:
    """A search on which advice was asked for, if the actor may give any."""
    asked = select(Search).where(Search.ref == ref, advice_open_to(actor))
    return db.session.scalar(asked)


def advice_open_to(actor: Actor) -> ColumnElement[bool]:
    """Searches on which the actor may advise, never past the wall: of every school for
    those whose advice counts, of one's own for the others. Never on one's own search.
    """
    everywhere = advice_counts(actor)
    if not everywhere and not actor.has(*ADVISERS):
        return false()
    return and_(
        true() if everywhere else Search.school_ref == actor.school_ref,
        Search.advice_asked_at.is_not(None),
        Search.ended_at.is_(None),
        Search.searcher_ref != actor.person_ref,
        Search.ref.not_in(wall.hidden_from(actor.person_ref)),
    )


def advice_counts(actor: Actor) -> bool:
    """Whether this person's advice lets a search go on (decision 21)."""
    if actor.has(Role.EXECUTIVE_HEAD):
        return True
    return actor.person_ref in stand_ins(actor.trust_ref, clock.now())


def is_own(actor: Actor, search: Search) -> bool:
    """Whether the actor did it or recorded it."""
    return actor.person_ref in {search.searcher_ref, search.recorded_by}


def _own(actor: Actor) -> ColumnElement[bool]:
    me = actor.person_ref
    return or_(Search.searcher_ref == me, Search.recorded_by == me)


def _by_role(actor: Actor) -> ColumnElement[bool]:
    if actor.has(*LEADS) or acts_as_head(actor):
        return true()
    waiting = waiting_above_for(actor)
    return Search.ref.in_(waiting) if waiting else false()
