"""Finding records by words, names or reference: opened in memory, nothing on disk.

Only what `visible_to` lets through is ever opened (decision 10), newest first and in
slices, for two seconds at most; what was not looked through is said.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, or_, select

from safeguard.cases.models import CaseEntry, CaseFile, Closing, Concern, Decision
from safeguard.cases.permissions.acts import Act, finds_in_words
from safeguard.cases.permissions.seeing import (
    cases_visible_to,
    concerns_visible_to,
    technical_visible_to,
)
from safeguard.cases.queries.people_in import (
    Child,
    children_by_case,
    children_in,
    first_words,
    words_of,
)
from safeguard.cases.queries.reading import where_of
from safeguard.cases.queries.terms import Terms
from safeguard.cases.states import ConcernState
from safeguard.guidance import categories
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.foundation.references import heard
from school.foundation.sealing import keyring, mac, unseal
from school.gate import disclosure, note, touch

BUDGET_SECONDS = 2.0
SLICE = 100
AT_MOST = 50
LONGEST = 200


@dataclass(frozen=True)
class Wanted:
    """What somebody typed to find; its repr tells nothing of it."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class Found:
    """A record that was found. `kind`: concern, case or incident."""

    kind: str
    reference: str
    what: str = field(repr=False)
    category: str
    state: str
    children: tuple[Child, ...]
    since: datetime


@dataclass(frozen=True)
class Finding:
    """What was found, newest first, and whether everything was looked through."""

    found: tuple[Found, ...]
    looked_through: int
    complete: bool
    # The text was a reference: the page goes straight to the record.
    exact: bool = False


@dataclass
class _Looking:
    """One look through the records: how far it came, and until when it may go on."""

    terms: Terms
    until: float
    found: list[Found] = field(default_factory=list)
    looked_through: int = 0
    complete: bool = True

    @property
    def must_stop(self) -> bool:
        return len(self.found) >= AT_MOST or time.monotonic() >= self.until


@disclosure(Act.FIND_RECORDS)
def find_records(actor: Actor, wanted: Wanted) -> Finding:
    """Records that hold every word and every phrase in quotes, in any script.

    The digital-safety coordinator finds technical incidents by their technical fields
    only. The entry keeps a keyed fingerprint of what was asked, and what was found.
    Raises Invalid for nothing, or for more than 200 characters.
    """
    terms = Terms.read(wanted.text)
    if not terms or len(wanted.text) > LONGEST:
        raise Invalid({"text": _("Type a name, a reference or a few words.")})
    in_words = finds_in_words(actor)
    finding = _exactly(actor, wanted, in_words=in_words)
    if finding is None:
        looking = _Looking(terms, time.monotonic() + BUDGET_SECONDS)
        for look in (_concerns, _cases) if in_words else (_incidents,):
            look(actor, looking)
        newest = sorted(looking.found, key=lambda each: each.since, reverse=True)
        finding = Finding(tuple(newest), looking.looked_through, looking.complete)
    touch(*(each.reference for each in finding.found))
    note(
        asked=mac(actor.school_ref, "find", terms.folded),
        terms=len(terms),
        found=len(finding.found),
        looked_through=finding.looked_through,
        complete=finding.complete,
    )
    return finding


def _exactly(actor: Actor, wanted: Wanted, *, in_words: bool) -> Finding | None:
    """The one record with the reference that was typed, if there is one to see."""
    reference = heard(wanted.text)
    if reference is None:
        return None
    concerns = concerns_visible_to if in_words else technical_visible_to
    asked = select(Concern).where(Concern.ref == reference, concerns(actor))
    concern = db.session.scalar(asked)
    if concern is not None:
        shown = _concern(concern) if in_words else _incident(concern)
        return Finding((shown,), 1, complete=True, exact=True)
    if not in_words:
        return None
    asked_case = select(CaseFile).where(
        CaseFile.ref == reference, cases_visible_to(actor)
    )
    case = db.session.scalar(asked_case)
    if case is None:
        return None
    return Finding((_case(case, ()),), 1, complete=True, exact=True)


