"""The marks of a case's body maps, in the order in which they were recorded."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam

from safeguard.cases.models import BodyMark, CaseEntry, ConcernChild
from school.foundation.questions import every, one_of, question
from school.foundation.sealing import unseal
from school.gate import counted
from school.identity.queries.people import names_of


@dataclass(frozen=True)
class Mark:
    """One mark: its number with the child, where it is, and its words."""

    number: int
    child_ref: str
    child: str = field(repr=False)
    region: str
    view: str
    hand: str
    kind: str
    words: str = field(repr=False)
    at: datetime


@counted
def marks_of(case_ref: str) -> tuple[Mark, ...]:
    """The marks, numbered for each child. Only a disclosure of the case may ask."""
    rows = _marks(case=case_ref)
    if not rows:
        return ()
    entries = {row.ref: row for row in _entries(refs=[row.entry_ref for row in rows])}
    whose = _whose(row.child_ref for row in rows)
    so_far: dict[str, int] = {}
    found = []
    for row in rows:
        child = whose[row.child_ref]
        number = so_far[child[0]] = so_far.get(child[0], 0) + 1
        found.append(_mark(number, row, entries[row.entry_ref], child))
    return tuple(found)


@question
def _marks() -> Any:
    asked = every(BodyMark).where(BodyMark.case_ref == bindparam("case"))
    return asked.order_by(BodyMark.recorded_at, BodyMark.ref)


@question
def _entries() -> Any:
    return every(CaseEntry).where(one_of(CaseEntry.ref, "refs"))


@question
def _children() -> Any:
    return every(ConcernChild).where(one_of(ConcernChild.ref, "refs"))


def _whose(refs: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Behind each reference of a mark the child: the person and the name, also where
    the name was found later; else the row of the concern and how it describes the
    child, or nothing where the child was taken out again.
    """
    wanted = set(refs)
    names = names_of(wanted)
    unnamed = wanted - set(names)
    if not unnamed:
        return {ref: (ref, names[ref]) for ref in wanted}
    rows = {row.ref: row for row in _children(refs=sorted(unnamed))}
    names |= names_of(row.person_ref for row in rows.values() if row.person_ref)
    found = {ref: (ref, names.get(ref, "")) for ref in wanted}
    for ref, row in rows.items():
        child_ref = row.person_ref or ref
        found[ref] = (child_ref, names.get(child_ref, unseal(row, "described") or ""))
    return found


def _mark(number: int, row: Any, entry: Any, child: tuple[str, str]) -> Mark:
    region, view, hand, kind = (unseal(row, "codes") or "").split(" ")
    return Mark(
        number=number,
        child_ref=child[0],
        child=child[1],
        region=region,
        view=view,
        hand=hand,
        kind=kind,
        words=unseal(entry, "text") or "",
        at=entry.happened_at,
    )
