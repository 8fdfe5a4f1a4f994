"""Whether this person leads: pages offer no act that would be refused."""

from typing import Any

from safeguard.cases.permissions import Act
from school.foundation.errors import Refused
from school.foundation.permits import Refusal
from school.gate import decide
from school.web.acting import current_actor


def leads(record: Any) -> bool:
    """Whether the person may decide about the concern or case that was read."""
    return not isinstance(_answer(record), Refusal)


def may(act: Act, record: Any) -> bool:
    """Whether this act on the record is the person's to do."""
    return not isinstance(decide(act, current_actor(), record), Refusal)


def insist_on_leading(record: Any) -> None:
    """Say no before anything is typed. Raises Refused."""
    answer = _answer(record)
    if isinstance(answer, Refusal):
        raise Refused(answer.code)


def _answer(record: Any) -> Any:
    return decide(Act.DECIDE_CASE, current_actor(), record)
