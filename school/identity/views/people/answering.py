"""What the pages about people share: asking a rule before a form, doing, going on."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from flask import flash, redirect, url_for

from school.foundation.actor import Actor
from school.foundation.errors import Invalid, Refused
from school.foundation.form_ids import FormId
from school.foundation.permits import NEEDS_ELEVATION, NEEDS_REASON, Refusal
from school.gate import decide
from school.identity.forms.problem_words import in_words
from school.web.forms import ActForm

SEE_OTHER = 303


def may(act: StrEnum, actor: Actor, subject: Any = None) -> bool:
    """Whether to show the way to an act. The gate decides again when it is done."""
    answer = decide(act, actor, subject)
    return answer in (NEEDS_ELEVATION, NEEDS_REASON) or not isinstance(answer, Refusal)


def only_for(act: StrEnum, actor: Actor) -> None:
    """An empty form is for those alone who may send it. Raises Refused."""
    answer = decide(act, actor)
    if isinstance(answer, Refusal) and not may(act, actor):
        raise Refused(answer.code)


def done(form: ActForm, do: Callable[[FormId], str]) -> str | None:
    """Perform the form's act and give its reference; None when there is nothing to
    perform yet, or when something must be mended first.
    """
    if not form.validate_on_submit():
        return None
    try:
        return do(form.identity())
    except Invalid as fault:
        form.take_back(in_words(fault.problems))
        return None


def on_to(endpoint: str, told: str = "", **values: Any) -> Any:
    """To the next page, with what was just done."""
    if told:
        flash(told, "success")
    return redirect(url_for(endpoint, **values), SEE_OTHER)


def status_of(form: ActForm) -> int:
    """422 when something must be mended, else 200."""
    return 422 if form.errors else 200
