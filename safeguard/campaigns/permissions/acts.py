"""The acts on campaigns, and who may do each (matrix row run_agreement_campaign)."""

from enum import StrEnum

from safeguard.agreements.permissions.acts import RUNNERS
from school.foundation.permits import Rule, any_of, granted, yes
from school.identity.permissions.people import the_system_itself


class Act(StrEnum):
    """What can happen to a campaign, as the trail names it."""

    READ_CAMPAIGNS = "campaigns.read"
    READ_CAMPAIGN = "campaign.read"
    READ_UNSIGNED = "campaign_unsigned.read"
    PRINT_UNSIGNED = "campaign_unsigned.printed"
    EXPORT_CAMPAIGN = "campaign.exported"
    READ_REFUSED = "campaign_refused.read"
    START_CAMPAIGN = "campaign.started"
    CHANGE_CAMPAIGN = "campaign.changed"
    DISCARD_CAMPAIGN = "campaign.discarded"
    ISSUE_CAMPAIGN = "campaign.issued"
    CARRY_ON_CAMPAIGN = "campaign.carried_on"
    REMIND_OF_CAMPAIGN = "campaign.reminded"
    CLOSE_CAMPAIGN = "campaign.closed"
    READ_LETTERS = "campaign_letters.read"
    ASK_LETTERS = "campaign_letters.asked"
    TAKE_LETTERS = "campaign_letters.taken"
    SET_LETTERS = "campaign_letters.set"
    FINISH_LETTERS = "campaign_letters.finished"
    DOWNLOAD_LETTERS = "campaign_letters.downloaded"


runs: Rule = granted(dict.fromkeys(RUNNERS, yes))
by_itself: Rule = any_of(the_system_itself)

RULES: dict[Act, Rule] = {
    Act.READ_CAMPAIGNS: runs,
    Act.READ_CAMPAIGN: runs,
    Act.READ_UNSIGNED: runs,
    Act.PRINT_UNSIGNED: runs,
    Act.EXPORT_CAMPAIGN: runs,
    Act.READ_REFUSED: runs,
    Act.START_CAMPAIGN: runs,
    Act.CHANGE_CAMPAIGN: runs,
    Act.DISCARD_CAMPAIGN: runs,
    Act.ISSUE_CAMPAIGN: runs,
    Act.CARRY_ON_CAMPAIGN: by_itself,
    Act.REMIND_OF_CAMPAIGN: runs,
    Act.CLOSE_CAMPAIGN: runs,
    Act.READ_LETTERS: runs,
    Act.ASK_LETTERS: runs,
    Act.TAKE_LETTERS: by_itself,
    # In the name of whoever asked, with the roles that they hold when it is done.
    Act.SET_LETTERS: runs,
    Act.FINISH_LETTERS: by_itself,
    Act.DOWNLOAD_LETTERS: runs,
}
WORDINGS: dict[Act, str] = {
    Act.READ_CAMPAIGNS: "looked at the campaigns of agreements",
    Act.READ_CAMPAIGN: "looked at how far a campaign of agreements has come",
    Act.READ_UNSIGNED: "looked at who has not signed",
    Act.PRINT_UNSIGNED: "laid the list of who has not signed out for printing",
    Act.EXPORT_CAMPAIGN: "took the list of a campaign away as a file",
    Act.READ_REFUSED: "looked at who declined an agreement and why",
    Act.START_CAMPAIGN: "drafted a campaign of agreements",
    Act.CHANGE_CAMPAIGN: "changed whom a campaign asks, or until when",
    Act.DISCARD_CAMPAIGN: "discarded a campaign that was never issued",
    Act.ISSUE_CAMPAIGN: "had a campaign’s agreements issued",
    Act.CARRY_ON_CAMPAIGN: "brought a campaign’s agreements in line with the roll",
    Act.REMIND_OF_CAMPAIGN: "reminded those who have not signed, and their teachers",
    Act.CLOSE_CAMPAIGN: "closed a campaign of agreements",
    Act.READ_LETTERS: "looked at the prints of letters to parents",
    Act.ASK_LETTERS: "asked for letters to parents, with codes to sign by",
    Act.TAKE_LETTERS: "began to set letters to parents",
    Act.SET_LETTERS: "made codes for letters to parents",
    Act.FINISH_LETTERS: "finished setting letters to parents",
    Act.DOWNLOAD_LETTERS: "took letters to parents away as one file",
}
