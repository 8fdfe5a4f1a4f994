"""The pages on campaigns, under one name; and how one of them performs an act."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from flask import Blueprint, flash, redirect

from safeguard.campaigns.forms import (
    STANDING_SHAPES,
    STANDINGS,
    STATE_SHAPES,
    STATES,
    year_named,
)
from safeguard.guidance import agreements as guidance
from school.foundation.errors import Invalid, NotNow, Refused, Stale
from school.foundation.form_ids import FormId
from school.foundation.permits import Refusal
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.forms import ActForm
from school.web.pages import UNPROCESSABLE, render

bp = Blueprint("campaigns", __name__)
SEE_OTHER = 303
CONFLICT = 409


def only_for(act: StrEnum) -> None:
    """An empty form is for those alone who may send it. Raises Refused."""
    if isinstance(said := decide(act, current_actor()), Refusal):
        raise Refused(said.code)


def answer(
    form: ActForm, act: Callable[[FormId], str], page: Callable[..., Any]
) -> Any:
    """Perform the act and go to the address it gives; or show the page with what was
    typed, objections beside their fields (422), or overtaken by somebody else (409).
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
            _("That cannot be done with this any more. Nothing was saved."), "warning"
        )
        return page(), CONFLICT
    except Stale:
        return page(stale=True), CONFLICT


def shown(template: str, **context: Any) -> str:
    """A page with the words that all of them use."""
    return render(
        f"campaigns/{template}.html",
        states=STATES,
        state_shapes=STATE_SHAPES,
        standings=STANDINGS,
        standing_shapes=STANDING_SHAPES,
        kinds=guidance.kinds,
        capacities=guidance.capacities,
        year_named=year_named,
        **context,
    )
