"""Drafts: kept while typing, gone on with later, thrown away."""

import json
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from flask import Response, flash, jsonify, redirect, url_for
from werkzeug.datastructures import MultiDict

from safeguard.cases.commands import drafts
from safeguard.cases.commands.drafts import Written
from safeguard.cases.forms.raising import DiscardDraftForm, RaiseConcernForm
from safeguard.cases.queries.own import draft_of_form, read_draft
from safeguard.cases.views.blueprint import bp
from safeguard.cases.views.raise_page import raise_page
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.errors import Invalid, Repeated
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.drafts import of_a_draft, typed_so_far
from school.web.pages import UNPROCESSABLE, render, render_again, shown_time

SEE_OTHER = 303
# "Just now" is still true of words that were kept a moment ago.
A_MOMENT = timedelta(minutes=15)


@bp.post("/drafts")
def save_draft() -> Response:
    """What the script sends while somebody types."""
    kept = _keep(current_actor(), RaiseConcernForm())
    return jsonify({"saved_at": shown_time(kept.saved_at), "draft": kept.ref})


def keep(actor: Actor, form: RaiseConcernForm) -> Any:
    """The button for those without script: keep it and go on."""
    try:
        kept = _keep(actor, form)
    except Invalid as objected:
        form.take_back(objected.problems)
        return raise_page(actor, form), UNPROCESSABLE
    return redirect(url_for("cases.draft", draft_ref=kept.ref), SEE_OTHER)


@bp.get("/drafts/<ref:draft_ref>")
@of_a_draft
def draft(draft_ref: str) -> str:
    """The page as it was left, for its author alone."""
    actor = current_actor()
    opened = read_draft(actor, draft_ref)
    typed = MultiDict(dict(json.loads(opened.body)))
    _turn_back_time(typed, opened.saved_at)
    form = RaiseConcernForm(formdata=typed)
    # The same form goes on: its draft is this one, and it can be sent once.
    form.form_id.data = typed.get("form_id")
    return raise_page(actor, form, saved=shown_time(opened.saved_at))


@bp.route("/drafts/<ref:draft_ref>/discard", methods=["GET", "POST"])
@of_a_draft
def discard_draft(draft_ref: str) -> Any:
    """Throwing a draft away, after one question."""
    actor, form = current_actor(), DiscardDraftForm()
    if form.validate_on_submit():
        drafts.discard_draft(actor, draft_ref, form=form.identity())
        flash(_("The draft is gone."), "success")
        return redirect(url_for("cases.home"), SEE_OTHER)
    opened = read_draft(actor, draft_ref)
    page = render_again if form.errors else render
    return page("cases/discard_draft.html", form=form, draft=opened)


def let_go(actor: Actor, form: RaiseConcernForm) -> None:
    """What turns out to be about an adult leaves no draft in this room."""
    with suppress(Invalid):
        ref = draft_of_form(actor, form.identity().form_ref)
        if ref:
            drafts.discard_draft(actor, ref)


def _keep(actor: Actor, form: RaiseConcernForm) -> drafts.Kept:
    body = json.dumps(typed_so_far(), ensure_ascii=False)
    kept = drafts.save_draft(actor, Written(form.identity().form_ref, body))
    if kept is None:
        raise Repeated("this form was sent already")
    return kept


def _turn_back_time(typed: MultiDict[str, str], saved_at: datetime) -> None:
    """What was "today" when it was typed keeps its day and, if just then, its time."""
    happened, then = typed.get("happened"), clock.local(saved_at)
    if happened == "just_now" and clock.now() - saved_at > A_MOMENT:
        happened = typed["happened"] = "today"
        typed["today_time"] = then.strftime("%H:%M")
    if happened == "today" and then.date() != clock.today():
        typed["happened"] = "another_day"
        typed["happened_on"] = then.date().isoformat()
        typed["happened_time"] = typed.get("today_time", "")
