"""A term of concerns in both schools, told quickly: what a report has to count."""

from datetime import UTC, datetime, timedelta

from safeguard.cases.commands.acknowledging import acknowledge_concern
from safeguard.cases.commands.raising import raise_concern
from safeguard.reports.commands.freezing import freeze_report
from school.foundation import clock
from tests.cases.raised import about
from tests.factories.world import World

SEPTEMBER = datetime(2026, 9, 8, 9, 0, tzinfo=UTC)
OCTOBER = datetime(2026, 10, 6, 9, 0, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 24, 13, 42, tzinfo=UTC)
# A category of each kind.
CONTENT, CONTACT, CONDUCT = "violent_content", "grooming", "cyber_bullying"


def tell(
    world: World, category: str, number: int, at: datetime, *, cedar: bool = False
) -> list[str]:
    """So many concerns of one category, raised from that moment on, one an hour."""
    by, child = ("cedar_teacher", "cedar_pupil") if cedar else ("teacher", "ellis")
    told = []
    for nth in range(number):
        with clock.standing_at(at + timedelta(hours=nth)):
            new = about(world, child, category=category)
            told.append(raise_concern(world.acting(by), new))
    return told


def open_all(world: World, refs: list[str], at: datetime) -> None:
    """The DSL opens these concerns, at that moment."""
    with clock.standing_at(at):
        for ref in refs:
            acknowledge_concern(world.acting("dsl", elevated=True), ref)


def frozen(world: World, by: str = "trust_safeguarding") -> str:
    """The numbers, frozen by somebody on a Tuesday in November."""
    with clock.standing_at(NOVEMBER):
        return freeze_report(world.acting(by))
