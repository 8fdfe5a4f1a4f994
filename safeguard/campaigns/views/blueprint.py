"""The pages on campaigns, under one name."""

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
from school.web.pages import render

bp = Blueprint("campaigns", __name__)


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
