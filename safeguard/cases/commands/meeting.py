"""Meetings and conferences about a case: who was there, what was decided, when next."""

from dataclasses import dataclass, field
from datetime import datetime

from safeguard.cases.commands.chronicle import (
    changed,
    must_have_happened,
    worded,
    write_entry,
)
from safeguard.cases.models import CaseFile, CaseMeeting
from safeguard.cases.permissions.acts import Act
from safeguard.cases.permissions.seeing import case_visible
from safeguard.cases.states import EntryKind
from safeguard.guidance import casework, clocks
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command, note
from school.web.catalogue import gettext as _

LEAST_WORDS = 10


@dataclass(frozen=True)
class NewMeeting:
    """A meeting as it was; times in UTC, None: just now, and no next one."""

    kind: str
    attended: str = field(repr=False)
    decided: str = field(repr=False)
    held_at: datetime | None = None
    next_at: datetime | None = None
    version: int | None = None


@command(Act.RECORD_MEETING, of=case_visible)
def record_meeting(actor: Actor, case: CaseFile, new: NewMeeting) -> str:
    """Record a meeting (§2.1, §2.6). The next one runs as a clock of the case until a
    meeting of that kind is recorded again. Raises Invalid and Stale.
    """
    changed(case, new.version)
    today = clock.today()
    if new.kind not in {each.code for each in casework.meetings.offered(today)}:
        raise Invalid({"kind": _("Choose what kind of meeting it was.")})
    must_have_happened(new.held_at)
    held_at = new.held_at or clock.now()
    if new.next_at is not None:
        _insist_on_next(new.next_at, held_at)
    attended = worded("attended", new.attended)
    decided = worded("decided", new.decided, LEAST_WORDS)
    there = _("There: %(names)s", names=attended.strip())
    entry = write_entry(
        actor,
        case,
        EntryKind.MEETING,
        f"{there}\n{decided}",
        code=new.kind,
        happened_at=held_at,
    )
    row = CaseMeeting(
        ref=new_ref(),
        school_ref=case.school_ref,
        key_ref=case.key_ref,
        case_ref=case.ref,
        entry_ref=entry.ref,
        kind=new.kind,
        held_at=held_at,
        next_at=new.next_at,
        recorded_at=entry.recorded_at,
    )
    seal(row, "attended", attended)
    db.session.add(row)
    note(kind=new.kind, next_at=new.next_at.isoformat() if new.next_at else None)
    return case.ref


def _insist_on_next(next_at: datetime, held_at: datetime) -> None:
    if next_at <= max(held_at, clock.now()):
        raise Invalid({"next_on": _("The next meeting is still to come.")})
    if clocks.is_too_far(clock.local(next_at).date()):
        raise Invalid(
            {
                "next_on": _(
                    "Choose a day within a year. If no meeting is planned before "
                    "that, leave the day empty."
                )
            }
        )
