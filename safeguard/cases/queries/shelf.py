"""The words a reader may look through, opened and folded: kept while elevated.

Nothing of it lies on disk (decision 10). It says only where words stand: whether the
reader may see what was found is asked of the database each time. When anything changes
in the school, the trail names the records and they are read again; when the reader's
roles or the wall change, all of it is wiped and begun anew.
"""

import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, LargeBinary, and_, or_, select, type_coerce

from safeguard.cases.models import (
    CaseEntry,
    CaseFile,
    Closing,
    Concern,
    ConcernChild,
    ConcernText,
    Decision,
)
from safeguard.cases.permissions.seeing import cases_visible_to, concerns_visible_to
from safeguard.cases.queries.terms import Terms, fold
from safeguard.cases.states import ConcernState
from safeguard.guidance import categories
from school import wall
from school.foundation.actor import Actor
from school.foundation.among import among
from school.foundation.database import db
from school.foundation.for_a_while import keeping
from school.foundation.sealing import Opener
from school.gate import counted
from school.identity.queries.people import classes_of, names_of
from school.trail.since import acts_since, size_of

CONCERN, CASE = "concern", "case"
SLICE = 2000
# After so many acts it is quicker to begin anew.
MOST_ACTS = 2000
REFERENCE = 10
# What a record costs beside its text: the tuple, its place in the dictionary.
OVERHEAD = 300
# Who is called what, and in which class: a change of one touches many records.
_OF_NAMES = frozenset({"person", "enrolment", "school_class"})
_TEXTS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (CaseEntry, ("text",)),
    (Decision, ("reason",)),
    (Closing, ("summary", "police_reason")),
)


@dataclass(frozen=True, slots=True)
class Words:
    """One record's words, folded, and since when it stands."""

    kind: str
    since: datetime
    folded: str = field(repr=False)

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return sys.getsizeof(self.folded) + OVERHEAD


@dataclass
class Shelf:
    """What one reader has looked through so far, newest first."""

    seen_by: tuple[Any, ...]
    log_size: int
    words: dict[str, Words] = field(default_factory=dict, repr=False)
    names: dict[str, str] = field(default_factory=dict, repr=False)
    size: int = 0
    # What comes next: which kind, and after which record of it.
    ahead: str | None = CONCERN
    after: tuple[datetime, str] | None = None

    def put(self, ref: str, words: Words) -> None:
        """One record's words, in place of those it had."""
        self.drop(ref)
        self.words[ref] = words
        self.size += words.size

    def drop(self, ref: str) -> None:
        """Forget one record."""
        earlier = self.words.pop(ref, None)
        self.size -= earlier.size if earlier else 0


@dataclass(frozen=True)
class Match:
    """A record that holds what was asked for; it is not yet known to be visible."""

    kind: str
    since: datetime
    ref: str


@counted
def matches(actor: Actor, terms: Terms, until: float) -> tuple[list[Match], int, bool]:
    """The records that hold every term, newest first; how many were looked through;
    and whether that was all of them. `until` is a moment of `time.monotonic`.
    """
    shelf = _shelf_of(actor)
    longest = max(terms.each, key=len)
    found = [
        Match(words.kind, words.since, ref)
        for ref, words in shelf.words.items()
        # Most records lack the longest word, and nothing more is asked of them.
        if longest in words.folded and terms.in_folded(words.folded)
    ]
    looked_through = len(shelf.words)
    for ref, words in _further(actor, shelf, until):
        looked_through += 1
        if terms.in_folded(words.folded):
            found.append(Match(words.kind, words.since, ref))
    keeping().keep(actor.sign_in_ref, shelf, shelf.size)
    complete = shelf.ahead is None
    return sorted(found, key=_newest, reverse=True), looked_through, complete


def _newest(match: Match) -> tuple[datetime, str]:
    return match.since, match.ref


def _shelf_of(actor: Actor) -> Shelf:
    """The reader's shelf, brought up to this moment; a new one where that is needed."""
    hidden = frozenset(db.session.scalars(wall.hidden_from(actor.person_ref)))
    seen_by = (actor.person_ref, actor.school_ref, actor.roles, hidden)
    size = size_of(actor.school_ref)
    shelf: Shelf | None = keeping().get(actor.sign_in_ref)
    if shelf is not None and shelf.seen_by == seen_by and shelf.log_size <= size:
        changed = _changed_since(actor, shelf)
        if changed is not None:
            _read_again(actor, shelf, changed)
            shelf.log_size = size
            return shelf
    keeping().forget(actor.sign_in_ref)
    return Shelf(seen_by, size)


