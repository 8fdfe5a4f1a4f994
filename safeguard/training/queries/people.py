"""One person's training: what is asked, what was had, what was found to be needed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from safeguard.training.models import (
    TrainingBooking,
    TrainingNeed,
    TrainingRecord,
    TrainingSession,
)
from safeguard.training.permissions import Act
from safeguard.training.permissions.roster import Member
from safeguard.training.permissions.seeing import member_here, record_here
from safeguard.training.permissions.standing import Standing, standings
from safeguard.training.queries.sessions import (
    SessionLine,
    lines_of,
    lines_of_sessions,
)
from safeguard.training.queries.standing import NeedStanding, need_read
from safeguard.training.states import SeatState, SessionState
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.gate import disclosure, touch
from school.identity.queries.people import names_of, org_name


@dataclass(frozen=True)
class RecordRead:
    """Something that was had and how we know. `voided_why`: empty while it counts."""

    ref: str
    course: str
    edition: str | None
    done_on: date
    way: str
    school: str
    evidence: str = field(repr=False)
    recorded_by: str = field(repr=False)
    recorded_at: datetime
    voided_at: datetime | None
    voided_why: str = field(repr=False)
    # Whether the school in which the reader acts made it.
    made_here: bool
    version: int


@dataclass(frozen=True)
class PersonTraining:
    """One person's training as it stands today."""

    person_ref: str
    name: str = field(repr=False)
    groups: tuple[str, ...]
    lines: tuple[Standing, ...]
    needs: tuple[NeedStanding, ...]
    records: tuple[RecordRead, ...]
    seats: tuple[SessionLine, ...]


@dataclass(frozen=True)
class OwnTraining:
    """The same of oneself, and the sessions that can be booked."""

    training: PersonTraining
    offered: tuple[SessionLine, ...]


@dataclass(frozen=True)
class Certificate:
    """What a certificate says; whoever holds it can have it checked by its number."""

    ref: str
    name: str = field(repr=False)
    course: str
    edition: str | None
    done_on: date
    way: str
    school: str
    recorded_by: str = field(repr=False)
    recorded_at: datetime
    trainer: str = field(repr=False)
    minutes: int | None


@disclosure(Act.READ_OWN_TRAINING)
def read_own_training(actor: Actor) -> OwnTraining:
    """What I must do, what is booked, what I did, and what can be booked. Somebody
    with an account and no post that guidance knows of has an empty page.
    """
    member = member_here(actor, actor.person_ref) or Member(actor.person_ref)
    return OwnTraining(
        training=_person(actor, member),
        offered=tuple(lines_of_sessions(actor, coming=True)),
    )


@disclosure(Act.READ_PERSON_TRAINING, of=member_here)
def read_person_training(actor: Actor, member: Member) -> PersonTraining:
    """One colleague's training, for whoever looks after it."""
    touch(member.ref)
    return _person(actor, member)


@disclosure(Act.PRINT_CERTIFICATE, of=record_here)
def print_certificate(actor: Actor, record: TrainingRecord) -> Certificate | None:  # noqa: ARG001
    """What a certificate says; None where the record is void."""
    if record.voided_at is not None:
        return None
    names = names_of([record.person_ref, record.recorded_by])
    session = (
        db.session.get(TrainingSession, record.session_ref)
        if record.session_ref
        else None
    )
    lasted = session.ends_at - session.starts_at if session else None
    touch(record.person_ref)
    return Certificate(
        ref=record.ref,
        name=names.get(record.person_ref, ""),
        course=record.course,
        edition=record.edition,
        done_on=record.done_on,
        way=record.way,
        school=org_name(record.school_ref),
        recorded_by=names.get(record.recorded_by, ""),
        recorded_at=record.recorded_at,
        trainer=(unseal(session, "trainer") or "") if session else "",
        minutes=int(lasted.total_seconds() // 60) if lasted else None,
    )


def _person(actor: Actor, member: Member) -> PersonTraining:
    lines = standings(actor.school_ref, {member.ref: member})[member.ref]
    needs = db.session.scalars(
        select(TrainingNeed)
        .where(
            TrainingNeed.person_ref == member.ref,
            TrainingNeed.school_ref == actor.school_ref,
        )
        .order_by(TrainingNeed.opened_at.desc(), TrainingNeed.ref)
    ).all()
    touch(*(each.ref for each in needs))
    return PersonTraining(
        person_ref=member.ref,
        name=names_of([member.ref]).get(member.ref, ""),
        groups=tuple(member.since),
        lines=tuple(lines),
        needs=tuple(sorted(map(need_read, needs), key=lambda each: each.is_over)),
        records=tuple(_records(actor, member.ref)),
        seats=tuple(_seats(member.ref)),
    )


def _records(actor: Actor, person_ref: str) -> Iterable[RecordRead]:
    rows = db.session.scalars(
        select(TrainingRecord)
        .where(TrainingRecord.person_ref == person_ref)
        .order_by(TrainingRecord.done_on.desc(), TrainingRecord.ref)
    ).all()
    touch(*(each.ref for each in rows))
    names = names_of({each.recorded_by for each in rows})
    for row in rows:
        here = row.school_ref == actor.school_ref
        # What was written down stays in the school that wrote it, and with its person.
        opened = here or row.person_ref == actor.person_ref
        yield RecordRead(
            ref=row.ref,
            course=row.course,
            edition=row.edition,
            done_on=row.done_on,
            way=row.way,
            school=org_name(row.school_ref),
            evidence=(unseal(row, "evidence") or "") if opened else "",
            recorded_by=names.get(row.recorded_by, "") if opened else "",
            recorded_at=row.recorded_at,
            voided_at=row.voided_at,
            voided_why=(unseal(row, "voided_why") or "") if opened else "",
            made_here=here,
            version=row.version,
        )


def _seats(person_ref: str) -> list[SessionLine]:
    """Seats in sessions to come, whichever school holds them."""
    rows = db.session.scalars(
        select(TrainingSession)
        .join(TrainingBooking, TrainingBooking.session_ref == TrainingSession.ref)
        .where(
            TrainingBooking.person_ref == person_ref,
            TrainingBooking.state == SeatState.BOOKED,
            TrainingSession.state == SessionState.PLANNED,
            TrainingSession.ends_at > clock.now(),
        )
        .order_by(TrainingSession.starts_at, TrainingSession.ref)
    ).all()
    return lines_of(rows, person_ref)
