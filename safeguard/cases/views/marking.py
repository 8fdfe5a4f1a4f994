"""The body map: a list that needs no picture, and outlines with the same numbers."""

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _

from safeguard.cases.commands import marking
from safeguard.cases.forms.marking import MarkBodyForm
from safeguard.cases.queries.reading import read_case
from safeguard.cases.views.answering import answer
from safeguard.cases.views.blueprint import bp
from safeguard.cases.views.case_page import case_page
from school.web.acting import current_actor


@bp.route("/cases/<reference:case_ref>/body-map", methods=["GET", "POST"])
def mark_body(case_ref: str) -> Any:
    """One mark more, beneath those so far."""
    actor, form = current_actor(), MarkBodyForm()

    def page(*, stale: bool = False) -> str:
        found = read_case(actor, case_ref)
        form.offer(found.children)
        form.show_version(found.version, renew=stale)
        return case_page("cases/mark_body.html", found, form=form, stale=stale)

    def act(identity: Any) -> str:
        marking.mark_body(actor, case_ref, form.details(), form=identity)
        flash(_("Marked. Add the next one here, or go back to the case."), "success")
        return url_for("cases.mark_body", case_ref=case_ref)

    return answer(form, act, page)
