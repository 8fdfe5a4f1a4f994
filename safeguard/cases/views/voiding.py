"""A concern entered in error: the page of whoever proposes, and of the second."""

from typing import Any

from flask import flash, url_for

from safeguard.cases.commands import voiding
from safeguard.cases.forms.voiding import AnswerVoidForm, ProposeVoidForm
from safeguard.cases.queries.reading import read_concern
from safeguard.cases.views.blueprint import bp
from safeguard.cases.views.working import concern_page
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _


@bp.route("/concerns/<reference:concern_ref>/void", methods=["GET", "POST"])
def propose_void(concern_ref: str) -> Any:
    """Proposing that it was entered in error."""
    actor, form = current_actor(), ProposeVoidForm()

    def page(*, stale: bool = False) -> str:
        found = read_concern(actor, concern_ref)
        form.show_version(found.version, renew=stale)
        return concern_page("cases/propose_void.html", found, form=form, stale=stale)

    def act(identity: Any) -> str:
        voiding.propose_void(actor, concern_ref, form.details(), form=identity)
        flash(_("Proposed. A second person has been asked."), "success")
        return url_for("cases.concern", concern_ref=concern_ref)

    return answer(form, act, page)


@bp.route("/concerns/<reference:concern_ref>/void/answer", methods=["GET", "POST"])
def answer_void(concern_ref: str) -> Any:
    """The second person agrees, or not."""
    actor, form = current_actor(), AnswerVoidForm()

    def page(**context: Any) -> str:
        found = read_concern(actor, concern_ref)
        return concern_page("cases/answer_void.html", found, form=form, **context)

    def act(identity: Any) -> str:
        voiding.answer_void(actor, concern_ref, form.details(), form=identity)
        flash(_("Recorded."), "success")
        return url_for("cases.concern", concern_ref=concern_ref)

    return answer(form, act, page)
