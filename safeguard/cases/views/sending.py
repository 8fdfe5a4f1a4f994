"""A concern that goes to another school, and what comes from one."""

from typing import Any

from flask import flash, render_template, url_for
from markupsafe import Markup

from safeguard.cases.commands import sending
from safeguard.cases.forms.sending import AnswerTransferForm, SendConcernForm
from safeguard.cases.permissions import Act
from safeguard.cases.queries.reading import read_concern
from safeguard.cases.queries.sending import on_their_way, other_schools, read_transfer
from safeguard.cases.views.blueprint import bp
from safeguard.cases.views.leading import insist_on_leading
from safeguard.cases.views.queue_rows import names_of
from safeguard.cases.views.working import concern_page
from school.foundation.actor import Actor
from school.foundation.permits import Refusal
from school.gate import decide
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _
from school.web.pages import render


@bp.route("/concerns/<reference:concern_ref>/send", methods=["GET", "POST"])
def send_concern(concern_ref: str) -> Any:
    """Sending it to the DSL of another school."""
    actor, form = current_actor(), SendConcernForm()

    def page(*, stale: bool = False) -> str:
        found = read_concern(actor, concern_ref)
        insist_on_leading(found)
        form.to_school_ref.choices = other_schools(actor)
        form.show_version(found.version, renew=stale)
        return concern_page("cases/send_concern.html", found, form=form, stale=stale)

    def act(identity: Any) -> str:
        sending.send_concern(actor, concern_ref, form.details(), form=identity)
        flash(_("Sent. It stays with you until they have accepted it."), "success")
        return url_for("cases.concern", concern_ref=concern_ref)

    return answer(form, act, page)


@bp.route("/incoming/<ref:transfer_ref>", methods=["GET", "POST"])
def answer_transfer(transfer_ref: str) -> Any:
    """What another school sends: taken, or not."""
    actor, form = current_actor(), AnswerTransferForm()

    def page(**context: Any) -> str:
        found = read_transfer(actor, transfer_ref)
        return render(
            "cases/answer_transfer.html",
            incoming=found,
            child=names_of(found.children),
            form=form,
            **context,
        )

    def act(identity: Any) -> str:
        ref = sending.answer_transfer(
            actor, transfer_ref, form.details(), form=identity
        )
        if ref == transfer_ref:
            flash(_("Declined. The other school has been told."), "success")
            return url_for("cases.queue")
        flash(_("It is yours now, under a reference of its own."), "success")
        return url_for("cases.concern", concern_ref=ref)

    return answer(form, act, page)


def beside_queue(actor: Actor) -> Markup | str:
    """What other schools send, beside the queue of those who may take it."""
    if isinstance(decide(Act.READ_TRANSFER, actor), Refusal):
        return ""
    waiting = on_their_way(actor)
    if not waiting:
        return ""
    return Markup(render_template("cases/panels/incoming.html", waiting=waiting))  # noqa: S704
