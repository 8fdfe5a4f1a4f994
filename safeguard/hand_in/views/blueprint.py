"""The pages on phones, under one name."""

from enum import StrEnum

from flask import Blueprint

from school.foundation.errors import Refused
from school.foundation.permits import Permit, Refusal
from school.gate import decide
from school.web.acting import current_actor

bp = Blueprint("hand_in", __name__)


def may(act: StrEnum) -> bool:
    """Whether to show the way to an act. The gate decides again when it is done."""
    return isinstance(decide(act, current_actor()), Permit)


def only_for(act: StrEnum) -> None:
    """An empty form is for those alone who may send it. Raises Refused."""
    if isinstance(said := decide(act, current_actor()), Refusal):
        raise Refused(said.code)
