"""The school's training for whoever looks after it: by group, by course, by person."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from safeguard.guidance import training
from safeguard.training.models import TrainingNeed
from safeguard.training.permissions import Act
from safeguard.training.permissions.roster import roster
from safeguard.training.permissions.seeing import need_here
from safeguard.training.permissions.standing import Standing, standings
from safeguard.training.queries.standing import NeedStanding, need_read, worst_of
from safeguard.training.states import WAITING, Status
from school.foundation.actor import Actor
from school.foundation.database import db
from school.gate import counted, disclosure, note, touch
from school.identity.queries.people import names_of

A_PAGE = 60
Numbers = Mapping[Status, int]


@dataclass(frozen=True)
class Wanted:
    """Which people: of a group, with something in a status, with a course; a page."""

    group: str = ""
    status: str = ""
    course: str = ""
    page: int = 1


@dataclass(frozen=True)
class PersonLine:
    """A person, and of the courses that are asked for those that fit what is wanted."""

    ref: str
    name: str = field(repr=False)
    groups: tuple[str, ...]
    status: Status
    lines: tuple[Standing, ...]


@dataclass(frozen=True)
class NeedLine:
    """A need that waits, with the colleague's name."""

    need: NeedStanding
    name: str = field(repr=False)


@dataclass(frozen=True)
class Overview:
    """Numbers by group and by course, and some of the people."""

    by_group: Mapping[str, Numbers]
    by_course: Mapping[str, Numbers]
    people: tuple[PersonLine, ...]
    total: int
    page: int
    pages: int
    needs: tuple[NeedLine, ...]


@dataclass(frozen=True)
class SheetRow:
    """One person and one course, for a table to be taken away."""

    name: str = field(repr=False)
    groups: tuple[str, ...]
    course: str
    status: Status
    done_on: date | None
    until: date | None


@disclosure(Act.READ_TRAINING)
def read_training(actor: Actor, wanted: Wanted) -> Overview:
    """Where everybody with a post in the school stands; who needs somebody to act comes
    first, then by name.
    """
    everybody = roster(actor.school_ref, actor.trust_ref)
    lines = standings(actor.school_ref, everybody)
    names = names_of(everybody)
    by_group: dict[str, Counter[Status]] = {
        each.code: Counter() for each in training.groups
    }
    by_course: dict[str, Counter[Status]] = {}
    people = []
    for ref, member in everybody.items():
        for code in member.since:
            by_group[code][worst_of(lines[ref])] += 1
        for each in lines[ref]:
            by_course.setdefault(each.course, Counter())[each.status] += 1
        fitting = tuple(each for each in lines[ref] if _fits(each, wanted))
        if fitting and (not wanted.group or wanted.group in member.since):
            worst = worst_of(fitting)
            groups = tuple(member.since)
            people.append(PersonLine(ref, names.get(ref, ""), groups, worst, fitting))
    people.sort(key=_most_urgent)
    pages = max(1, -(-len(people) // A_PAGE))
    page = min(max(1, wanted.page), pages)
    some = people[(page - 1) * A_PAGE : page * A_PAGE]
    touch(*(each.ref for each in some))
    note(group=wanted.group, status=wanted.status, course=wanted.course, page=page)
    return Overview(
        by_group={code: dict(numbers) for code, numbers in by_group.items()},
        by_course={
            course.code: dict(by_course[course.code])
            for course in training.courses
            if course.code in by_course
        },
        people=tuple(some),
        total=len(people),
        page=page,
        pages=pages,
        needs=tuple(_needs(actor)),
    )


@disclosure(Act.EXPORT_TRAINING)
def export_training(actor: Actor) -> list[SheetRow]:
    """Everybody and every course that is asked of them, by name."""
    everybody = roster(actor.school_ref, actor.trust_ref)
    names = names_of(everybody)
    rows = [
        SheetRow(
            name=names.get(ref, ""),
            groups=tuple(everybody[ref].since),
            course=each.course,
            status=each.status,
            done_on=each.done_on,
            until=each.until,
        )
        for ref, lines in standings(actor.school_ref, everybody).items()
        for each in lines
    ]
    touch(*everybody)
    note(rows=len(rows))
    return sorted(rows, key=lambda each: each.name.casefold())


@counted
def people_to_choose(actor: Actor) -> list[tuple[str, str]]:
    """Reference and name of everybody with a post here today, by name."""
    names = names_of(roster(actor.school_ref, actor.trust_ref))
    return sorted(names.items(), key=lambda each: (each[1].casefold(), each[0]))


@disclosure(Act.PREPARE_NEED, of=need_here)
def read_need(actor: Actor, need: TrainingNeed) -> NeedLine:  # noqa: ARG001
    """One need, to be planned or ended."""
    touch(need.person_ref)
    name = names_of([need.person_ref]).get(need.person_ref, "")
    return NeedLine(need_read(need), name)


def _needs(actor: Actor) -> Iterable[NeedLine]:
    rows = db.session.scalars(
        select(TrainingNeed)
        .where(
            TrainingNeed.school_ref == actor.school_ref,
            TrainingNeed.state.in_(sorted(WAITING)),
        )
        .order_by(TrainingNeed.opened_at, TrainingNeed.ref)
    ).all()
    touch(*(each.ref for each in rows))
    names = names_of({each.person_ref for each in rows})
    for row in rows:
        yield NeedLine(need_read(row), names.get(row.person_ref, ""))


def _fits(each: Standing, wanted: Wanted) -> bool:
    return (not wanted.status or each.status == wanted.status) and (
        not wanted.course or each.course == wanted.course
    )


def _most_urgent(each: PersonLine) -> tuple[int, str, str]:
    order = (Status.OVERDUE, Status.EXPIRING, Status.DUE, Status.BOOKED, Status.DONE)
    return order.index(each.status), each.name.casefold(), each.ref