def _changed_since(actor: Actor, shelf: Shelf) -> set[str] | None:
    """The records that were changed since; None where that means all of them."""
    acts = acts_since(actor.school_ref, shelf.log_size, MOST_ACTS)
    if acts is None:
        return None
    changing = [act for act in acts if act.rows]
    if any(row.table in _OF_NAMES for act in changing for row in act.rows):
        return None
    return {ref for act in changing for ref in act.objects if len(ref) == REFERENCE}


def _read_again(actor: Actor, shelf: Shelf, changed: set[str]) -> None:
    if not changed:
        return
    within = select(Concern.case_ref).where(
        Concern.ref.in_(changed), Concern.case_ref.is_not(None)
    )
    changed |= {ref for ref in db.session.scalars(within) if ref}
    for ref in changed:
        shelf.drop(ref)
    refs = sorted(changed)
    for read in (_concerns(actor, Concern.ref.in_(refs)), _cases(actor, refs)):
        for ref, words in _opened(actor, shelf, *read):
            shelf.put(ref, words)


def _further(actor: Actor, shelf: Shelf, until: float) -> Iterator[tuple[str, Words]]:
    """What was not looked through yet, slice by slice, kept while there is room."""
    full = False
    ahead, after = shelf.ahead, shelf.after
    while ahead is not None and time.monotonic() < until:
        rows, kind = _slice(actor, ahead, after)
        for ref, words in _opened(actor, shelf, rows, kind):
            if not full:
                shelf.put(ref, words)
            yield ref, words
        ahead, after = _next(ahead, rows)
        # Once it is full the rest is opened anew each time, and never kept.
        full = full or shelf.size > keeping().at_most * 15 // 16
        if not full:
            shelf.ahead, shelf.after = ahead, after


def _slice(
    actor: Actor, ahead: str, after: tuple[datetime, str] | None
) -> tuple[list[Any], str]:
    model, newest = (
        (Concern, Concern.recorded_at)
        if ahead == CONCERN
        else (CaseFile, CaseFile.opened_at)
    )
    condition: ColumnElement[bool] = model.ref.is_not(None)
    if after is not None:
        last, ref = after
        condition = and_(newest <= last, or_(newest < last, model.ref < ref))
    asked = (
        _concerns_where(actor, condition)
        if ahead == CONCERN
        else _cases_where(actor, condition)
    )
    asked = asked.order_by(newest.desc(), model.ref.desc()).limit(SLICE)
    return _rows(asked), ahead


def _next(ahead: str, rows: list[Any]) -> tuple[str | None, Any]:
    if len(rows) == SLICE:
        return ahead, (rows[-1].since, rows[-1].ref)
    return (CASE, None) if ahead == CONCERN else (None, None)


def _rows(asked: Any) -> list[Any]:
    """Plain rows, past the session's objects: there are tens of thousands."""
    return list(db.session.connection().execute(asked))


def _raw(column: Any) -> Any:
    """A sealed column as the bytes it is."""
    return type_coerce(column, LargeBinary).label(column.key)


def _concerns_where(actor: Actor, condition: ColumnElement[bool]) -> Any:
    return select(
        Concern.ref,
        Concern.recorded_at.label("since"),
        Concern.category,
        Concern.key_ref,
        Concern.sealed_version,
        _raw(Concern.place),
        _raw(Concern.online_service),
    ).where(concerns_visible_to(actor), Concern.state != ConcernState.VOID, condition)


def _cases_where(actor: Actor, condition: ColumnElement[bool]) -> Any:
    return select(
        CaseFile.ref,
        CaseFile.opened_at.label("since"),
        CaseFile.category,
        CaseFile.key_ref,
        CaseFile.sealed_version,
        _raw(CaseFile.title),
    ).where(cases_visible_to(actor), condition)


def _concerns(actor: Actor, condition: ColumnElement[bool]) -> tuple[list[Any], str]:
    return _rows(_concerns_where(actor, condition)), CONCERN


def _cases(actor: Actor, refs: list[str]) -> tuple[list[Any], str]:
    asked = _cases_where(actor, CaseFile.ref.in_(refs))
    return _rows(asked), CASE


