"""Who may lead a case: names to choose from, no record."""

from dataclasses import dataclass, field

from safeguard.cases.permissions.receiving import CHAIN
from school.foundation.actor import Actor
from school.gate import counted
from school.identity.queries.people import holders, names_of


@dataclass(frozen=True)
class Lead:
    """Somebody who may lead a case."""

    person_ref: str
    name: str = field(repr=False)


@counted
def possible_leads(actor: Actor) -> list[Lead]:
    """The DSL, whoever covers, and the deputies, whoever asks first of all.

    Whether one of them may read this very case is asked when it is opened.
    """
    refs = [actor.person_ref] if actor.has(*CHAIN[0]) else []
    for role in CHAIN[0]:
        refs += holders(actor.school_ref, actor.trust_ref, role)
    names = names_of(refs)
    return [Lead(ref, names[ref]) for ref in dict.fromkeys(refs) if ref in names]
