"""Numbers for the board, read and frozen."""

from datetime import timedelta

from school.foundation import clock
from tests.cases.raised import raised
from tests.house.round.walking import House, Walk
from tests.house.round.who import NO_RECORD


def counted(house: House) -> dict[str, str]:
    """A concern in a half-term that is over."""

    def make() -> str:
        with clock.standing_at(clock.now() - timedelta(days=62)):
            return raised(house.world)

    house.spare("counted", make)
    return {}


LOOKS_AT_REPORTS: dict[str, Walk] = {
    "reports.report": Walk("trustee", leaves="report.read"),
    "reports.freeze_report": Walk("head", why_none=NO_RECORD),
}
TO_REPORTS: dict[str, Walk] = {
    "reports.freeze_report": Walk("head", at=counted, leaves="report.frozen"),
}
