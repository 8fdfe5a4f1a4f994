"""How a page of ours performs an act: done, objected to, or overtaken by somebody."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for

from school.foundation.errors import Invalid, NotNow, Stale
from school.foundation.form_ids import FormId
from school.web.catalogue import gettext as _
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
    Where the act's turn has not come or is past, that is said above it (409).
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
    except NotNow:
        flash(
            _(
                "That cannot be done with this record now. Nothing was saved; what you "
                "wrote still stands below."
            ),
            "warning",
        )
        return page(), CONFLICT
    except Stale:
        return page(stale=True), CONFLICT


def not_now(endpoint: str, **values: Any) -> Any:
    """Back to the record, instead of a form that could only be refused."""
    flash(_("That cannot be done with this record now."), "warning")
    return redirect(url_for(endpoint, **values), SEE_OTHER)
