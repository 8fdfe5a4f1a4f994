"""Opening a school's records and putting their words on a shelf.

Slice by slice, newest first: what is needed is fetched, the reading is ended, and only
then anything is opened, so that no commit waits for it (decision 1).
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, or_, select

from safeguard.cases.models import (
    CaseEntry,
    CaseFile,
    Closing,
    Concern,
    ConcernChild,
    ConcernText,
    Decision,
)
from safeguard.cases.permissions.seeing import cases_to_find, concerns_to_find
from safeguard.cases.queries.shelf import CASE, CONCERN, Record, Shelf
from safeguard.cases.queries.terms import fold
from safeguard.cases.states import ConcernState
from school.foundation import clock
from school.foundation.database import db
from school.foundation.off_index import off_index
from school.foundation.questions import one_of, question
from school.foundation.sealing import Opener
from school.identity.queries.people import classes_of, names_of
from school.trail.since import acts_since, size_of

SLICE = 500
# After so many acts it is quicker to begin anew.
MOST_ACTS = 2000
REFERENCE = 10
# Who is called what, and in which class: a change of one touches many records.
_OF_NAMES = frozenset({"person", "enrolment", "school_class"})
NEWEST, FURTHER, THESE = "newest", "further", "these"
Row = tuple[Any, ...]
# The sealed columns of a record itself, and the tables of what is written about it.
_MODELS: dict[str, tuple[Any, Any]] = {
    CONCERN: (Concern, Concern.recorded_at),
    CASE: (CaseFile, CaseFile.opened_at),
}
_OWN: dict[str, tuple[str, ...]] = {
    CONCERN: ("place", "online_service"),
    CASE: ("title",),
}
_TEXTS: dict[str, tuple[tuple[Any, tuple[str, ...]], ...]] = {
    CONCERN: ((ConcernText, ("text",)),),
    CASE: (
        (CaseEntry, ("text",)),
        (Decision, ("reason",)),
        (Closing, ("summary", "police_reason")),
    ),
}


def take_in_further(shelf: Shelf, at_once: int | None = None) -> None:
    """Put the next slice of records on the shelf, where there is one."""
    if shelf.log_size is None:
        shelf.log_size = size_of(shelf.school_ref)
    kind, at_once = shelf.ahead, at_once or SLICE
    if kind is None:
        return
    if shelf.after is None:
        rows = _take_in(shelf, kind, NEWEST, most=at_once)
    else:
        since, ref = shelf.after
        rows = _take_in(
            shelf, kind, FURTHER, most=at_once, since=_instant(since), last=ref
        )
    if len(rows) == at_once:
        shelf.after = rows[-1][1], rows[-1][0]
    else:
        shelf.ahead, shelf.after = (CASE if kind == CONCERN else None), None


def _instant(stored: Any) -> datetime:
    """What SQLite keeps as words, as an instant again."""
    if isinstance(stored, datetime):
        return stored
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def catch_up(shelf: Shelf) -> bool:
    """Take in again what was changed since; False where too much was, to begin anew.

    The trail names every record that an act reached.
    """
    if shelf.log_size is None:
        return True
    size = size_of(shelf.school_ref)
    acts = acts_since(shelf.school_ref, shelf.log_size, MOST_ACTS)
    if acts is None or size < shelf.log_size or shelf.worn:
        return False
    changing = [act for act in acts if act.rows]
    if any(row.table in _OF_NAMES for act in changing for row in act.rows):
        shelf.names.clear()
    _take_in_again(
        shelf,
        {ref for act in changing for ref in act.objects if len(ref) == REFERENCE},
    )
    shelf.log_size = size
    return True


def _take_in_again(shelf: Shelf, changed: set[str]) -> None:
    if not changed:
        return
    # A case is found by the children of its concerns.
    changed |= {ref for (ref,) in _cases_of.tuples(refs=changed) if ref}
    for ref in changed:
        shelf.drop(ref)
    for kind in (CONCERN, CASE):
        _take_in(shelf, kind, THESE, refs=changed)


def learn_names(shelf: Shelf, children: Iterable[str]) -> None:
    """Names as people type them: with and without spaces, and family name first."""
    if shelf.named_on != clock.today():
        # A class begins and ends with a day, without an entry.
        shelf.names.clear()
        shelf.named_on = clock.today()
    new = [ref for ref in children if ref not in shelf.names]
    if not new:
        return
    where = classes_of(new)
    names = names_of(new)
    for ref in new:
        parts = names.get(ref, "").split()
        each = (" ".join(parts), "".join(parts), "".join(reversed(parts)))
        said = (*each, where.get(ref, ""))
        shelf.names[ref] = "\n".join(fold(part) for part in said).encode()


@question
def _records(kind: str, which: str) -> Any:
    """The records of one slice: the newest, those that come after a moment and a
    reference, or these.
    """
    model, since = _MODELS[kind]
    asked = select(
        model.ref,
        since,
        model.level,
        model.case_ref if kind == CONCERN else model.ref.label("case_ref"),
        model.category,
        model.sealed_version,
        model.key_ref,
        *(getattr(model, column) for column in _OWN[kind]),
    )
    to_find = concerns_to_find if kind == CONCERN else cases_to_find
    asked = asked.where(to_find(bindparam("school")))
    if which == THESE:
        return asked.where(one_of(model.ref, "refs"))
    if which == FURTHER:
        moment: BindParameter[Any] = bindparam("since")
        last: BindParameter[str] = bindparam("last")
        asked = asked.where(
            and_(since <= moment, or_(since < moment, model.ref < last))
        )
    return asked.order_by(since.desc(), model.ref.desc()).limit(bindparam("most"))


def _owners(kind: str, which: str) -> ColumnElement[bool]:
    """The same records again and perhaps some more, which an index alone can tell: to
    ask for what belongs to them without naming each.
    """
    model, since = _MODELS[kind]
    if which == THESE:
        return one_of(model.ref, "refs")
    return and_(
        model.school_ref == bindparam("school"),
        since >= bindparam("oldest"),
        since <= bindparam("newest"),
        # The same again in a form whose numbers PostgreSQL does not know, so that it
        # takes them for few: for some hundreds it would read all that the trust has.
        func.coalesce(model.school_ref, "") == bindparam("school"),
    )


@question
def _cases_of() -> Any:
    return select(Concern.case_ref).where(one_of(Concern.ref, "refs"))


@question
def _texts(kind: str, which: str, model: Any, columns: tuple[str, ...]) -> Any:
    owners, _since = _MODELS[kind]
    owner = model.concern_ref if kind == CONCERN else model.case_ref
    asked = select(
        owners.ref.label("owner"),
        model.ref,
        model.sealed_version,
        model.key_ref,
        *(getattr(model, column) for column in columns),
    )
    asked = asked.join_from(owners, model, owner == owners.ref)
    return asked.where(_owners(kind, which))


@question
def _children(kind: str, which: str) -> Any:
    owners, _since = _MODELS[kind]
    within = Concern
    asked = select(
        owners.ref.label("owner"),
        ConcernChild.person_ref,
        ConcernChild.ref,
        ConcernChild.sealed_version,
        ConcernChild.key_ref,
        ConcernChild.described,
    ).where(_owners(kind, which))
    if kind == CASE:
        asked = asked.join_from(owners, within, within.case_ref == owners.ref)
        asked = asked.where(off_index(within.state) != ConcernState.VOID)
    return asked.join(ConcernChild, ConcernChild.concern_ref == within.ref)


def _take_in(shelf: Shelf, kind: str, which: str, **given: Any) -> list[Row]:
    rows = _records.tuples(kind, which, school=shelf.school_ref, **given)
    if not rows:
        return rows
    if which != THESE:
        oldest, newest = _instant(rows[-1][1]), _instant(rows[0][1])
        given = {"school": shelf.school_ref, "oldest": oldest, "newest": newest}
    texts = [
        (model, columns, _texts.tuples(kind, which, model, columns, **given))
        for model, columns in _TEXTS[kind]
    ]
    children = _children.tuples(kind, which, **given)
    # Fetch, end the reading, then open: a commit must not wait for us (decision 1).
    db.session.rollback()  # noqa: TID251 - nothing was written; it ends the reading
    opener = Opener(_keys(rows, texts, children), shelf.school_ref)
    words = {row[0]: [row[0].encode()] for row in rows}
    while texts:
        # Not held for longer than they are needed: they are the larger part.
        _open_texts(opener, *texts.pop(), words)
    linked = _linked(opener, children, words)
    _open_own(opener, kind, rows, words)
    shelf.put((each, words[each.ref]) for each in _made_of(kind, rows, linked))
    return rows


def _made_of(
    kind: str, rows: list[Row], linked: dict[str, list[str]]
) -> Iterator[Record]:
    # One string for all that say the same: the driver makes a new one each time.
    same: Callable[[Any, Any], Any] = {}.setdefault
    for ref, since, level, case_ref, category, *_ in rows:
        children = {same(each, each): None for each in linked.get(ref, ())}
        yield Record(
            kind,
            ref,
            since,
            same(level, level),
            same(case_ref, case_ref),
            same(category, category),
            tuple(children),
        )


def _keys(
    rows: list[Row], texts: list[tuple[Any, Any, list[Row]]], children: list[Row]
) -> set[str | None]:
    needed = {row[6] for row in rows}
    needed.update(row[4] for row in children if row[5] is not None)
    for _model, _columns, found in texts:
        needed.update(row[3] for row in found)
    return needed


def _open_texts(
    opener: Opener,
    model: Any,
    columns: tuple[str, ...],
    rows: list[Row],
    words: dict[str, list[bytes]],
) -> None:
    for place, column in enumerate(columns, 4):
        opened = opener.column(model.__tablename__, column)
        for row in rows:
            owner, ref, version, key_ref = row[:4]
            # Another reading than the records': one may have come or gone meanwhile.
            if row[place] is not None and owner in words:
                words[owner].append(opened(ref, version, key_ref, row[place]))


def _linked(
    opener: Opener, children: list[Row], words: dict[str, list[bytes]]
) -> dict[str, list[str]]:
    linked: dict[str, list[str]] = {}
    opened = opener.column(ConcernChild.__tablename__, "described")
    for owner, person_ref, ref, version, key_ref, described in children:
        if person_ref:
            linked.setdefault(owner, []).append(person_ref)
        elif owner in words:
            words[owner].append(opened(ref, version, key_ref, described))
    return linked


def _open_own(
    opener: Opener, kind: str, rows: list[Row], words: dict[str, list[bytes]]
) -> None:
    model, _since = _MODELS[kind]
    for place, column in enumerate(_OWN[kind], 7):
        opened = opener.column(model.__tablename__, column)
        for row in rows:
            if row[place] is not None:
                text = opened(row[0], row[5], row[6], row[place])
                words[row[0]].append(text)
