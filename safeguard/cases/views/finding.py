"""Finding: asked by post, so that nothing of it stands in an address."""

from functools import cache
from typing import Any

from flask import redirect, url_for

from safeguard.cases.forms.words import CASE_STATES, CONCERN_STATES
from safeguard.cases.forms.working import FindForm
from safeguard.cases.permissions import Act
from safeguard.cases.queries.finding import Found, find_records
from safeguard.cases.queries.looking import begin_to_look
from safeguard.cases.views.blueprint import bp
from safeguard.cases.views.queue_rows import names_of, where_of
from safeguard.cases.views.slots import CHILD_PAGE
from safeguard.guidance import categories
from school.foundation.actor import Actor
from school.foundation.errors import ElevationNeeded, Invalid, Refused
from school.foundation.permits import NEEDS_REASON, Refusal
from school.gate import decide
from school.web.acting import current_actor
from school.web.pages import render, render_again

SEE_OTHER = 303
ADDRESSES = {
    "case": ("cases.case", "case_ref"),
    "concern": ("cases.concern", "concern_ref"),
    "incident": ("cases.technical_incident", "concern_ref"),
}


@bp.route("/find", methods=["GET", "POST"])
def find() -> Any:
    """One box; a reference typed exactly leads straight to its record."""
    actor, form = _who_may_find(), FindForm()
    if not form.is_submitted():
        begin_to_look(actor)
        return render("cases/find.html", form=form)
    if not form.validate():
        return render_again("cases/find.html", form=form)
    try:
        finding = find_records(actor, form.details())
    except Invalid as objected:
        form.take_back(objected.problems)
        return render_again("cases/find.html", form=form)
    if finding.exact:
        return redirect(address_of(finding.found[0]), SEE_OTHER)
    return render(
        "cases/find.html",
        form=form,
        finding=finding,
        address_of=address_of,
        child_page=cache(lambda ref: next(filter(None, CHILD_PAGE.ask(ref)), "")),
        names_of=names_of,
        where_of=where_of,
        category_of=categories.named,
        states={**CONCERN_STATES, **CASE_STATES},
    )


def address_of(found: Found) -> str:
    """Where a record that was found is read."""
    endpoint, name = ADDRESSES[found.kind]
    values: dict[str, Any] = {name: found.reference}
    return url_for(endpoint, **values)


def _who_may_find() -> Actor:
    """Whoever may find, elevated and with a reason where that is asked for."""
    actor = current_actor()
    answer = decide(Act.FIND_RECORDS, actor)
    if answer == NEEDS_REASON:
        raise ElevationNeeded(reason_needed=True)
    if isinstance(answer, Refusal):
        raise Refused(answer.code)
    return actor
