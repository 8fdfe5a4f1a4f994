"""An elevation of those who look into adults tells nobody that they look (T2)."""

import pytest

from safeguard.allegations.queries.reading import read_adult_concern
from school.inspection.queries.reading import (
    Told,
    count_school_trail,
    read_own_trail,
    read_school_trail,
    read_technical_trail,
)
from tests.allegations.telling import raised
from tests.factories.world import TUESDAY, World
from tests.trail.reading import entries
from tests.visitors import sign_in_as

pytestmark = pytest.mark.both_engines
TODAY = TUESDAY.date()
OPENED = "opened case content for themselves with a second factor"


def who_opened(told: list[Told]) -> list[str | None]:
    """Who elevated, as a page tells it."""
    return [each.name for each in told if each.wording == OPENED]


def test_the_dsl_does_not_see_that_the_head_elevated(world: World) -> None:
    """The head looks into a concern about her at night. In the school's trail she sees
    her own elevation and the deputy's; the technician sees theirs; the head has hers
    in her own trail, and the entry stands in the school's log.
    """
    reference = raised(world, "other_teacher", "dsl")
    for name in ("head", "dsl", "deputy_dsl"):
        sign_in_as(world, name, elevated=True, reason=None)
    head = world.acting("head", elevated=True)
    read_adult_concern(head, reference)

    dsl, ict = world.acting("dsl", elevated=True), world.acting("ict")
    others = ["Tom Pellow", "Ruth Adeyemi"]
    assert who_opened(read_school_trail(dsl, TODAY).entries) == others
    assert who_opened(read_technical_trail(ict, TODAY).entries) == others
    counted = count_school_trail(world.acting("trust_safeguarding"), TODAY)
    assert [each.done for each in counted if each.wording == OPENED] == [2]
    assert who_opened(read_own_trail(head, TODAY).acts.entries) == ["Catrin Howells"]
    begun = [leaf for leaf in entries(world.birch) if leaf.action == "elevation.begun"]
    assert len(begun) == 3


def test_it_is_not_told_of_those_above_either(world: World) -> None:
    """Nor when there is no concern about anybody: its absence must mean nothing."""
    for name in ("executive_head", "chair", "trustee"):
        sign_in_as(world, name, elevated=True, reason=None)

    dsl = world.acting("dsl", elevated=True)
    assert who_opened(read_school_trail(dsl, TODAY).entries) == []
