"""The receipt: what whoever did, saw or was told of a search keeps of it."""

from dataclasses import dataclass, field
from datetime import datetime

from safeguard.searches.models import Search
from safeguard.searches.permissions import Act
from safeguard.searches.permissions.seeing import (
    is_own,
    receipt_visible,
    search_visible,
)
from safeguard.searches.permissions.standing import deviations_of
from school.foundation.actor import Actor
from school.gate import disclosure
from school.identity.queries.people import names_of


@dataclass(frozen=True)
class Receipt:
    """That it is recorded, by whom and since when; nothing of any child.

    `part`: own, witness or told. `goes_on`: whether the whole is open to the reader.
    """

    reference: str
    part: str
    searcher: str = field(repr=False)
    recorded_at: datetime
    conducted_at: datetime | None
    dsl_told_at: datetime | None
    with_head: bool
    goes_on: bool


@disclosure(Act.READ_SEARCH_RECEIPT, of=receipt_visible)
def read_search_receipt(actor: Actor, search: Search) -> Receipt:
    """One's receipt of a search."""
    seen = search.witness_ref == actor.person_ref
    part = "own" if is_own(actor, search) else "witness" if seen else "told"
    return Receipt(
        reference=search.ref,
        part=part,
        searcher=names_of([search.searcher_ref]).get(search.searcher_ref, ""),
        recorded_at=search.opened_at,
        conducted_at=search.conducted_at,
        dsl_told_at=search.dsl_told_at,
        with_head=bool(deviations_of(search.ref)),
        goes_on=search_visible(actor, search.ref) is not None,
    )
