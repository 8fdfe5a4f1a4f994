"""The pages on agreements, under one name."""

from enum import StrEnum
from typing import Any

from flask import Blueprint

from school.foundation.errors import Refused
from school.foundation.permits import Permit, Refusal
from school.gate import decide
from school.web.acting import current_actor

bp = Blueprint("agreements", __name__)


def may(act: StrEnum, subject: Any = None) -> bool:
    """Whether to show the way to an act. The gate decides again when it is done."""
    return isinstance(decide(act, current_actor(), subject), Permit)


def only_for(act: StrEnum) -> None:
    """An empty form is for those alone who may send it. Raises Refused."""
    if isinstance(said := decide(act, current_actor()), Refusal):
        raise Refused(said.code)
