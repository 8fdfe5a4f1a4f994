"""Whom to ring now, and who has a concern: names and numbers for the reporter."""

from dataclasses import dataclass

from safeguard.cases.permissions.receiving import (
    Receiver,
    Sent,
    next_above,
    receivers,
)
from safeguard.guidance import danger, numbers
from safeguard.guidance.categories import Level
from safeguard.guidance.danger import Line
from school.foundation.actor import Actor, Role
from school.gate import counted
from school.identity.queries.people import names_of, setting

DSL_NUMBER = "dsl_telephone"


@dataclass(frozen=True)
class ToRing:
    """One line of what to do now; the number is None where there is nothing to ring."""

    code: str
    words: str
    when: str
    number: str | None = None
    # A local number that nobody has entered yet is said to be missing (decision 35).
    missing: bool = False


@dataclass(frozen=True)
class Recipient:
    """Somebody who has a concern: a name, a role, whether it is theirs to open."""

    name: str
    role: Role
    leads: bool

    @property
    def is_dsl(self) -> bool:
        """Whether this is the DSL in person."""
        return self.role is Role.DSL


@counted
def to_ring(actor: Actor) -> list[ToRing]:
    """The lines for a child in danger now, in the order of guidance."""
    return [_filled_in(actor, line) for line in danger.lines()]


@counted
def recipients(
    actor: Actor, level: str = Level.CHILD_PROTECTION, record_ref: str | None = None
) -> list[Recipient]:
    """Who has a concern, by name: the very people that the command told."""
    return _named(receivers(_sent(actor, level, record_ref)))


@counted
def recipients_above(
    actor: Actor, level: str = Level.CHILD_PROTECTION, record_ref: str | None = None
) -> list[Recipient]:
    """To whom the reporter goes when nobody has opened it in time."""
    return _named(next_above(_sent(actor, level, record_ref)))


def _sent(actor: Actor, level: str, record_ref: str | None) -> Sent:
    return Sent(actor.school_ref, actor.trust_ref, level, record_ref)


def _named(found: list[Receiver]) -> list[Recipient]:
    names = names_of(each.person_ref for each in found)
    return [
        Recipient(names.get(each.person_ref, ""), each.role, each.leads)
        for each in found
    ]


def _filled_in(actor: Actor, line: Line) -> ToRing:
    number, missing = None, False
    if line.number:
        number = numbers.named(line.number).number
    wanted = line.number_setting or (DSL_NUMBER if line.duty == "dsl" else None)
    if wanted:
        number = setting(actor.school_ref, wanted)
        missing = number is None
    return ToRing(line.code, line.wording, line.when, number, missing=missing)
