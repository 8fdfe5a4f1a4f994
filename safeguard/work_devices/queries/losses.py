"""Devices lost or stolen: the list, one in full, one's own, and what is to be told."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import select

from safeguard.guidance import work_devices
from safeguard.work_devices.models import DeviceLoss, DeviceLossStep
from safeguard.work_devices.permissions import Act
from safeguard.work_devices.permissions.acts import DECIDES, decides
from safeguard.work_devices.permissions.posts import Told
from safeguard.work_devices.permissions.seeing import (
    loss_visible,
    own_loss_visible,
    who_hears,
)
from safeguard.work_devices.states import LossState, stage_at
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.permits import PERMIT
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, note, touch
from school.identity.queries.people import names_of, org_name

A_PAGE = 200
OPEN, CLOSED = "open", "closed"
# Steps whose words are those of whoever decides.
REASONED = frozenset({"decided", "closed"})


@dataclass(frozen=True)
class LossLine:
    """A loss as a line of the list: no words of it."""

    reference: str
    kind: str
    happening: str
    state: str
    encrypted: str
    name: str = field(repr=False)
    reported_at: datetime
    aware_at: datetime
    due_at: datetime
    found_at: datetime | None
    decision: str
    closed_at: datetime | None


@dataclass(frozen=True)
class StepRead:
    """One thing that was done or said."""

    kind: str
    code: str
    instead: str
    people: int
    words: str = field(repr=False)
    number: str = field(repr=False)
    by: str = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class LossRead:
    """A loss with all that was done about it, oldest first. Who may do what with it is
    asked of this too.
    """

    line: LossLine
    school_ref: str
    reported_by: str
    contents: tuple[str, ...]
    words: str = field(repr=False)
    reach: str = field(repr=False)
    affected: str
    decided_at: datetime | None
    ico_at: datetime | None
    ico_reference: str = field(repr=False)
    ending: str
    # Who hears of it today, and which of these offices nobody else holds.
    hears: tuple[Told, ...]
    steps: tuple[StepRead, ...]
    version: int


@dataclass(frozen=True)
class Waiting:
    """A loss about which nobody has decided, and the school whose it is."""

    ref: str
    school_ref: str


@disclosure(Act.READ_LOSSES)
def read_losses(actor: Actor, only: str = OPEN) -> tuple[LossLine, ...]:
    """Those that are open, what runs out first on top; or the closed ones."""
    closed = DeviceLoss.state == LossState.CLOSED
    asked = select(DeviceLoss).where(
        DeviceLoss.school_ref == actor.school_ref, closed if only == CLOSED else ~closed
    )
    order = (
        (DeviceLoss.closed_at.desc(),)
        if only == CLOSED
        else (DeviceLoss.decided_at.is_not(None), DeviceLoss.due_at)
    )
    return _lines(list(db.session.scalars(asked.order_by(*order).limit(A_PAGE))))


@disclosure(Act.EXPORT_LOSSES)
def export_losses(actor: Actor) -> tuple[LossLine, ...]:
    """All of the school, to be taken away; the newest first, and no words of them."""
    asked = select(DeviceLoss).where(DeviceLoss.school_ref == actor.school_ref)
    found = _lines(list(db.session.scalars(asked.order_by(DeviceLoss.reported_at))))
    note(losses=len(found))
    return found[::-1]


@disclosure(Act.READ_LOSS, of=loss_visible)
def read_loss(actor: Actor, row: DeviceLoss) -> LossRead:
    """One in full."""
    return _read(actor, row)


@disclosure(Act.READ_OWN_LOSS, of=own_loss_visible)
def read_own_loss(actor: Actor, row: DeviceLoss) -> LossRead:
    """The same, for whoever reported it: nobody is left to wonder. Of the decision and
    the end they hear the outcome; the reasons are for the officer's file.
    """
    found = _read(actor, row)
    steps = tuple(
        _outcome(step) if step.kind in REASONED else step for step in found.steps
    )
    return replace(found, ico_reference="", steps=steps)


@counted
def undecided(actor: Actor) -> list[LossLine]:
    """The losses that wait for the actor's decision, what runs out first on top; by
    reference and clock alone: home is seen in corridors.
    """
    if not actor.has(*DECIDES):
        return []
    asked = select(DeviceLoss).where(
        DeviceLoss.school_ref == actor.school_ref,
        DeviceLoss.state == LossState.REPORTED,
    )
    rows = db.session.scalars(asked.order_by(DeviceLoss.due_at, DeviceLoss.ref))
    return [_line(row, {}) for row in rows if decides(actor, row) == PERMIT]


@counted
def undecided_elsewhere(actor: Actor) -> dict[str, int]:
    """How many wait for the actor's decision in other schools of the trust, by the
    school's name: they are found and decided about from there alone.
    """
    if not actor.has(*DECIDES):
        return {}
    asked = select(DeviceLoss.school_ref, DeviceLoss.reported_by).where(
        DeviceLoss.state == LossState.REPORTED,
        DeviceLoss.school_ref != actor.school_ref,
    )
    found: dict[str, int] = {}
    for row in db.session.execute(asked):
        hears = who_hears(row.school_ref, actor.trust_ref, row.reported_by)
        people = {ref for each in hears if each.post is Role.DPO for ref in each.people}
        if actor.person_ref in people:
            name = org_name(row.school_ref)
            found[name] = found.get(name, 0) + 1
    return found


@counted
def losses_to_remind_of() -> list[Waiting]:
    """The losses of every school of which somebody is to be reminded now."""
    hours = tuple(each.hours_before for each in work_devices.reminders)
    asked = select(DeviceLoss).where(
        DeviceLoss.state == LossState.REPORTED,
        DeviceLoss.due_at <= clock.now() + timedelta(hours=max(hours)),
    )
    return [
        Waiting(row.ref, row.school_ref)
        for row in db.session.scalars(asked)
        if stage_at(clock.now(), row.due_at, hours) > row.reminded
    ]


def _lines(rows: list[DeviceLoss]) -> tuple[LossLine, ...]:
    touch(*(row.ref for row in rows))
    names = names_of(row.reported_by for row in rows)
    return tuple(_line(row, names) for row in rows)


def _line(row: DeviceLoss, names: dict[str, str]) -> LossLine:
    return LossLine(
        reference=row.ref,
        kind=row.kind,
        happening=row.happening,
        state=row.state,
        encrypted=row.encrypted,
        name=names.get(row.reported_by, ""),
        reported_at=row.reported_at,
        aware_at=row.aware_at,
        due_at=row.due_at,
        found_at=row.found_at,
        decision=row.decision or "",
        closed_at=row.closed_at,
    )


def _read(actor: Actor, row: DeviceLoss) -> LossRead:
    asked = select(DeviceLossStep).where(DeviceLossStep.loss_ref == row.ref)
    steps = list(db.session.scalars(asked.order_by(DeviceLossStep.number)))
    names = names_of([row.reported_by, *(step.by_ref for step in steps)])
    return LossRead(
        line=_line(row, names),
        school_ref=row.school_ref,
        reported_by=row.reported_by,
        contents=tuple((unseal(row, "contents") or "").split()),
        words=unseal(row, "words") or "",
        reach=unseal(row, "reach") or "",
        affected=row.affected or "",
        decided_at=row.decided_at,
        ico_at=row.ico_at,
        ico_reference=unseal(row, "ico_reference") or "",
        ending=row.ending or "",
        hears=who_hears(row.school_ref, actor.trust_ref, row.reported_by),
        steps=tuple(_step(step, names) for step in steps),
        version=row.version,
    )


def _outcome(step: StepRead) -> StepRead:
    return replace(step, words="", number="")


def _step(row: DeviceLossStep, names: dict[str, str]) -> StepRead:
    return StepRead(
        kind=row.kind,
        code=row.code or "",
        instead=row.instead or "",
        people=row.people,
        words=unseal(row, "words") or "",
        number=unseal(row, "number_given") or "",
        by=names.get(row.by_ref, ""),
        at=row.at,
    )