def _opened(
    actor: Actor, shelf: Shelf, rows: list[Any], kind: str
) -> Iterator[tuple[str, Words]]:
    refs = [row.ref for row in rows]
    texts = list(_texts_of(refs, kind))
    children = _children_of(refs, kind)
    # Fetch, end the reading, then open: a commit must not wait for us (decision 1).
    _name(shelf, (child.person_ref for _owner, child in children))
    db.session.rollback()  # noqa: TID251 - nothing was written; it ends the reading
    opener = Opener(
        [row.key_ref for row in (*rows, *(child for _, child in children))]
        + [text[1][4] for text in texts],
        actor.school_ref,
    )
    inside: dict[str, list[str]] = {}
    for owner, value, place in ((text[0], text[2], text[1]) for text in texts):
        inside.setdefault(owner, []).append(fold(opener.open(value, place)))
    for owner, child in children:
        inside.setdefault(owner, []).append(_child(opener, shelf, child))
    own = ("place", "online_service") if kind == CONCERN else ("title",)
    table = Concern.__tablename__ if kind == CONCERN else CaseFile.__tablename__
    said: dict[str, str] = {}
    for row in rows:
        known = [
            fold(
                opener.open(
                    sealed,
                    (table, row.ref, column, row.sealed_version, row.key_ref or ""),
                )
            )
            for column in own
            if (sealed := getattr(row, column)) is not None
        ]
        known.append(row.ref.casefold())
        known.append(said.get(row.category) or _said(said, row.category))
        folded = "\n".join([*inside.get(row.ref, ()), *known])
        yield row.ref, Words(kind, row.since, folded)


def _said(said: dict[str, str], category: str) -> str:
    said[category] = fold(_(categories.named(category).wording))
    return said[category]


Place = tuple[str, str, str, int, str]


def _texts_of(refs: list[str], kind: str) -> Iterator[tuple[str, Place, Any]]:
    if kind == CONCERN:
        yield from _sealed(ConcernText, ConcernText.concern_ref, ("text",), refs)
        return
    for model, columns in _TEXTS:
        yield from _sealed(model, model.case_ref, columns, refs)


def _sealed(
    model: Any, owner: Any, columns: tuple[str, ...], refs: list[str]
) -> Iterator[tuple[str, Place, Any]]:
    asked = select(
        owner,
        model.ref,
        model.sealed_version,
        model.key_ref,
        *(_raw(getattr(model, column)) for column in columns),
    ).where(among(owner, refs))
    table = model.__tablename__
    for owned_by, ref, version, key_ref, *values in _rows(asked):
        for column, value in zip(columns, values, strict=True):
            if value is not None:
                yield owned_by, (table, ref, column, version, key_ref or ""), value


def _children_of(refs: list[str], kind: str) -> list[tuple[str, Any]]:
    columns = (
        ConcernChild.ref,
        ConcernChild.person_ref,
        _raw(ConcernChild.described),
        ConcernChild.sealed_version,
        ConcernChild.key_ref,
    )
    asked: Any
    if kind == CONCERN:
        asked = select(ConcernChild.concern_ref.label("owner"), *columns)
        asked = asked.where(among(ConcernChild.concern_ref, refs))
    else:
        asked = (
            select(Concern.case_ref.label("owner"), *columns)
            .join(Concern, Concern.ref == ConcernChild.concern_ref)
            .where(among(Concern.case_ref, refs), Concern.state != ConcernState.VOID)
        )
    return [(row.owner, row) for row in _rows(asked)]


def _child(opener: Opener, shelf: Shelf, child: Any) -> str:
    if child.person_ref:
        return shelf.names.get(child.person_ref, "")
    place = ("concern_child", child.ref, "described")
    sealed = (*place, child.sealed_version, child.key_ref or "")
    return fold(opener.open(child.described, sealed))


def _name(shelf: Shelf, person_refs: Iterable[str | None]) -> None:
    """Names as people type them: with and without spaces, and family name first."""
    new = {ref for ref in person_refs if ref and ref not in shelf.names}
    if not new:
        return
    where = classes_of(new)
    for ref, name in names_of(new).items():
        parts = name.split()
        each = (name, "".join(parts), "".join(reversed(parts)), where.get(ref, ""))
        shelf.names[ref] = "\n".join(fold(part) for part in each)
