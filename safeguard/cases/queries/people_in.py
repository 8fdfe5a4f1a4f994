"""Who is in a concern, and its words: what the pages on concerns and cases share."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select

from safeguard.cases.models import Concern, ConcernChild, ConcernText
from safeguard.cases.states import ConcernState
from school.foundation.database import db
from school.foundation.sealing import keyring, unseal
from school.gate import counted, touch
from school.identity.queries.people import classes_of, names_of

# Kinds of a concern’s texts: what the child said stands apart (R0.3).
NARRATIVE, OWN_WORDS, DONE, ADDITION = "narrative", "own_words", "done", "addition"
FIRST_WORDS = 110


@dataclass(frozen=True)
class Child:
    """A child in a concern: by name, or as the reporter described somebody unknown."""

    person_ref: str | None
    name: str = field(repr=False)
    where: str
    parts: tuple[str, ...]

    @property
    def known(self) -> bool:
        """Whether the child's name is known."""
        return self.person_ref is not None


@dataclass(frozen=True)
class Words:
    """A text of a concern, byte for byte; `by_ref` is who wrote it down."""

    kind: str
    text: str = field(repr=False)
    by_ref: str
    recorded_at: datetime


@counted
def children_in(concern_refs: Iterable[str]) -> dict[str, tuple[Child, ...]]:
    """The children of each concern, those harmed first.

    Only a disclosure may ask: the concerns are added to its entry.
    """
    refs_asked = sorted(set(concern_refs))
    touch(*refs_asked)
    rows = list(
        db.session.scalars(
            select(ConcernChild)
            .where(ConcernChild.concern_ref.in_(refs_asked))
            .order_by(ConcernChild.part != "harmed", ConcernChild.ref)
        )
    )
    refs = [row.person_ref for row in rows if row.person_ref]
    names, where = names_of(refs), classes_of(refs)
    found: dict[str, tuple[Child, ...]] = {}
    for row in rows:
        child = Child(
            row.person_ref,
            names.get(row.person_ref or "", unseal(row, "described") or ""),
            where.get(row.person_ref or "", ""),
            (row.part,),
        )
        found[row.concern_ref] = together([*found.get(row.concern_ref, ()), child])
    return found


@counted
def children_by_case(case_refs: Iterable[str]) -> dict[str, tuple[Child, ...]]:
    """The children of each case, from its concerns, those of the first one first."""
    asked = (
        select(Concern.ref, Concern.case_ref)
        .where(Concern.case_ref.in_(sorted(case_refs)))
        .where(Concern.state != ConcernState.VOID)
        .order_by(Concern.recorded_at, Concern.ref)
    )
    within = {row.ref: row.case_ref for row in db.session.execute(asked)}
    children = children_in(within)
    found: dict[str, tuple[Child, ...]] = {}
    for concern_ref, case_ref in within.items():
        found[case_ref] = together(
            [*found.get(case_ref, ()), *children.get(concern_ref, ())]
        )
    return found


@counted
def together(children: Iterable[Child]) -> tuple[Child, ...]:
    """Each child once, with every part; those without a name stay apart."""
    known: dict[str, Child] = {}
    unknown: list[Child] = []
    for child in children:
        if child.person_ref is None:
            unknown.append(child)
            continue
        earlier = known.get(child.person_ref)
        parts = (*(earlier.parts if earlier else ()), *child.parts)
        known[child.person_ref] = replace(child, parts=tuple(dict.fromkeys(parts)))
    return (*known.values(), *unknown)


@counted
def words_of(
    concern_refs: Iterable[str], kinds: Iterable[str] | None = None
) -> dict[str, list[Words]]:
    """The texts of each concern, oldest first; all kinds, or some.

    Only a disclosure may ask: the concerns are added to its entry.
    """
    refs_asked = sorted(set(concern_refs))
    touch(*refs_asked)
    asked = select(ConcernText).where(ConcernText.concern_ref.in_(refs_asked))
    if kinds is not None:
        asked = asked.where(ConcernText.kind.in_(sorted(kinds)))
    rows = list(
        db.session.scalars(asked.order_by(ConcernText.recorded_at, ConcernText.ref))
    )
    keyring().warm([row.key_ref for row in rows if row.key_ref])
    found: dict[str, list[Words]] = {}
    for row in rows:
        text = unseal(row, "text") or ""
        found.setdefault(row.concern_ref, []).append(
            Words(row.kind, text, row.by_ref, row.recorded_at)
        )
    return found


@counted
def first_words(text: str) -> str:
    """The beginning of a narrative on one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= FIRST_WORDS:
        return line
    cut = line[:FIRST_WORDS].rsplit(" ", 1)[0]
    return f"{cut} …"
