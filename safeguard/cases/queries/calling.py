"""Whom to ring now, and who has a concern: names and numbers for the reporter."""

from collections.abc import Sequence
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
from school import wall
from school.foundation.actor import Actor, Role
from school.gate import counted
from school.identity.queries.people import holders, names_of, setting
from school.web.catalogue import gettext as _

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
def to_ring(actor: Actor, instead: Sequence[Recipient] | None = None) -> list[ToRing]:
    """The lines for a child in danger now, in the order of guidance.

    `instead`: who has a concern that must go past the DSL; they are named then, and
    the DSL's number is left out. None: the DSL may hear of it.
    """
    return [
        found
        for line in danger.lines()
        if (found := _filled_in(actor, line, instead)) is not None
    ]


@counted
def passes_over_the_dsl(actor: Actor, record_ref: str) -> bool:
    """Whether the wall stands between the record and a DSL of the school, to whom the
    school's number leads. Source: R0.11.
    """
    dsls = holders(actor.school_ref, actor.trust_ref, Role.DSL)
    return any(wall.stands_between(ref, record_ref) for ref in dsls)


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


def _filled_in(
    actor: Actor, line: Line, instead: Sequence[Recipient] | None
) -> ToRing | None:
    number, missing = None, False
    if line.duty == "dsl" and instead is not None:
        names = _either([each.name for each in instead])
        words = _("Find %(names)s and tell them in person.", names=names)
        return ToRing(line.code, words, line.when) if names else None
    if line.number:
        number = numbers.named(line.number).number
    wanted = line.number_setting or (DSL_NUMBER if line.duty == "dsl" else None)
    if wanted:
        number = setting(actor.school_ref, wanted)
        missing = number is None
    return ToRing(line.code, line.wording, line.when, number, missing=missing)


def _either(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    first = ", ".join(names[:-1])
    return _("%(names)s or %(last)s", names=first, last=names[-1])
