"""Who is put on the list, and who searches."""

from safeguard.searches.commands import authorising, reviewing, starting, weighing
from safeguard.searches.commands.authorising import Revocation
from safeguard.searches.permissions import Act
from safeguard.searches.queries import advising, listing
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


def _asked(trial: Trial) -> str:
    def make() -> str:
        trial.spare("on the list", lambda: told.authorised(trial.world))
        ref = told.weighed(trial.world, told.started(trial.world), urgent=False)
        return weighing.request_advice(trial.world.acting("searcher"), ref)

    return str(trial.spare("asked", make))


def _told(trial: Trial) -> str:
    def make() -> str:
        trial.spare("on the list", lambda: told.authorised(trial.world))
        return told.found(trial.world, told.deviating(trial.world))

    return told.parents(trial.world, str(trial.spare("found", make)))


def _to_review(trial: Trial) -> str:
    return str(trial.spare("to review", lambda: _told(trial)))


def _to_close(trial: Trial) -> str:
    def make() -> str:
        return told.answered(trial.world, told.reviewed(trial.world, _told(trial)))

    return str(trial.spare("to close", make))


# The head answers deviations alone; safeguarding does all else.
_THE_HEADS = {"yes": "no", "deviations": "yes"}
_NOT_THE_HEADS = {"deviations": "no"}
READS_SEARCHES = [
    Try(Act.READ_CASE_SEARCHES, lambda t, a: listing.read_case_searches(a, t.case())),
]
SEARCHES = {
    "grant_search_authority": [
        Try(Act.AUTHORISE_SEARCHER, _authorise),
        Try(Act.REVOKE_SEARCHER, _revoke),
    ],
    "record_search": [Try(Act.START_SEARCH, _start)],
    "advise_search": [
        Try(
            Act.GIVE_ADVICE,
            lambda t, a: weighing.give_advice(
                a, _asked(t), weighing.Advice("search", WHY)
            ),
            {"recorded_only": "yes"},
        ),
        Try(
            Act.READ_FOR_ADVICE,
            lambda t, a: advising.read_for_advice(a, _asked(t)),
            {"recorded_only": "elevated", "yes": "elevated"},
        ),
    ],
    "review_search": [
        Try(
            Act.REVIEW_SEARCH,
            lambda t, a: reviewing.review_search(
                a, _to_review(t), reviewing.Review("none", "no", WHY)
            ),
            _NOT_THE_HEADS,
        ),
        Try(
            Act.REVIEW_DEVIATIONS,
            lambda t, a: reviewing.review_deviations(
                a, _to_review(t), reviewing.Words(WHY)
            ),
            _THE_HEADS,
        ),
        Try(
            Act.CLOSE_SEARCH,
            lambda t, a: reviewing.close_search(a, _to_close(t)),
            _NOT_THE_HEADS,
        ),
    ],
}
