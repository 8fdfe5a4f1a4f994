"""Where the records of force of another record stand: states and clocks, no words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from safeguard.force.models import ForceRecord
from safeguard.force.permissions.seeing import (
    force_visible,
    led_visible_to,
    owed_visible,
    own_visible_to,
)
from safeguard.force.permissions.standing import rows_of
from safeguard.force.states import OPEN, State
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.questions import question
from school.gate import counted

# How many of one’s own stand on the home page.
OWN = 10


@dataclass(frozen=True)
class Brief:
    """A record of force by its reference alone. `due_at`: the clock that runs now."""

    reference: str
    state: str
    happened_at: datetime
    due_at: datetime | None


@counted
def records_of(*origin_refs: str) -> list[Brief]:
    """The records of force that came from other records, the earliest first; for a
    page of those records, whose reading is recorded there.
    """
    return [brief(row) for row in rows_of(*origin_refs)]


@counted
def records_about(actor: Actor, pupil_ref: str) -> list[Brief]:
    """The records of force about one pupil that the actor leads, the newest first."""
    asked = select(ForceRecord).where(
        led_visible_to(actor), ForceRecord.pupil_ref == pupil_ref
    )
    order = (ForceRecord.happened_at.desc(), ForceRecord.ref)
    return [brief(row) for row in db.session.scalars(asked.order_by(*order))]


@counted
def owed_ref(actor: Actor, origin_ref: str) -> str | None:
    """The reference of the record that is owed there and that the actor may see."""
    owed = owed_visible(actor, origin_ref)
    return owed.ref if owed else None


@counted
def sees(actor: Actor, force_ref: str) -> bool:
    """Whether the actor may see it: not whoever is barred from the pupil, even where
    they wrote it down.
    """
    return force_visible(actor, force_ref) is not None


@counted
def own_open(actor: Actor) -> list[Brief]:
    """What the actor owes or wrote down and nobody has reviewed, the newest first."""
    asked = select(ForceRecord).where(own_visible_to(actor))
    order = (ForceRecord.happened_at.desc(), ForceRecord.ref)
    return [brief(row) for row in db.session.scalars(asked.order_by(*order).limit(OWN))]


@question
def _open_ones(actor: Actor) -> Select[Any]:
    asked = select(func.count().label("number")).select_from(ForceRecord)
    still = ForceRecord.state.in_(sorted(OPEN))
    return asked.where(led_visible_to(actor), still)


@counted
def count_open_forces(actor: Actor) -> int:
    """How many of those the actor leads are not reviewed: a number, nothing else."""
    row = _open_ones.first(actor)
    return row.number if row else 0


def brief(row: Any) -> Brief:
    """One row, and which of its clocks runs."""
    clocks = {
        State.OWED: row.due_at,
        State.RECORDED: row.parents_due_at,
    }
    return Brief(row.ref, row.state, row.happened_at, clocks.get(State(row.state)))
