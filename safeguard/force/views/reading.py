"""Looking at records of force: one, the school's, a case's, and on paper."""

from typing import Any

from flask import url_for

from safeguard.cases.views.moments import by_when, since_when
from safeguard.force.forms.words import SHAPES, STATES, TEXTS
from safeguard.force.panels import state_of
from safeguard.force.permissions import Act
from safeguard.force.queries.listing import read_force_of_case, read_forces
from safeguard.force.queries.reading import ForceRead, print_force, read_force
from safeguard.force.states import UNTOLD, State
from safeguard.force.views.blueprint import bp
from safeguard.guidance import force as lists
from school.foundation import clock
from school.foundation.permits import Permit
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import render


@bp.get("/force")
def forces() -> str:
    """The records of the school."""
    lines = read_forces(current_actor())
    return render("force/forces.html", lines=[(each, state_of(each)) for each in lines])


@bp.get("/cases/<reference:case_ref>/force")
def force_of_case(case_ref: str) -> str:
    """The records that came from a case or its concerns."""
    found = read_force_of_case(current_actor(), case_ref)
    return render(
        "force/force_of_case.html",
        case_ref=case_ref,
        lines=[(each, state_of(each)) for each in found.lines],
    )


@bp.get("/force/<reference:force_ref>")
def force(force_ref: str) -> str:
    """One record, with all that followed."""
    read = read_force(current_actor(), force_ref)
    return show("force", read)


@bp.get("/force/<reference:force_ref>/print")
def print_record(force_ref: str) -> str:
    """The record on paper, with the fields that the law asks for."""
    return show("print_record", print_force(current_actor(), force_ref))


@bp.get("/force/<reference:force_ref>/letter")
def print_letter(force_ref: str) -> str:
    """A letter to a parent, to be signed by hand."""
    return show("print_letter", print_force(current_actor(), force_ref))


def show(template: str, read: ForceRead, **context: Any) -> str:
    """A page about one record."""
    return render(
        f"force/{template}.html",
        record=read,
        back=url_for("force.force", force_ref=read.ref),
        lists=lists,
        texts=TEXTS,
        state=(SHAPES[read.state], STATES[State(read.state)]),
        due=_due(read),
        offers={act.name.lower(): _offers(act, read) for act in ON_THE_PAGE},
        untold=read.state in UNTOLD,
        today=clock.today(),
        parts_told=_parts_told,
        **context,
    )


# What the page offers, where it is this person's to do and the state allows it.
ON_THE_PAGE: dict[Act, frozenset[State]] = {
    Act.RECORD_FORCE: frozenset({State.OWED}),
    Act.ADD_TO_FORCE: frozenset(State) - {State.OWED},
    Act.TELL_PARENTS: frozenset(
        {State.RECORDED, State.PARENTS_TOLD, State.COUNCIL_TOLD}
    ),
    Act.TELL_COUNCIL: frozenset({State.RECORDED}),
    Act.REVIEW_FORCE: frozenset({State.PARENTS_TOLD, State.COUNCIL_TOLD}),
}


def _offers(act: Act, read: ForceRead) -> bool:
    if read.state not in ON_THE_PAGE[act]:
        return False
    return isinstance(decide(act, current_actor(), read), Permit)


def _due(read: ForceRead) -> dict[str, Any] | None:
    at = {State.OWED: read.due_at, State.RECORDED: read.parents_due_at}.get(
        State(read.state)
    )
    if at is None:
        return None
    late = at < clock.now()
    return {
        "kind": "overdue" if late else "clock",
        "word": _("Overdue") if late else _("Later"),
        "more": since_when(at) if late else by_when(at),
    }


def _parts_told(codes: tuple[str, ...]) -> tuple[str, str]:
    """What they were told, and what they were not, in words."""
    told = [_(each.wording) for each in lists.parts if each.code in codes]
    left = [_(each.wording) for each in lists.parts if each.code not in codes]
    return "; ".join(told), "; ".join(left)
