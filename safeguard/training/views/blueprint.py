"""The pages on training, under one name."""

from enum import StrEnum
from typing import Any

from flask import Blueprint

from safeguard.guidance import editions, training
from safeguard.training.forms.words import EVERYTHING
from school.foundation.errors import Refused
from school.foundation.permits import Permit, Refusal
from school.gate import decide
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


def may(act: StrEnum) -> bool:
    """Whether to show the way to an act. The gate decides again when it is done."""
    return isinstance(decide(act, current_actor()), Permit)


def only_for(act: StrEnum) -> None:
    """An empty form is for those alone who may send it. Raises Refused."""
    if isinstance(said := decide(act, current_actor()), Refusal):
        raise Refused(said.code)
