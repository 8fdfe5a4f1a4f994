"""What the gate would say to whoever looks at a page: to show a way, or no form at all.

It stands here and not in `web`, which lies below the gate.
"""

from enum import StrEnum
from typing import Any

from school.foundation.errors import Refused
from school.foundation.permits import Permit, Refusal
from school.gate import decide
from school.web.acting import current_actor


def may(act: StrEnum, subject: Any = None) -> bool:
    """Whether to show the way to an act. The gate decides again when it is done."""
    return isinstance(decide(act, current_actor(), subject), Permit)


def only_for(act: StrEnum, subject: Any = None) -> None:
    """An empty form is for those alone who may send it. Raises Refused."""
    if isinstance(said := decide(act, current_actor(), subject), Refusal):
        raise Refused(said.code)
