"""The pages on clauses that a case cites."""

from typing import Any

from flask import Blueprint, flash, url_for

from safeguard.breaches import commands
from safeguard.breaches.forms import STOOD, CiteClauseForm, WithdrawCitationForm
from safeguard.breaches.queries import BreachesRead, read_breaches, read_held
from safeguard.cases.views.leading import insist_on_leading, leads
from safeguard.guidance import agreements as lists
from school.foundation.errors import Hidden
from school.foundation.form_ids import FormId
from school.web.acting import current_actor
from school.web.answering import answer, not_now
from school.web.catalogue import gettext as _
from school.web.pages import UNPROCESSABLE, render

bp = Blueprint("breaches", __name__)


@bp.get("/cases/<reference:case_ref>/agreement")
def breaches(case_ref: str) -> str:
    """Which clauses the case cites."""
    return _page("breaches", read_breaches(current_actor(), case_ref))


@bp.route("/cases/<reference:case_ref>/agreement/cite", methods=["GET", "POST"])
def cite_clause(case_ref: str) -> Any:
    """Whose agreement, on which day; then which clause of it."""
    actor, form = current_actor(), CiteClauseForm()

    def shown(*, stale: bool = False) -> Any:
        found = read_breaches(actor, case_ref)
        insist_on_leading(found)
        if not found.is_open:
            return not_now("breaches.breaches", case_ref=case_ref)
        form.offer(found)
        asked = form.asked_for
        held = read_held(actor, case_ref, *asked) if asked else None
        form.show(held)
        return _page(
            "cite_clause", found, form=form, held=held, asked=asked, stale=stale
        )

    def done(identity: FormId) -> str:
        commands.cite_clause(actor, case_ref, form.details(), form=identity)
        flash(
            _("Cited. It stands in the chronology; nothing else follows by itself."),
            "success",
        )
        return url_for("breaches.breaches", case_ref=case_ref)

    if not form.looks:
        return answer(form, done, shown)
    if form.object_to_what_is_asked():
        return shown(), UNPROCESSABLE
    return shown()


@bp.route(
    "/cases/<reference:case_ref>/agreement/<ref:breach_ref>/withdraw",
    methods=["GET", "POST"],
)
def withdraw_citation(case_ref: str, breach_ref: str) -> Any:
    """Why it should not have been cited."""
    actor, form = current_actor(), WithdrawCitationForm()

    def shown(*, stale: bool = False) -> Any:
        found = read_breaches(actor, case_ref)
        insist_on_leading(found)
        cited = next((each for each in found.cited if each.ref == breach_ref), None)
        if cited is None:
            raise Hidden("no such citation in this case")
        if cited.withdrawn_at is not None:
            return not_now("breaches.breaches", case_ref=case_ref)
        return _page("withdraw_citation", found, form=form, cited=cited, stale=stale)

    def done(identity: FormId) -> str:
        back = form.details(breach_ref)
        commands.withdraw_citation(actor, case_ref, back, form=identity)
        flash(_("Taken back. It stays to be read, with the reason."), "success")
        return url_for("breaches.breaches", case_ref=case_ref)

    return answer(form, done, shown)


def _page(template: str, found: BreachesRead, **context: Any) -> str:
    return render(
        f"breaches/{template}.html",
        case=found,
        leads=leads(found),
        stood=STOOD,
        lists=lists,
        **context,
    )
