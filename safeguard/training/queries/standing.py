"""Where people stand, for other features: counts, choices and states alone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from safeguard.guidance import training
from safeguard.training.models import TrainingNeed
from safeguard.training.permissions.reminders import to_remind
from safeguard.training.permissions.roster import member_of, members, roster
from safeguard.training.permissions.standing import (
    Standing,
    lapsed,
    last_had,
    standings,
)
from safeguard.training.states import WAITING, NeedState, Status
from school.foundation.actor import Actor
from school.foundation.questions import one_of, question
from school.foundation.sealing import unseal
from school.gate import counted
from school.identity.permissions.roles import the_trust


@dataclass(frozen=True)
class NeedStanding:
    """How far a need has come, and what its person may read of it."""

    ref: str
    person_ref: str
    course: str
    origin: str
    origin_ref: str | None
    state: NeedState
    due_on: date | None
    session_ref: str | None
    ended_why: str | None
    record_ref: str | None
    version: int
    note: str = field(repr=False)
    plan: str = field(repr=False)
    ending: str = field(repr=False)

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do."""
        return self.state not in WAITING


@question
def _needs_from() -> Any:
    return (
        select(*TrainingNeed.__table__.columns)
        .where(one_of(TrainingNeed.origin_ref, "refs"))
        .order_by(TrainingNeed.opened_at, TrainingNeed.ref)
    )


@counted
def needs_from(origin_refs: Iterable[str]) -> dict[str, list[NeedStanding]]:
    """The needs that each of these records opened, such as self-audits, in the order
    in which they were opened. Whoever asks has been let read the record.
    """
    found: dict[str, list[NeedStanding]] = {ref: [] for ref in origin_refs}
    if found:
        for row in _needs_from(refs=sorted(found)):
            found[row.origin_ref].append(need_read(row))
    return found


@counted
def all_over(origin_ref: str) -> bool:
    """Whether a record has opened needs and each of them is done or ended."""
    rows = _needs_from(refs=[origin_ref])
    return bool(rows) and all(NeedState(row.state) not in WAITING for row in rows)


def need_read(row: Any) -> NeedStanding:
    """A need, opened."""
    return NeedStanding(
        ref=row.ref,
        person_ref=row.person_ref,
        course=row.course,
        origin=row.origin,
        origin_ref=row.origin_ref,
        state=NeedState(row.state),
        due_on=row.due_on,
        session_ref=row.session_ref,
        ended_why=row.ended_why,
        record_ref=row.record_ref,
        version=row.version,
        note=unseal(row, "note") or "",
        plan=unseal(row, "plan") or "",
        ending=unseal(row, "ending") or "",
    )


@counted
def standing_of(actor: Actor, person_refs: Iterable[str]) -> dict[str, list[Standing]]:
    """Where each of these people stands with every course that is asked of them in the
    actor's school. People without a post there are left out.
    """
    people = members(actor.school_ref, actor.trust_ref, person_refs)
    return standings(actor.school_ref, people)


@counted
def last_trained(person_ref: str, course: str, on: date) -> date | None:
    """The last day up to a day (London) on which somebody had a course; None: never."""
    return last_had(person_ref, course, on)


@counted
def count_own_to_do(actor: Actor) -> int:
    """How many courses wait for the actor: due, expiring or overdue, without a seat."""
    member = member_of(actor.school_ref, actor.trust_ref, actor.person_ref)
    if member is None:
        return 0
    lines = standings(actor.school_ref, {member.ref: member})[member.ref]
    return sum(each.status not in {Status.DONE, Status.BOOKED} for each in lines)


@counted
def count_to_remind(school_ref: str) -> int:
    """How many people of a school are to be reminded of something now."""
    trust = the_trust()
    trust_ref = trust.ref if trust else school_ref
    return len({each.person_ref for each in to_remind(school_ref, trust_ref)})


@counted
def out_of_date(
    person_refs: Iterable[str], codes: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Of these courses, those that each person never had or whose last time counts no
    more: a warning, never a block. People who are in order are left out.
    """
    return lapsed(person_refs, codes)


@counted
def count_by_role(actor: Actor) -> dict[str, dict[Status, int]]:
    """The same of the school in which the actor acts."""
    return count_by_role_of(actor.school_ref)


@counted
def count_by_role_of(school_ref: str) -> dict[str, dict[Status, int]]:
    """How many people of each group are in which status: the worst of all that is asked
    of a person counts. Groups are in the order of guidance; empty ones stand too.
    """
    trust = the_trust()
    everybody = roster(school_ref, trust.ref if trust else school_ref)
    found: dict[str, Counter[Status]] = {
        group.code: Counter() for group in training.groups
    }
    for ref, lines in standings(school_ref, everybody).items():
        for code in everybody[ref].since:
            found[code][worst_of(lines)] += 1
    return {code: dict(numbers) for code, numbers in found.items()}


_WORST_FIRST = (
    *(Status.OVERDUE, Status.EXPIRING, Status.DUE),
    *(Status.BOOKED, Status.DONE),
)


def worst_of(lines: Iterable[Standing]) -> Status:
    """The status that most needs somebody to act; `done` where nothing is asked."""
    held = {each.status for each in lines}
    return next((each for each in _WORST_FIRST if each in held), Status.DONE)
