"""A roll is brought, checked, put forward, approved, and imported or discarded."""

import json
from dataclasses import dataclass, field

from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import keyring, reseal, seal, unseal
from school.gate import about, command, note
from school.identity.commands.adding import alone_with_people
from school.identity.commands.roll.comparing import compare
from school.identity.commands.roll.plan import Outcome, Plan
from school.identity.commands.roll.writing import Writing
from school.identity.models import RollKind, RollState, RollUpload
from school.identity.models.roll import OPEN
from school.identity.permissions import Act
from school.identity.permissions.known import holders_of
from school.identity.permissions.rolls import roll_visible
from school.notices import WAITS, notify


@dataclass(frozen=True)
class NewRoll:
    """The text of a roll that somebody brings."""

    kind: RollKind
    text: str = field(repr=False)
    old_letters: bool = False


@command(Act.UPLOAD_ROLL)
def upload_roll(actor: Actor, new: NewRoll) -> str:
    """Keep a roll, sealed under a key of its own, with what it would change.

    Nothing of it is in force yet. Raises Invalid when the file is no such roll.
    """
    plan, _ = compare(actor, new.kind, new.text)
    row = RollUpload(
        ref=new_ref(),
        school_ref=actor.school_ref,
        key_ref=keyring().take(actor.school_ref),
        kind=new.kind.value,
        uploaded_by=actor.person_ref,
        uploaded_at=clock.now(),
    )
    seal(row, "content", new.text)
    seal(row, "plan", plan.written())
    _count(actor, row, plan)
    db.session.add(row)
    about(row)
    note(old_letters=new.old_letters)
    return row.ref


@command(Act.CHECK_ROLL, of=roll_visible)
def check_roll(actor: Actor, row: RollUpload) -> str:
    """Compare the roll with the school again; an approval of what it was is gone."""
    content = _content(row)
    plan, _ = compare(actor, RollKind(row.kind), content)
    reseal(row, plan=plan.written())
    row.state = RollState.CHECKED.value
    row.approved_by = row.approved_at = None
    _count(actor, row, plan)
    return row.ref


@command(Act.PUT_ROLL_FORWARD, of=roll_visible)
def put_roll_forward(actor: Actor, row: RollUpload) -> str:
    """Ask the head to approve a roll above the threshold.

    Raises Invalid when the post of head is vacant: it is said, not skipped
    (decision 25).
    """
    _content(row)
    heads = [ref for ref in holders_of(actor, Role.HEAD) if ref != row.uploaded_by]
    if not heads:
        raise Invalid({"head": "nobody_to_approve"})
    row.state = RollState.PUT_FORWARD.value
    for ref in heads:
        notify(ref, row.school_ref, WAITS, f"/roll/{row.ref}")
    return row.ref


@command(Act.APPROVE_ROLL, of=roll_visible)
def approve_roll(actor: Actor, row: RollUpload, version: int) -> str:
    """The second person's yes to exactly what that page showed.

    Raises Stale when the roll was checked again, imported or discarded meanwhile.
    """
    if row.state != RollState.PUT_FORWARD or row.version != version:
        raise Stale("the roll is not what was looked at")
    row.state = RollState.APPROVED.value
    row.approved_by = actor.person_ref
    row.approved_at = clock.now()
    notify(row.uploaded_by, row.school_ref, WAITS, f"/roll/{row.ref}")
    _note_counts(row)
    return row.ref


@command(Act.IMPORT_ROLL, of=roll_visible)
def import_roll(actor: Actor, row: RollUpload, version: int) -> str:
    """Write what the roll adds and changes, all of it or nothing.

    Raises Stale when the roll, or the school, is no longer what the page showed.
    """
    alone_with_people(actor.school_ref)
    if row.version != version:
        raise Stale("the roll is not what was looked at")
    plan, register = compare(actor, RollKind(row.kind), _content(row))
    if plan.written() != unseal(row, "plan"):
        raise Stale("the school has changed meanwhile")
    Writing(actor, register).write(plan)
    # Who was refused, and why, is still wanted: somebody must mend those rows.
    reseal(row, content=None, plan=_refused_only(plan))
    row.state = RollState.IMPORTED.value
    row.ended_by, row.ended_at = actor.person_ref, clock.now()
    _note_counts(row)
    return row.ref


@command(Act.DISCARD_ROLL, of=roll_visible)
def discard_roll(actor: Actor, row: RollUpload) -> str:
    """Put the roll away without a trace of whom it listed, before or after use."""
    if row.state in OPEN:
        row.state = RollState.DISCARDED.value
        row.ended_by, row.ended_at = actor.person_ref, clock.now()
    reseal(row, content=None, plan=None)
    _note_counts(row)
    return row.ref


def _content(row: RollUpload) -> str:
    content = unseal(row, "content")
    if content is None or row.state not in OPEN:
        raise Stale("this roll was imported or discarded")
    return content


def _count(actor: Actor, row: RollUpload, plan: Plan) -> None:
    counts = plan.counts()
    row.added, row.changed = counts[Outcome.ADDED], counts[Outcome.CHANGED]
    row.same, row.refused = counts[Outcome.SAME], counts[Outcome.REFUSED]
    # Matrix row import_people: what a machine brings is held for a person.
    row.needs_approval = plan.above_threshold or actor.has(Role.MACHINE)
    _note_counts(row)


def _note_counts(row: RollUpload) -> None:
    note(
        kind=row.kind,
        added=row.added,
        changed=row.changed,
        same=row.same,
        refused=row.refused,
    )


def _refused_only(plan: Plan) -> str:
    told = json.loads(plan.written())
    told["rows"] = [each for each in told["rows"] if each["outcome"] == Outcome.REFUSED]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
