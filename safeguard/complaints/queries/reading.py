"""A complaint as whoever handles it reads it; and its receipt, for who recorded it."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from safeguard.complaints.models import Complaint, ComplaintPanelist, ComplaintStep
from safeguard.complaints.permissions.acts import Act
from safeguard.complaints.permissions.seeing import (
    complaint_visible,
    kept_out_of,
    own_visible,
    standing_of,
)
from safeguard.complaints.permissions.subjects import kind_and_subject
from safeguard.complaints.states import Standing
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.gate import disclosure, touch
from school.identity.queries.people import classes_of, names_of


@dataclass(frozen=True)
class StepRead:
    """One thing that happened to it."""

    kind: str
    state: str
    code: str | None
    handler: str = field(repr=False)
    words: str = field(repr=False)
    by: str = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class MemberRead:
    """A member of the panel."""

    name: str = field(repr=False)
    independent: bool


@dataclass(frozen=True)
class About:
    """The record it is about: what kind, and where its page is."""

    wording: object
    ref: str
    page: str
    argument: str


@dataclass(frozen=True)
class ComplaintRead:
    """A complaint with all that happened to it, oldest first. Who may do what with it
    is asked of this too.
    """

    reference: str
    ref: str
    school_ref: str
    version: int
    type: str
    standing: Standing
    subject_ref: str | None
    about: About | None
    who: str
    channel: str
    complainant: str = field(repr=False)
    words: str = field(repr=False)
    wanted: str = field(repr=False)
    child: str = field(repr=False)
    where: str
    received_at: datetime
    recorded_at: datetime
    recorder: str = field(repr=False)
    handler_ref: str | None
    handler: str = field(repr=False)
    outcome: str | None
    due_at: datetime | None
    told_at: datetime | None
    closed_at: datetime | None
    # Colleagues who acted in it or are named: the wall stands before them.
    kept_out: tuple[str, ...] = field(repr=False)
    steps: tuple[StepRead, ...]
    panel: tuple[MemberRead, ...]


@dataclass(frozen=True)
class ReceiptRead:
    """What whoever recorded a complaint sees of it."""

    reference: str
    state: str
    recorded_at: datetime
    received_at: datetime
    due_at: datetime | None


@disclosure(Act.READ_COMPLAINT, of=complaint_visible)
def read_complaint(actor: Actor, complaint: Complaint) -> ComplaintRead:  # noqa: ARG001
    """The complaint with its course, for whoever handles it or sees to it."""
    return _read(complaint)


@disclosure(Act.PRINT_COMPLAINT, of=complaint_visible)
def print_complaint(actor: Actor, complaint: Complaint) -> ComplaintRead:  # noqa: ARG001
    """The same, as the written record that the standards ask for."""
    return _read(complaint)


@disclosure(Act.READ_OWN_COMPLAINT, of=own_visible)
def read_own_complaint(actor: Actor, complaint: Complaint) -> ReceiptRead:  # noqa: ARG001
    """That it came in and where it stands; nothing of what it says or who has it."""
    first = complaint.state == "received"
    return ReceiptRead(
        reference=complaint.ref,
        state=complaint.state,
        recorded_at=complaint.recorded_at,
        received_at=complaint.received_at,
        due_at=complaint.due_at if first else None,
    )


def _read(complaint: Complaint) -> ComplaintRead:
    rows = _steps_of(complaint.ref)
    acted = _acted(complaint)
    people = [complaint.recorded_by, complaint.handler_ref, complaint.pupil_ref]
    for each in rows:
        people += [each.by_ref, each.handler_ref]
    names = names_of([*acted, *(ref for ref in people if ref)])
    if complaint.subject_ref:
        touch(complaint.subject_ref)
    pupil = complaint.pupil_ref or ""
    return ComplaintRead(
        reference=complaint.ref,
        ref=complaint.ref,
        school_ref=complaint.school_ref,
        version=complaint.version,
        type=complaint.type,
        standing=standing_of(complaint),
        subject_ref=complaint.subject_ref,
        about=_about(complaint.subject_ref),
        who=complaint.who,
        channel=complaint.channel,
        complainant=unseal(complaint, "complainant") or "",
        words=unseal(complaint, "words") or "",
        wanted=unseal(complaint, "wanted") or "",
        child=names.get(pupil, ""),
        where=classes_of([pupil] if pupil else []).get(pupil, ""),
        received_at=complaint.received_at,
        recorded_at=complaint.recorded_at,
        recorder=names.get(complaint.recorded_by, ""),
        handler_ref=complaint.handler_ref,
        handler=names.get(complaint.handler_ref or "", ""),
        outcome=complaint.outcome,
        due_at=complaint.due_at,
        told_at=complaint.told_at,
        closed_at=complaint.closed_at,
        kept_out=tuple(sorted(names[ref] for ref in acted if ref in names)),
        steps=tuple(_step(each, names) for each in rows),
        panel=_panel_of(complaint.ref),
    )


def _steps_of(complaint_ref: str) -> list[ComplaintStep]:
    asked = select(ComplaintStep).where(ComplaintStep.complaint_ref == complaint_ref)
    return list(db.session.scalars(asked.order_by(ComplaintStep.number)))


def _acted(complaint: Complaint) -> list[str]:
    """Colleagues who are kept out: who acted or is named, and kin of the pupil."""
    return sorted(kept_out_of(complaint) - {complaint.pupil_ref})


def _about(subject_ref: str | None) -> About | None:
    found = kind_and_subject(subject_ref)
    if found is None:
        return None
    kind, subject = found
    return About(kind.wording, subject.ref, kind.page, kind.argument)


def _step(row: ComplaintStep, names: dict[str, str]) -> StepRead:
    return StepRead(
        kind=row.kind,
        state=row.state,
        code=row.code,
        handler=names.get(row.handler_ref or "", ""),
        words=unseal(row, "words") or "",
        by=names.get(row.by_ref, ""),
        at=row.at,
    )


def _panel_of(complaint_ref: str) -> tuple[MemberRead, ...]:
    asked = select(ComplaintPanelist).where(
        ComplaintPanelist.complaint_ref == complaint_ref
    )
    rows = db.session.scalars(asked.order_by(ComplaintPanelist.ref))
    return tuple(MemberRead(unseal(row, "name") or "", row.independent) for row in rows)
