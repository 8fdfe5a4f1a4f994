"""Who receives a concern: those whose duty it is, and never past the wall (R0.11)."""

from dataclasses import dataclass

from safeguard.cases.permissions.seeing import LEVELS
from school import wall
from school.foundation.actor import Role
from school.identity.queries.people import holders

# The first storey with somebody in it receives. The head and those above get a
# notice only: it says that something waits, and opens nothing by itself.
CHAIN: tuple[tuple[Role, ...], ...] = (
    (Role.DSL, Role.ACTING_DSL, Role.DEPUTY_DSL),
    (Role.HEAD,),
    (Role.EXECUTIVE_HEAD,),
    (Role.TRUST_SAFEGUARDING_LEAD,),
)


@dataclass(frozen=True)
class Receiver:
    """Somebody who has a concern, and the role in which it came to them."""

    person_ref: str
    role: Role

    @property
    def leads(self) -> bool:
        """Whether this is the DSL or somebody who does the DSL's work."""
        return self.role in CHAIN[0]


def receivers(
    school_ref: str, trust_ref: str, level: str, record_ref: str | None = None
) -> list[Receiver]:
    """Who has a concern of this level today: the DSL and deputies, else up the chain.

    Whoever the wall keeps from the record is passed over without a word. Empty when
    nobody is left: the page then gives the numbers to ring. Source: R0.11.
    """
    for storey in CHAIN:
        found = {
            person_ref: Receiver(person_ref, role)
            # The first role named is the one that counts.
            for role in reversed(storey)
            for person_ref in holders(school_ref, trust_ref, role)
            if _reaches(role, level)
            and not (record_ref and wall.stands_between(person_ref, record_ref))
        }
        if found:
            return sorted(found.values(), key=lambda each: storey.index(each.role))
    return []


def _reaches(role: Role, level: str) -> bool:
    """Whether the role may read that level; those higher up only hear of it."""
    return role not in CHAIN[0] or level in LEVELS[role]
