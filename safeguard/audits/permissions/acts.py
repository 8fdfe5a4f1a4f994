"""The acts on self-audits (matrix rows answer_self_audit and review_self_audit).

No act here opens a way to a person's appraisal or to a disciplinary matter, and none
may be added: domain reference §2.9b, "not a disciplinary tool".
"""

from enum import StrEnum
from typing import Any

from school.foundation.actor import WORKS_HERE, Actor, Role
from school.foundation.permits import (
    NOT_THIS_ROLE,
    PERMIT,
    Answer,
    Refusal,
    Rule,
    all_of,
    any_of,
    granted,
    works_here,
    yes,
)
from school.identity.permissions.people import the_system_itself

# Matrix rows review_self_audit and plan_training.
REVIEWERS = frozenset(
    {Role.DIGITAL_SAFETY, Role.DEPUTY_DSL, Role.DSL, Role.ACTING_DSL, Role.HEAD}
)
# Whom a yearly round asks: staff and volunteers (trust policy appendix 4). Those who
# govern or lead the trust, and mere keepers of accounts, may still answer one.
ASKED = WORKS_HERE - {
    *(Role.COUNCILLOR, Role.TRUSTEE, Role.CHAIR, Role.DPO, Role.SCHOOL_ADMIN),
    *(Role.EXECUTIVE_HEAD, Role.TRUST_SAFEGUARDING_LEAD, Role.STAND_IN_DSL),
}


class Act(StrEnum):
    """What can happen, as the trail names it."""

    READ_OWN_SELF_AUDITS = "own_self_audits.read"
    READ_OWN_SELF_AUDIT = "own_self_audit.read"
    BEGIN_SELF_AUDIT = "self_audit.begun"
    SAVE_SELF_AUDIT = "self_audit.saved"
    SUBMIT_SELF_AUDIT = "self_audit.submitted"
    READ_SELF_AUDITS = "self_audits.read"
    EXPORT_SELF_AUDITS = "self_audits.exported"
    READ_SELF_AUDIT = "self_audit.read"
    ASK_SELF_AUDIT = "self_audit.asked_for"
    REVIEW_SELF_AUDIT = "self_audit.reviewed"
    PLAN_SELF_AUDIT = "self_audit.planned"
    WITHDRAW_SELF_AUDIT = "self_audit.withdrawn"
    OPEN_ROUND = "self_audit_round.opened"
    READ_ROUND = "self_audit_round.read"
    CLOSE_ROUND = "self_audit_round.closed"
    REMIND_OF_SELF_AUDITS = "self_audits.reminded"
    KEEP_UP_SELF_AUDITS = "self_audits.kept_up"


def ones_own(actor: Actor, subject: Any) -> Answer:
    """What is about the person who acts, while they work here."""
    mine = getattr(subject, "person_ref", None) == actor.person_ref
    return PERMIT if mine and actor.works_here else NOT_THIS_ROLE


def somebody_elses(actor: Actor, subject: Any) -> Answer:
    """Nobody reviews their own: two signatures are two persons (decision 25)."""
    mine = getattr(subject, "person_ref", None) == actor.person_ref
    return Refusal("second_person") if mine else PERMIT


reviews: Rule = granted(dict.fromkeys(REVIEWERS, yes))
reviews_others: Rule = all_of(reviews, somebody_elses)

RULES: dict[Act, Rule] = {
    Act.READ_OWN_SELF_AUDITS: works_here,
    Act.READ_OWN_SELF_AUDIT: ones_own,
    Act.BEGIN_SELF_AUDIT: works_here,
    Act.SAVE_SELF_AUDIT: ones_own,
    Act.SUBMIT_SELF_AUDIT: ones_own,
    Act.READ_SELF_AUDITS: reviews,
    Act.EXPORT_SELF_AUDITS: reviews,
    Act.READ_SELF_AUDIT: reviews_others,
    Act.ASK_SELF_AUDIT: reviews,
    Act.REVIEW_SELF_AUDIT: reviews_others,
    Act.PLAN_SELF_AUDIT: reviews_others,
    Act.WITHDRAW_SELF_AUDIT: reviews_others,
    Act.OPEN_ROUND: reviews,
    Act.READ_ROUND: reviews,
    Act.CLOSE_ROUND: reviews,
    Act.REMIND_OF_SELF_AUDITS: any_of(reviews, the_system_itself),
    Act.KEEP_UP_SELF_AUDITS: the_system_itself,
}
WORDINGS: dict[Act, str] = {
    Act.READ_OWN_SELF_AUDITS: "looked at their own self-audits",
    Act.READ_OWN_SELF_AUDIT: "looked at one of their own self-audits",
    Act.BEGIN_SELF_AUDIT: "began a self-audit of their own",
    Act.SAVE_SELF_AUDIT: "saved answers to a self-audit",
    Act.SUBMIT_SELF_AUDIT: "sent a self-audit",
    Act.READ_SELF_AUDITS: "looked at the list of self-audits",
    Act.EXPORT_SELF_AUDITS: "took the list of self-audits away as a table",
    Act.READ_SELF_AUDIT: "read a colleague’s self-audit",
    Act.ASK_SELF_AUDIT: "asked a colleague for a self-audit",
    Act.REVIEW_SELF_AUDIT: "recorded that a self-audit was read",
    Act.PLAN_SELF_AUDIT: "planned what follows from a self-audit",
    Act.WITHDRAW_SELF_AUDIT: "withdrew a self-audit",
    Act.OPEN_ROUND: "opened a round of self-audits",
    Act.READ_ROUND: "looked at a round of self-audits",
    Act.CLOSE_ROUND: "closed a round of self-audits",
    Act.REMIND_OF_SELF_AUDITS: "reminded people of self-audits",
    Act.KEEP_UP_SELF_AUDITS: "kept the self-audits up to date with the staff",
}