def _concerns(actor: Actor, looking: _Looking) -> None:
    visible = and_(concerns_visible_to(actor), Concern.state != ConcernState.VOID)
    for rows in _slices(looking, Concern, visible, Concern.recorded_at):
        refs = [row.ref for row in rows]
        children, texts = children_in(refs), words_of(refs)
        for row in rows:
            words = [each.text for each in texts.get(row.ref, [])]
            inside = children.get(row.ref, ())
            if looking.terms.in_all([*words, *_fields(row), *_named(inside)]):
                what = first_words(words[0]) if words else ""
                looking.found.append(_concern(row, inside, what))


def _cases(actor: Actor, looking: _Looking) -> None:
    for rows in _slices(looking, CaseFile, cases_visible_to(actor), CaseFile.opened_at):
        refs = [row.ref for row in rows]
        children, texts = children_by_case(refs), _texts_of(refs)
        for row in rows:
            words = [unseal(row, "title") or "", *texts.get(row.ref, [])]
            inside = children.get(row.ref, ())
            known = [_category(row.category), row.ref, *_named(inside)]
            if looking.terms.in_all([*words, *known]):
                looking.found.append(_case(row, inside))


def _incidents(actor: Actor, looking: _Looking) -> None:
    visible = and_(technical_visible_to(actor), Concern.state != ConcernState.VOID)
    for rows in _slices(looking, Concern, visible, Concern.recorded_at):
        looking.found.extend(
            _incident(row) for row in rows if looking.terms.in_all(_fields(row))
        )


def _slices(
    looking: _Looking, model: Any, visible: ColumnElement[bool], newest: Any
) -> Iterator[list[Any]]:
    """Rows newest first, slice by slice, until the time or the list is full."""
    after: ColumnElement[bool] | None = None
    while True:
        asked = select(model).where(visible)
        if after is not None:
            asked = asked.where(after)
        asked = asked.order_by(newest.desc(), model.ref).limit(SLICE)
        rows = list(db.session.scalars(asked))
        if not rows:
            return
        if looking.must_stop:
            looking.complete = False
            return
        keyring().warm([row.key_ref for row in rows if row.key_ref])
        looking.looked_through += len(rows)
        yield rows
        last = getattr(rows[-1], newest.key)
        after = or_(newest < last, and_(newest == last, model.ref > rows[-1].ref))


def _fields(row: Concern) -> list[str]:
    """The technical fields of a concern, in words."""
    where = where_of(row)
    return [
        _category(row.category),
        where.place or "",
        where.online_service or "",
        row.ref,
    ]


def _category(code: str) -> str:
    return _(categories.named(code).wording)


def _named(children: Iterable[Child]) -> Iterator[str]:
    """Names as people type them: with and without spaces, and family name first."""
    for child in children:
        parts = child.name.split()
        yield from (child.name, "".join(parts), "".join(reversed(parts)), child.where)


_SEALED: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (CaseEntry, ("text",)),
    (Decision, ("reason",)),
    (Closing, ("summary", "police_reason")),
)


def _texts_of(case_refs: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for model, columns in _SEALED:
        asked = select(model).where(model.case_ref.in_(case_refs))
        for row in db.session.scalars(asked):
            texts = [unseal(row, column) or "" for column in columns]
            found.setdefault(row.case_ref, []).extend(texts)
    return found


def _concern(row: Concern, children: tuple[Child, ...] = (), what: str = "") -> Found:
    return Found(
        "concern", row.ref, what, row.category, row.state, children, row.recorded_at
    )


def _case(row: CaseFile, children: tuple[Child, ...]) -> Found:
    title = unseal(row, "title") or ""
    return Found(
        "case", row.ref, title, row.category, row.state, children, row.opened_at
    )


def _incident(row: Concern) -> Found:
    return Found("incident", row.ref, "", row.category, row.state, (), row.recorded_at)
