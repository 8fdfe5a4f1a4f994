"""Numbers of agreements for those who govern: of whole schools, never of a person."""

from collections import Counter
from typing import Any

from sqlalchemy import bindparam, select

from safeguard.agreements.models import Agreement
from safeguard.agreements.states import ENDED, AgreementState
from school.foundation.questions import question
from school.gate import counted


@question
def _of_school() -> Any:
    return (
        select(Agreement.person_ref, Agreement.kind, Agreement.state)
        .where(
            Agreement.school_ref == bindparam("school"),
            Agreement.state.not_in([each.value for each in ENDED]),
        )
        .order_by(Agreement.issued_at, Agreement.ref)
    )


@counted
def count_by_kind_of(school_ref: str) -> Counter[tuple[str, bool]]:
    """Of each kind, how many people's latest agreement is complete, and how many are
    not. What was withdrawn or has expired is not counted.
    """
    latest = {
        (row.person_ref, row.kind): row.state == AgreementState.COMPLETE
        for row in _of_school(school=school_ref)
    }
    return Counter((kind, complete) for (_person, kind), complete in latest.items())
