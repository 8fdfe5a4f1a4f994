"""A record of force that another act owes: open until somebody writes it down."""

from dataclasses import dataclass
from datetime import datetime

from safeguard.force.models import ForceRecord
from safeguard.force.permissions.standing import rows_of
from safeguard.force.states import State
from safeguard.guidance import clocks
from school import wall
from school.calendars.due import due
from school.foundation.database import db
from school.foundation.references import new_reference
from school.foundation.sealing import keyring
from school.gate import touch
from school.identity.queries.set_up import days_of


@dataclass(frozen=True)
class Owed:
    """Whose record is owed, by whom, of what moment (UTC)."""

    school_ref: str
    pupil_ref: str
    happened_at: datetime
    owed_by: str
    used_by: tuple[str, ...] = ()


def owe(origin_ref: str, owed: Owed) -> str:
    """Owe a record of force, inside an act of a higher feature: a search, a visit of
    the police. It is to be written the same school day, parents are told the same day
    (§2.A). The same person owing it twice for one record owes it once. Returns the
    reference of the record.
    """
    for row in rows_of(origin_ref):
        if row.owed_by == owed.owed_by and row.pupil_ref == owed.pupil_ref:
            touch(row.ref)
            return str(row.ref)
    record = begin(owed.school_ref, owed.pupil_ref, owed.happened_at)
    record.origin_ref = origin_ref
    record.owed_by = owed.owed_by
    wall.write_about_new(record.ref, [owed.pupil_ref, *owed.used_by])
    touch(record.ref)
    return record.ref


def begin(school_ref: str, pupil_ref: str, happened_at: datetime) -> ForceRecord:
    """A record with its clocks and a key of its own, owed so far."""
    days = days_of(school_ref)
    record = ForceRecord(
        ref=new_reference(),
        school_ref=school_ref,
        key_ref=keyring().take(school_ref),
        pupil_ref=pupil_ref,
        state=State.OWED,
        happened_at=happened_at,
        due_at=due(happened_at, clocks.named("force_record"), days).at,
        parents_due_at=due(happened_at, clocks.named("force_parents"), days).at,
    )
    db.session.add(record)
    return record
