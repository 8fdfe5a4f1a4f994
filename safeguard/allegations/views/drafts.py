"""Drafts of concerns about adults: kept while typing, gone on with, thrown away."""

from typing import Any

from flask import Response, flash, jsonify, redirect, url_for
from werkzeug.datastructures import MultiDict

from safeguard.allegations.commands import drafts
from safeguard.allegations.commands.drafts import Written
from safeguard.allegations.forms import DiscardAdultDraftForm, RaiseAdultConcernForm
from safeguard.allegations.queries.reading import read_adult_draft
from safeguard.allegations.views.blueprint import SEE_OTHER, bp
from safeguard.allegations.views.raise_page import raise_page
from school.foundation.actor import Actor
from school.foundation.errors import Invalid, Repeated
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.drafts import of_a_draft, typed_so_far
from school.web.pages import UNPROCESSABLE, render, render_again, shown_time


@bp.post("/concerns/adult/drafts")
def save_adult_draft() -> Response:
    """What the script sends while somebody types."""
    kept = _keep(current_actor(), RaiseAdultConcernForm())
    return jsonify({"saved_at": shown_time(kept.saved_at), "draft": kept.ref})


def keep(actor: Actor, form: RaiseAdultConcernForm) -> Any:
    """The button for those without script: keep it and go on."""
    try:
        kept = _keep(actor, form)
    except Invalid as objected:
        form.take_back(objected.problems)
        return raise_page(actor, form), UNPROCESSABLE
    return redirect(url_for("allegations.adult_draft", draft_ref=kept.ref), SEE_OTHER)


@bp.get("/concerns/adult/drafts/<ref:draft_ref>")
@of_a_draft
def adult_draft(draft_ref: str) -> str:
    """The page as it was left, for its author alone."""
    actor = current_actor()
    opened = read_adult_draft(actor, draft_ref)
    form = RaiseAdultConcernForm(formdata=MultiDict(opened.typed))
    # The same form goes on: its draft is this one, and it can be sent once.
    form.form_id.data = next(iter(dict(opened.typed).get("form_id", [])), None)
    return raise_page(actor, form, saved=shown_time(opened.saved_at))


@bp.route("/concerns/adult/drafts/<ref:draft_ref>/discard", methods=["GET", "POST"])
@of_a_draft
def discard_adult_draft(draft_ref: str) -> Any:
    """Throwing a draft away, after one question."""
    actor, form = current_actor(), DiscardAdultDraftForm()
    if form.validate_on_submit():
        drafts.discard_adult_draft(actor, draft_ref, form=form.identity())
        flash(_("The draft is gone."), "success")
        return redirect(url_for("cases.home"), SEE_OTHER)
    opened = read_adult_draft(actor, draft_ref)
    page = render_again if form.errors else render
    return page("allegations/discard_adult_draft.html", form=form, draft=opened)


def _keep(actor: Actor, form: RaiseAdultConcernForm) -> drafts.Kept:
    kept = drafts.save_adult_draft(
        actor, Written(form.identity().form_ref, typed_so_far())
    )
    if kept is None:
        raise Repeated("this form was sent already")
    return kept
