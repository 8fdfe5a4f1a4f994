"""Acting on a case, a page each: a meeting, the risk, watching it, looking again."""

from collections.abc import Callable
from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _

from safeguard.cases.commands import meeting, sanctioning, watching
from safeguard.cases.forms.acting import (
    RecordMeetingForm,
    ReferToSanctionForm,
    ReviewCaseForm,
    SetRiskForm,
    WatchCaseForm,
)
from safeguard.cases.forms.working import VersionedForm
from safeguard.cases.queries.reading import read_case
from safeguard.cases.views.answering import answer
from safeguard.cases.views.blueprint import bp
from safeguard.cases.views.case_page import case_page
from school.web.acting import current_actor


@bp.route("/cases/<reference:case_ref>/meetings", methods=["GET", "POST"])
def record_meeting(case_ref: str) -> Any:
    """A meeting or conference as it was."""
    return _act_on(case_ref, RecordMeetingForm(), meeting.record_meeting, "meeting")


@bp.route("/cases/<reference:case_ref>/risk", methods=["GET", "POST"])
def set_risk(case_ref: str) -> Any:
    """How great the risk is, and why."""
    return _act_on(case_ref, SetRiskForm(), watching.set_risk, "risk")


@bp.route("/cases/<reference:case_ref>/sanction", methods=["GET", "POST"])
def refer_to_sanction(case_ref: str) -> Any:
    """The number of a sanction, never its story."""
    form = ReferToSanctionForm()
    return _act_on(case_ref, form, sanctioning.refer_to_sanction, "sanction")


@bp.route("/cases/<reference:case_ref>/watch", methods=["GET", "POST"])
def watch_case(case_ref: str) -> Any:
    """What is looked for until the case is looked at again."""
    return _act_on(case_ref, WatchCaseForm(), watching.watch_case, "watch")


@bp.route("/cases/<reference:case_ref>/review", methods=["GET", "POST"])
def review_case(case_ref: str) -> Any:
    """What a review saw, and what follows."""
    return _act_on(case_ref, ReviewCaseForm(), watching.review_case, "review")


def _act_on(
    case_ref: str, form: VersionedForm, perform: Callable[..., str], what: str
) -> Any:
    """One question about a case: its form, its act, and back to the case."""
    actor = current_actor()
    templates = {
        "meeting": "cases/record_meeting.html",
        "risk": "cases/set_risk.html",
        "sanction": "cases/refer_to_sanction.html",
        "watch": "cases/watch_case.html",
        "review": "cases/review_case.html",
    }

    def page(*, stale: bool = False) -> str:
        found = read_case(actor, case_ref)
        form.show_version(found.version, renew=stale)
        return case_page(templates[what], found, form=form, stale=stale)

    def act(identity: Any) -> str:
        perform(actor, case_ref, form.details(), form=identity)  # type: ignore[attr-defined]
        flash(_("Recorded."), "success")
        return url_for("cases.case", case_ref=case_ref)

    return answer(form, act, page)
