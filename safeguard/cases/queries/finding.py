"""Finding records by words, names or reference: opened in memory, nothing on disk.

Only what `visible_to` lets through is looked through and shown (decision 10), newest
first, for two seconds at most; what was not looked through is said. What was opened is
kept for the time of the elevation (`shelf`), and what it finds is asked for again.
"""

import time
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import and_, select

from safeguard.cases.models import CaseFile, Concern
from safeguard.cases.permissions.acts import Act, finds_in_words
from safeguard.cases.permissions.seeing import (
    cases_visible_to,
    concerns_visible_to,
    technical_visible_to,
)
from safeguard.cases.queries.looking import Match, matches
from safeguard.cases.queries.people_in import (
    NARRATIVE,
    Child,
    children_by_case,
    children_in,
    first_words,
    words_of,
)
from safeguard.cases.queries.reading import where_of
from safeguard.cases.queries.shelf import CASE, CONCERN
from safeguard.cases.queries.terms import Terms
from safeguard.cases.states import ConcernState
from safeguard.guidance import categories
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.foundation.references import heard
from school.foundation.sealing import keyring, mac, unseal
from school.gate import disclosure, note, touch
from school.web.catalogue import gettext as _

BUDGET_SECONDS = 2.0
SLICE = 60
AT_MOST = 50
MOST_INCIDENTS = 2000
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
        look = _in_words if in_words else _in_incidents
        finding = look(actor, terms)
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


def _in_words(actor: Actor, terms: Terms) -> Finding:
    """The newest that hold what was asked and that the reader may see at this moment:
    the shelf only says where words stand.
    """
    until = time.monotonic() + BUDGET_SECONDS
    matching, looked_through, complete = matches(actor, terms, until)
    found: list[Found] = []
    for start in range(0, len(matching), SLICE):
        if len(found) >= AT_MOST:
            complete = False
            break
        found += _visible(actor, matching[start : start + SLICE])
    if len(found) > AT_MOST:
        complete = False
    return Finding(tuple(found[:AT_MOST]), looked_through, complete)


def _visible(actor: Actor, matching: list[Match]) -> list[Found]:
    """Those of the matches that may be seen, in the same order."""
    refs = {
        kind: [m.ref for m in matching if m.kind == kind] for kind in (CONCERN, CASE)
    }
    seen = and_(concerns_visible_to(actor), Concern.state != ConcernState.VOID)
    asked = select(Concern).where(Concern.ref.in_(refs[CONCERN]), seen)
    concerns = {row.ref: row for row in db.session.scalars(asked)}
    asked_cases = select(CaseFile).where(
        CaseFile.ref.in_(refs[CASE]), cases_visible_to(actor)
    )
    cases = {row.ref: row for row in db.session.scalars(asked_cases)}
    held = [each.key_ref for each in concerns.values()]
    held += [each.key_ref for each in cases.values()]
    keyring().warm([ref for ref in held if ref])
    children = {**children_in(concerns), **children_by_case(cases)}
    texts = words_of(concerns, [NARRATIVE])
    found = []
    for ref in (match.ref for match in matching):
        inside = children.get(ref, ())
        if ref in concerns:
            words = texts.get(ref)
            what = first_words(words[0].text) if words else ""
            found.append(_concern(concerns[ref], inside, what))
        elif ref in cases:
            found.append(_case(cases[ref], inside))
    return found


def _in_incidents(actor: Actor, terms: Terms) -> Finding:
    """Technical incidents by their technical fields, newest first."""
    asked = select(Concern).where(
        technical_visible_to(actor), Concern.state != ConcernState.VOID
    )
    asked = asked.order_by(Concern.recorded_at.desc(), Concern.ref)
    rows = list(db.session.scalars(asked.limit(MOST_INCIDENTS + 1)))
    looked = rows[:MOST_INCIDENTS]
    keyring().warm([row.key_ref for row in looked if row.key_ref])
    found = [_incident(row) for row in looked if terms.in_all(_fields(row))]
    complete = len(looked) == len(rows) and len(found) <= AT_MOST
    return Finding(tuple(found[:AT_MOST]), len(looked), complete)


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
