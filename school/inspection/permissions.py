"""Who may read and prove the trail, and what is recorded of backups."""

from enum import StrEnum
from typing import Any

from school.foundation.actor import Actor, Role
from school.foundation.permits import (
    NOT_THIS_ROLE,
    PERMIT,
    Answer,
    Rule,
    any_of,
    elevated,
    granted,
    works_here,
    yes,
)
from school.identity.permissions.people import the_system_itself

# The name under which the console acts.
OPERATOR = "operator"


class Act(StrEnum):
    """What can be read of the trail, proven by it, and done to a whole installation."""

    VERIFY_TRAIL = "trail.verified"
    LIST_TRAIL = "trail.listed"
    READ_OWN_TRAIL = "own_trail.read"
    READ_SCHOOL_TRAIL = "school_trail.read"
    READ_TECHNICAL_TRAIL = "technical_trail.read"
    COUNT_SCHOOL_TRAIL = "school_trail.counted"
    TAKE_BACKUP = "backup.taken"
    RESTORE_BACKUP = "backup.restored"


# Accounts, sign-ins and settings: the nouns that acts of these kinds begin with.
TECHNICAL_NOUNS = frozenset(
    {
        *(
            "account",
            "accounts",
            "kept_account",
            "password",
            "sign_in",
            "elevation",
            "authenticator",
        ),
        *("passkey", "factor", "factor_reset", "recovery_codes", "appointment"),
        *("setting", "trust", "school", "trail", "backup"),
    }
)


def is_technical(action: str) -> bool:
    """Whether an act is about accounts, signing in or settings, never about a child."""
    return action.partition(".")[0] in TECHNICAL_NOUNS


def the_operator(actor: Actor, subject: Any) -> Answer:
    """Whoever holds the console of the installation; no machine that calls us."""
    mine = Actor.system(OPERATOR, actor.school_ref).person_ref
    return PERMIT if actor.person_ref == mine else NOT_THIS_ROLE


RULES: dict[Act, Rule] = {
    # Matrix row verify_trail: everybody who works here; it shows no content.
    Act.VERIFY_TRAIL: any_of(works_here, the_operator),
    Act.LIST_TRAIL: the_operator,
    # Matrix row read_trail_own.
    Act.READ_OWN_TRAIL: any_of(works_here, the_system_itself),
    # Matrix row read_trail_school, one act for each kind of cell.
    Act.READ_SCHOOL_TRAIL: granted({Role.DSL: elevated, Role.HEAD: elevated}),
    Act.READ_TECHNICAL_TRAIL: granted({Role.ICT: yes}),
    Act.COUNT_SCHOOL_TRAIL: granted(
        {
            Role.EXECUTIVE_HEAD: yes,
            Role.TRUST_SAFEGUARDING_LEAD: yes,
            Role.DPO: yes,
        }
    ),
    Act.TAKE_BACKUP: the_operator,
    Act.RESTORE_BACKUP: the_operator,
}
WORDINGS: dict[Act, str] = {
    Act.VERIFY_TRAIL: "had the record prove itself",
    Act.LIST_TRAIL: "listed all acts, in words and without names",
    Act.READ_OWN_TRAIL: "read what is recorded of their own acts",
    Act.READ_SCHOOL_TRAIL: "read what is recorded of the school’s acts",
    Act.READ_TECHNICAL_TRAIL: "read what is recorded of accounts and settings",
    Act.COUNT_SCHOOL_TRAIL: "looked at how many acts were recorded",
    Act.TAKE_BACKUP: "took a backup",
    Act.RESTORE_BACKUP: "put a backup back in place",
}
