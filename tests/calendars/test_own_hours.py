"""Every clock of a school ends when that school does, as its settings page says."""

from datetime import date, datetime
from typing import Any

import pytest

from safeguard.actions.permissions.days import chosen, shortcut
from safeguard.cases.commands.watching import Watch, watch_case
from safeguard.cases.queries.counting import count_decided
from safeguard.harm.commands import assess_harm
from school.calendars.timeliness import LATE
from school.foundation import clock
from school.identity.commands.settings import change_settings
from tests.bullying.told import pair_case
from tests.cases.conftest import in_term
from tests.cases.worked import case_file, decided, dsl, opened
from tests.factories.world import World
from tests.harm.told import assessment, begun, due

__all__ = ["in_term"]
pytestmark = pytest.mark.both_engines
EARLY = {"school_ends": "14:45"}
TUESDAY, SUNDAY = date(2026, 12, 8), date(2026, 12, 13)
HALF_PAST_TWO = datetime(2026, 11, 24, 14, 30, tzinfo=clock.LONDON)
THREE = datetime(2026, 11, 24, 15, 0, tzinfo=clock.LONDON)
WHAT = "Whether Ellis sits alone at lunch; Mr Sheikh looks daily."


def decision(world: World, day: date) -> datetime | None:
    """When the review of a decision is due."""
    return case_file(decided(world, opened(world), review_on=day)).due_at


def watching(world: World, day: date) -> datetime | None:
    """When a case that is watched is looked at."""
    case = decided(world, opened(world))
    return case_file(watch_case(dsl(world), case, Watch(WHAT, day))).due_at


def action(world: World, day: date) -> datetime:
    """When an action with a day of its own is due."""
    return chosen(world.birch, day).at


def safety_plan(world: World, day: date) -> datetime:
    """When a safety plan is looked at."""
    return due(assess_harm(dsl(world), begun(world), assessment(review_on=day)))


@pytest.mark.parametrize("due_of", [decision, watching, action, safety_plan])
def test_a_chosen_day_ends_with_the_schools_own_day(
    world: World, in_term: Any, due_of: Any
) -> None:
    change_settings(world.acting("head"), EARLY)

    assert due_of(world, TUESDAY) == clock.london(TUESDAY, 14, 45)


@pytest.mark.parametrize("due_of", [decision, watching, action, safety_plan])
def test_a_chosen_day_without_school_ends_with_the_councils(
    world: World, in_term: Any, due_of: Any
) -> None:
    assert due_of(world, SUNDAY) == clock.london(SUNDAY, 17)


def test_today_is_over_when_this_school_is(world: World, in_term: Any) -> None:
    change_settings(world.acting("head"), EARLY)

    with clock.standing_at(HALF_PAST_TWO):
        assert shortcut(world.birch, "action_today").on == clock.today()
        assert due(begun(world, kind="violence")) == clock.london(clock.today(), 14, 45)
    with clock.standing_at(THREE):
        assert shortcut(world.birch, "action_today").on > clock.today()


def test_the_boards_numbers_are_reckoned_on_the_same_hours(
    world: World, in_term: Any
) -> None:
    change_settings(world.acting("head"), EARLY)
    case = pair_case(world)
    since = clock.now()

    with clock.standing_at(datetime(2026, 11, 25, 15, 0, tzinfo=clock.LONDON)):
        decided(world, case)
        late = count_decided(clock.london(clock.today().replace(day=1)), clock.now())

    assert since < clock.london(date(2026, 11, 25), 14, 45)
    assert late[world.birch, LATE] == 1
