"""When people meet next about a case: the clocks that its meetings leave."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from safeguard.cases.models import CaseMeeting
from school.foundation.database import db
from school.gate import counted


@dataclass(frozen=True)
class NextMeeting:
    """The next meeting of a kind (UTC)."""

    kind: str
    at: datetime


@counted
def next_meetings(case_ref: str) -> tuple[NextMeeting, ...]:
    """The next meeting of each kind, as the last one of that kind left it."""
    asked = select(CaseMeeting).where(CaseMeeting.case_ref == case_ref)
    rows = db.session.scalars(
        asked.order_by(CaseMeeting.held_at, CaseMeeting.recorded_at, CaseMeeting.ref)
    )
    last = {row.kind: row for row in rows}
    return tuple(
        NextMeeting(row.kind, row.next_at) for row in last.values() if row.next_at
    )
