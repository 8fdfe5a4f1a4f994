"""The acts of issuing and signing agreements, and who may do each."""

from enum import StrEnum
from typing import Any

from safeguard.agreements.permissions.acts import RUNNERS
from school.foundation.actor import Actor, Role
from school.foundation.permits import (
    PERMIT,
    Answer,
    Refusal,
    Rule,
    any_of,
    granted,
    works_here,
    yes,
)
from school.identity.permissions.people import the_system_itself

# Matrix row run_agreement_campaign, and whoever sits where visitors come in.
DESK = RUNNERS | {Role.OFFICE}


class SigningAct(StrEnum):
    """What can happen to an agreement, as the trail names it."""

    ISSUE_AGREEMENTS = "agreements.issued"
    WITHDRAW_AGREEMENTS = "agreements.withdrawn"
    EXPIRE_AGREEMENTS = "agreements.expired"
    MAKE_LINKS = "agreement_links.made"
    REVOKE_LINKS = "agreement_links.revoked"
    SLOW_LINKS = "agreement_links.slowed"
    READ_OWN_AGREEMENTS = "own_agreements.read"
    READ_OWN_AGREEMENT = "own_agreement.read"
    SIGN_AGREEMENT = "agreement.signed"
    DECLINE_AGREEMENT = "agreement.declined"
    TAKE_BACK_AGREEMENT = "agreement.taken_back"
    READ_AGREEMENT = "agreement.read"
    RECORD_PAPER = "agreement_paper.recorded"
    WITHDRAW_AGREEMENT = "agreement.withdrawn"
    OPEN_LINK = "agreement_link.opened"
    SIGN_BY_LINK = "agreement_link.signed"
    DECLINE_BY_LINK = "agreement_link.declined"
    READ_RECEIPT = "agreement_receipt.read"
    READ_VISITORS = "visitor_agreements.read"
    SIGN_FOR_VISITOR = "visitor_agreement.signed"
    READ_SITTINGS = "sittings.read"
    OPEN_SITTING = "sitting.opened"
    READ_SITTING = "sitting.read"
    END_SITTING = "sitting.ended"
    SHOW_NAMES = "sitting.shown"
    READ_AT_SITTING = "sitting_agreement.read"
    SIGN_AT_SITTING = "sitting_agreement.signed"
    DECLINE_AT_SITTING = "sitting_agreement.declined"


def whom_it_is_for(actor: Actor, subject: Any) -> Answer:
    """The one person whom a link or a name on a sitting's list stands for: that one
    agreement and nothing else in the house.
    """
    signer = getattr(subject, "signer_ref", None)
    theirs = signer is not None and signer == actor.person_ref
    return PERMIT if theirs else Refusal("hidden")


def the_tablet(actor: Actor, subject: Any) -> Answer:
    """A device on which a sitting runs: it shows names, and signs for nobody."""
    ref = getattr(subject, "ref", None)
    return PERMIT if actor.person_ref == tablet_of(ref) else Refusal("hidden")


def tablet_of(sitting_ref: Any) -> str:
    """How a device on which a sitting runs is called in the trail."""
    return f"sitting:{sitting_ref}"


runs: Rule = any_of(granted(dict.fromkeys(RUNNERS, yes)), the_system_itself)
keeps: Rule = granted(dict.fromkeys(RUNNERS, yes))
at_the_desk: Rule = granted(dict.fromkeys(DESK, yes))

RULES: dict[SigningAct, Rule] = {
    SigningAct.ISSUE_AGREEMENTS: runs,
    SigningAct.WITHDRAW_AGREEMENTS: runs,
    SigningAct.EXPIRE_AGREEMENTS: runs,
    SigningAct.MAKE_LINKS: runs,
    SigningAct.REVOKE_LINKS: runs,
    SigningAct.SLOW_LINKS: yes,
    SigningAct.READ_OWN_AGREEMENTS: works_here,
    SigningAct.READ_OWN_AGREEMENT: works_here,
    SigningAct.SIGN_AGREEMENT: works_here,
    SigningAct.DECLINE_AGREEMENT: works_here,
    SigningAct.TAKE_BACK_AGREEMENT: works_here,
    SigningAct.READ_AGREEMENT: keeps,
    SigningAct.RECORD_PAPER: keeps,
    SigningAct.WITHDRAW_AGREEMENT: keeps,
    SigningAct.OPEN_LINK: whom_it_is_for,
    SigningAct.SIGN_BY_LINK: whom_it_is_for,
    SigningAct.DECLINE_BY_LINK: whom_it_is_for,
    SigningAct.READ_RECEIPT: whom_it_is_for,
    SigningAct.READ_VISITORS: at_the_desk,
    SigningAct.SIGN_FOR_VISITOR: at_the_desk,
    # Whose classes they are, the loaders know: a teacher of the class, or a runner.
    SigningAct.READ_SITTINGS: works_here,
    SigningAct.OPEN_SITTING: works_here,
    SigningAct.READ_SITTING: works_here,
    SigningAct.END_SITTING: works_here,
    SigningAct.SHOW_NAMES: the_tablet,
    SigningAct.READ_AT_SITTING: whom_it_is_for,
    SigningAct.SIGN_AT_SITTING: whom_it_is_for,
    SigningAct.DECLINE_AT_SITTING: whom_it_is_for,
}
WORDINGS: dict[SigningAct, str] = {
    SigningAct.ISSUE_AGREEMENTS: "issued agreements to be signed",
    SigningAct.WITHDRAW_AGREEMENTS: "withdrew agreements that hold no longer",
    SigningAct.EXPIRE_AGREEMENTS: "ended agreements that nobody had signed in time",
    SigningAct.MAKE_LINKS: "made links for adults to sign by",
    SigningAct.REVOKE_LINKS: "revoked links that adults could have signed by",
    SigningAct.SLOW_LINKS: "wrong codes came too often, and must wait",
    SigningAct.READ_OWN_AGREEMENTS: "looked at their own agreements",
    SigningAct.READ_OWN_AGREEMENT: "read an agreement of their own",
    SigningAct.SIGN_AGREEMENT: "signed their agreement",
    SigningAct.DECLINE_AGREEMENT: "declined to sign their agreement",
    SigningAct.TAKE_BACK_AGREEMENT: "took their agreement back",
    SigningAct.READ_AGREEMENT: "read an agreement and who signed it",
    SigningAct.RECORD_PAPER: "recorded an agreement that was answered on paper",
    SigningAct.WITHDRAW_AGREEMENT: "withdrew an agreement",
    SigningAct.OPEN_LINK: "opened a text by a link, to sign it",
    SigningAct.SIGN_BY_LINK: "signed an agreement by a link",
    SigningAct.DECLINE_BY_LINK: "declined an agreement by a link",
    SigningAct.READ_RECEIPT: "was shown what they had signed by a link",
    SigningAct.READ_VISITORS: "looked at which visitors have signed",
    SigningAct.SIGN_FOR_VISITOR: "had a visitor sign at the front desk",
    SigningAct.READ_SITTINGS: "looked at which classes are to sign",
    SigningAct.OPEN_SITTING: "opened a sitting, for a class to sign",
    SigningAct.READ_SITTING: "looked at how far a class has signed",
    SigningAct.END_SITTING: "ended a sitting",
    SigningAct.SHOW_NAMES: "a shared tablet showed the names of a class",
    SigningAct.READ_AT_SITTING: "was shown their agreement on a shared tablet",
    SigningAct.SIGN_AT_SITTING: "signed their agreement on a shared tablet",
    SigningAct.DECLINE_AT_SITTING: "declined their agreement on a shared tablet",
}
