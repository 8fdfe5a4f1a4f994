"""What waits for somebody: a next step, advice, reviews, deviations, parents."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, or_, select

from safeguard.searches.models import Search
from safeguard.searches.permissions.reviewing import (
    LEADS,
    closers,
    deviation_reviewers,
    reviewers,
)
from safeguard.searches.permissions.seeing import (
    advice_counts,
    advice_open_to,
    is_own,
    search_visible,
    searches_visible_to,
)
from safeguard.searches.permissions.standing import advice_that_counts, can_close
from safeguard.searches.states import Move, State, next_move
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.questions import question
from school.gate import counted

AT_MOST = 20


class Waits(StrEnum):
    """What a search waits for."""

    ADVICE = "advice"
    DEVIATIONS = "deviations"
    REVIEW = "review"
    PARENTS = "parents"
    CLOSE = "close"
    NEXT_STEP = "next_step"


@dataclass(frozen=True)
class Waiting:
    """One search that waits for this reader; no name, until it is opened."""

    reference: str
    waits: Waits
    since: datetime = field(compare=False)
    by: datetime | None = None
    move: Move | None = None


@question
def _open(everywhere: bool) -> Any:  # noqa: FBT001 - part of the question's shape
    asked = select(Search.ref).where(Search.ended_at.is_(None)).limit(1)
    here = Search.school_ref == bindparam("school")
    return asked if everywhere else asked.where(here)


@counted
def anything_open(actor: Actor) -> bool:
    """Whether a search is open that could wait for the reader: of the school, or of
    any for whose advice counts everywhere. A cheap question, asked first.
    """
    everywhere = advice_counts(actor)
    here = {} if everywhere else {"school": actor.school_ref}
    return _open.first(everywhere, **here) is not None


@counted
def next_step(actor: Actor, ref: str) -> Move | None:
    """The next step of one's own search, so that a page can lead on to it; None where
    it is somebody else's turn, or the wall stands before it.
    """
    search = search_visible(actor, ref)
    if search is None or not is_own(actor, search):
        return None
    return _step(search)


@counted
def stays_visible(actor: Actor, ref: str) -> bool:
    """Whether whoever recorded a search may go on reading it."""
    return search_visible(actor, ref) is not None


@counted
def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for the reader, the most pressing first; references only."""
    asked = (
        select(Search)
        .where(Search.ended_at.is_(None))
        .where(or_(searches_visible_to(actor), advice_open_to(actor)))
        .order_by(Search.opened_at)
    )
    found = [
        waiting
        for search in db.session.scalars(asked)
        for waiting in _of(actor, search)
    ]
    return sorted(found, key=lambda each: (list(Waits).index(each.waits), each.since))[
        :AT_MOST
    ]


def _of(actor: Actor, search: Search) -> list[Waiting]:
    """At most one line for a search: what is first to be done by this reader."""
    waits = next((waits for waits, does in _DOES if does(actor, search)), None)
    if waits is None:
        return []
    return [
        Waiting(
            search.ref,
            waits,
            search.changed_at,
            by=search.parents_by_at if waits is Waits.PARENTS else None,
            move=_step(search) if waits is Waits.NEXT_STEP else None,
        )
    ]


def _reviews(actor: Actor, search: Search) -> bool:
    ready = search.state == State.PARENTS_INFORMED
    return ready and actor.person_ref in reviewers(search)


def _tells_parents(actor: Actor, search: Search) -> bool:
    found = search.state in {State.NOTHING_FOUND, State.ITEM_FOUND}
    return found and (is_own(actor, search) or actor.has(*LEADS))


def _step(search: Search) -> Move | None:
    if State(search.state) in {State.PARENTS_INFORMED, State.DSL_REVIEWED}:
        return None
    return next_move(State(search.state), urgent=bool(search.urgent))


def _advises(actor: Actor, search: Search) -> bool:
    """Only those whose advice counts have it waiting for them."""
    asked = search.state == State.ADVICE_REQUESTED
    own = search.searcher_ref == actor.person_ref
    if not asked or own or advice_that_counts(search):
        return False
    return advice_counts(actor)


_DOES: tuple[tuple[Waits, Callable[[Actor, Search], bool]], ...] = (
    (Waits.ADVICE, _advises),
    (Waits.DEVIATIONS, lambda a, s: a.person_ref in deviation_reviewers(s)),
    (Waits.REVIEW, _reviews),
    (Waits.CLOSE, lambda a, s: can_close(s) and a.person_ref in closers(s)),
    (Waits.PARENTS, _tells_parents),
    (Waits.NEXT_STEP, lambda a, s: is_own(a, s) and _step(s) is not None),
)
