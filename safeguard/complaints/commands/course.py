"""Steps of the acts on a complaint: claim it, move it, write the step down, tell."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from safeguard.complaints.models import Complaint, ComplaintActor, ComplaintStep
from safeguard.complaints.permissions.seeing import standing_of
from safeguard.complaints.states import Move, moved
from safeguard.guidance import clocks
from school import wall
from school.calendars.due import due
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref, spoken
from school.foundation.sealing import seal
from school.gate import note
from school.identity.queries.set_up import days_of
from school.notices import WAITS, notify
from school.web.catalogue import gettext as _

LONGEST = 20_000


def claim(complaint: Complaint, seen_version: int | None) -> None:
    """Be the only one who does something with it now. Raises Stale."""
    if seen_version is not None and seen_version != complaint.version:
        raise Stale("the complaint was changed meanwhile")
    flag_modified(complaint, "state")
    db.session.flush()


def move(complaint: Complaint, what: Move) -> None:
    """Do it, as the states allow. Raises Stale where that cannot happen any more."""
    after = moved(standing_of(complaint), what)
    if after is None:
        raise Stale("that cannot be done with the complaint now")
    complaint.state, complaint.answered = after.state, after.answered
    complaint.convened = after.convened
    note(move=what.value, state=after.state.value)


def write_step(
    complaint: Complaint, kind: str, by_ref: str, words: str = "", code: str = ""
) -> None:
    """What happened, by whom, in which state it is now; the words sealed."""
    asked = select(func.count()).select_from(ComplaintStep)
    earlier = db.session.scalar(
        asked.where(ComplaintStep.complaint_ref == complaint.ref)
    )
    row = ComplaintStep(
        ref=new_ref(),
        school_ref=complaint.school_ref,
        key_ref=complaint.key_ref,
        complaint_ref=complaint.ref,
        number=(earlier or 0) + 1,
        kind=kind,
        state=complaint.state,
        code=code or None,
        handler_ref=complaint.handler_ref,
        by_ref=by_ref,
        at=clock.now(),
    )
    seal(row, "words", words or None)
    db.session.add(row)


def keep_out(complaint: Complaint, people: Iterable[str], why: str) -> None:
    """Wall the complaint off from these, for good; who stands there already stays."""
    held = select(ComplaintActor.person_ref).where(
        ComplaintActor.complaint_ref == complaint.ref
    )
    there = set(db.session.scalars(held))
    for person_ref in sorted(set(people) - there):
        db.session.add(
            ComplaintActor(
                ref=new_ref(),
                school_ref=complaint.school_ref,
                key_ref=complaint.key_ref,
                complaint_ref=complaint.ref,
                person_ref=person_ref,
                why=why,
                recorded_at=clock.now(),
            )
        )
        wall.write_about(complaint.ref, person_ref)


def run_clock(complaint: Complaint, code: str) -> None:
    """Until when the next step is due, from now; nobody has heard of it yet."""
    running = clocks.named(code)
    complaint.due_at = due(clock.now(), running, days_of(complaint.school_ref)).at
    complaint.told_at = None


def tell(complaint: Complaint, people: Iterable[str]) -> None:
    """That something waits, and nothing of what."""
    for person_ref in dict.fromkeys(people):
        path = f"/complaints/{spoken(complaint.ref)}"
        notify(person_ref, complaint.school_ref, WAITS, path)


def said(problems: dict[str, str], field: str, text: str, least: int = 1) -> None:
    """A text that must be there; what is wrong with it goes to `problems`."""
    if len(text.strip()) < least:
        problems[field] = (
            _("Write this down.")
            if least == 1
            else _("Write at least %(n)d characters.", n=least)
        )
    elif len(text) > LONGEST:
        problems[field] = _("This is too long. Use fewer words.")


def object_to(problems: dict[str, str]) -> None:
    """Raises Invalid with everything that is wrong, if anything is."""
    if problems:
        raise Invalid(problems)
