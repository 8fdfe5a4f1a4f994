"""The acts on a record of force: anybody writes their own, those who lead read all."""

from enum import StrEnum
from typing import Any

from safeguard.cases.permissions.acts import reads_case
from safeguard.force.permissions.standing import is_own, those_who_used
from school.foundation.actor import Actor, Role
from school.foundation.permits import (
    PERMIT,
    Answer,
    Refusal,
    Rule,
    all_of,
    elevated,
    granted,
    works_here,
)


class Act(StrEnum):
    """What can happen to a record of force, as the trail names it."""

    RECORD_FORCE = "force.recorded"
    READ_FORCE = "force.read"
    READ_FORCES = "forces.read"
    READ_FORCE_OF_CASE = "force_of_case.read"
    PRINT_FORCE = "force.printed"
    ADD_TO_FORCE = "force.added_to"
    TELL_PARENTS = "force.parents_told"
    TELL_COUNCIL = "force.council_told"
    REVIEW_FORCE = "force.reviewed"


def own_or(rule: Rule) -> Rule:
    """Whoever wrote it or owes it, without a second factor, until it is reviewed; else
    as the rule says. Source: domain reference §2.3f, R0.4.
    """

    def decide(actor: Actor, record: Any) -> Answer:
        if record is not None and is_own(actor, record):
            return works_here(actor, record)
        return rule(actor, record)

    return decide


def not_ones_own(actor: Actor, record: Any) -> Answer:
    """Never whoever used the force, nor whoever wrote it down (§2.3 S3, our own)."""
    if record is None:
        return PERMIT
    hands = {record.recorded_by, *those_who_used(record.ref)}
    return Refusal("own_force") if actor.person_ref in hands else PERMIT


# The head answers for the record; the executive head where the head used the force.
LEADS = (
    *(Role.DSL, Role.ACTING_DSL, Role.DEPUTY_DSL),
    *(Role.HEAD, Role.EXECUTIVE_HEAD),
)
leads: Rule = granted(dict.fromkeys(LEADS, elevated))

RULES: dict[Act, Rule] = {
    Act.RECORD_FORCE: works_here,
    Act.READ_FORCE: own_or(leads),
    Act.READ_FORCES: leads,
    Act.READ_FORCE_OF_CASE: reads_case,
    Act.PRINT_FORCE: own_or(leads),
    Act.ADD_TO_FORCE: own_or(leads),
    Act.TELL_PARENTS: own_or(leads),
    Act.TELL_COUNCIL: leads,
    Act.REVIEW_FORCE: all_of(leads, not_ones_own),
}
WORDINGS: dict[Act, str] = {
    Act.RECORD_FORCE: "recorded a use of force",
    Act.READ_FORCE: "read a record of force",
    Act.READ_FORCES: "looked at the records of force",
    Act.READ_FORCE_OF_CASE: "looked at the records of force of a case",
    Act.PRINT_FORCE: "laid a record of force out for printing",
    Act.ADD_TO_FORCE: "added to a record of force",
    Act.TELL_PARENTS: "recorded that a parent was told of a use of force",
    Act.TELL_COUNCIL: "recorded that the council was told of a use of force",
    Act.REVIEW_FORCE: "reviewed a use of force",
}
