"""Who is in a concern, and its words: what the pages on concerns and cases share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from safeguard.cases.models import Concern, ConcernChild, ConcernText
from safeguard.cases.states import ConcernState
from school.foundation.direction import isolated
from school.foundation.foresight import know
from school.foundation.questions import one_of, question
from school.foundation.sealing import keyring, unseal
from school.gate import counted, touch
from school.identity.queries.people import classes_of, names_of

# Kinds of a concern’s texts: what the child said stands apart (R0.3).
NARRATIVE, OWN_WORDS, DONE, ADDITION = "narrative", "own_words", "done", "addition"
FIRST_WORDS = 110
SOME_KINDS, ALL_KINDS = "some", "all"


@dataclass(slots=True)
class Child:
    """A child in a concern: by name, or as the reporter described somebody unknown."""

    person_ref: str | None
    name: str = field(repr=False)
    where: str
    parts: tuple[str, ...]
    # The row in the concern; the one thing that stands for a child without a name.
    row_ref: str = ""

    @property
    def known(self) -> bool:
        """Whether the child's name is known."""
        return self.person_ref is not None


class InIt(NamedTuple):
    """Somebody's part in a concern: the row, the person, and, of somebody whose name
    is not known, how the reporter described them.
    """

    row_ref: str
    person_ref: str | None
    part: str
    described: str

    def __repr__(self) -> str:
        """Only the row: what fails must not describe a child."""
        return f"<part {self.row_ref}>"


@dataclass(slots=True)
class Words:
    """A text of a concern, byte for byte; `by_ref` is who wrote it down."""

    kind: str
    text: str = field(repr=False)
    by_ref: str
    recorded_at: datetime


@question
def _in_concerns() -> Any:
    return (
        select(
            ConcernChild.ref,
            ConcernChild.school_ref,
            ConcernChild.key_ref,
            ConcernChild.sealed_version,
            ConcernChild.concern_ref,
            ConcernChild.person_ref,
            ConcernChild.part,
            ConcernChild.described,
        )
        .where(one_of(ConcernChild.concern_ref, "refs"))
        .order_by(ConcernChild.part != "harmed", ConcernChild.ref)
    )


@counted
def parts_in(concern_refs: Iterable[str]) -> dict[str, tuple[InIt, ...]]:
    """Who is in each concern, those harmed first, without what they are called.

    Only a disclosure may ask: the concerns are added to its entry.
    """
    refs_asked = sorted(set(concern_refs))
    touch(*refs_asked)
    found: dict[str, tuple[InIt, ...]] = {}
    for row in _in_concerns(refs=refs_asked) if refs_asked else ():
        described = None if row.person_ref else unseal(row, "described")
        child = InIt(row.ref, row.person_ref, row.part, isolated(described or ""))
        found[row.concern_ref] = (*found.get(row.concern_ref, ()), child)
    return found


@counted
def called(parts: Mapping[str, Iterable[InIt]]) -> dict[str, tuple[Child, ...]]:
    """The same with their names and forms as they are now, each child once."""
    refs = [each.person_ref for own in parts.values() for each in own]
    known = {ref for ref in refs if ref}
    know(people=known)
    names, where = names_of(known), classes_of(known)
    return {
        record: together(
            Child(
                each.person_ref,
                names.get(each.person_ref or "", each.described),
                where.get(each.person_ref or "", ""),
                (each.part,),
                each.row_ref,
            )
            for each in own
        )
        for record, own in parts.items()
    }


@counted
def children_in(concern_refs: Iterable[str]) -> dict[str, tuple[Child, ...]]:
    """The children of each concern, those harmed first.

    Only a disclosure may ask: the concerns are added to its entry.
    """
    return called(parts_in(concern_refs))


@question
def _of_cases() -> Any:
    return (
        select(Concern.ref, Concern.case_ref)
        .where(one_of(Concern.case_ref, "refs"))
        .where(Concern.state != ConcernState.VOID)
        .order_by(Concern.recorded_at, Concern.ref)
    )


@counted
def concerns_within(case_refs: Iterable[str]) -> dict[str, str]:
    """The concerns that make up the cases, oldest first, each with its case."""
    wanted = sorted(set(case_refs))
    rows = _of_cases(refs=wanted) if wanted else ()
    return {row.ref: row.case_ref for row in rows}


@counted
def children_by_case(case_refs: Iterable[str]) -> dict[str, tuple[Child, ...]]:
    """The children of each case, from its concerns, those of the first one first."""
    within = concerns_within(case_refs)
    return gathered(within, children_in(within))


@counted
def gathered(
    within: dict[str, str], children: dict[str, tuple[Child, ...]]
) -> dict[str, tuple[Child, ...]]:
    """Children by concern, brought together by the case that each concern is in."""
    found: dict[str, list[Child]] = {}
    for concern_ref, case_ref in within.items():
        found.setdefault(case_ref, []).extend(children.get(concern_ref, ()))
    return {ref: together(each) for ref, each in found.items()}


@counted
def together(children: Iterable[Child]) -> tuple[Child, ...]:
    """Each child once, with every part; those without a name stay apart."""
    children = tuple(children)
    if len(children) == 1:
        return children
    known: dict[str, Child] = {}
    unknown: list[Child] = []
    for child in children:
        if child.person_ref is None:
            unknown.append(child)
            continue
        earlier = known.get(child.person_ref)
        if earlier is None:
            known[child.person_ref] = child
        elif more := [part for part in child.parts if part not in earlier.parts]:
            parts = (*earlier.parts, *more)
            known[child.person_ref] = replace(earlier, parts=parts)
    return (*known.values(), *unknown)


@question
def _texts(which: str) -> Any:
    asked = select(
        ConcernText.ref,
        ConcernText.school_ref,
        ConcernText.key_ref,
        ConcernText.sealed_version,
        ConcernText.concern_ref,
        ConcernText.kind,
        ConcernText.text,
        ConcernText.by_ref,
        ConcernText.recorded_at,
    ).where(one_of(ConcernText.concern_ref, "refs"))
    if which == SOME_KINDS:
        asked = asked.where(one_of(ConcernText.kind, "kinds"))
    return asked.order_by(ConcernText.recorded_at, ConcernText.ref)


@counted
def words_of(
    concern_refs: Iterable[str], kinds: Iterable[str] | None = None
) -> dict[str, list[Words]]:
    """The texts of each concern, oldest first; all kinds, or some.

    Only a disclosure may ask: the concerns are added to its entry.
    """
    refs_asked = sorted(set(concern_refs))
    touch(*refs_asked)
    if not refs_asked:
        return {}
    if kinds is None:
        rows = _texts(ALL_KINDS, refs=refs_asked)
    else:
        rows = _texts(SOME_KINDS, refs=refs_asked, kinds=sorted(kinds))
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
    line = " ".join(text[: FIRST_WORDS * 4].split())
    if len(line) <= FIRST_WORDS:
        line = " ".join(text.split())
    if len(line) <= FIRST_WORDS:
        return line
    cut = line[:FIRST_WORDS].rsplit(" ", 1)[0]
    return f"{cut} …"
