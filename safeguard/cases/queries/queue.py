"""The queue: what is new and what is next, by urgency and clock, fifty at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, func, select

from safeguard.cases.models import CaseFile, Concern, Feedback
from safeguard.cases.permissions.acts import Act
from safeguard.cases.permissions.seeing import cases_visible_to, concerns_visible_to
from safeguard.cases.queries.line_words import LineWords, line_words
from safeguard.cases.queries.lines import (
    OPEN_A_CASE,
    PAGE,
    Filter,
    Found,
    Place,
    count_lines,
    lines_after,
)
from safeguard.cases.queries.people_in import Child, called
from safeguard.cases.states import OPEN_CASES, CaseState, ConcernState, NextStep
from safeguard.referrals.queries import open_referrals
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.answers import MOST_TOGETHER, KeptTogether
from school.foundation.for_a_while import keeping
from school.foundation.questions import one_of, question
from school.gate import counted, disclosure, touch
from school.identity.queries.people import names_of

BESIDE, AT_ONCE = 10, 8
# About what a line takes in memory, in bytes.
OF_A_LINE = 1500
Rows = Sequence[Row[Any]]
Children = dict[str, tuple[Child, ...]]


class Kind(StrEnum):
    """What a line of the queue is."""

    CONCERN = "concern"
    CASE = "case"


@dataclass(slots=True)
class Line:
    """A line of the queue: why it is here, who, what, whose, and until when (UTC)."""

    kind: Kind
    reference: str
    unopened: bool
    awaits: str
    urgent: bool
    what: str = field(repr=False)
    category: str
    # Who raised the concern, or who leads the case.
    whose: str = field(repr=False)
    # When it was raised or opened; since when it waits as it is.
    begun_at: datetime
    since: datetime
    due_at: datetime | None
    due_why: str | None
    on_duty_rota: bool = False
    children: tuple[Child, ...] = ()

    @property
    def overdue(self) -> bool:
        """Whether its clock has run out by this minute."""
        return self.due_at is not None and self.due_at < clock.this_minute()


@dataclass(frozen=True)
class Waiting:
    """A referral that an agency has not answered yet."""

    case_ref: str
    agency: str
    children: tuple[Child, ...]
    chase_at: datetime | None
    late: bool


@dataclass(frozen=True)
class ToTell:
    """A reporter of one of the actor's cases who was told nothing yet."""

    concern_ref: str
    who: str = field(repr=False)


@dataclass(frozen=True)
class Queue:
    """One page of the queue, with the counts that are its filters."""

    lines: tuple[Line, ...]
    counts: dict[Filter, int]
    next_place: Place | None
    waiting: tuple[Waiting, ...]
    to_tell: tuple[ToTell, ...]


@disclosure(Act.READ_QUEUE)
def read_queue(
    actor: Actor, only: Filter = Filter.ALL, after: Place | None = None
) -> Queue:
    """One page of the queue. Each record listed stands in the entry (decision 13)."""
    found = lines_after(actor, only, after)
    refs, waited_for = [place.ref for place in found.places], _waited_for(actor)
    touch(*refs, *waited_for)
    beside = keeping().shared(f"lines {actor.school_ref}", actor.sign_in_ref, Written)
    others = [*found.cases, *(ref for ref in waited_for if ref not in found.cases)]
    words = line_words(actor, found.concerns, others)
    lines, children = beside.find_or_write(found, words)
    to_tell = _to_tell(actor)
    touch(*(each.concern_ref for each in to_tell))
    return Queue(
        lines=tuple(lines[ref] for ref in refs if ref in lines),
        counts=found.counts,
        next_place=found.places[-1] if found.more else None,
        waiting=_waiting(waited_for, children),
        to_tell=to_tell,
    )


# The lines by reference, the children by record, and the words they are made of.
Lines = tuple[dict[str, Line], Children, dict[str, LineWords]]


class Written:
    """The lines of one school's queue as they were written, while none of the tables
    that they are read from has changed; kept while elevated, and wiped after.
    """

    def __init__(self) -> None:
        self._kept: KeptTogether | None = KeptTogether()

    @property
    def size(self) -> int:
        """About how many bytes it takes at most."""
        return PAGE * MOST_TOGETHER * OF_A_LINE

    def find_or_write(
        self, found: Found, words: dict[str, LineWords]
    ) -> tuple[dict[str, Line], Children]:
        """The lines of what was found, and the children of all that there are words
        of. Words that were opened anew are others, and so are their lines.
        """
        key = clock.today(), found.concerns, found.cases, *map(id, words.values())
        kept = self._kept or KeptTogether()
        lines, children, _ = kept.find_or_make(key, lambda: _written(found, words))
        return lines, children

    def wipe(self) -> None:
        """Leave nothing of it, and keep nothing more."""
        kept, self._kept = self._kept, None
        if kept is not None:
            kept.clear()


def _written(found: Found, words: dict[str, LineWords]) -> Lines:
    concerns = _concerns(refs=found.concerns) if found.concerns else ()
    cases = _cases(refs=found.cases) if found.cases else ()
    children = called({ref: said.parts for ref, said in words.items()})
    lines = {each.reference: each for each in _lines(concerns, cases, words, children)}
    return lines, children, words


