"""A complaint is recorded by whoever is told of it, and goes past whoever acted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Select

from safeguard.cases.permissions.naming import pupils_here, staff_here
from safeguard.complaints.commands.course import (
    keep_out,
    object_to,
    said,
    tell,
    write_step,
)
from safeguard.complaints.models import Complaint
from safeguard.complaints.permissions.acts import Act
from safeguard.complaints.permissions.seeing import routed
from safeguard.complaints.permissions.subjects import Subject, subject_of
from safeguard.complaints.states import State
from safeguard.guidance import clocks, complaints
from school import wall
from school.calendars.due import due
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.references import heard, new_reference
from school.foundation.sealing import keyring, seal
from school.gate import about, command, note
from school.identity.models import Person
from school.identity.queries.set_up import days_of
from school.web.catalogue import gettext as _

OLDEST = timedelta(days=3 * 366)
LISTS = {
    "type": complaints.types,
    "who": complaints.complainants,
    "channel": complaints.channels,
}


@dataclass(frozen=True)
class NewComplaint:
    """Who complains of what, as it was said. `reference`: of the search or examination,
    where somebody knows it. `named`: colleagues whom the complaint is about.
    """

    type: str
    who: str
    complainant: str = field(repr=False)
    words: str = field(repr=False)
    channel: str
    wanted: str = field(default="", repr=False)
    pupil_ref: str | None = None
    named: tuple[str, ...] = ()
    reference: str = ""
    received_at: datetime | None = None


@command(Act.RECORD_COMPLAINT)
def record_complaint(actor: Actor, new: NewComplaint) -> str:
    """Record a complaint, with a key of its own. It goes to the head; past whoever
    acted in what it is about or is named in it, to the next above; one about personal
    data to the data protection officer. A clock starts with its receipt (§2.13, §2.A).

    Whoever records it learns nothing of whether a reference leads anywhere. Raises
    Invalid.
    """
    received_at = new.received_at or clock.now()
    _insist(actor, new, received_at)
    subject = _subject(actor, new.reference)
    kind = complaints.types.named(new.type)
    complaint = Complaint(
        ref=new_reference(),
        school_ref=actor.school_ref,
        key_ref=keyring().take(actor.school_ref),
        state=State.RECEIVED,
        type=kind.code,
        subject_ref=subject.ref if subject else None,
        pupil_ref=new.pupil_ref or (subject.pupil_ref if subject else None),
        who=new.who,
        channel=new.channel,
        received_at=received_at,
        recorded_by=actor.person_ref,
        recorded_at=clock.now(),
        answered=False,
        convened=False,
        due_at=due(
            received_at, clocks.named(kind.acknowledge), days_of(actor.school_ref)
        ).at,
    )
    for name in ("complainant", "words"):
        seal(complaint, name, getattr(new, name))
    seal(complaint, "wanted", new.wanted or None)
    db.session.add(complaint)
    wall.write_about_new(complaint.ref, _concerned(complaint, subject))
    db.session.flush()
    keep_out(complaint, new.named, "named")
    keep_out(complaint, subject.acted if subject else (), "acted")
    db.session.flush()
    receivers = routed(complaint, actor.trust_ref)
    complaint.handler_ref = next(iter(receivers), None)
    given = "" if subject else new.reference
    write_step(complaint, "recorded", actor.person_ref, given)
    tell(complaint, receivers)
    about(complaint)
    note(type=kind.code, receivers=len(receivers))
    return complaint.ref


def _concerned(complaint: Complaint, subject: Subject | None) -> list[str]:
    people = [complaint.pupil_ref] if complaint.pupil_ref else []
    return people + (wall.whom_it_concerns(subject.ref) if subject else [])


def _subject(actor: Actor, typed: str) -> Subject | None:
    found = subject_of(heard(typed))
    return found if found and found.school_ref == actor.school_ref else None


def _insist(actor: Actor, new: NewComplaint, received_at: datetime) -> None:
    problems = {
        name: _("Choose one of the answers shown.")
        for name, shelf in LISTS.items()
        if getattr(new, name) not in shelf
    }
    said(problems, "complainant", new.complainant)
    said(problems, "words", new.words)
    if received_at > clock.now():
        problems["happened_on"] = _("This is still to come. Say when it came in.")
    elif received_at < clock.now() - OLDEST:
        problems["happened_on"] = _("Choose a day within the last three years.")
    if new.pupil_ref and not _is_there(pupils_here(actor), [new.pupil_ref]):
        problems["pupil_ref"] = _("Choose a pupil of this school.")
    if new.named and not _is_there(staff_here(actor), new.named):
        problems["staff_ref"] = _("Choose somebody who works here.")
    object_to(problems)


def _is_there(asked: Select[Person], refs: Sequence[str]) -> bool:
    found = db.session.scalars(asked.where(Person.ref.in_(refs)))
    return {row.ref for row in found} == set(refs)
