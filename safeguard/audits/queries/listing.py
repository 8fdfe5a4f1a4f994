"""The list of a school's self-audits: who has answered, what waits to be read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from safeguard.audits.models import AuditRound, SelfAudit
from safeguard.audits.permissions import Act
from safeguard.audits.permissions.seeing import (
    audits_visible_to,
    round_visible,
    working_at,
)
from safeguard.audits.permissions.standing import answers_of, open_audit_of
from safeguard.audits.queries.reading import standing_now
from safeguard.audits.states import AuditState
from safeguard.training.queries.standing import needs_from
from school.calendars.days import school_year_of
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.gate import counted, disclosure, touch
from school.identity.queries.people import names_of

# What a reviewer looks at first; the rest of a list by these words.
SHOWN = (
    *(AuditState.SUBMITTED, AuditState.REVIEWED, AuditState.ASSIGNED),
    *(AuditState.TRAINING_PLANNED, AuditState.DONE, AuditState.WITHDRAWN),
)


@dataclass(frozen=True)
class AuditLine:
    """A self-audit in a list: no answer of it, only which questions are gaps."""

    ref: str
    person_ref: str
    name: str = field(repr=False)
    occasion: str
    school_year: int
    state: AuditState
    due_on: date
    submitted_at: datetime | None
    gaps: tuple[str, ...]
    owed: int
    own: bool

    @property
    def is_late(self) -> bool:
        """Whether it should have been answered by now (London day)."""
        return self.state is AuditState.ASSIGNED and self.due_on < clock.today()


@dataclass(frozen=True)
class RoundRead:
    """A round and how far it has come."""

    ref: str
    school_year: int
    due_on: date
    opened_at: datetime
    closed_at: datetime | None
    asked: int
    answered: int
    version: int

    @property
    def share(self) -> int:
        """How many in a hundred have answered, rounded down."""
        return self.answered * 100 // self.asked if self.asked else 0


@dataclass(frozen=True)
class AuditList:
    """The self-audits of one school year, the years there are, and the rounds."""

    year: int
    years: tuple[int, ...]
    lines: tuple[AuditLine, ...]
    rounds: tuple[RoundRead, ...]

    @property
    def round(self) -> RoundRead | None:
        """The round of the year that is shown."""
        return next((r for r in self.rounds if r.school_year == self.year), None)

    @property
    def open_round(self) -> RoundRead | None:
        """The round that is open, if one is."""
        return next((each for each in self.rounds if each.closed_at is None), None)

    def having(self, state: AuditState) -> tuple[AuditLine, ...]:
        """Those in one state."""
        return tuple(line for line in self.lines if line.state is state)


@disclosure(Act.READ_SELF_AUDITS)
def read_self_audits(actor: Actor, year: int) -> AuditList:
    """The self-audits of a school year (that begins on 1 September of `year`)."""
    return _list(actor, year)


@disclosure(Act.EXPORT_SELF_AUDITS)
def export_self_audits(actor: Actor, year: int) -> AuditList:
    """The same, to be taken away: who, how far, and which questions are gaps; no answer
    in words.
    """
    return _list(actor, year)


@disclosure(Act.READ_ROUND, of=round_visible)
def read_round(actor: Actor, row: AuditRound) -> RoundRead:  # noqa: ARG001
    """One round and how far it has come."""
    return _round(row, _counts([row.ref]))


@counted
def round_that_was(actor: Actor) -> RoundRead | None:
    """The round for which no other one can be opened now: one that is open, or this
    school year's.
    """
    year = school_year_of(clock.today())
    for each in _rounds(actor.school_ref):
        if each.closed_at is None or each.school_year == year:
            return each
    return None


@counted
def colleagues_to_ask(actor: Actor) -> list[tuple[str, str]]:
    """Those who work here and have no self-audit to answer, by name."""
    works = db.session.scalars(working_at(actor.school_ref, actor.trust_ref))
    free = [ref for ref in works if open_audit_of(actor.school_ref, ref) is None]
    names = names_of(free)
    found = [(ref, names[ref]) for ref in free if ref in names]
    return sorted(found, key=lambda each: each[1].casefold())


def _list(actor: Actor, year: int) -> AuditList:
    visible = audits_visible_to(actor)
    asked = select(SelfAudit).where(visible, SelfAudit.school_year == year)
    rows = list(db.session.scalars(asked.order_by(SelfAudit.assigned_at.desc())))
    touch(*(row.ref for row in rows), *(row.person_ref for row in rows))
    every = select(SelfAudit.school_year).where(visible).distinct()
    years = {*db.session.scalars(every), year}
    return AuditList(
        year=year,
        years=tuple(sorted(years, reverse=True)),
        lines=_lines(actor, rows),
        rounds=_rounds(actor.school_ref),
    )


def _lines(actor: Actor, rows: Sequence[SelfAudit]) -> tuple[AuditLine, ...]:
    refs = [row.ref for row in rows]
    names = names_of(row.person_ref for row in rows)
    needs, answers = needs_from(refs), answers_of(refs)
    lines = [
        AuditLine(
            ref=row.ref,
            person_ref=row.person_ref,
            name=names.get(row.person_ref, ""),
            occasion=row.occasion,
            school_year=row.school_year,
            state=standing_now(row, needs[row.ref]),
            due_on=row.due_on,
            submitted_at=row.submitted_at,
            gaps=tuple(a.question for a in answers[row.ref].values() if a.is_gap),
            owed=sum(not need.is_over for need in needs[row.ref]),
            own=row.person_ref == actor.person_ref,
        )
        for row in rows
    ]
    return tuple(sorted(lines, key=_place))


def _place(line: AuditLine) -> tuple[int, str]:
    return SHOWN.index(line.state), line.name.casefold()


def _rounds(school_ref: str) -> tuple[RoundRead, ...]:
    asked = select(AuditRound).where(AuditRound.school_ref == school_ref)
    rows = list(db.session.scalars(asked.order_by(AuditRound.school_year.desc())))
    counts = _counts([row.ref for row in rows])
    return tuple(_round(row, counts) for row in rows)


def _round(row: AuditRound, counts: Counter[tuple[str, bool]]) -> RoundRead:
    return RoundRead(
        ref=row.ref,
        school_year=row.school_year,
        due_on=row.due_on,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        asked=counts[row.ref, True] + counts[row.ref, False],
        answered=counts[row.ref, True],
        version=row.version,
    )


def _counts(round_refs: Iterable[str]) -> Counter[tuple[str, bool]]:
    asked = select(SelfAudit.round_ref, SelfAudit.submitted_at).where(
        SelfAudit.round_ref.in_(list(round_refs))
    )
    found: Counter[tuple[str, bool]] = Counter()
    for round_ref, submitted_at in db.session.execute(asked):
        found[str(round_ref), submitted_at is not None] += 1
    return found
