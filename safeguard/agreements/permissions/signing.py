"""The acts of issuing and signing agreements, and who may do each."""

from enum import StrEnum

from safeguard.agreements.permissions.acts import RUNNERS
from school.foundation.permits import Rule, any_of, granted, yes
from school.identity.permissions.people import the_system_itself


class SigningAct(StrEnum):
    """What can happen to an agreement, as the trail names it."""

    ISSUE_AGREEMENTS = "agreements.issued"
    WITHDRAW_AGREEMENTS = "agreements.withdrawn"
    EXPIRE_AGREEMENTS = "agreements.expired"
    MAKE_LINKS = "agreement_links.made"
    REVOKE_LINKS = "agreement_links.revoked"


runs: Rule = any_of(granted(dict.fromkeys(RUNNERS, yes)), the_system_itself)

RULES: dict[SigningAct, Rule] = {
    SigningAct.ISSUE_AGREEMENTS: runs,
    SigningAct.WITHDRAW_AGREEMENTS: runs,
    SigningAct.EXPIRE_AGREEMENTS: runs,
    SigningAct.MAKE_LINKS: runs,
    SigningAct.REVOKE_LINKS: runs,
}
WORDINGS: dict[SigningAct, str] = {
    SigningAct.ISSUE_AGREEMENTS: "issued agreements to be signed",
    SigningAct.WITHDRAW_AGREEMENTS: "withdrew agreements that hold no longer",
    SigningAct.EXPIRE_AGREEMENTS: "ended agreements that nobody had signed in time",
    SigningAct.MAKE_LINKS: "made links for adults to sign by",
    SigningAct.REVOKE_LINKS: "revoked links that adults could have signed by",
}
