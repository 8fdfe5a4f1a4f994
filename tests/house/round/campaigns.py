"""Pages and forms on campaigns and on letters to parents."""

from typing import Any

from safeguard.campaigns.commands.lettering import NewLetters, ask_letters
from safeguard.installation.letters import set_waiting_letters
from tests.campaigns import told
from tests.house.round.filling import row
from tests.house.round.walking import House, Walk

PRIYA: dict[str, Any] = {"who": "digital_safety"}
READ = "campaign.read"


def a_draft(house: House) -> dict[str, str]:
    """A draft."""
    return {"campaign_ref": told.drafted_now(house.world)}


def an_open_one(house: House) -> dict[str, str]:
    """A campaign that is open."""
    return {"campaign_ref": told.open_now(house.world)}


def set_letters(house: House) -> dict[str, str]:
    """Letters that are ready."""
    ref = told.open_now(house.world)
    asked = ask_letters(house.world.acting("digital_safety"), ref, NewLetters())
    set_waiting_letters()
    return {"letters_ref": asked}


AT_OPEN: dict[str, Any] = {**PRIYA, "at": an_open_one}
AT_DRAFT: dict[str, Any] = {**PRIYA, "at": a_draft}
LOOKS_AT_CAMPAIGNS: dict[str, Walk] = {
    "campaigns.campaigns": Walk(**PRIYA, leaves="campaigns.read"),
    "campaigns.campaign": Walk(**AT_OPEN, leaves=READ),
    "campaigns.progress": Walk(**AT_OPEN, why_none="a number alone"),
    "campaigns.start_campaign": Walk(**PRIYA, why_none="asks, and shows no record"),
    "campaigns.change_campaign": Walk(**AT_OPEN, leaves=READ),
    "campaigns.issue_campaign": Walk(**AT_DRAFT, leaves=READ),
    "campaigns.close_campaign": Walk(**AT_OPEN, leaves=READ),
    "campaigns.discard_campaign": Walk(**AT_DRAFT, leaves=READ),
    "campaigns.remind_of_campaign": Walk(**AT_OPEN, leaves=READ),
    "campaigns.unsigned": Walk(**AT_OPEN, leaves="campaign_unsigned.read"),
    "campaigns.print_unsigned": Walk(**AT_OPEN, leaves="campaign_unsigned.printed"),
    "campaigns.refused": Walk(**AT_OPEN, leaves="campaign_refused.read"),
    "campaigns.export_csv": Walk(**AT_OPEN, leaves="campaign.exported"),
    "campaigns.export_xlsx": Walk(**AT_OPEN, leaves="campaign.exported"),
    "campaigns.letters": Walk(**AT_OPEN, leaves="campaign_letters.read"),
    "campaigns.letters_progress": Walk(
        **PRIYA, at=set_letters, why_none="a number alone"
    ),
    "campaigns.download_letters": Walk(
        **PRIYA, at=set_letters, leaves="campaign_letters.downloaded"
    ),
}
ASKING = row(groups=["8", "9"], due_on="2026-12-18")


def _after_clearing(house: House) -> dict[str, str]:
    told.nothing_open(house.world)
    return {}


TO_CAMPAIGNS: dict[str, Walk] = {
    "campaigns.start_campaign": Walk(
        **PRIYA, at=_after_clearing, fields=ASKING, leaves="campaign.started"
    ),
    "campaigns.change_campaign": Walk(
        **AT_DRAFT, fields=ASKING, leaves="campaign.changed"
    ),
    "campaigns.issue_campaign": Walk(**AT_DRAFT, leaves="campaign.issued"),
    "campaigns.close_campaign": Walk(**AT_OPEN, leaves="campaign.closed"),
    "campaigns.discard_campaign": Walk(**AT_DRAFT, leaves="campaign.discarded"),
    "campaigns.remind_of_campaign": Walk(**AT_OPEN, leaves="campaign.reminded"),
    "campaigns.letters": Walk(
        **AT_OPEN, fields=row(class_ref="all"), leaves="campaign_letters.asked"
    ),
}