@counted
def count_queue(actor: Actor) -> int:
    """How many lines the queue has for the actor: a number and nothing else."""
    return count_lines(actor)[Filter.ALL]


@question
def _concerns() -> Any:
    return select(
        Concern.ref,
        Concern.state,
        Concern.in_danger,
        Concern.category,
        Concern.reporter_ref,
        Concern.recorded_at,
        Concern.acknowledged_at,
        Concern.due_at,
        Concern.due_why,
        Concern.on_duty_rota,
    ).where(one_of(Concern.ref, "refs"))


@question
def _cases() -> Any:
    return select(
        CaseFile.ref,
        CaseFile.in_danger,
        CaseFile.next_step,
        CaseFile.category,
        CaseFile.lead_ref,
        CaseFile.opened_at,
        CaseFile.due_at,
        CaseFile.due_why,
    ).where(one_of(CaseFile.ref, "refs"))


def _lines(
    concerns: Rows, cases: Rows, words: dict[str, LineWords], children: Children
) -> Iterator[Line]:
    names = names_of(
        [row.reporter_ref for row in concerns] + [row.lead_ref for row in cases]
    )
    for row in concerns:
        said = words[row.ref].what, names.get(row.reporter_ref, "")
        yield _of_concern(row, said, children.get(row.ref, ()))
    for row in cases:
        said = words[row.ref].what, names.get(row.lead_ref, "")
        yield _of_case(row, said, children.get(row.ref, ()))


def _of_concern(
    row: Row[Any], said: tuple[str, str], children: tuple[Child, ...]
) -> Line:
    unopened = row.state == ConcernState.SUBMITTED
    return Line(
        kind=Kind.CONCERN,
        reference=row.ref,
        unopened=unopened,
        awaits=NextStep.NONE if unopened else OPEN_A_CASE,
        urgent=row.in_danger,
        what=said[0],
        category=row.category,
        whose=said[1],
        begun_at=row.recorded_at,
        since=row.recorded_at if unopened else row.acknowledged_at or row.recorded_at,
        due_at=row.due_at,
        due_why=row.due_why,
        on_duty_rota=row.on_duty_rota,
        children=children,
    )


def _of_case(row: Row[Any], said: tuple[str, str], children: tuple[Child, ...]) -> Line:
    return Line(
        kind=Kind.CASE,
        reference=row.ref,
        unopened=False,
        awaits=row.next_step,
        urgent=row.in_danger and row.next_step in {NextStep.DECIDE, NextStep.REFER},
        what=said[0],
        category=row.category,
        whose=said[1],
        begun_at=row.opened_at,
        since=row.opened_at,
        due_at=row.due_at,
        due_why=row.due_why,
        children=children,
    )


@question
def _referred(actor: Actor) -> Any:
    return (
        select(CaseFile.ref)
        .where(cases_visible_to(actor), CaseFile.state == CaseState.REFERRED)
        .order_by(func.coalesce(CaseFile.due_at, CaseFile.changed_at), CaseFile.ref)
        .limit(BESIDE)
    )


def _waited_for(actor: Actor) -> list[str]:
    return [row.ref for row in _referred(actor)]


def _waiting(case_refs: list[str], children: Children) -> tuple[Waiting, ...]:
    return tuple(
        Waiting(
            ref,
            each.agency,
            children.get(ref, ()),
            each.chase_at,
            late=each.chase_at is not None and each.chase_at < clock.now(),
        )
        for ref, found in open_referrals(case_refs).items()
        for each in found
    )


@question
def _led(actor: Actor) -> Any:
    return (
        select(CaseFile.ref)
        .where(
            cases_visible_to(actor, of_few=True),
            CaseFile.lead_ref == actor.person_ref,
            CaseFile.state.in_(sorted(OPEN_CASES)),
            CaseFile.decision_ref.is_not(None),
        )
        .order_by(CaseFile.state, CaseFile.opened_at, CaseFile.ref)
    )


@question
def _not_told(actor: Actor) -> Any:
    told = select(Feedback.ref).where(Feedback.concern_ref == Concern.ref)
    return (
        select(Concern.ref, Concern.reporter_ref)
        .where(one_of(Concern.case_ref, "cases"))
        .where(concerns_visible_to(actor, of_few=True))
        .where(Concern.state != ConcernState.VOID)
        .where(~told.exists(), Concern.reporter_ref != actor.person_ref)
        .order_by(Concern.recorded_at, Concern.ref)
    )


def _to_tell(actor: Actor) -> tuple[ToTell, ...]:
    # A few cases at a time, the longest open first, and no further than to the tenth
    # reporter: a lead may have hundreds of cases open.
    led = [row.ref for row in _led(actor)]
    rows: list[Row[Any]] = []
    for start in range(0, len(led), AT_ONCE):
        if len(rows) >= BESIDE:
            break
        rows += _not_told(actor, cases=led[start : start + AT_ONCE])
    names = names_of(row.reporter_ref for row in rows[:BESIDE])
    return tuple(
        ToTell(row.ref, names.get(row.reporter_ref, "")) for row in rows[:BESIDE]
    )
