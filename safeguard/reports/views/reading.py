"""The report page: the newest frozen numbers; it takes no question from its address."""

from typing import Any

from flask import flash, url_for

from safeguard.reports.commands.freezing import freeze_report as freeze
from safeguard.reports.forms import FreezeReportForm
from safeguard.reports.permissions import Act
from safeguard.reports.queries import read_report
from safeguard.reports.views.blueprint import bp
from safeguard.reports.views.charts import charts_of
from safeguard.reports.views.fairness import fairness_of
from safeguard.reports.views.figures import six_figures
from safeguard.reports.views.proof import proof_of
from safeguard.reports.views.staff import charts_of_staff
from school.foundation.errors import Refused
from school.foundation.form_ids import FormId
from school.foundation.permits import Permit, Refusal
from school.gate import decide
from school.inspection.queries.verifying import last_verification, shortened
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _
from school.web.pages import render


@bp.get("/report")
def report() -> str:
    """The numbers, and nothing behind them."""
    actor = current_actor()
    found = read_report(actor)
    freezes = isinstance(decide(Act.FREEZE_REPORT, actor), Permit)
    if found is None:
        return render("reports/report.html", report=None, freezes=freezes)
    figures = six_figures(found)
    return render(
        "reports/report.html",
        report=found,
        freezes=freezes,
        figures=figures,
        ask_about=[each.title for each in figures if each.kind == "late"],
        charts=[*charts_of(found), *charts_of_staff(found)],
        fairness=fairness_of(found),
        proof=proof_of(found, last_verification(actor)),
        fingerprint=shortened(found.fingerprint),
    )


@bp.route("/report/freeze", methods=["GET", "POST"])
def freeze_report() -> Any:
    """What freezing means, and the button."""
    actor, form = current_actor(), FreezeReportForm()

    def perform(identity: FormId) -> str:
        freeze(actor, form=identity)
        flash(_("The numbers are frozen. The board reads them now."), "success")
        return url_for("reports.report")

    def page() -> str:
        if isinstance(said := decide(Act.FREEZE_REPORT, actor), Refusal):
            raise Refused(said.code)
        return render("reports/freeze_report.html", form=form)

    return answer(form, perform, page)
