"""Whom a concern was about before: every change with its reason."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from safeguard.cases.models import ChildChange, Concern
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.gate import counted
from school.identity.queries.people import names_of


@dataclass(frozen=True)
class Relinked:
    """One change: names or descriptions, the reason, who changed it and when."""

    before: str = field(repr=False)
    after: str = field(repr=False)
    reason: str = field(repr=False)
    by: str = field(repr=False)
    at: datetime


@counted
def relinkings_of(concern: Concern) -> tuple[Relinked, ...]:
    """The changes, oldest first. Only a disclosure of the concern may ask."""
    asked = select(ChildChange).where(ChildChange.concern_ref == concern.ref)
    rows = list(
        db.session.scalars(asked.order_by(ChildChange.changed_at, ChildChange.ref))
    )
    refs = [r for row in rows for r in (row.before_ref, row.after_ref, row.by_ref) if r]
    names = names_of(refs)
    return tuple(
        Relinked(
            before=names.get(row.before_ref or "", unseal(row, "before_words") or ""),
            after=names.get(row.after_ref or "", ""),
            reason=unseal(row, "reason") or "",
            by=names.get(row.by_ref, ""),
            at=row.changed_at,
        )
        for row in rows
    )
