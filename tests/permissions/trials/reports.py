"""Numbers for the board: reading them, and freezing them."""

from datetime import timedelta

from safeguard.reports.commands.freezing import freeze_report
from safeguard.reports.permissions import Act
from safeguard.reports.queries import read_report
from school.foundation import clock
from tests.cases.raised import raised
from tests.permissions.trials.trial import Trial, Try


def _counted(trial: Trial) -> object:
    """A concern in a half-term that is over."""

    def make() -> str:
        with clock.standing_at(clock.now() - timedelta(days=62)):
            return raised(trial.world)

    return trial.spare("counted", make)


# Their own ledgers come with filtering; heads check and the trust combines by freezing.
WORDS = {"own_ledger": "no", "checks": "yes", "combines": "yes"}
REPORTS: dict[str, list[Try]] = {
    "read_report": [Try(Act.READ_REPORT, lambda t, a: read_report(a), WORDS)],
    "write_report": [
        Try(Act.FREEZE_REPORT, lambda t, a: (_counted(t), freeze_report(a)), WORDS)
    ],
}
