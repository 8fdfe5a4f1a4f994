"""Reading a child across cases: each reading is one entry that names what it lists."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from safeguard.cases.models import CaseFile, Concern
from safeguard.cases.permissions.seeing import case_visible
from safeguard.cases.queries.reading import CaseRead, case_read
from safeguard.cases.states import OPEN_CASES
from safeguard.children.permissions import (
    Act,
    KnownChild,
    cases_about,
    child_visible,
    concerns_about,
)
from safeguard.children.queries.chronology import Told, told_of
from safeguard.children.queries.profile import (
    Contact,
    Linked,
    Need,
    Whereabouts,
    contacts_of,
    linked_to,
    needs_now,
    where_now,
)
from safeguard.children.states import Limits
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.gate import disclosure, note, touch
from school.identity.queries.characteristics import census_words
from school.identity.queries.people import classes_of, full_name
from school.trail.head import head_of

# How many entries a page shows at a time; paper has them all.
PAGE = 200


@dataclass(frozen=True)
class CaseLine:
    """A case about the child, as its page lists it."""

    reference: str
    title: str = field(repr=False)
    state: str
    category: str
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True)
class ConcernLine:
    """A concern about the child that stands in no case."""

    reference: str
    state: str
    category: str
    recorded_at: datetime


@dataclass(frozen=True)
class ChildRead:
    """A child across cases. `told` begins after `skipped` of `total` entries."""

    ref: str
    name: str = field(repr=False)
    where: str
    born_on: date | None
    # What the school census knows: words of its codes (ethnicity, needs, free meals).
    census: tuple[str, ...] = field(repr=False)
    needs: tuple[Need, ...]
    needs_over: tuple[Need, ...]
    linked: tuple[Linked, ...]
    contacts: tuple[Contact, ...]
    whereabouts: Whereabouts | None
    open_cases: tuple[CaseLine, ...]
    closed_cases: tuple[CaseLine, ...]
    concerns: tuple[ConcernLine, ...]
    told: tuple[Told, ...]
    total: int
    skipped: int


@dataclass(frozen=True)
class Head:
    """The log that a paper was made from: entries, and the root over them in hex."""

    size: int
    root: str


@dataclass(frozen=True)
class ChildNamed:
    """The child as pages name it that write about it, with what stands already."""

    ref: str
    name: str = field(repr=False)
    where: str
    needs: tuple[Need, ...]
    linked: tuple[Linked, ...]


@disclosure(Act.READ_CHILD, of=child_visible)
def read_child(
    actor: Actor, child: KnownChild, limits: Limits, skip: int = 0
) -> ChildRead:
    """The child's page: the newest 200 entries after those skipped."""
    return _read(actor, child, limits, slice(skip, skip + PAGE))


@disclosure(Act.PRINT_CHILD, of=child_visible)
def print_child(actor: Actor, child: KnownChild, limits: Limits) -> ChildRead:
    """The same on paper, whole."""
    return _read(actor, child, limits, slice(None))


@disclosure(Act.DOWNLOAD_CHILD, of=child_visible)
def download_child(
    actor: Actor, child: KnownChild, limits: Limits
) -> tuple[ChildRead, Head]:
    """The same to be taken away, and the head of the log that it was made from."""
    return _read(actor, child, limits, slice(None)), _head(actor)


@disclosure(Act.DOWNLOAD_CASE, of=case_visible)
def download_case(actor: Actor, case: CaseFile) -> tuple[CaseRead, Head]:
    """A case to be taken away by whoever may read it (ADR 0013), and the head."""
    return case_read(actor, case), _head(actor)


@disclosure(Act.PREPARE_CHILD, of=child_visible)
def prepare_child(actor: Actor, child: KnownChild) -> ChildNamed:
    """What the pages show on which a need is recorded or a child linked."""
    needs, over = needs_now(child.school_ref, child.ref)
    linked = linked_to(actor, child.ref)
    touch(*(each.need_ref for each in (*needs, *over)))
    touch(*(each.link_ref for each in linked))
    return ChildNamed(
        child.ref,
        full_name(child.person),
        classes_of([child.ref]).get(child.ref, ""),
        (*needs, *over),
        tuple(linked),
    )


def _head(actor: Actor) -> Head:
    size, root = head_of(actor.school_ref)
    note(size=size, root=root.hex())
    return Head(size, root.hex())


def _read(actor: Actor, child: KnownChild, limits: Limits, part: slice) -> ChildRead:
    told = told_of(actor, child, limits)
    cases = _cases(actor, child)
    needs, over = needs_now(child.school_ref, child.ref)
    born_on = unseal(child.person, "born_on")
    note(entries=len(told), cases=len(cases))
    return ChildRead(
        ref=child.ref,
        name=full_name(child.person),
        where=classes_of([child.ref]).get(child.ref, ""),
        born_on=date.fromisoformat(born_on) if born_on else None,
        census=census_words(child.ref),
        needs=tuple(needs),
        needs_over=tuple(over),
        linked=tuple(linked_to(actor, child.ref)),
        contacts=tuple(contacts_of(child.school_ref, child.ref)),
        whereabouts=where_now(actor, [child.ref]).get(child.ref),
        open_cases=tuple(each for each in cases if each.state in OPEN_CASES),
        closed_cases=tuple(each for each in cases if each.state not in OPEN_CASES),
        concerns=_concerns(actor, child),
        told=tuple(told[part]),
        total=len(told),
        skipped=part.start or 0,
    )


def _cases(actor: Actor, child: KnownChild) -> list[CaseLine]:
    asked = select(CaseFile).where(cases_about(actor, child.ref))
    rows = list(
        db.session.scalars(asked.order_by(CaseFile.opened_at.desc(), CaseFile.ref))
    )
    touch(*(row.ref for row in rows))
    return [
        CaseLine(
            row.ref,
            unseal(row, "title") or "",
            row.state,
            row.category,
            row.opened_at,
            row.closed_at,
        )
        for row in rows
    ]


def _concerns(actor: Actor, child: KnownChild) -> tuple[ConcernLine, ...]:
    asked = select(Concern).where(
        concerns_about(actor, child.ref), Concern.case_ref.is_(None)
    )
    rows = list(db.session.scalars(asked.order_by(Concern.recorded_at.desc())))
    touch(*(row.ref for row in rows))
    return tuple(
        ConcernLine(row.ref, row.state, row.category, row.recorded_at) for row in rows
    )
