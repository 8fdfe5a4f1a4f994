"""What the acts share: the process of an open case, its moves, its entry."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from safeguard.bullying.models import (
    BullyingChild,
    BullyingProcess,
    BullyingReview,
    BullyingStep,
    BullyingTest,
)
from safeguard.bullying.permissions.standing import (
    children_of,
    people_in,
    process_of,
)
from safeguard.bullying.states import ENDED, Side, State, may_move
from safeguard.cases.commands.chronicle import write_entry
from safeguard.cases.models import CaseFile
from safeguard.cases.states import OPEN_CASES, EntryKind
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import seal, unseal
from school.gate import touch
from school.web.catalogue import gettext as _

LEAST_WORDS = 10
Numbered = BullyingChild | BullyingReview | BullyingStep | BullyingTest


@dataclass(frozen=True)
class Places:
    """Who stands where: each known child's side, and others in words alone."""

    sides: tuple[tuple[str, str], ...]
    # Children of another school, or whose names are not known: one each.
    harmed_elsewhere: tuple[str, ...] = field(default=(), repr=False)
    other_elsewhere: tuple[str, ...] = field(default=(), repr=False)
    version: int | None = None


def insist_on_open(case: CaseFile) -> None:
    """Raises Stale when the case is closed: it is opened again first."""
    if case.state not in OPEN_CASES:
        raise Stale("the case is closed")


def under_way(case: CaseFile, seen_version: int | None) -> BullyingProcess:
    """The process of the open case, counted as worked on. Raises Hidden when there is
    none, Stale when somebody else changed it since the page was opened.
    """
    insist_on_open(case)
    process = process_of(case.ref)
    if process is None:
        raise Hidden("the case has no such process")
    if seen_version is not None and seen_version != process.version:
        raise Stale("the process was changed meanwhile")
    process.changed_at = clock.now()
    # Also where the clock stands still: whoever acts moves its version on.
    flag_modified(process, "changed_at")
    touch(process.ref)
    return process


def begin(
    actor: Actor, case: CaseFile, state: State, earlier_ref: str | None = None
) -> BullyingProcess:
    """A process for the case."""
    process = BullyingProcess(
        ref=new_ref(),
        school_ref=case.school_ref,
        key_ref=case.key_ref,
        case_ref=case.ref,
        state=state,
        earlier_ref=earlier_ref,
        opened_by=actor.person_ref,
        opened_at=clock.now(),
        changed_at=clock.now(),
    )
    db.session.add(process)
    touch(process.ref)
    return process


def move(process: BullyingProcess, after: State) -> None:
    """Move the process. Raises Stale when it is not where it was seen to be."""
    if not may_move(State(process.state), after):
        raise Stale("the process is not in that state any more")
    process.state = after
    process.ended_at = clock.now() if after in ENDED else None


def insist_on_state(process: BullyingProcess, allowed: Iterable[State]) -> None:
    """Raises Stale when the process stands elsewhere."""
    if process.state not in set(allowed):
        raise Stale("the process is not in that state any more")


def tell(actor: Actor, case: CaseFile, code: str, text: str = "") -> None:
    """A short line in the case's chronology; the rows of the process hold the rest."""
    write_entry(actor, case, EntryKind.BULLYING, text, code=code)


def place(
    actor: Actor, case: CaseFile, process: BullyingProcess, places: Places
) -> None:
    """Put the children on their sides. Raises Invalid unless each side has somebody."""
    standing = {row.child_ref: row for row in children_of(process.ref)}
    known = people_in(case.ref)
    sides = {key: row.side for key, row in standing.items()}
    for child_ref, side in places.sides:
        if child_ref not in known | set(standing) or side not in set(Side):
            raise Invalid({"page": _("Choose a side for each child of this case.")})
        if sides.get(child_ref, Side.NEITHER) == side:
            continue
        sides[child_ref] = side
        person_ref = child_ref if child_ref in known else None
        row = standing.get(child_ref)
        words = unseal(row, "described") if row else None
        _put(actor, process, (child_ref, person_ref), side, words)
    for side, described in (
        (Side.HARMED, places.harmed_elsewhere),
        (Side.OTHER, places.other_elsewhere),
    ):
        for words in described:
            own_ref = new_ref()
            sides[own_ref] = side
            _put(actor, process, (own_ref, None), side, words)
    _insist_on_both(set(sides.values()))


def copy_children(
    actor: Actor, case: CaseFile, earlier: BullyingProcess, process: BullyingProcess
) -> None:
    """The pair as it stood in an earlier process, as far as it is in this case too."""
    people = people_in(case.ref)
    for row in children_of(earlier.ref):
        if row.person_ref in people:
            _put(actor, process, (row.child_ref, row.person_ref), row.side, None)


def next_number(model: type[Numbered], process: BullyingProcess) -> int:
    """The number of the next row of that kind: the highest one is what stands."""
    asked = select(func.count()).where(model.process_ref == process.ref)
    return (db.session.scalar(asked) or 0) + 1


def _put(
    actor: Actor,
    process: BullyingProcess,
    child: tuple[str, str | None],
    side: str,
    described: str | None,
) -> None:
    row = BullyingChild(
        ref=new_ref(),
        school_ref=process.school_ref,
        key_ref=process.key_ref,
        process_ref=process.ref,
        number=next_number(BullyingChild, process),
        child_ref=child[0],
        person_ref=child[1],
        side=side,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    seal(row, "described", described)
    db.session.add(row)


def _insist_on_both(sides: set[str]) -> None:
    problems = {}
    if Side.HARMED not in sides:
        problems["harmed_elsewhere"] = _("Choose or describe who was harmed.")
    if Side.OTHER not in sides:
        problems["other_elsewhere"] = _(
            "Choose or describe who is said to have done it, or write: not known."
        )
    if problems:
        raise Invalid(problems)
