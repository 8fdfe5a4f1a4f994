"""The rolls that were brought, and what one of them would change, row by row."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from school.foundation.actor import Actor, Role
from school.foundation.permits import Permit
from school.foundation.sealing import unseal
from school.gate import decide, disclosure, note, touch
from school.identity.models import RollKind, RollState, RollUpload
from school.identity.models.roll import OPEN
from school.identity.permissions import Act
from school.identity.permissions.known import holders_of
from school.identity.permissions.rolls import roll_visible, rolls_of
from school.identity.queries.people import names_of


@dataclass(frozen=True)
class ReasonShown:
    """Why a row was refused, or what to look at: a code, a column, what to show."""

    code: str
    column: str = ""
    shown: str = field(default="", repr=False)


@dataclass(frozen=True)
class RowShown:
    """One row of a roll and what becomes of it."""

    line: int
    outcome: str
    name: str = field(repr=False)
    where: str = field(repr=False)
    changes: tuple[str, ...] = ()
    problems: tuple[ReasonShown, ...] = ()
    warnings: tuple[ReasonShown, ...] = ()


@dataclass(frozen=True)
class RollShown:
    """One roll: its state, its counts, and its rows while they are kept."""

    ref: str
    version: int
    kind: RollKind
    state: RollState
    added: int
    changed: int
    same: int
    refused: int
    needs_approval: bool
    uploaded_by: str
    uploaded_at: datetime
    approved_by: str
    approved_at: datetime | None
    ended_at: datetime | None
    # Whether the reader brought it, or may approve it, and whether anybody could.
    own: bool
    may_approve: bool
    head_is_vacant: bool
    ignored: tuple[str, ...] = ()
    rows: tuple[RowShown, ...] = field(default=(), repr=False)

    @property
    def open(self) -> bool:
        """Whether it can still be imported or discarded."""
        return self.state in OPEN

    def with_outcome(self, outcome: str) -> list[RowShown]:
        """The rows of which that becomes."""
        return [row for row in self.rows if row.outcome == outcome]

    @property
    def to_look_at(self) -> list[RowShown]:
        """The rows that stand, but that somebody should look at."""
        return [row for row in self.rows if row.warnings and row.outcome != "refused"]


@disclosure(Act.READ_ROLL, of=roll_visible)
def read_roll(actor: Actor, row: RollUpload) -> RollShown:
    """What a roll would change; after the import, the rows that were refused."""
    plan = unseal(row, "plan")
    note(kind=row.kind, state=row.state)
    return _shown(actor, row, _names(row), json.loads(plan) if plan else {})


@disclosure(Act.READ_ROLLS)
def read_rolls(actor: Actor) -> list[RollShown]:
    """The rolls last brought to the school, without their rows."""
    rows = rolls_of(actor)
    touch(*(row.ref for row in rows))
    names = _names(*rows)
    return [_shown(actor, row, names, {}) for row in rows]


def _names(*rows: RollUpload) -> dict[str, str]:
    refs = {ref for row in rows for ref in (row.uploaded_by, row.approved_by) if ref}
    return names_of(refs)


def _shown(
    actor: Actor, row: RollUpload, names: dict[str, str], plan: dict[str, Any]
) -> RollShown:
    heads = [ref for ref in holders_of(actor, Role.HEAD) if ref != row.uploaded_by]
    return RollShown(
        ref=row.ref,
        version=row.version,
        kind=RollKind(row.kind),
        state=RollState(row.state),
        added=row.added,
        changed=row.changed,
        same=row.same,
        refused=row.refused,
        needs_approval=row.needs_approval,
        uploaded_by=names.get(row.uploaded_by, ""),
        uploaded_at=row.uploaded_at,
        approved_by=names.get(row.approved_by or "", ""),
        approved_at=row.approved_at,
        ended_at=row.ended_at,
        own=row.uploaded_by == actor.person_ref,
        may_approve=isinstance(decide(Act.APPROVE_ROLL, actor, row), Permit),
        head_is_vacant=not heads,
        ignored=tuple(plan.get("ignored", ())),
        rows=tuple(_row(each) for each in plan.get("rows", ())),
    )


def _row(told: dict[str, Any]) -> RowShown:
    return RowShown(
        line=told["line"],
        outcome=told["outcome"],
        name=told["name"],
        where=told["where"],
        changes=tuple(told["changes"]),
        problems=tuple(ReasonShown(**each) for each in told["problems"]),
        warnings=tuple(ReasonShown(**each) for each in told["warnings"]),
    )
