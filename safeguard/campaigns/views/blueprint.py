"""The pages on campaigns, under one name."""

from enum import StrEnum
from typing import Any

from flask import Blueprint

from safeguard.campaigns.forms import (
    STANDING_SHAPES,
    STANDINGS,
    STATE_SHAPES,
    STATES,
    year_named,
)
from safeguard.guidance import agreements as guidance
from school.foundation.errors import Refused
from school.foundation.permits import Refusal
from school.gate import decide
from school.web.acting import current_actor
from school.web.pages import render

bp = Blueprint("campaigns", __name__)


def only_for(act: StrEnum) -> None:
    """An empty form is for those alone who may send it. Raises Refused."""
    if isinstance(said := decide(act, current_actor()), Refusal):
        raise Refused(said.code)


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
