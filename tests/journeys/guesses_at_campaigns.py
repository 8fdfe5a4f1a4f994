"""Campaigns and letters that somebody must not find: invented, another school's."""

from datetime import timedelta

from safeguard.campaigns.commands.lettering import NewLetters, ask_letters
from safeguard.campaigns.commands.running import Plan, start_campaign
from safeguard.campaigns.permissions.asked import Group
from safeguard.campaigns.states import Audience
from school.foundation import clock
from tests.campaigns.told import open_now
from tests.house.round import House
from tests.journeys.wrong import Wrong, invented_row


def _campaign_elsewhere(house: House) -> str:
    def make() -> str:
        asked = frozenset({Group(Audience.CAPACITY, "staff")})
        plan = Plan(asked, clock.today() + timedelta(days=21))
        return start_campaign(house.world.acting("cedar_dsl"), plan)

    return str(house.spare("campaign elsewhere", make))


def _letters_of_a_colleague(house: House) -> str:
    def make() -> str:
        ref = open_now(house.world)
        return ask_letters(house.world.acting("head"), ref, NewLetters())

    return str(house.spare("letters of a colleague", make))


CAMPAIGNS = Wrong({"invented": invented_row, "foreign": _campaign_elsewhere})
LETTERS = Wrong({"invented": invented_row, "a colleague's": _letters_of_a_colleague})
WRONG_IN_CAMPAIGNS: dict[str, Wrong] = {
    **{
        f"campaigns.{name}": CAMPAIGNS
        for name in (
            *("campaign", "progress", "change_campaign", "issue_campaign"),
            *("close_campaign", "discard_campaign", "remind_of_campaign"),
            *("unsigned", "print_unsigned", "refused", "letters"),
            *("export_csv", "export_xlsx"),
        )
    },
    **{
        f"campaigns.{name}": LETTERS
        for name in ("letters_progress", "download_letters")
    },
}
