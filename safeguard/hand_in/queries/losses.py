"""What was lost or damaged in the school's care: the list, and one note in full."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, select

from safeguard.hand_in.models import PhoneLoss
from safeguard.hand_in.permissions import Act
from safeguard.hand_in.permissions.seeing import (
    KnownPupil,
    loss_visible,
    pupil_visible,
    visible_to,
)
from safeguard.hand_in.states import LossState
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.gate import disclosure, touch
from school.identity.queries.people import Named, classes_of, names_of


@dataclass(frozen=True)
class LossLine:
    """A note of loss or damage in a list: no words of it."""

    ref: str
    pupil_ref: str
    name: str = field(repr=False)
    form: str
    kind: str
    happened_on: date
    state: str
    due_at: datetime | None


@dataclass(frozen=True)
class LossRead:
    """One note of loss or damage in full."""

    line: LossLine
    what_happened: str = field(repr=False)
    recorded_by: str = field(repr=False)
    recorded_at: datetime
    parent_told: str = field(repr=False)
    parent_told_by: str = field(repr=False)
    parent_told_at: datetime | None
    outcome: str
    outcome_words: str = field(repr=False)
    closed_by: str = field(repr=False)
    closed_at: datetime | None
    version: int


@disclosure(Act.READ_LOSSES)
def read_losses(actor: Actor) -> tuple[LossLine, ...]:
    """What was lost or damaged in the school's care; what is open first."""
    found = lines_of(visible_to(actor, PhoneLoss))
    return tuple(sorted(found, key=lambda each: each.state == LossState.CLOSED))


@disclosure(Act.READ_LOSS, of=loss_visible)
def read_loss(actor: Actor, row: PhoneLoss) -> LossRead:  # noqa: ARG001
    """One note in full."""
    touch(row.pupil_ref)
    by = (row.recorded_by, row.parent_told_by, row.closed_by)
    names = names_of([row.pupil_ref, *(ref for ref in by if ref)])
    recorded, told, closed = (names.get(ref or "", "") for ref in by)
    return LossRead(
        line=_line(row, names, classes_of([row.pupil_ref])),
        what_happened=unseal(row, "what_happened") or "",
        recorded_by=recorded,
        recorded_at=row.recorded_at,
        parent_told=unseal(row, "parent_told") or "",
        parent_told_by=told,
        parent_told_at=row.parent_told_at,
        outcome=row.outcome or "",
        outcome_words=unseal(row, "outcome_words") or "",
        closed_by=closed,
        closed_at=row.closed_at,
        version=row.version,
    )


@disclosure(Act.PREPARE_LOSS, of=pupil_visible)
def prepare_loss(actor: Actor, pupil: KnownPupil) -> Named:  # noqa: ARG001
    """Whose phone it is, for whoever is about to record it."""
    name = names_of([pupil.ref]).get(pupil.ref, "")
    return Named(pupil.ref, name, classes_of([pupil.ref]).get(pupil.ref, ""))


def lines_of(*where: ColumnElement[bool]) -> tuple[LossLine, ...]:
    """Those rows as lines, the newest first: a step of the readings above and of the
    pupil's page (domain reference §2.4).
    """
    asked = select(PhoneLoss).where(*where)
    rows = list(db.session.scalars(asked.order_by(PhoneLoss.recorded_at.desc())))
    touch(*(row.ref for row in rows), *(row.pupil_ref for row in rows))
    names = names_of(row.pupil_ref for row in rows)
    forms = classes_of(row.pupil_ref for row in rows)
    return tuple(_line(row, names, forms) for row in rows)


def _line(row: PhoneLoss, names: dict[str, str], forms: dict[str, str]) -> LossLine:
    return LossLine(
        ref=row.ref,
        pupil_ref=row.pupil_ref,
        name=names.get(row.pupil_ref, ""),
        form=forms.get(row.pupil_ref, ""),
        kind=row.kind,
        happened_on=row.happened_on,
        state=row.state,
        due_at=row.due_at,
    )
