"""Who is put on the list, and who searches."""

from safeguard.searches.commands import authorising, starting
from safeguard.searches.commands.authorising import Revocation
from safeguard.searches.permissions import Act
from safeguard.searches.queries import listing
from school.foundation.actor import Actor
from tests.permissions.trials.trial import WHY, Trial, Try
from tests.searches import told


def _authorise(trial: Trial, actor: Actor) -> str:
    return authorising.authorise_searcher(actor, told.authorising(trial.world))


def _revoke(trial: Trial, actor: Actor) -> str:
    make = lambda: told.authorised(trial.world, "tutor")  # noqa: E731
    listing = trial.spare("listing", make)
    return authorising.revoke_searcher(actor, listing, Revocation(WHY))


def _start(trial: Trial, actor: Actor) -> str:
    trial.spare("on the list", lambda: told.authorised(trial.world))
    return starting.start_search(actor, told.new_search(trial.world))


READS_SEARCHES = [
    Try(Act.READ_CASE_SEARCHES, lambda t, a: listing.read_case_searches(a, t.case())),
]
SEARCHES = {
    "grant_search_authority": [
        Try(Act.AUTHORISE_SEARCHER, _authorise),
        Try(Act.REVOKE_SEARCHER, _revoke),
    ],
    "record_search": [Try(Act.START_SEARCH, _start)],
}
