"""The marks of a case's body maps, in the order in which they were recorded."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from safeguard.cases.models import BodyMark, CaseEntry, ConcernChild
from school.foundation.database import db
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
    asked = (
        select(BodyMark, CaseEntry)
        .join(CaseEntry, CaseEntry.ref == BodyMark.entry_ref)
        .where(BodyMark.case_ref == case_ref)
        .order_by(BodyMark.recorded_at, BodyMark.ref)
    )
    rows = [(mark, entry) for mark, entry in db.session.execute(asked)]
    whose = _whose(mark.child_ref for mark, _ in rows)
    so_far: dict[str, int] = {}
    found = []
    for mark, entry in rows:
        child = whose[mark.child_ref]
        number = so_far[child[0]] = so_far.get(child[0], 0) + 1
        found.append(_mark(number, mark, entry, child))
    return tuple(found)


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
    asked = select(ConcernChild).where(ConcernChild.ref.in_(sorted(unnamed)))
    rows = {row.ref: row for row in db.session.scalars(asked)}
    names |= names_of(row.person_ref for row in rows.values() if row.person_ref)
    found = {ref: (ref, names.get(ref, "")) for ref in wanted}
    for ref, row in rows.items():
        child_ref = row.person_ref or ref
        found[ref] = (child_ref, names.get(child_ref, unseal(row, "described") or ""))
    return found


def _mark(number: int, row: BodyMark, entry: CaseEntry, child: tuple[str, str]) -> Mark:
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
