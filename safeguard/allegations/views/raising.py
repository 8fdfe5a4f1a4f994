"""Raising a concern about an adult: one page, with and without script."""

from typing import Any

from flask import Response, jsonify, redirect, request, url_for

from safeguard.allegations.commands.raising import (
    RouteExhausted,
    exhaust_route,
)
from safeguard.allegations.commands.raising import (
    raise_adult_concern as raise_it,
)
from safeguard.allegations.forms import RaiseAdultConcernForm
from safeguard.allegations.queries import naming
from safeguard.allegations.queries.reading import newest_adult_draft
from safeguard.allegations.views.blueprint import SEE_OTHER, UNPROCESSABLE, bp
from safeguard.allegations.views.drafts import keep
from safeguard.allegations.views.finding import finders, pressed
from safeguard.allegations.views.raise_page import raise_page
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.errors import Invalid, Refused
from school.identity.queries.people import Named
from school.web.acting import current_actor
from school.web.pages import render

# What the page's own button says. Whatever else arrives was begun on another page.
SEND = "send_adult"
TODAY = {"just_now", "today"}


@bp.route("/concerns/adult", methods=["GET", "POST"])
def raise_adult_concern() -> Any:
    """The page; what was pressed on it decides what comes of it."""
    actor = _who_may_raise()
    if request.method == "GET":
        form = RaiseAdultConcernForm(formdata=None)
        return raise_page(actor, form, draft=newest_adult_draft(actor))
    form = RaiseAdultConcernForm()
    press = request.form.get("press", "")
    if press == SEND:
        return _send(actor, form)
    if press == "save_draft":
        return keep(actor, form)
    if "happened" in request.form:
        return raise_page(actor, _taken_over(form), taken_over=True)
    return raise_page(actor, form, asked=pressed(form, press))


def _send(actor: Actor, form: RaiseAdultConcernForm) -> Any:
    if not form.validate():
        return raise_page(actor, form), UNPROCESSABLE
    try:
        identity = form.identity()
        reference = raise_it(actor, form.details(identity), form=identity)
    except Invalid as objected:
        form.take_back(objected.problems)
        return raise_page(actor, form), UNPROCESSABLE
    except RouteExhausted:
        exhaust_route(actor, identity.form_ref)
        return _nobody_left(actor, form)
    return redirect(url_for("cases.receipt", concern_ref=reference), SEE_OTHER)


def _nobody_left(actor: Actor, form: RaiseAdultConcernForm) -> str:
    """Whom to ring, and what was typed once more, to be printed: it is not kept."""
    return render(
        "allegations/route_exhausted.html",
        form=form,
        finders=finders(actor, form, None),
        ring=naming.to_ring(actor),
        written_at=clock.now(),
    )


def _taken_over(form: RaiseAdultConcernForm) -> RaiseAdultConcernForm:
    """What was begun on the page of a concern about a child, so far as it fits."""
    if request.form.get("happened") in TODAY and form.happened_on.data is None:
        form.happened_on.data = clock.today()
    return form


@bp.post("/concerns/adult/find-colleague")
def find_colleague() -> Response:
    """Those who work here by name, for the script. The name is posted: never in an
    address.
    """
    typed = request.form.get("text", "")
    return _answers(naming.find_colleagues(_who_may_raise(), typed))


@bp.post("/concerns/adult/find-child")
def find_child() -> Response:
    """Pupils by name, likewise."""
    typed = request.form.get("text", "")
    return _answers(naming.find_children(_who_may_raise(), typed))


@bp.get("/concerns/adult/paper-form")
def adult_paper_form() -> str:
    """The form on paper, for those without an account and for outages: no data."""
    return render("allegations/adult_paper_form.html")


def _answers(found: list[Named]) -> Response:
    return jsonify(
        [{"ref": each.ref, "name": each.name, "where": each.where} for each in found]
    )


def _who_may_raise() -> Actor:
    actor = current_actor()
    if not actor.works_here:
        raise Refused("role")
    return actor
