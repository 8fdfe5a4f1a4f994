"""Whom one may turn to about a case: names to choose from, with what warns of them."""

from dataclasses import dataclass, field

from safeguard.cases.permissions.parents import adults_in
from safeguard.cases.permissions.seeing import case_visible
from school.foundation.actor import Actor
from school.gate import counted
from school.identity.queries.people import names_of


@dataclass(frozen=True)
class Adult:
    """An adult of a child: name, what they are to whom, and codes that warn."""

    person_ref: str
    name: str = field(repr=False)
    relations: tuple[tuple[str, str], ...] = field(repr=False)
    warnings: frozenset[str]
    must_not_be_told: bool


@counted
def adults_to_tell(actor: Actor, case_ref: str) -> list[Adult]:
    """The adults of the case's children; none where the case is not the actor's."""
    case = case_visible(actor, case_ref)
    adults = adults_in(case) if case is not None else []
    children = [pupil for each in adults for pupil, _ in each.children]
    names = names_of([*children, *(each.person_ref for each in adults)])
    return [
        Adult(
            each.person_ref,
            names.get(each.person_ref, ""),
            tuple((kind, names.get(pupil, "")) for pupil, kind in each.children),
            each.warnings,
            each.must_not_be_told,
        )
        for each in adults
    ]
