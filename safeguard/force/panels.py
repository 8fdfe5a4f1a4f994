"""What other pages show of records of force: a case, the queue, home, a search."""

from typing import Any

from flask import url_for
from markupsafe import Markup

from safeguard.actions.permissions.acts import OWNERS
from safeguard.cases.queries.reading import CaseRead, ConcernRead
from safeguard.cases.views.moments import by_when, since_when
from safeguard.cases.views.slots import Link
from safeguard.children.queries.reading import ChildRead
from safeguard.force.forms.words import SHAPES, STATES
from safeguard.force.permissions import Act
from safeguard.force.queries import Brief, records_of
from safeguard.force.queries.brief import (
    count_open_forces,
    own_open,
    records_about,
)
from safeguard.force.states import State
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.permits import Permit
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import empty_panel, panel, shown_at

Shown = dict[str, Any]


def acts_of_case(case: CaseRead) -> list[Link]:
    """The way to the records of force of a case, for those who may read it."""
    if not _may(Act.READ_FORCE_OF_CASE, case):
        return []
    href = url_for("force.force_of_case", case_ref=case.reference)
    return [Link(_("Use of force"), href)]


def beside_case(case: CaseRead) -> Markup | str:
    """The records that came from the case or its concerns."""
    if not _may(Act.READ_FORCE_OF_CASE, case):
        return ""
    return _of(records_of(case.reference, *case.concerns))


def acts_of_concern(concern: ConcernRead) -> list[Link]:
    """The way to write one down, from a concern."""
    return [Link(_("Record a use of force"), _record_href(concern.reference))]


def above_concern(concern: ConcernRead) -> Markup | str:
    """The records that came from a concern, for those who read it."""
    if not _may(Act.READ_FORCES):
        return ""
    return _of(records_of(concern.reference))


def of_origin(origin_ref: str) -> Markup | str:
    """The records that came from another record: for the page of that record."""
    return _of(records_of(origin_ref), record_href=_record_href(origin_ref))


def beside_child(child: ChildRead) -> Markup | str:
    """The records about a child, the newest first."""
    if not _may(Act.READ_FORCES):
        return ""
    return _of(records_about(current_actor(), child.ref))


def on_home(actor: Actor) -> Markup | str:
    """What the actor owes or wrote down: a clock and a state, and nobody's name."""
    if not actor.has(*OWNERS):
        return ""
    titles = {State.OWED: _("Write it down")}
    items = [
        {**_item(each), "title": titles.get(State(each.state), _("What you wrote"))}
        for each in own_open(actor)
    ]
    return panel("force/panels/on_home.html", items=items)


def beside_queue(actor: Actor) -> Markup | str:
    """How many records are not reviewed yet: a number and the way to the list."""
    if not _may(Act.READ_FORCES):
        return ""
    number = count_open_forces(actor)
    if not number:
        return empty_panel("force/panels/beside_queue.html", "number")
    return panel("force/panels/beside_queue.html", number=number)


def _of(found: list[Brief], record_href: str | None = None) -> Markup | str:
    if not found and record_href is None:
        return ""
    items = [_item(each) for each in found]
    return panel("force/panels/records.html", items=items, record_href=record_href)


def _item(each: Brief) -> Shown:
    return {
        "href": url_for("force.force", force_ref=each.reference),
        "title": shown_at(each.happened_at),
        **state_of(each),
    }


def state_of(each: Any) -> Shown:
    """The shape and word of a record's state; overdue once its clock has run out."""
    late = each.due_at is not None and each.due_at < clock.now()
    shown = {"kind": SHAPES[each.state], "word": STATES[State(each.state)]}
    if each.due_at is not None:
        shown["more"] = since_when(each.due_at) if late else by_when(each.due_at)
    return {**shown, "kind": "overdue"} if late else shown


def _record_href(origin_ref: str) -> str:
    return url_for("force.record_force", origin_ref=origin_ref)


def _may(act: Act, subject: Any = None) -> bool:
    return isinstance(decide(act, current_actor(), subject), Permit)
