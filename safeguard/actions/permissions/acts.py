"""The acts on actions and on handing work over, and who may do each."""

from enum import StrEnum
from typing import Any

from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.acts import leads_case, reads_case
from school.foundation.actor import WORKS_HERE, Actor, Role
from school.foundation.database import db
from school.foundation.permits import (
    NOT_THIS_ROLE,
    PERMIT,
    Answer,
    Rule,
    granted,
    yes,
)

# Who can be given something to do. Those who govern read numbers only (matrix), and
# have no business with a child's case, not even with one line of it.
OWNERS = WORKS_HERE - {
    Role.COUNCILLOR,
    Role.TRUSTEE,
    Role.CHAIR,
    Role.DPO,
}


class Act(StrEnum):
    """What can happen to an action and to somebody's work, as the trail names it."""

    SET_ACTION = "action.set"
    READ_ACTION = "action.read"
    READ_ACTIONS_DUE = "actions_due.read"
    FINISH_ACTION = "action.finished"
    CANCEL_ACTION = "action.cancelled"
    HAND_OVER_ACTION = "action.handed_over"
    REMIND_OWNERS = "actions.reminded"
    READ_WORK = "work.read"
    HAND_OVER_WORK = "work.handed_over"
    HAND_OVER_CASE = "case.handed_over"


def the_owner_or(of_the_case: Rule) -> Rule:
    """Whoever has the action, while they work here; else as the case's own rule says.

    The owner needs no second factor: what they read is one line that was meant for
    them, and nothing of the case.
    """

    def rule(actor: Actor, action: Any) -> Answer:
        if getattr(action, "owner_ref", None) == actor.person_ref:
            return PERMIT if actor.has(*OWNERS) else NOT_THIS_ROLE
        return of_its_case(of_the_case)(actor, action)

    return rule


def of_its_case(rule_of_case: Rule) -> Rule:
    """The case's rule, asked of the case that the action belongs to."""

    def rule(actor: Actor, action: Any) -> Answer:
        case_ref = getattr(action, "case_ref", None)
        case = db.session.get(CaseFile, case_ref) if case_ref else None
        return rule_of_case(actor, case)

    return rule


the_timer: Rule = granted({Role.MACHINE: yes})

RULES: dict[Act, Rule] = {
    Act.SET_ACTION: leads_case,
    Act.READ_ACTION: the_owner_or(reads_case),
    Act.READ_ACTIONS_DUE: leads_case,
    Act.FINISH_ACTION: the_owner_or(leads_case),
    Act.CANCEL_ACTION: of_its_case(leads_case),
    Act.HAND_OVER_ACTION: the_owner_or(leads_case),
    Act.REMIND_OWNERS: the_timer,
    Act.READ_WORK: leads_case,
    Act.HAND_OVER_WORK: leads_case,
    Act.HAND_OVER_CASE: leads_case,
}
WORDINGS: dict[Act, str] = {
    Act.SET_ACTION: "set an action",
    Act.READ_ACTION: "read an action",
    Act.READ_ACTIONS_DUE: "looked at the actions that are due",
    Act.FINISH_ACTION: "recorded that an action was done",
    Act.CANCEL_ACTION: "recorded that an action is no longer needed",
    Act.HAND_OVER_ACTION: "handed an action over",
    Act.REMIND_OWNERS: "reminded people of actions that are due",
    Act.READ_WORK: "looked at work to hand over",
    Act.HAND_OVER_WORK: "handed work over",
    Act.HAND_OVER_CASE: "handed a case over",
}
