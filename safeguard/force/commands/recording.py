"""Writing a use of force down, and adding to it."""

from dataclasses import dataclass, field

from safeguard.cases.commands.chronicle import worded
from safeguard.cases.permissions.receiving import Sent, receivers
from safeguard.force.commands.new_force import NEEDED, OPTIONAL, NewForce, insist
from safeguard.force.commands.owing import begin
from safeguard.force.models import (
    ForceAccount,
    ForceAddition,
    ForceKind,
    ForceRecord,
    ForceStaff,
)
from safeguard.force.permissions import Act
from safeguard.force.permissions.seeing import force_visible, owed_visible
from safeguard.force.states import Part, State
from safeguard.guidance import editions
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import NotNow
from school.foundation.references import new_ref, spoken
from school.foundation.sealing import seal
from school.gate import about, command, note, touch
from school.identity.queries.people import holders
from school.notices import WAITS, notify

__all__ = ["Addition", "NewForce", "add_to_force", "record_force"]


@dataclass(frozen=True)
class Addition:
    """What was remembered later."""

    text: str = field(repr=False)


@command(Act.RECORD_FORCE)
def record_force(actor: Actor, new: NewForce) -> str:
    """Write a use of force down. It is never changed; what is remembered is added.

    Where it is owed for the record it came from, that record is the one that is
    written. The DSL, deputies and the head hear of it. Raises Invalid. Source: EIA 2006
    s.93A, domain reference §2.3f.
    """
    owed = owed_visible(actor, new.origin_ref) if new.origin_ref else None
    pupil_ref = owed.pupil_ref if owed else new.pupil_ref
    insist(new, pupil_ref, actor)
    record = owed or _begin(actor, new)
    about(record)
    if new.origin_ref:
        touch(new.origin_ref)
    if new.happened_at is not None:
        record.happened_at = new.happened_at
    record.state = State.RECORDED
    record.recorded_by, record.recorded_at = actor.person_ref, clock.now()
    record.restraint, record.seclusion = new.restraint, new.seclusion
    concerned = [record.pupil_ref, *new.used_by]
    if owed:
        for person_ref in concerned:
            wall.write_about(record.ref, person_ref)
    else:
        wall.write_about_new(record.ref, concerned)
    _write(actor, record, new)
    told = _tell(actor, record, tuple(dict.fromkeys(concerned)))
    note(
        kinds=sorted(set(new.kinds)),
        degree=new.degree,
        minutes=new.minutes,
        seclusion=new.seclusion,
        injuries=[new.pupil_injury, new.staff_injury],
        owed=owed is not None,
        late=record.recorded_at > record.due_at,
        told=told,
    )
    return record.ref


@command(Act.ADD_TO_FORCE, of=force_visible)
def add_to_force(actor: Actor, record: ForceRecord, addition: Addition) -> str:
    """Add what was remembered later. Raises Invalid, and Stale while it is owed."""
    if record.state == State.OWED:
        raise NotNow("there is nothing written down to add to")
    row = ForceAddition(
        ref=new_ref(),
        school_ref=record.school_ref,
        key_ref=record.key_ref,
        record_ref=record.ref,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    seal(row, "text", worded("text", addition.text))
    db.session.add(row)
    return record.ref


def _begin(actor: Actor, new: NewForce) -> ForceRecord:
    record = begin(
        actor.school_ref, new.pupil_ref or "", new.happened_at or clock.now()
    )
    record.origin_ref = new.origin_ref
    return record


def _write(actor: Actor, record: ForceRecord, new: NewForce) -> None:
    row = ForceAccount(
        ref=new_ref(),
        school_ref=record.school_ref,
        key_ref=record.key_ref,
        record_ref=record.ref,
        need=new.need,
        degree=new.degree,
        minutes=new.minutes,
        pupil_injury=new.pupil_injury,
        staff_injury=new.staff_injury,
        room=new.room,
        room_minutes=new.room_minutes,
        edition=editions.leading(clock.today()).code,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    for name in (*NEEDED, *OPTIONAL):
        seal(row, name, (new.texts.get(name, "").strip() and new.texts[name]) or None)
    db.session.add(row)
    for kind in dict.fromkeys(new.kinds):
        db.session.add(ForceKind(ref=new_ref(), record_ref=record.ref, kind=kind))
    for part, people in ((Part.USED, new.used_by), (Part.PRESENT, new.present)):
        for person_ref in dict.fromkeys(people):
            _add_colleague(record, person_ref, part)


def _add_colleague(record: ForceRecord, person_ref: str, part: Part) -> None:
    db.session.add(
        ForceStaff(
            ref=new_ref(), record_ref=record.ref, person_ref=person_ref, part=part
        )
    )


def _tell(actor: Actor, record: ForceRecord, concerns: tuple[str, ...]) -> int:
    """Leave a notice with the leads and the head; nobody whom it concerns."""
    sent = Sent(record.school_ref, actor.trust_ref, "C3", concerns=concerns)
    heads = holders(record.school_ref, actor.trust_ref, Role.HEAD)
    people = [each.person_ref for each in receivers(sent)] + heads
    told = set(people) - sent.kept_from() - {actor.person_ref}
    for person_ref in sorted(told):
        path = f"/force/{spoken(record.ref)}"
        notify(person_ref, record.school_ref, WAITS, path)
    return len(told)
