"""What is said of a concern that may have been entered in error."""

from dataclasses import dataclass, field
from datetime import datetime

from safeguard.cases.models import Concern
from safeguard.cases.permissions.voiding import last_proposal
from school.foundation.actor import Actor
from school.foundation.sealing import unseal
from school.gate import counted, touch
from school.identity.queries.people import names_of


@dataclass(frozen=True)
class Voiding:
    """The newest proposal to void a concern, and what the second person said."""

    reason: str = field(repr=False)
    by: str = field(repr=False)
    at: datetime
    answer: str | None
    words: str = field(repr=False)
    second: str = field(repr=False)
    answered_at: datetime | None
    # Whoever proposed it cannot answer it.
    mine: bool

    @property
    def waits(self) -> bool:
        """Whether a second person has still to answer."""
        return self.answer is None


@counted
def voiding_of(actor: Actor, concern: Concern) -> Voiding | None:
    """The newest proposal. Only a disclosure of the concern may ask."""
    row = last_proposal(concern.ref)
    if row is None:
        return None
    touch(row.ref)
    names = names_of(ref for ref in (row.proposed_by, row.answered_by) if ref)
    return Voiding(
        reason=unseal(row, "reason") or "",
        by=names.get(row.proposed_by, ""),
        at=row.proposed_at,
        answer=row.answer,
        words=unseal(row, "answer_words") or "",
        second=names.get(row.answered_by or "", ""),
        answered_at=row.answered_at,
        mine=row.proposed_by == actor.person_ref,
    )
