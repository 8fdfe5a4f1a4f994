"""The pages on self-audits, under one name."""

from typing import Any

from flask import Blueprint

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
from school.identity.views.allowing import may
from school.web.pages import render

bp = Blueprint("audits", __name__)


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
