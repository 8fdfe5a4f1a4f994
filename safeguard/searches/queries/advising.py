"""What an adviser reads: why, how urgent, of whom; and nothing of what came after."""

from dataclasses import dataclass, field
from datetime import datetime

from safeguard.searches.models import (
    Search,
    SearchAdvice,
    SearchGrounds,
    SearchUrgency,
)
from safeguard.searches.permissions import Act
from safeguard.searches.permissions.seeing import advice_counts, advisable
from safeguard.searches.permissions.standing import last_step, steps
from school.foundation.actor import Actor
from school.foundation.sealing import unseal
from school.gate import disclosure, touch
from school.identity.queries.people import classes_of, names_of


@dataclass(frozen=True)
class AdviceAsked:
    """A search on which advice is asked. `counts`: this reader's lets it go on."""

    reference: str
    pupil: str = field(repr=False)
    where: str = field(repr=False)
    searcher: str = field(repr=False)
    item: str
    device: bool
    place: str
    grounds: tuple[str, ...]
    facts: str = field(repr=False)
    looked_for: str = field(repr=False)
    urgent: bool | None
    risk: str = field(repr=False)
    asked_at: datetime | None
    done: bool
    counts: bool
    mine: tuple[str, ...] = field(repr=False)


@disclosure(Act.READ_FOR_ADVICE, of=advisable)
def read_for_advice(actor: Actor, search: Search) -> AdviceAsked:
    """Why it is wanted, how urgent it is, and what one has advised already."""
    grounds = last_step(SearchGrounds, search.ref)
    weighed = last_step(SearchUrgency, search.ref)
    mine = [
        each
        for each in steps(SearchAdvice, search.ref)
        if each.by_ref == actor.person_ref
    ]
    touch(*(each.ref for each in (grounds, weighed, *mine) if each))
    pupil_ref = search.pupil_ref or ""
    names = names_of([pupil_ref, search.searcher_ref])
    return AdviceAsked(
        reference=search.ref,
        pupil=names.get(pupil_ref, "") or unseal(search, "described") or "",
        where=classes_of([pupil_ref]).get(pupil_ref, ""),
        searcher=names.get(search.searcher_ref, ""),
        item=search.item,
        device=search.device,
        place=search.place,
        grounds=tuple((grounds.grounds if grounds else "").split(",")),
        facts=(unseal(grounds, "facts") or "") if grounds else "",
        looked_for=(unseal(grounds, "looked_for") or "") if grounds else "",
        urgent=search.urgent,
        risk=(unseal(weighed, "risk") or "") if weighed else "",
        asked_at=search.advice_asked_at,
        done=search.conducted_at is not None,
        counts=advice_counts(actor),
        mine=tuple(each.answer for each in mine),
    )
