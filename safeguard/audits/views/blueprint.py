"""The pages on self-audits, under one name; and how one of them performs an act."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from flask import Blueprint, flash, redirect

from safeguard.audits.forms.words import (
    ANSWERS,
    OWN_STATES,
    SHAPES,
    STATES,
    WITHDRAWALS,
)
from safeguard.audits.permissions import Act
from safeguard.audits.states import AuditState, year_words
from safeguard.guidance import self_audit
from school.foundation.errors import Invalid, NotNow, Refused, Stale
from school.foundation.form_ids import FormId
from school.foundation.permits import Permit, Refusal
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.forms import ActForm
from school.web.pages import UNPROCESSABLE, render

bp = Blueprint("audits", __name__)
SEE_OTHER = 303
CONFLICT = 409


def may(act: StrEnum, subject: Any = None) -> bool:
    """Whether to show the way to an act. The gate decides again when it is done."""
    return isinstance(decide(act, current_actor(), subject), Permit)


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


def show(template: str, **context: Any) -> str:
    """A page of self-audits, with the words that they all use."""
    return render(
        f"audits/{template}.html",
        states=STATES,
        own_states=OWN_STATES,
        shapes=SHAPES,
        yes_and_no=ANSWERS,
        withdrawals=WITHDRAWALS,
        occasions=self_audit.occasions,
        plans=self_audit.plans,
        state=AuditState,
        year_words=year_words,
        reviews=may(Act.READ_SELF_AUDITS),
        **context,
    )
