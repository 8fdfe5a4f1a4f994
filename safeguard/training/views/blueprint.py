"""The pages on training, under one name; and how one of them performs an act."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from flask import Blueprint, redirect

from safeguard.guidance import editions, training
from safeguard.training.forms.words import EVERYTHING
from school.foundation.errors import Invalid, Refused, Stale
from school.foundation.form_ids import FormId
from school.foundation.permits import Permit, Refusal
from school.gate import decide
from school.web.acting import current_actor
from school.web.forms import ActForm
from school.web.pages import UNPROCESSABLE, render

bp = Blueprint("training", __name__)
SEE_OTHER = 303
CONFLICT = 409


def page_of(template: str, **context: Any) -> str:
    """A page with the words of states and courses that all of them use."""
    around = {
        "lists": training,
        "editions": editions,
        "here": current_actor().school_ref,
    }
    return render(f"training/{template}.html", **EVERYTHING, **around, **context)


def may(act: StrEnum) -> bool:
    """Whether to show the way to an act. The gate decides again when it is done."""
    return isinstance(decide(act, current_actor()), Permit)


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
    except Stale:
        return page(stale=True), CONFLICT
