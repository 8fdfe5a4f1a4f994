"""How a page of ours performs an act: done, objected to, or overtaken by somebody."""

from collections.abc import Callable
from typing import Any

from flask import redirect

from school.foundation.errors import Invalid, Stale
from school.foundation.form_ids import FormId
from school.web.forms import ActForm
from school.web.pages import UNPROCESSABLE

SEE_OTHER = 303
CONFLICT = 409


def answer(
    form: ActForm, act: Callable[[FormId], str], page: Callable[..., Any]
) -> Any:
    """Perform the act and go where it says; or show the page with what was typed.

    `act` gets the form's id and gives an address. `page` is shown on a GET, with
    objections beside their fields (422), or with `stale=True` when somebody else
    changed the record meanwhile (409): what was typed stays, and nothing was saved.
    """
    if not form.is_submitted():
        return page()
    if not form.validate():
        return page(), UNPROCESSABLE
    try:
        return redirect(act(form.identity()), SEE_OTHER)
    except Invalid as objected:
        form.take_back(objected.problems)
        return page(), UNPROCESSABLE
    except Stale:
        return page(stale=True), CONFLICT
