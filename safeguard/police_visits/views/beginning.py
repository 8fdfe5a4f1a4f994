"""How a visit begins on a page: weighed in writing, or with the police at the door."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for

from safeguard.cases.views.finding_people import SEND, finders, pressed
from safeguard.guidance import police as lists
from safeguard.guidance.choosing import hints_of
from safeguard.police_visits.commands.beginning import consider_visit as consider
from safeguard.police_visits.commands.beginning import record_visit as record
from safeguard.police_visits.forms.beginning import ConsiderVisitForm, RecordVisitForm
from safeguard.police_visits.permissions import Act
from safeguard.police_visits.queries.reading import read_beginning
from safeguard.police_visits.views.blueprint import bp
from school.foundation.actor import Actor
from school.foundation.errors import ElevationNeeded, Invalid, Refused
from school.foundation.permits import NEEDS_ELEVATION, Refusal
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import UNPROCESSABLE, render

SEE_OTHER = 303
WHERE = {"methods": ["GET", "POST"]}


@bp.route("/police/consider", **WHERE, defaults={"origin_ref": None})
@bp.route("/police/<reference:origin_ref>/consider", **WHERE)
def consider_visit(origin_ref: str | None) -> Any:
    """What is feared, what less was tried, and which harm weighs less."""
    said = _l("Weighed. Nobody has been called yet.")
    return _begin(Act.CONSIDER_VISIT, consider, ConsiderVisitForm, origin_ref, said)


@bp.route("/police/record", **WHERE, defaults={"origin_ref": None})
@bp.route("/police/<reference:origin_ref>/record", **WHERE)
def record_visit(origin_ref: str | None) -> Any:
    """They are here, or were: who, by whose call, with which power."""
    said = _l("Recorded. Stay with the pupil, and speak up for them.")
    return _begin(Act.RECORD_VISIT, record, RecordVisitForm, origin_ref, said)


def _begin(
    act: Act,
    perform: Callable[..., str],
    make: Callable[..., Any],
    origin_ref: str | None,
    said: Any,
) -> Any:
    actor = _who_may(act)
    beginning = read_beginning(actor, origin_ref) if origin_ref else None
    form = make(formdata=None) if request.method == "GET" else make()
    form.begin_from(beginning)

    def page(asked: str | None = None) -> str:
        return render(
            f"police_visits/{perform.__name__}.html",
            form=form,
            beginning=beginning,
            finders=finders(actor, form, asked),
            hints={"power": hints_of(lists.powers)},
        )

    if request.method == "GET":
        return page()
    press = request.form.get("press", SEND)
    if press != SEND:
        return page(pressed(form, press))
    if not form.validate():
        return page(), UNPROCESSABLE
    try:
        new, details = form.visit(origin_ref), form.details()
        made = perform(actor, new, details, form=form.identity())
    except Invalid as objected:
        form.take_back(_beside(form, objected.problems))
        return page(), UNPROCESSABLE
    flash(said, "success")
    return redirect(url_for("police_visits.visit", visit_ref=made), SEE_OTHER)


def _beside(form: Any, problems: Any) -> dict[str, str]:
    """Where the pupils of a record are offered, what is wrong stands beside them."""
    names = {"considered_by": "colleagues", "advocate_ref": "colleagues"}
    if form.pupil.choices:
        names["children"] = "pupil"
    return {names.get(name, name): problem for name, problem in problems.items()}


def _who_may(act: Act) -> Actor:
    actor = current_actor()
    answered = decide(act, actor)
    if answered == NEEDS_ELEVATION:
        raise ElevationNeeded
    if isinstance(answered, Refusal):
        raise Refused(answered.code)
    return actor
