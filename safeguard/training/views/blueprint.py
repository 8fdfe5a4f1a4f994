"""The pages on training, under one name."""

from typing import Any

from flask import Blueprint

from safeguard.guidance import editions, training
from safeguard.training.forms.words import EVERYTHING
from school.web.acting import current_actor
from school.web.pages import render

bp = Blueprint("training", __name__)


def page_of(template: str, **context: Any) -> str:
    """A page with the words of states and courses that all of them use."""
    around = {
        "lists": training,
        "editions": editions,
        "here": current_actor().school_ref,
    }
    return render(f"training/{template}.html", **EVERYTHING, **around, **context)
