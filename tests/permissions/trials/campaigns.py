"""Campaigns and letters: whoever runs the signing, and nobody else."""

from safeguard.campaigns.commands.lettering import NewLetters, ask_letters
from safeguard.campaigns.commands.reminding import remind_of_campaign
from safeguard.campaigns.commands.running import (
    change_campaign,
    close_campaign,
    discard_campaign,
    issue_campaign,
    start_campaign,
)
from safeguard.campaigns.permissions import Act
from safeguard.campaigns.queries.letters import read_letters
from safeguard.campaigns.queries.lists import (
    export_campaign,
    print_unsigned,
    read_refused,
    read_unsigned,
)
from safeguard.campaigns.queries.reading import read_campaign, read_campaigns
from school.foundation.actor import Actor
from tests.campaigns.told import drafted_now, nothing_open, open_now, plan
from tests.permissions.trials.trial import Trial, Try


def _started(trial: Trial, actor: Actor) -> str:
    nothing_open(trial.world)
    return start_campaign(actor, plan())


CAMPAIGNS: list[Try] = [
    Try(Act.READ_CAMPAIGNS, lambda t, a: read_campaigns(a)),
    Try(Act.READ_CAMPAIGN, lambda t, a: read_campaign(a, open_now(t.world))),
    Try(Act.READ_UNSIGNED, lambda t, a: read_unsigned(a, open_now(t.world))),
    Try(Act.PRINT_UNSIGNED, lambda t, a: print_unsigned(a, open_now(t.world))),
    Try(Act.EXPORT_CAMPAIGN, lambda t, a: export_campaign(a, open_now(t.world))),
    Try(Act.READ_REFUSED, lambda t, a: read_refused(a, open_now(t.world))),
    Try(Act.START_CAMPAIGN, _started),
    Try(
        Act.CHANGE_CAMPAIGN,
        lambda t, a: change_campaign(a, drafted_now(t.world), plan()),
    ),
    Try(Act.DISCARD_CAMPAIGN, lambda t, a: discard_campaign(a, drafted_now(t.world))),
    Try(Act.ISSUE_CAMPAIGN, lambda t, a: issue_campaign(a, drafted_now(t.world))),
    Try(Act.REMIND_OF_CAMPAIGN, lambda t, a: remind_of_campaign(a, open_now(t.world))),
    Try(Act.CLOSE_CAMPAIGN, lambda t, a: close_campaign(a, open_now(t.world))),
    Try(Act.READ_LETTERS, lambda t, a: read_letters(a, open_now(t.world))),
    Try(Act.ASK_LETTERS, lambda t, a: ask_letters(a, open_now(t.world), NewLetters())),
]
