"""Who receives a concern: those whose duty it is, and never past the wall (R0.11)."""

from dataclasses import dataclass

from safeguard.cases.permissions.seeing import LEVELS
from school import wall
from school.foundation.actor import Role
from school.identity.queries.people import holders_of_each

# The first storey with somebody in it receives; the next ones hear when nobody has
# opened it in time. Above the first they get a notice only: it says that something
# waits and opens nothing by itself. A stand-in may take cover (decision 26).
CHAIN: tuple[tuple[Role, ...], ...] = (
    (Role.DSL, Role.ACTING_DSL, Role.DEPUTY_DSL),
    (Role.STAND_IN_DSL, Role.HEAD),
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


@dataclass(frozen=True)
class Sent:
    """What is sent: a concern of a level, or (without a reference) one to be, of which
    `concerns` says whom it will concern.
    """

    school_ref: str
    trust_ref: str
    level: str
    record_ref: str | None = None
    concerns: tuple[str, ...] = ()

    def kept_from(self) -> set[str]:
        """From whom the wall hides it, at this moment."""
        if self.record_ref is not None:
            return wall.those_kept_from(self.record_ref)
        if not self.concerns:
            return set()
        return {*self.concerns, *wall.those_barred_from(self.concerns)}


def receivers(sent: Sent) -> list[Receiver]:
    """Who has it today: the DSL and deputies, else the next storey of the chain.

    Whoever the wall keeps from the record is passed over without a word. Empty when
    nobody is left: the page then gives the numbers to ring. Source: R0.11.
    """
    return next(filter(None, (_on(storey, sent) for storey in CHAIN)), [])


def next_above(sent: Sent) -> list[Receiver]:
    """To whom one goes when neither DSL nor deputy has opened it. Source: R0.11."""
    return next(filter(None, (_on(storey, sent) for storey in CHAIN[1:])), [])


def storey_above(sent: Sent, number: int) -> list[Receiver]:
    """Whoever is on one storey of the chain, the leads' own being nought."""
    return _on(CHAIN[number], sent) if number < len(CHAIN) else []


def _on(storey: tuple[Role, ...], sent: Sent) -> list[Receiver]:
    held = holders_of_each(sent.school_ref, sent.trust_ref, storey)
    kept_from = sent.kept_from()
    found = {
        person_ref: Receiver(person_ref, role)
        # Somebody with two of these roles receives in the first that is named.
        for role in reversed(storey)
        for person_ref in held[role]
        if _reaches(role, sent.level) and person_ref not in kept_from
    }
    return sorted(found.values(), key=lambda each: storey.index(each.role))


def _reaches(role: Role, level: str) -> bool:
    """Whether the role may read that level; those higher up only hear of it."""
    return role not in CHAIN[0] or level in LEVELS[role]
