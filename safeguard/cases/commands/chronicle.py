"""What the acts on a case share: an entry of its chronology, its clock, its version."""

from datetime import datetime

from sqlalchemy.orm.attributes import flag_modified

from safeguard.cases.models import CaseEntry, CaseFile, Concern
from safeguard.cases.states import CaseState, EntryKind, NextStep, may_move
from safeguard.guidance import clocks
from school.calendars.due import due
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.identity.queries.set_up import days_of
from school.web.catalogue import gettext as _


def write_entry(
    actor: Actor, case: CaseFile, kind: EntryKind, text: str = "", **facts: object
) -> CaseEntry:
    """Add an entry to the case's chronology, inside an act. `facts`: code,
    happened_at (UTC; now if not given), concern_ref.
    """
    happened_at = facts.pop("happened_at", None) or clock.now()
    entry = CaseEntry(
        ref=new_ref(),
        school_ref=case.school_ref,
        key_ref=case.key_ref,
        case_ref=case.ref,
        kind=kind,
        happened_at=happened_at,
        recorded_at=clock.now(),
        by_ref=actor.person_ref,
        **facts,
    )
    seal(entry, "text", text)
    db.session.add(entry)
    return entry


def wait_for(case: CaseFile, step: NextStep, clock_code: str | None = None) -> None:
    """Say what the case waits for next; with a clock of guidance.clocks, until when."""
    case.next_step = step
    case.due_at = case.due_why = None
    if clock_code is not None:
        runs_out = due(clock.now(), clocks.named(clock_code), days_of(case.school_ref))
        case.due_at, case.due_why = runs_out.at, runs_out.why


def wait_for_a_case(concern: Concern) -> None:
    """An opened concern is put into a case by the end of the next school day, of this
    one where a child is in danger. Source: §2.1, triage; the lengths are our own.
    """
    code = "open_case_danger" if concern.in_danger else "open_case"
    ends = due(clock.now(), clocks.named(code), days_of(concern.school_ref))
    concern.due_at, concern.due_why = ends.at, ends.why


def decide_afresh(case: CaseFile, clock_code: str = "decide") -> None:
    """Something new came in: no earlier decision stands, and a clock starts."""
    case.decision_ref = None
    wait_for(case, NextStep.DECIDE, clock_code)


def move(case: CaseFile, after: CaseState) -> None:
    """Move the case. Raises Stale when it is not where it was seen to be."""
    if not may_move(CaseState(case.state), after):
        raise Stale("the case is not in that state any more")
    case.state = after


def changed(case: CaseFile, seen_version: int | None) -> None:
    """Count the case as changed. Raises Stale when somebody else changed it since the
    page with `seen_version` was opened; None asks nothing.
    """
    if seen_version is not None and seen_version != case.version:
        raise Stale("the case was changed meanwhile")
    case.changed_at = clock.now()
    # Also where the clock stands still: whoever acts on a case moves its version on.
    flag_modified(case, "changed_at")


def must_have_happened(happened_at: datetime | None) -> None:
    """Raises Invalid for a moment that is still to come (R0.2)."""
    if happened_at is not None and happened_at > clock.now():
        raise Invalid({"happened_on": _("This is in the future. Check day and time.")})


def worded(field: str, text: str, least: int = 1) -> str:
    """The text as typed. Raises Invalid when it says less than `least` characters."""
    if len(text.strip()) < least:
        problem = (
            _("Write this down in words.")
            if least == 1
            else _("Write at least %(n)d characters.", n=least)
        )
        raise Invalid({field: problem})
    return text
