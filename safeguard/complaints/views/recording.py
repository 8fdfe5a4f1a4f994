"""Recording a complaint, and the receipt for whoever did."""

from typing import Any

from flask import url_for

from safeguard.complaints.commands.recording import record_complaint as record
from safeguard.complaints.forms import STATES, RecordComplaintForm
from safeguard.complaints.permissions import Act
from safeguard.complaints.queries.reading import read_own_complaint
from safeguard.complaints.views.blueprint import bp
from safeguard.guidance import complaints
from safeguard.guidance.choosing import hints_of
from school.foundation.errors import Refused
from school.foundation.permits import Permit
from school.foundation.references import spoken
from school.gate import decide
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.pages import render


@bp.route("/complaints/record", methods=["GET", "POST"])
@bp.route("/complaints/about/<reference:subject_ref>/record", methods=["GET", "POST"])
def record_complaint(subject_ref: str | None = None) -> Any:
    """Who complains of what, as it was said; about which search, if somebody knows."""
    actor, form = current_actor(), RecordComplaintForm()
    if not isinstance(decide(Act.RECORD_COMPLAINT, actor), Permit):
        raise Refused("role")
    if subject_ref and not form.is_submitted():
        form.reference.data = spoken(subject_ref)

    def page(**context: Any) -> str:
        return render(
            "complaints/record_complaint.html",
            form=form,
            hints=hints_of(complaints.types),
            **context,
        )

    def act(identity: Any) -> str:
        reference = record(actor, form.details(), form=identity)
        return url_for("complaints.own_complaint", complaint_ref=reference)

    if form.is_submitted():
        form.offer(actor)
    if form.asked:
        return page(asked=form.asked)
    return answer(form, act, page)


@bp.get("/complaints/<reference:complaint_ref>/receipt")
def own_complaint(complaint_ref: str) -> str:
    """That it has come in, and what happens next."""
    found = read_own_complaint(current_actor(), complaint_ref)
    return render("complaints/own_complaint.html", complaint=found, states=STATES)
