"""Lists of complaints; who can be given one; and which clocks have run out."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from safeguard.cases.queries.finder import (
    find_pupils,
    find_staff,
    pupils_chosen,
    staff_chosen,
)
from safeguard.complaints.models import Complaint
from safeguard.complaints.permissions.acts import Act
from safeguard.complaints.permissions.seeing import (
    acted_in,
    answered_before,
    complaint_visible,
    complaints_visible_to,
    handlers_here,
    kept_out_of,
)
from safeguard.complaints.states import State
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.role_names import ROLE_NAMES, leading_role
from school.gate import counted, disclosure, touch
from school.identity.queries.lists import roles_here
from school.identity.queries.people import Named, full_name, names_of
from school.web.catalogue import gettext as _

__all__ = ["find_pupils", "find_staff", "pupils_chosen", "staff_chosen"]
A_PAGE = 200
OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True)
class Line:
    """A complaint as a line of the list."""

    reference: str
    type: str
    state: str
    answered: bool
    handler: str = field(repr=False)
    child: str = field(repr=False)
    received_at: datetime
    due_at: datetime | None

    @property
    def is_late(self) -> bool:
        """Whether its clock has run out."""
        return self.due_at is not None and self.due_at < clock.now()


@dataclass(frozen=True)
class Overdue:
    """A complaint whose clock has run out, and the school whose it is."""

    ref: str
    school_ref: str


@disclosure(Act.READ_COMPLAINTS)
def read_complaints(actor: Actor, only: str = OPEN) -> tuple[Line, ...]:
    """The complaints one handles or sees by office, what is due first on top; none of
    those in whose subject one acted.
    """
    ended = Complaint.state == State.CLOSED
    asked = select(Complaint).where(
        complaints_visible_to(actor), ended if only == CLOSED else ~ended
    )
    ordered = asked.order_by(Complaint.due_at, Complaint.received_at.desc())
    rows = [
        row
        for row in db.session.scalars(ordered.limit(A_PAGE))
        if not acted_in(actor.person_ref, row)
    ]
    touch(*(row.ref for row in rows))
    names = names_of(
        [row.handler_ref for row in rows if row.handler_ref]
        + [row.pupil_ref for row in rows if row.pupil_ref]
    )
    return tuple(_line(row, names) for row in rows)


@counted
def own_open(actor: Actor) -> list[tuple[str, datetime | None]]:
    """The complaints that the actor handles, by reference and clock: home is seen in
    corridors.
    """
    asked = select(Complaint).where(
        complaints_visible_to(actor),
        Complaint.handler_ref == actor.person_ref,
        Complaint.state != State.CLOSED,
    )
    rows = db.session.scalars(asked.order_by(Complaint.due_at, Complaint.ref))
    me = actor.person_ref
    return [(row.ref, row.due_at) for row in rows if not acted_in(me, row)]


@counted
def handlers_to_choose(actor: Actor, complaint_ref: str) -> list[Named]:
    """Who can be given it, by name, with what they do: nobody who acted in what it is
    about, is named in it, is kin of the pupil, or answered an earlier stage.
    """
    complaint = complaint_visible(actor, complaint_ref)
    if complaint is None:
        return []
    out = kept_out_of(complaint) | answered_before(complaint)
    if complaint.answered:
        # Taken further, it goes to another person than the one who answered.
        out |= {complaint.handler_ref or ""}
    here = handlers_here(actor.school_ref, actor.trust_ref)
    rows = [row for row in db.session.scalars(here) if row.ref not in out]
    roles = roles_here(actor, (row.ref for row in rows))
    named = []
    for row in rows:
        role = leading_role(frozenset(roles.get(row.ref, ())))
        named.append(
            Named(row.ref, full_name(row), _(ROLE_NAMES[role]) if role else "")
        )
    return sorted(named, key=lambda one: one.name.casefold())


@counted
def is_visible(actor: Actor, complaint_ref: str) -> bool:
    """Whether the actor may still see that it exists."""
    return complaint_visible(actor, complaint_ref) is not None


@counted
def overdue_complaints() -> list[Overdue]:
    """Complaints of every school of which somebody is to hear now."""
    asked = select(Complaint.ref, Complaint.school_ref).where(
        Complaint.due_at < clock.now(),
        Complaint.told_at.is_(None),
        Complaint.state != State.CLOSED,
    )
    return [Overdue(*row) for row in db.session.execute(asked)]


def _line(row: Complaint, names: dict[str, str]) -> Line:
    return Line(
        reference=row.ref,
        type=row.type,
        state=row.state,
        answered=row.answered,
        handler=names.get(row.handler_ref or "", ""),
        child=names.get(row.pupil_ref or "", ""),
        received_at=row.received_at,
        due_at=row.due_at,
    )
