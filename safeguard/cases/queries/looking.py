"""Looking through a school's words for one reader: the wall is asked each time.

What the shelf holds is the same for all who find in the school. What of it is looked
through, counted and found is what this reader may see at this moment.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from safeguard.cases.permissions.acts import finds_in_words
from safeguard.cases.permissions.seeing import levels_of
from safeguard.cases.queries.shelf import Record, Seen, Shelf
from safeguard.cases.queries.shelving import (
    catch_up,
    learn_names,
    take_in_further,
)
from safeguard.cases.queries.terms import Terms, fold
from safeguard.guidance import categories
from school import wall
from school.foundation.actor import Actor
from school.foundation.aside import aside
from school.foundation.database import db
from school.foundation.for_a_while import keeping
from school.gate import counted
from school.web.catalogue import gettext as _

# So few at once, some milliseconds of work, and then so many seconds of pause: pages
# that are asked for meanwhile go first.
FEW, PAUSE = 400, 0.001
# As much as a slice of records may take.
ROOM = 4 * 1024 * 1024
# More than a page shows; whoever finds so many is told to add a word.
MOST = 200


@dataclass(frozen=True)
class Match:
    """A record that holds what was asked for; it is not yet known to be visible."""

    kind: str
    since: Any
    ref: str


@counted
def matches(actor: Actor, terms: Terms, until: float) -> tuple[list[Match], int, bool]:
    """The newest records that hold every term, at most MOST and the newest first; how
    many were looked through; and whether that was all of them. `until` is a moment of
    `time.monotonic`.
    """
    kinds = _kinds()
    found: list[Record] = []
    looked_through, complete = 0, False
    with _shelf_of(actor) as shelf:
        for part in _parts(shelf, until):
            seen = _seen_by(actor)
            learn_names(shelf, part.by_child)
            part.names = shelf.names
            found += islice(part.holding(terms, kinds, seen), MOST)
            looked_through += part.count(seen)
            complete = part.ahead is None
    if not complete:
        _go_on(shelf)
    matching = [Match(each.kind, each.since, each.ref) for each in found]
    newest = sorted(matching, key=_newest, reverse=True)[:MOST]
    return newest, looked_through, complete


def _newest(match: Match) -> tuple[Any, str]:
    return match.since, match.ref


@counted
def begin_to_look(actor: Actor) -> None:
    """Somebody is about to type: begin to open what they will look through. It gives
    nothing, and is no disclosure: what they find will be.
    """
    if finds_in_words(actor):
        _go_on(_held_by(actor))


def _go_on(shelf: Shelf) -> None:
    if shelf.ahead is not None and not shelf.is_filled:
        shelf.is_filled = True
        aside(lambda: _fill(shelf))


def _fill(shelf: Shelf) -> None:
    try:
        _fill_at_leisure(shelf)
    finally:
        shelf.is_filled = False


def _fill_at_leisure(shelf: Shelf) -> None:
    """A few records at a time, and a pause after each: whoever waits for a page gets
    their turn, and whoever finds meanwhile goes on from here by themselves.
    """
    while not shelf.gone.wait(PAUSE):
        with shelf.in_use():
            if shelf.ahead is None or not _has_room(shelf):
                return
            take_in_further(shelf, FEW)


def _seen_by(actor: Actor) -> Seen:
    """What the reader may know of: the levels of their roles, and the wall as it stands
    in the database at this moment.
    """
    hidden = db.session.scalars(wall.hidden_from(actor.person_ref))
    return Seen(levels_of(actor), frozenset(hidden))


def _kinds() -> dict[str, bytes]:
    """What each category is called."""
    return {each.code: fold(_(each.wording)).encode() for each in categories.every()}


def _held_by(actor: Actor) -> Shelf:
    name = f"find {actor.school_ref}"
    return keeping().shared(name, actor.sign_in_ref, lambda: Shelf(actor.school_ref))


@contextmanager
def _shelf_of(actor: Actor) -> Iterator[Shelf]:
    """The school's shelf, brought up to this moment; a new one where that is needed."""
    while True:
        shelf = _held_by(actor)
        with shelf.in_use():
            if not shelf.gone.is_set() and catch_up(shelf):
                yield shelf
                return
        if not shelf.gone.is_set():
            keeping().let_go(f"find {actor.school_ref}")


def _parts(shelf: Shelf, until: float) -> Iterator[Shelf]:
    """The shelf with all that there is room and time for; then what it has no room
    for, slice by slice, opened anew each time and never kept.
    """
    while shelf.ahead and time.monotonic() < until and _has_room(shelf):
        take_in_further(shelf)
    yield shelf
    ahead, after = shelf.ahead, shelf.after
    while ahead and time.monotonic() < until:
        part = Shelf(shelf.school_ref)
        part.ahead, part.after = ahead, after
        try:
            take_in_further(part)
            yield part
        finally:
            part.names = {}
            part.wipe()
        ahead, after = part.ahead, part.after


def _has_room(shelf: Shelf) -> bool:
    return keeping().has_room(f"find {shelf.school_ref}", ROOM)
