"""Who may found, add, appoint, enrol and relate."""

from enum import StrEnum
from typing import Any

from school.foundation.actor import Actor, Role
from school.foundation.permits import (
    NOT_THIS_ROLE,
    PERMIT,
    Answer,
    Refusal,
    Rule,
    any_of,
    granted,
    yes,
)


class Act(StrEnum):
    """What can happen to people and their roles."""

    FOUND_TRUST = "trust.founded"
    ADD_SCHOOL = "school.added"
    CHANGE_SETTING = "setting.changed"
    ADD_PERSON = "person.added"
    OPEN_ACCOUNT = "account.opened"
    APPOINT = "appointment.granted"
    APPROVE_APPOINTMENT = "appointment.approved"
    END_APPOINTMENT = "appointment.ended"
    ADD_CLASS = "class.added"
    ENROL = "enrolment.opened"
    RELATE = "relationship.recorded"


# Roles that open case files: granted by one, approved by another (matrix: grant_dsl).
OPENS_CASES = frozenset({Role.DSL, Role.DEPUTY_DSL, Role.ACTING_DSL})
_TOP = frozenset({Role.HEAD, Role.EXECUTIVE_HEAD, Role.CHAIR})
# Who may grant what. A role that is not named here is granted with the accounts.
GRANTERS: dict[Role, frozenset[Role]] = {
    **dict.fromkeys(OPENS_CASES, _TOP),
    Role.HEAD: frozenset({Role.EXECUTIVE_HEAD, Role.CHAIR}),
    Role.EXECUTIVE_HEAD: frozenset({Role.CHAIR}),
    Role.TRUST_SAFEGUARDING_LEAD: frozenset({Role.EXECUTIVE_HEAD, Role.CHAIR}),
    Role.CHAIR: frozenset({Role.TRUSTEE, Role.EXECUTIVE_HEAD}),
    Role.TRUSTEE: frozenset({Role.CHAIR}),
    Role.COUNCILLOR: frozenset({Role.HEAD, Role.EXECUTIVE_HEAD, Role.CHAIR}),
    Role.DPO: frozenset({Role.EXECUTIVE_HEAD, Role.CHAIR}),
    # The head alone authorises searchers (decision 19).
    Role.SEARCHER: frozenset({Role.HEAD}),
    Role.DIGITAL_SAFETY: _TOP,
    Role.ICT: _TOP,
    Role.SCHOOL_ADMIN: _TOP,
    Role.SYSTEM_ADMIN: frozenset({Role.EXECUTIVE_HEAD, Role.CHAIR}),
    Role.ROLL_OFFICER: frozenset({Role.HEAD}),
    Role.ASSISTANT_HEAD: _TOP,
    Role.DEPUTY_HEAD: _TOP,
}


def the_system_itself(actor: Actor, subject: Any) -> Answer:
    """The product acting for the operator at the console."""
    return PERMIT if actor.has(Role.MACHINE) else NOT_THIS_ROLE


# Matrix row manage_accounts: accounts only, never case content.
manages_accounts: Rule = any_of(
    granted(
        {
            Role.ICT: yes,
            Role.HEAD: yes,
            Role.ROLL_OFFICER: yes,
            Role.SCHOOL_ADMIN: yes,
        }
    ),
    the_system_itself,
)


def may_grant(actor: Actor, appointment: Any) -> Answer:
    """The role is this person's to grant, and never to oneself (T23)."""
    if appointment.person_ref == actor.person_ref:
        return Refusal("never_for_self")
    role = Role(appointment.role)
    granters = GRANTERS.get(role)
    if actor.has(Role.MACHINE):
        return PERMIT
    if granters is None:
        return manages_accounts(actor, appointment)
    return PERMIT if actor.has(*granters) else NOT_THIS_ROLE


def may_approve(actor: Actor, appointment: Any) -> Answer:
    """A second person of the granters, neither the first nor the one appointed."""
    if actor.person_ref in {appointment.granted_by, appointment.person_ref}:
        return Refusal("second_person")
    if actor.has(Role.MACHINE) or actor.has(*GRANTERS[Role(appointment.role)]):
        return PERMIT
    return NOT_THIS_ROLE


def may_end(actor: Actor, appointment: Any) -> Answer:
    """Whoever may grant a role may end it; ending needs no second person."""
    if actor.has(Role.MACHINE):
        return PERMIT
    granters = GRANTERS.get(Role(appointment.role))
    if granters is None:
        return manages_accounts(actor, appointment)
    return PERMIT if actor.has(*granters) else NOT_THIS_ROLE


PEOPLE_RULES: dict[Act, Rule] = {
    Act.FOUND_TRUST: the_system_itself,
    Act.ADD_SCHOOL: the_system_itself,
    Act.CHANGE_SETTING: any_of(
        granted(
            {
                Role.HEAD: yes,
                Role.DSL: yes,
                Role.EXECUTIVE_HEAD: yes,
                Role.SCHOOL_ADMIN: yes,
            }
        ),
        the_system_itself,
    ),
    Act.ADD_PERSON: manages_accounts,
    Act.OPEN_ACCOUNT: manages_accounts,
    Act.APPOINT: may_grant,
    Act.APPROVE_APPOINTMENT: may_approve,
    Act.END_APPOINTMENT: may_end,
    Act.ADD_CLASS: manages_accounts,
    Act.ENROL: manages_accounts,
    Act.RELATE: manages_accounts,
}
PEOPLE_WORDINGS: dict[Act, str] = {
    Act.FOUND_TRUST: "founded the trust",
    Act.ADD_SCHOOL: "added a school",
    Act.CHANGE_SETTING: "changed a setting",
    Act.ADD_PERSON: "added a person",
    Act.OPEN_ACCOUNT: "opened an account",
    Act.APPOINT: "granted a role",
    Act.APPROVE_APPOINTMENT: "approved a role that another person granted",
    Act.END_APPOINTMENT: "ended a role",
    Act.ADD_CLASS: "added a class",
    Act.ENROL: "put a person in a class",
    Act.RELATE: "recorded an adult of a pupil",
}
