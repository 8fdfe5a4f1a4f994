"""The marks of a case's body maps, in the order in which they were recorded."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from safeguard.cases.models import BodyMark, CaseEntry
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
    names = names_of(mark.child_ref for mark, _ in rows)
    return tuple(
        _mark(number, mark, entry, names.get(mark.child_ref, ""))
        for number, (mark, entry) in _numbered(rows)
    )


def _mark(number: int, row: BodyMark, entry: CaseEntry, child: str) -> Mark:
    region, view, hand, kind = (unseal(row, "codes") or "").split(" ")
    return Mark(
        number=number,
        child_ref=row.child_ref,
        child=child,
        region=region,
        view=view,
        hand=hand,
        kind=kind,
        words=unseal(entry, "text") or "",
        at=entry.happened_at,
    )


def _numbered(
    rows: Iterable[tuple[BodyMark, CaseEntry]],
) -> Iterable[tuple[int, tuple[BodyMark, CaseEntry]]]:
    so_far: dict[str, int] = {}
    for pair in rows:
        child = pair[0].child_ref
        so_far[child] = so_far.get(child, 0) + 1
        yield so_far[child], pair
