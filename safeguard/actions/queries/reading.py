"""Reading one action: its own words and history, and nothing else of its case."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from safeguard.actions.models import ActionStep, CaseAction
from safeguard.actions.permissions.acts import Act
from safeguard.actions.permissions.seeing import action_visible, in_charge
from safeguard.actions.states import ActionState
from safeguard.cases.models import CaseEntry, CaseFile
from safeguard.cases.permissions.seeing import case_visible
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.gate import disclosure
from school.identity.queries.people import classes_of, names_of


@dataclass(frozen=True)
class Happened:
    """One thing that happened to an action, with its words."""

    kind: str
    at: datetime
    by: str = field(repr=False)
    words: str = field(repr=False)


@dataclass(frozen=True)
class ActionRead:
    """An action as its owner reads it; `case_ref` is used to decide, and shown only
    to whoever may read the case.
    """

    reference: str
    case_ref: str
    reads_case: bool
    what: str = field(repr=False)
    state: ActionState
    owner_ref: str
    owner: str = field(repr=False)
    child: str | None = field(repr=False)
    where: str = field(repr=False)
    back_to: tuple[str, ...]
    set_by: str = field(repr=False)
    due_on: date
    due_at: datetime
    due_why: str
    version: int
    history: tuple[Happened, ...]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.state is ActionState.OPEN


@disclosure(Act.READ_ACTION, of=action_visible)
def read_action(actor: Actor, action: CaseAction) -> ActionRead:
    """The action's words, the child's name where the owner was to know it, history."""
    child_ref = action.child_ref or ""
    names = names_of([action.owner_ref, action.set_by, child_ref])
    case = db.session.get_one(CaseFile, action.case_ref)
    return ActionRead(
        reference=action.ref,
        case_ref=action.case_ref,
        reads_case=case_visible(actor, action.case_ref) is not None,
        what=unseal(action, "what") or "",
        state=ActionState(action.state),
        owner_ref=action.owner_ref,
        owner=names.get(action.owner_ref, ""),
        child=names.get(child_ref),
        where=classes_of([child_ref]).get(child_ref, ""),
        back_to=tuple(in_charge(actor, case)),
        set_by=names.get(action.set_by, ""),
        due_on=action.due_on,
        due_at=action.due_at,
        due_why=action.due_why,
        version=action.version,
        history=_history(action),
    )


def _history(action: CaseAction) -> tuple[Happened, ...]:
    asked = (
        select(ActionStep, CaseEntry)
        .join(CaseEntry, CaseEntry.ref == ActionStep.entry_ref)
        .where(ActionStep.action_ref == action.ref)
        .order_by(ActionStep.at, ActionStep.ref)
    )
    rows = [(step, entry) for step, entry in db.session.execute(asked)]
    names = names_of(step.by_ref for step, _ in rows)
    return tuple(
        Happened(
            step.kind,
            step.at,
            names.get(step.by_ref, ""),
            # The entry's first line is what was to be done.
            (unseal(entry, "text") or "").partition("\n")[2],
        )
        for step, entry in rows
    )
