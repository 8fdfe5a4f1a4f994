"""Who may grant, approve and end which role."""

from typing import Any

from school.foundation.actor import Actor, Role
from school.foundation.permits import (
    NOT_THIS_ROLE,
    PERMIT,
    Answer,
    Refusal,
    Rule,
    any_of,
    elevated,
    granted,
    yes,
)

# Roles that open case files: granted by one, approved by another (matrix: grant_dsl).
OPENS_CASES = frozenset({Role.DSL, Role.DEPUTY_DSL, Role.ACTING_DSL, Role.STAND_IN_DSL})
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
    Role.CUSTODY_OFFICER: frozenset({Role.HEAD}),
    Role.ASSISTANT_HEAD: _TOP,
    Role.DEPUTY_HEAD: _TOP,
}
# Not posts: the product itself, and those the log is about.
NEVER_GRANTED = frozenset(
    {
        Role.MACHINE,
        Role.FOUNDER,
        Role.STUDENT,
        Role.PARENT,
        Role.GUARDIAN,
        Role.RELATIVE,
    }
)
# Granted with the accounts, and by a roll: they open no record of somebody else.
WITH_THE_ACCOUNTS = frozenset(Role) - frozenset(GRANTERS) - NEVER_GRANTED
# Grants that could open records are made after a fresh second factor (security
# brief §4.5, level 3), so that a sign-in left open hands nobody a key.
_AFTER_A_FACTOR = OPENS_CASES | {
    Role.HEAD,
    Role.EXECUTIVE_HEAD,
    Role.TRUST_SAFEGUARDING_LEAD,
    Role.CHAIR,
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


def _role_of(appointment: Any) -> Role | None:
    try:
        return Role(appointment.role)
    except ValueError:
        return None


def may_grant(actor: Actor, appointment: Any) -> Answer:
    """The role is this person's to grant, and never to oneself (T23).

    The product itself grants no role that opens cases: those never arrive from
    outside (shared identity, rule 1; matrix: grant_dsl, machine).
    """
    role = _role_of(appointment)
    if role is None or role in NEVER_GRANTED:
        return Refusal("not_a_post")
    if appointment.person_ref == actor.person_ref:
        return Refusal("never_for_self")
    if actor.has(Role.MACHINE):
        return NOT_THIS_ROLE if role in OPENS_CASES else PERMIT
    granters = GRANTERS.get(role)
    if granters is None:
        return manages_accounts(actor, appointment)
    if not actor.has(*granters):
        return NOT_THIS_ROLE
    return elevated(actor, appointment) if role in _AFTER_A_FACTOR else PERMIT


def may_approve(actor: Actor, appointment: Any) -> Answer:
    """A second person of the granters, neither the first nor the one appointed
    (decision 25: two signatures are two persons, whatever offices each holds).
    """
    granters = GRANTERS.get(Role(appointment.role), frozenset())
    if not actor.has(*granters):
        return NOT_THIS_ROLE
    if appointment.person_ref == actor.person_ref:
        return Refusal("never_for_self")
    if appointment.granted_by == actor.person_ref:
        return Refusal("second_person")
    return elevated(actor, appointment)


def may_end(actor: Actor, appointment: Any) -> Answer:
    """Whoever may grant a role may end it; ending needs no second person. What the
    product does by itself never takes a school's lead away (security brief T14).
    """
    role = Role(appointment.role)
    if actor.has(Role.MACHINE):
        return NOT_THIS_ROLE if role in OPENS_CASES else PERMIT
    granters = GRANTERS.get(role)
    if granters is None:
        return manages_accounts(actor, appointment)
    return PERMIT if actor.has(*granters) else NOT_THIS_ROLE


def may_grant_something(actor: Actor) -> list[Role]:
    """The roles that are this person's to grant, in the order of the vocabulary."""
    accounts = actor.has(
        Role.ICT, Role.HEAD, Role.ROLL_OFFICER, Role.SCHOOL_ADMIN, Role.MACHINE
    )
    return [
        role
        for role in Role
        if (role in WITH_THE_ACCOUNTS and accounts)
        or actor.has(*GRANTERS.get(role, frozenset()))
    ]
