"""When people meet next about a case: the clocks that its meetings leave."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from safeguard.cases.models import CaseMeeting
from school.foundation.questions import question
from school.gate import counted


@dataclass(frozen=True)
class NextMeeting:
    """The next meeting of a kind (UTC)."""

    kind: str
    at: datetime


@question
def _held() -> Any:
    asked = select(CaseMeeting.kind, CaseMeeting.next_at).where(
        CaseMeeting.case_ref == bindparam("case")
    )
    return asked.order_by(CaseMeeting.held_at, CaseMeeting.recorded_at, CaseMeeting.ref)


@counted
def next_meetings(case_ref: str) -> tuple[NextMeeting, ...]:
    """The next meeting of each kind, as the last one of that kind left it."""
    last = {row.kind: row for row in _held(case=case_ref)}
    return tuple(
        NextMeeting(row.kind, row.next_at) for row in last.values() if row.next_at
    )
