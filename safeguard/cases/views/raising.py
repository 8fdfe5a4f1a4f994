"""Raising a concern: one page, with and without script."""

from typing import Any

from flask import Response, jsonify, redirect, request, url_for

from safeguard.cases.commands.raising import raise_concern as raise_it
from safeguard.cases.forms.raising import RaiseConcernForm
from safeguard.cases.permissions import Act
from safeguard.cases.queries.finder import find_pupils, find_staff
from safeguard.cases.views.blueprint import bp
from safeguard.cases.views.drafts import keep, let_go
from safeguard.cases.views.raise_page import raise_page
from school.foundation.actor import Actor
from school.foundation.errors import Invalid, Refused
from school.foundation.permits import Refusal
from school.gate import decide
from school.identity.queries.people import Named
from school.web.acting import current_actor
from school.web.pages import render

SEE_OTHER = 303
SAME_AGAIN = 307
UNPROCESSABLE = 422


@bp.route("/concerns/raise", methods=["GET", "POST"])
def raise_concern() -> Any:
    """The page; what was pressed on it decides what comes of it."""
    actor = _who_may_raise()
    if request.method == "GET":
        return raise_page(actor, RaiseConcernForm(formdata=None))
    form = RaiseConcernForm()
    pressed, _dash, place = request.form.get("press", "send").partition("-")
    match pressed.split("_"):
        case ["send"]:
            return _send(actor, form)
        case ["save", "draft"]:
            return keep(actor, form)
        case [act, ("child" | "adult" | "colleague") as finder]:
            return _found(actor, form, (act, finder, place))
    return raise_page(actor, form, asked=_typed_into(form))


def _send(actor: Actor, form: RaiseConcernForm) -> Any:
    if form.about_an_adult():
        # The same words are sent on, and nothing of them stays behind.
        let_go(actor, form)
        return redirect(url_for("allegations.raise_adult_concern"), SAME_AGAIN)
    if not form.validate():
        return raise_page(actor, form), UNPROCESSABLE
    try:
        identity = form.identity()
        reference = raise_it(actor, form.details(identity), form=identity)
    except Invalid as objected:
        form.take_back(objected.problems)
        return raise_page(actor, form), UNPROCESSABLE
    return redirect(url_for("cases.receipt", concern_ref=reference), SEE_OTHER)


def _found(actor: Actor, form: RaiseConcernForm, pressed: tuple[str, str, str]) -> str:
    """Finding, adding and removing people without script; nothing typed is lost."""
    act, finder, place = pressed
    if act == "add":
        form.add_found(finder)
    elif act == "remove" and place.isdecimal():
        form.remove(finder, int(place))
    return raise_page(actor, form, asked=finder if act == "find" else None)


def _typed_into(form: RaiseConcernForm) -> str | None:
    """Enter in a finder's field, without script, asks that finder."""
    names = ("child", "adult", "colleague")
    return next((name for name in names if form[f"find_{name}"].data), None)


@bp.post("/concerns/find-pupil")
def find_pupil() -> Response:
    """Pupils by name, for the script. The name is posted: never in an address."""
    return _answers(find_pupils(_who_may_raise(), request.form.get("text", "")))


@bp.post("/concerns/find-colleague")
def find_colleague() -> Response:
    """Those who work here by name, for the script."""
    return _answers(find_staff(_who_may_raise(), request.form.get("text", "")))


@bp.get("/paper-form")
def paper_form() -> str:
    """The form on paper, for those without an account and for outages: no data."""
    return render("cases/paper_form.html")


def _answers(found: list[Named]) -> Response:
    return jsonify(
        [{"ref": each.ref, "name": each.name, "where": each.where} for each in found]
    )


def _who_may_raise() -> Actor:
    actor = current_actor()
    answer = decide(Act.RAISE_CONCERN, actor)
    if isinstance(answer, Refusal):
        raise Refused(answer.code)
    return actor
