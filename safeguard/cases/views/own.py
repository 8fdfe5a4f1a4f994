"""One's own concerns: the receipt, the own words, adding to them."""

from typing import Any

from flask import flash, redirect, url_for

from safeguard.cases.commands import raising
from safeguard.cases.forms.raising import AddToConcernForm
from safeguard.cases.queries.own import read_own_concern
from safeguard.cases.views.blueprint import bp
from safeguard.cases.views.wordings import STANDINGS
from school.calendars.due import Why
from school.calendars.wordings import WORDINGS
from school.foundation.errors import Invalid
from school.foundation.role_names import ROLE_NAMES
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import render, render_again

SEE_OTHER = 303


@bp.get("/concerns/<reference:concern_ref>/receipt")
def receipt(concern_ref: str) -> str:
    """Reference, who has it, what happens by when. Also on paper."""
    mine = read_own_concern(current_actor(), concern_ref)
    return render(
        "cases/receipt.html",
        mine=mine,
        receipt=mine.receipt,
        why=WORDINGS[Why(mine.receipt.due_why)],
        role_names=ROLE_NAMES,
    )


@bp.get("/concerns/<reference:concern_ref>/own")
def own_concern(concern_ref: str) -> str:
    """The own words until it is opened; then reference, status and feedback."""
    mine = read_own_concern(current_actor(), concern_ref)
    return render("cases/own_concern.html", mine=mine, standings=STANDINGS)


@bp.route("/concerns/<reference:concern_ref>/add", methods=["GET", "POST"])
def add_to_concern(concern_ref: str) -> Any:
    """Adding what was remembered later."""
    actor, form = current_actor(), AddToConcernForm()
    if not form.validate_on_submit():
        mine = read_own_concern(actor, concern_ref)
        page = render_again if form.errors else render
        return page("cases/add_to_concern.html", form=form, mine=mine)
    try:
        raising.add_to_concern(actor, concern_ref, form.details(), form=form.identity())
    except Invalid as objected:
        form.take_back(objected.problems)
        mine = read_own_concern(actor, concern_ref)
        return render_again("cases/add_to_concern.html", form=form, mine=mine)
    flash(_("Added. Those who have the concern know that there is more."), "success")
    return redirect(url_for("cases.own_concern", concern_ref=concern_ref), SEE_OTHER)
