"""Who is looked after: people with a post here today, by group, since when."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select

from safeguard.guidance import training
from school.foundation import clock
from school.foundation.questions import question
from school.identity.models import Appointment, Org
from school.identity.permissions.roles import live_appointments

# Who belongs to a group besides those whose post says so: of a school, each since which
# day. Features above training know it, such as the head's list of who may search.
ALSO: dict[str, Callable[[str], Mapping[str, date]]] = {}


def also_belong(group: str, people: Callable[[str], Mapping[str, date]]) -> None:
    """Let these people belong to a group (a code of `training.groups`), as long as they
    have a post. The registry says it once.
    """
    ALSO[group] = people


@dataclass(frozen=True)
class Member:
    """A person of the roster: the groups, each since which day; posts in which orgs."""

    ref: str
    since: dict[str, date] = field(default_factory=dict)
    orgs: frozenset[str] = frozenset()

    def begun(self, course: training.Course) -> date | None:
        """Since when the course is asked of this person; None: it is not."""
        days = [self.since[code] for code in course.groups if code in self.since]
        return min(days) if days else None


def _live_posts() -> Any:
    live = live_appointments(bindparam("today")).with_only_columns(
        Appointment.person_ref,
        Appointment.org_ref,
        Appointment.role,
        Appointment.begins_on,
    )
    return live.where(
        Appointment.org_ref.in_([bindparam("school"), bindparam("trust")])
    ).order_by(Appointment.begins_on)


@question
def _posts() -> Any:
    return _live_posts()


@question
def _posts_of() -> Any:
    return _live_posts().where(Appointment.person_ref == bindparam("person"))


@question
def _founded() -> Any:
    return select(Org.founded_at).where(Org.ref == bindparam("ref"))


@cache
def _groups_of_role() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for group in training.groups:
        for role in group.roles:
            found.setdefault(role, []).append(group.code)
    return {role: tuple(codes) for role, codes in found.items()}


def roster(school_ref: str, trust_ref: str) -> dict[str, Member]:
    """Everybody with a post in the school or the trust today, whose training is looked
    after. Who has left is not among them.

    No day lies before the school began to keep this log: what was learnt earlier is
    recorded with its own day, and nobody is late for what nobody could enter.
    """
    rows = _posts(school=school_ref, trust=trust_ref, today=clock.today())
    return _gathered(rows, school_ref)


def member_of(school_ref: str, trust_ref: str, person_ref: str) -> Member | None:
    """One person of the roster, or None for somebody who is not on it."""
    rows = _posts_of(
        school=school_ref, trust=trust_ref, person=person_ref, today=clock.today()
    )
    return _gathered(rows, school_ref).get(person_ref)


def members(school_ref: str, trust_ref: str, refs: Iterable[str]) -> dict[str, Member]:
    """Of these people, those who are on the roster."""
    everybody = roster(school_ref, trust_ref)
    return {ref: everybody[ref] for ref in refs if ref in everybody}


def founded_on(school_ref: str) -> date:
    """The day (London) on which the school began to keep this log."""
    row = _founded.first(ref=school_ref)
    return clock.local(row.founded_at).date() if row else date.min


def _gathered(rows: Iterable[Any], school_ref: str) -> dict[str, Member]:
    groups, first = _groups_of_role(), founded_on(school_ref)
    since: dict[str, dict[str, date]] = {}
    orgs: dict[str, set[str]] = {}
    for row in rows:
        for code in groups.get(row.role, ()):
            held = since.setdefault(row.person_ref, {})
            held.setdefault(code, max(row.begins_on, first))
            orgs.setdefault(row.person_ref, set()).add(row.org_ref)
    for code, people in ALSO.items():
        for ref, day in people(school_ref).items():
            if ref in since:
                since[ref].setdefault(code, max(day, first))
    return {ref: Member(ref, held, frozenset(orgs[ref])) for ref, held in since.items()}
