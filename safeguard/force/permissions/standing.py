"""What the rows of a record of force say: whose it is, what is still owed."""

from typing import Any

from sqlalchemy import bindparam, select

from safeguard.cases.permissions.closing import OpenMatter
from safeguard.force.models import (
    ForceAccount,
    ForceAddition,
    ForceKind,
    ForceRecord,
    ForceReview,
    ForceStaff,
    ForceTelling,
)
from safeguard.force.states import UNTOLD, Part, State
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.questions import every, one_of, question
from school.web.catalogue import lazy_gettext as _l


def is_own(actor: Actor, record: Any) -> bool:
    """Whether the actor wrote this record or owes it, and nobody has reviewed it."""
    mine = actor.person_ref in {record.recorded_by, record.owed_by}
    return mine and record.state != State.REVIEWED


@question
def _used() -> Any:
    return select(ForceStaff.person_ref).where(
        ForceStaff.record_ref == bindparam("record"), ForceStaff.part == Part.USED
    )


def those_who_used(record_ref: str) -> set[str]:
    """Who used force, as far as it is written down."""
    return {row.person_ref for row in _used(record=record_ref)}


def account_of(record_ref: str) -> ForceAccount | None:
    """How it was; None while it is owed."""
    asked = select(ForceAccount).where(ForceAccount.record_ref == record_ref)
    return db.session.scalar(asked)


def kinds_of(record_ref: str) -> list[str]:
    """What was done, as codes."""
    asked = select(ForceKind.kind).where(ForceKind.record_ref == record_ref)
    return list(db.session.scalars(asked))


def staff_of(record_ref: str) -> list[ForceStaff]:
    """Who used force and who was there."""
    asked = select(ForceStaff).where(ForceStaff.record_ref == record_ref)
    return list(db.session.scalars(asked.order_by(ForceStaff.part, ForceStaff.ref)))


def additions_of(record_ref: str) -> list[ForceAddition]:
    """What was remembered later, the earliest first."""
    asked = select(ForceAddition).where(ForceAddition.record_ref == record_ref)
    return list(db.session.scalars(asked.order_by(ForceAddition.recorded_at)))


def tellings_of(record_ref: str) -> list[ForceTelling]:
    """Who was told, the earliest first."""
    asked = select(ForceTelling).where(ForceTelling.record_ref == record_ref)
    return list(db.session.scalars(asked.order_by(ForceTelling.recorded_at)))


def review_of(record_ref: str) -> ForceReview | None:
    """What the review found, once there is one."""
    asked = select(ForceReview).where(ForceReview.record_ref == record_ref)
    return db.session.scalar(asked)


@question
def _of_origins() -> Any:
    asked = every(ForceRecord).where(one_of(ForceRecord.origin_ref, "origins"))
    return asked.order_by(ForceRecord.happened_at, ForceRecord.ref)


def rows_of(*origin_refs: str) -> list[Any]:
    """The records of force that came from other records, as plain rows."""
    return list(_of_origins(origins=origin_refs))


def is_owed(origin_ref: str) -> bool:
    """Whether force was used there and nobody has written down yet how."""
    return any(row.state == State.OWED for row in rows_of(origin_ref))


@question
def _untold_in() -> Any:
    from_it = ForceRecord.origin_ref == bindparam("origin")
    untold = ForceRecord.state.in_(sorted(UNTOLD))
    return select(ForceRecord.ref).where(from_it, untold).limit(1)


def is_untold(origin_ref: str) -> bool:
    """Whether a parent, or the council instead, is still to be told."""
    return _untold_in.first(origin=origin_ref) is not None


FORCE_TOLD = OpenMatter(
    "force_told",
    is_untold,
    _l("Use of force: written down, and the parents told (or the council)"),
    "force.force_of_case",
)
