"""Who may open a child's page: whoever may see at least one record about the child."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, or_, select

from safeguard.cases.models import CaseFile, Concern, ConcernChild
from safeguard.cases.permissions.acts import leads_case, reads_case, reads_lists
from safeguard.cases.permissions.seeing import cases_visible_to, concerns_visible_to
from safeguard.cases.states import ConcernState
from safeguard.children.models import ChildLink, ChildNeed
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.permits import Rule
from school.foundation.questions import every, one_of, question
from school.identity.models import Person


class Act(StrEnum):
    """What can happen on a child's page, as the trail names it."""

    READ_CHILD = "child.read"
    PRINT_CHILD = "child.printed"
    DOWNLOAD_CHILD = "child.downloaded"
    DOWNLOAD_CASE = "case.downloaded"
    PREPARE_CHILD = "child.prepared"
    RECORD_NEED = "need.recorded"
    CHANGE_NEED = "need.changed"
    LINK_CHILD = "child.linked"
    UNLINK_CHILD = "child.unlinked"


# A child's page lists cases; the cases' own levels are asked of each (visible_to).
RULES: dict[Act, Rule] = {
    Act.READ_CHILD: reads_lists,
    Act.PRINT_CHILD: reads_lists,
    Act.DOWNLOAD_CHILD: reads_lists,
    Act.DOWNLOAD_CASE: reads_case,
    Act.PREPARE_CHILD: leads_case,
    Act.RECORD_NEED: leads_case,
    Act.CHANGE_NEED: leads_case,
    Act.LINK_CHILD: leads_case,
    Act.UNLINK_CHILD: leads_case,
}
WORDINGS: dict[Act, str] = {
    Act.READ_CHILD: "looked at a child across cases",
    Act.PRINT_CHILD: "laid a child’s chronology out for printing",
    Act.DOWNLOAD_CHILD: "took a child’s chronology away as a PDF",
    Act.DOWNLOAD_CASE: "took a case away as a PDF",
    Act.PREPARE_CHILD: "opened a page to write about a child",
    Act.RECORD_NEED: "recorded a need or plan of a child",
    Act.CHANGE_NEED: "changed what is known of a need or plan",
    Act.LINK_CHILD: "linked two children",
    Act.UNLINK_CHILD: "ended a link between two children",
}


@dataclass(frozen=True)
class KnownChild:
    """A child of whom the actor may see a record, as the actor's school knows it."""

    ref: str
    school_ref: str
    person: Person = field(repr=False)


def child_visible(actor: Actor, ref: str) -> KnownChild | None:
    """The child, if the actor may see a case or a concern about it. Without one it is
    hidden, and an invented child is hidden alike.
    """
    asked = select(Person).where(
        Person.ref == ref,
        or_(
            select(Concern.ref).where(concerns_about(actor, ref)).exists(),
            select(CaseFile.ref).where(cases_about(actor, ref)).exists(),
        ),
    )
    person = db.session.scalar(asked)
    return None if person is None else KnownChild(ref, actor.school_ref, person)


def concerns_about(actor: Actor, child_ref: str) -> ColumnElement[bool]:
    """Concerns about the child that the actor may see, less those voided."""
    return concerns_visible_to(actor) & Concern.ref.in_(_naming(child_ref))


def cases_about(actor: Actor, child_ref: str) -> ColumnElement[bool]:
    """Cases about the child that the actor may see."""
    within = select(Concern.case_ref).where(Concern.ref.in_(_naming(child_ref)))
    named = within.where(Concern.case_ref.is_not(None))
    return cases_visible_to(actor) & CaseFile.ref.in_(named)


def _naming(child_ref: str) -> Select[str]:
    return (
        select(ConcernChild.concern_ref)
        .join(Concern, Concern.ref == ConcernChild.concern_ref)
        .where(ConcernChild.person_ref == child_ref)
        .where(Concern.state != ConcernState.VOID)
        .correlate(None)
    )


@question
def _needs() -> Any:
    of_school = ChildNeed.school_ref == bindparam("school")
    asked = every(ChildNeed).where(of_school, one_of(ChildNeed.person_ref, "refs"))
    return asked.order_by(ChildNeed.recorded_at)


def needs_of(school_ref: str, child_refs: list[str]) -> Sequence[Any]:
    """Every version of every need of the children, the oldest first: plain rows."""
    return _needs(school=school_ref, refs=child_refs)


def links_of(school_ref: str, child_ref: str) -> list[ChildLink]:
    """The links of a child that stand, in either direction, the oldest first."""
    asked = select(ChildLink).where(
        ChildLink.school_ref == school_ref,
        or_(ChildLink.one_ref == child_ref, ChildLink.other_ref == child_ref),
    )
    rows = db.session.scalars(asked.order_by(ChildLink.recorded_at))
    standing = {row.link_ref: row for row in rows}
    return [row for row in standing.values() if not row.ended]
