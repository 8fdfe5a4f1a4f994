"""Acting on a case, a page each: a meeting, the risk, watching it, looking again."""

from typing import Any

from flask import url_for

from safeguard.cases.commands import marking, meeting, sanctioning, watching
from safeguard.cases.forms.acting import (
    RecordMeetingForm,
    ReferToSanctionForm,
    ReviewCaseForm,
    SetRiskForm,
    WatchCaseForm,
)
from safeguard.cases.forms.marking import MarkBodyForm
from safeguard.cases.views.asking import Question, ask
from safeguard.cases.views.blueprint import bp
from safeguard.cases.views.casework import CASE
from school.web.catalogue import lazy_gettext as _l

DONE = _l("Recorded.")
MEETING = Question(CASE, "record_meeting", meeting.record_meeting, DONE)
RISK = Question(CASE, "set_risk", watching.set_risk, DONE)
SANCTION = Question(CASE, "refer_to_sanction", sanctioning.refer_to_sanction, DONE)
WATCH = Question(CASE, "watch_case", watching.watch_case, DONE)
REVIEW = Question(CASE, "review_case", watching.review_case, DONE)
MARK = Question(
    CASE,
    "mark_body",
    marking.mark_body,
    _l("Marked. Add the next one here, or go back to the case."),
    onward=lambda case_ref: url_for("cases.mark_body", case_ref=case_ref),
    begin=lambda form, found: form.offer(found.children),
)


@bp.route("/cases/<reference:case_ref>/meetings", methods=["GET", "POST"])
def record_meeting(case_ref: str) -> Any:
    """A meeting or conference as it was."""
    return ask(MEETING, case_ref, RecordMeetingForm())


@bp.route("/cases/<reference:case_ref>/risk", methods=["GET", "POST"])
def set_risk(case_ref: str) -> Any:
    """How great the risk is, and why."""
    return ask(RISK, case_ref, SetRiskForm())


@bp.route("/cases/<reference:case_ref>/sanction", methods=["GET", "POST"])
def refer_to_sanction(case_ref: str) -> Any:
    """The number of a sanction, never its story."""
    return ask(SANCTION, case_ref, ReferToSanctionForm())


@bp.route("/cases/<reference:case_ref>/watch", methods=["GET", "POST"])
def watch_case(case_ref: str) -> Any:
    """What is looked for until the case is looked at again."""
    return ask(WATCH, case_ref, WatchCaseForm())


@bp.route("/cases/<reference:case_ref>/review", methods=["GET", "POST"])
def review_case(case_ref: str) -> Any:
    """What a review saw, and what follows."""
    return ask(REVIEW, case_ref, ReviewCaseForm())


@bp.route("/cases/<reference:case_ref>/body-map", methods=["GET", "POST"])
def mark_body(case_ref: str) -> Any:
    """The body map, a list that needs no picture: one mark more below those so far."""
    return ask(MARK, case_ref, MarkBodyForm())
