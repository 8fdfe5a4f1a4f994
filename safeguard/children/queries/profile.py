"""What holds for a child, who belongs to it, and where it goes to school.

Nothing here is a disclosure of its own: the child's page and the case's ask for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from safeguard.children.models import ChildNeed
from safeguard.children.permissions import child_visible, links_of, needs_of
from safeguard.children.states import Known, as_it_was, newest
from safeguard.guidance import children as guidance
from safeguard.guidance import clocks
from school import wall
from school.calendars.due import due
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.questions import one_of, question
from school.foundation.sealing import unseal
from school.gate import counted
from school.identity.models import Enrolment, Org, Relationship
from school.identity.queries.people import classes_of, names_of
from school.identity.queries.set_up import days_of

# The file moves within both, so the earlier one warns (KCSIE ¶150, both readings).
TRANSFER_CLOCKS = ("transfer_in_year", "transfer_in_year_school")


@dataclass(frozen=True)
class Need:
    """A need or plan as one version says it; days are days in London."""

    ref: str
    need_ref: str
    kind: str
    from_on: date
    until_on: date | None
    details: str = field(repr=False)
    told_by: str
    told_words: str = field(repr=False)
    recorded_at: datetime
    by: str = field(default="", repr=False)
    known: Known = Known.THEN


@dataclass(frozen=True)
class Linked:
    """Another child. `opens`: the reader may see a record about it too."""

    link_ref: str
    child_ref: str
    name: str = field(repr=False)
    where: str
    kind: str
    reason: str = field(repr=False)
    opens: bool


@dataclass(frozen=True)
class Contact:
    """An adult of the child, with what must be seen before anybody rings."""

    name: str = field(repr=False)
    kind: str
    parental_responsibility: bool
    lives_with: bool
    court_order: bool
    do_not_contact: bool


@dataclass(frozen=True)
class Whereabouts:
    """A child that has left the reader's school: its last day there, where to (None: to
    no school of the trust), and until when its file must be transferred (UTC).
    """

    left_on: date
    now_at: str | None
    file_due_at: datetime


@counted
def needs_now(school_ref: str, child_ref: str) -> tuple[list[Need], list[Need]]:
    """What holds, and what is over; what was entered in error is left out."""
    return _now(needs_of(school_ref, [child_ref]))


@counted
def needs_now_and_then(
    school_ref: str, child_refs: list[str], at: datetime
) -> dict[str, tuple[list[Need], list[Need]]]:
    """What holds for each child, and what held on the day of a moment, as it was
    known then.
    """
    rows = needs_of(school_ref, child_refs)
    day = clock.local(at).date()
    by_child = {
        ref: [row for row in rows if row.person_ref == ref] for ref in child_refs
    }
    return {
        ref: (_now(own)[0], _needs(as_it_was(own, at, day)))
        for ref, own in by_child.items()
    }


@counted
def linked_to(actor: Actor, child_ref: str) -> list[Linked]:
    """The children linked to a child, as far as the reader may know of them.

    A brother or sister is no secret; that two children are named together may hint at
    a record, so it is shown only to those who may see records about both. Of whom the
    reader is barred from, nothing is shown.
    """
    barred = set(wall.barred_from(actor.person_ref)) | {actor.person_ref}
    pairs = [
        (row, row.other_ref if row.one_ref == child_ref else row.one_ref)
        for row in links_of(actor.school_ref, child_ref)
    ]
    pairs = [(row, other) for row, other in pairs if other not in barred]
    others = [other for _row, other in pairs]
    names, where = names_of(others), classes_of(others)
    found = []
    for row, other in pairs:
        opens = child_visible(actor, other) is not None
        if opens or guidance.links.named(row.kind).household:
            reason = (unseal(row, "reason") or "") if opens else ""
            found.append(
                Linked(
                    row.link_ref,
                    other,
                    names.get(other, ""),
                    where.get(other, ""),
                    row.kind,
                    reason,
                    opens,
                )
            )
    return sorted(found, key=lambda each: each.name.casefold())


@counted
def contacts_of(school_ref: str, child_ref: str) -> list[Contact]:
    """The adults of a child as the school knows them, whom to ring first first."""
    asked = (
        select(Relationship)
        .where(Relationship.school_ref == school_ref)
        .where(Relationship.pupil_ref == child_ref)
        .where(
            or_(Relationship.ends_on.is_(None), Relationship.ends_on > clock.today())
        )
        .order_by(Relationship.priority, Relationship.ref)
    )
    rows = list(db.session.scalars(asked))
    names = names_of(row.adult_ref for row in rows)
    return [
        Contact(
            names.get(row.adult_ref, ""),
            row.kind,
            row.parental_responsibility,
            row.lives_with,
            row.court_order,
            row.do_not_contact,
        )
        for row in rows
    ]


@question
def _enrolled() -> Any:
    asked = select(
        Enrolment.person_ref,
        Enrolment.school_ref,
        Enrolment.ends_on,
    ).where(one_of(Enrolment.person_ref, "refs"), Enrolment.role == "student")
    return asked.order_by(Enrolment.begins_on)


@counted
def where_now(actor: Actor, child_refs: Iterable[str]) -> dict[str, Whereabouts]:
    """Of these children those that have left the reader's school; those on its roll,
    or never on it, are left out.
    """
    by_child: dict[str, list[Any]] = {}
    for row in _enrolled(refs=child_refs):
        by_child.setdefault(row.person_ref, []).append(row)
    found = {ref: _where_now(actor, rows) for ref, rows in by_child.items()}
    return {ref: where for ref, where in found.items() if where is not None}


def _where_now(actor: Actor, rows: list[Any]) -> Whereabouts | None:
    live = [row for row in rows if not row.ends_on or row.ends_on > clock.today()]
    here = [row for row in rows if row.school_ref == actor.school_ref]
    ended = [row.ends_on for row in here if row.ends_on]
    if not ended or any(row in live for row in here):
        return None
    off_the_roll = max(ended)
    now_at = db.session.get(Org, live[-1].school_ref) if live else None
    calendar = days_of(actor.school_ref)
    ends = [
        due(clock.london(off_the_roll, 12), clocks.named(code), calendar).at
        for code in TRANSFER_CLOCKS
    ]
    # The end of a place is the first day on which the child is not there any more.
    left_on = off_the_roll - timedelta(days=1)
    return Whereabouts(left_on, now_at.name if now_at else None, min(ends))


def _now(rows: Sequence[Any]) -> tuple[list[Need], list[Need]]:
    stand = newest(rows).values()
    shown = _needs((row, Known.THEN) for row in stand if not row.in_error)
    today = clock.today()
    over = [each for each in shown if each.until_on and each.until_on < today]
    return [each for each in shown if each not in over], over


def _needs(rows: Iterable[tuple[ChildNeed, Known]]) -> list[Need]:
    pairs = list(rows)
    names = names_of(row.by_ref for row, _known in pairs)
    found = [
        Need(
            row.ref,
            row.need_ref,
            row.kind,
            row.from_on,
            row.until_on,
            unseal(row, "details") or "",
            row.told_by,
            unseal(row, "told_words") or "",
            row.recorded_at,
            names.get(row.by_ref, ""),
            known,
        )
        for row, known in pairs
    ]
    order = {each.code: at for at, each in enumerate(guidance.needs)}
    return sorted(found, key=lambda each: (order[each.kind], each.from_on))
