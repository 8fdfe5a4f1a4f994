"""The list of complaints, one complaint, and its written record."""

from flask import request, url_for

from safeguard.cases.views.moments import by_when, since_when
from safeguard.complaints.queries.listing import CLOSED, OPEN, Line, read_complaints
from safeguard.complaints.queries.reading import (
    print_complaint as read_for_print,
)
from safeguard.complaints.queries.reading import (
    read_complaint,
)
from safeguard.complaints.states import State
from safeguard.complaints.views.blueprint import bp
from safeguard.complaints.views.complaint_page import Shown, complaint_page, state_of
from safeguard.guidance import complaints as lists
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import render


@bp.get("/complaints")
def complaints() -> str:
    """The complaints that one handles or sees to, what is due first on top."""
    closed = request.args.get("only") == CLOSED
    found = read_complaints(current_actor(), CLOSED if closed else OPEN)
    return render(
        "complaints/complaints.html",
        items=[_row(each) for each in found],
        closed=closed,
    )


@bp.get("/complaints/<reference:complaint_ref>")
def complaint(complaint_ref: str) -> str:
    """One complaint: what it says, who has it, what happened."""
    found = read_complaint(current_actor(), complaint_ref)
    return complaint_page("complaints/complaint.html", found)


@bp.get("/complaints/<reference:complaint_ref>/print")
def print_complaint(complaint_ref: str) -> str:
    """The written record."""
    found = read_for_print(current_actor(), complaint_ref)
    return complaint_page("complaints/print_complaint.html", found)


def _row(line: Line) -> Shown:
    more = ""
    if line.due_at is not None:
        more = since_when(line.due_at) if line.is_late else by_when(line.due_at)
    state = state_of(State(line.state), answered=line.answered)
    if line.is_late:
        state = {"kind": "overdue", "word": _("Overdue")}
    return {
        "href": url_for("complaints.complaint", complaint_ref=line.reference),
        "reference": line.reference,
        "type": _(lists.types.named(line.type).wording),
        "child": line.child,
        "handler": line.handler,
        "received_at": line.received_at,
        **state,
        "more": more,
    }
