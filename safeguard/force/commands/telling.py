"""Telling each parent, or in the narrow exception the council; and the review."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm.attributes import flag_modified

from safeguard.cases.commands.chronicle import worded
from safeguard.force.models import ForceRecord, ForceReview, ForceTelling
from safeguard.force.permissions import Act
from safeguard.force.permissions.seeing import force_visible
from safeguard.force.states import State, may_move
from safeguard.guidance import editions, force
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, NotNow, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command, note
from school.web.catalogue import gettext as _

LEAST_REASON = 40


@dataclass(frozen=True)
class NewTelling:
    """Who was told what, when (UTC), how. `ground`: why the council and no parent."""

    whom: str = field(repr=False)
    way: str
    told_at: datetime
    parts: tuple[str, ...]
    reason: str = field(default="", repr=False)
    said: str = field(default="", repr=False)
    ground: str | None = None
    version: int | None = None


@dataclass(frozen=True)
class NewReview:
    """What the review found."""

    outcome: str
    reason: str = field(repr=False)
    learning: str = field(default="", repr=False)
    version: int | None = None


@command(Act.TELL_PARENTS, of=force_visible)
def tell_parents(actor: Actor, record: ForceRecord, new: NewTelling) -> str:
    """Record that one parent was told: when, where, how long, type, why, injuries
    (§2.3f). What was left out is named with the reason. Raises Invalid and Stale.
    """
    _insist(record, new)
    missing = _missing(new)
    if missing and len(new.reason.strip()) < LEAST_REASON:
        raise Invalid(
            {
                "reason": _(
                    "They were not told everything. Write why, in at least %(n)d "
                    "characters, or tell them the rest.",
                    n=LEAST_REASON,
                )
            }
        )
    _move(record, State.PARENTS_TOLD, new.version)
    _write(actor, record, new)
    late = new.told_at > record.parents_due_at
    note(way=new.way, left_out=missing, late=late)
    return record.ref


@command(Act.TELL_COUNCIL, of=force_visible)
def tell_council(actor: Actor, record: ForceRecord, new: NewTelling) -> str:
    """Record that the council where the pupil lives was told and no parent: only where
    telling any of them would be likely to cause significant harm (EIA 2006 s.93A(5)).
    Raises Invalid and Stale.
    """
    if new.ground not in force.grounds:
        raise Invalid({"ground": _("Choose why no parent is told.")})
    _insist(record, new)
    worded("reason", new.reason, LEAST_REASON)
    _move(record, State.COUNCIL_TOLD, new.version)
    _write(actor, record, new)
    note(way=new.way, ground=new.ground, left_out=_missing(new))
    return record.ref


@command(Act.REVIEW_FORCE, of=force_visible)
def review_force(actor: Actor, record: ForceRecord, new: NewReview) -> str:
    """The head or the DSL looks at it: never whoever used the force or wrote it down.

    Raises Invalid, and Stale before a parent or the council was told. Source: §2.3f.
    """
    if new.outcome not in force.outcomes:
        raise Invalid({"outcome": _("Choose what the review found.")})
    worded("reason", new.reason, LEAST_REASON)
    if force.outcomes.named(new.outcome).learns:
        worded("learning", new.learning, 10)
    _move(record, State.REVIEWED, new.version)
    record.reviewed_at = clock.now()
    row = ForceReview(
        ref=new_ref(),
        school_ref=record.school_ref,
        key_ref=record.key_ref,
        record_ref=record.ref,
        outcome=new.outcome,
        edition=editions.leading(clock.today()).code,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    seal(row, "reason", new.reason)
    seal(row, "learning", new.learning.strip() or None)
    db.session.add(row)
    note(outcome=new.outcome)
    return record.ref


def _insist(record: ForceRecord, new: NewTelling) -> None:
    problems = {}
    if not new.whom.strip():
        problems["whom"] = _("Write who was told.")
    if new.way not in force.ways:
        problems["way"] = _("Choose how they were told.")
    if new.told_at > clock.now():
        problems["happened_on"] = _("This is in the future. Check day and time.")
    elif new.told_at < record.happened_at:
        problems["happened_on"] = _("That is before it happened. Check day and time.")
    if not new.parts or any(each not in force.parts for each in new.parts):
        problems["parts"] = _("Choose what they were told.")
    if problems:
        raise Invalid(problems)


def _missing(new: NewTelling) -> list[str]:
    offered = force.parts.offered(clock.today())
    return [each.code for each in offered if each.code not in new.parts]


def _move(record: ForceRecord, after: State, seen_version: int | None) -> None:
    if seen_version is not None and seen_version != record.version:
        raise Stale("the record was changed meanwhile")
    if not may_move(State(record.state), after):
        raise NotNow("the record is not in that state any more")
    record.state = after
    # Also where a second parent is told: whoever acts moves its version on.
    flag_modified(record, "state")


def _write(actor: Actor, record: ForceRecord, new: NewTelling) -> None:
    row = ForceTelling(
        ref=new_ref(),
        school_ref=record.school_ref,
        key_ref=record.key_ref,
        record_ref=record.ref,
        ground=new.ground,
        way=new.way,
        told_at=new.told_at,
        parts=",".join(dict.fromkeys(new.parts)),
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    seal(row, "whom", new.whom)
    seal(row, "reason", new.reason.strip() or None)
    seal(row, "said", new.said.strip() or None)
    db.session.add(row)
