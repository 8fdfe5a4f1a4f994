"""A record behind the wall leaves nothing in the trail of whom it is hidden from."""

from typing import Any

import pytest

from safeguard.cases.commands.closing import CaseClosure, close_case
from safeguard.cases.commands.referring import follow_referral, refer_case
from safeguard.cases.queries.finding import Wanted, find_records
from safeguard.cases.queries.listing import read_cases
from safeguard.cases.queries.queue import read_queue
from safeguard.cases.queries.reading import print_case, read_case, read_concern
from school.foundation.actor import Role
from school.gate import is_list
from school.inspection.queries.reading import read_own_trail, read_school_trail
from tests.cases.raised import raised
from tests.cases.worked import (
    ENDED,
    answered,
    concerns_of,
    dsl,
    opened,
    ready_to_close,
    rung,
)
from tests.factories.world import TUESDAY, World
from tests.trail.reading import entries

pytestmark = pytest.mark.both_engines
TODAY = TUESDAY.date()


def _live(world: World, **changes: Any) -> str:
    """Raised, worked, referred, read, printed, found and closed."""
    case = opened(world, "maya", **changes)
    for ref in concerns_of(case):
        read_concern(dsl(world), ref)
    refer_case(dsl(world), case, rung())
    follow_referral(dsl(world), case, answered(case))
    read_case(dsl(world), case)
    print_case(dsl(world), case)
    find_records(dsl(world), Wanted("stayed"))
    read_queue(dsl(world))
    read_cases(dsl(world))
    close_case(dsl(world), ready_to_close(world, case), CaseClosure(ENDED))
    return case


def test_whom_it_is_about_sees_lists_being_read_and_nothing_of_it(
    world: World,
) -> None:
    """The head is named in it: of its whole life her trail tells that the DSL looked
    at the queue, at the cases and found something, as on any other day.
    """
    raised(world, "teacher", "ellis")
    head = world.acting("head", elevated=True)
    before = read_school_trail(head, TODAY)
    began = len(entries(world.birch))

    case = _live(world, adults=(world["head"],))

    hers = read_school_trail(head, TODAY)
    # Her own first look is in the second.
    told = hers.entries[: len(hers.entries) - len(before.entries) - 1]
    happened = [leaf.action for leaf in entries(world.birch)[began:]]
    lists = [action for action in happened if is_list(action)]
    assert len(happened) > len(lists) + 10
    assert len(told) == len([each for each in lists if each != "school_trail.read"])
    shown = {ref for each in told for ref in each.references}
    assert not shown & {case, *concerns_of(case)}
    assert Role.HEAD in head.roles


def test_a_parent_who_works_here_sees_nothing_of_it_in_her_own_trail(
    world: World,
) -> None:
    """Maya's mother teaches here."""
    _live(world)

    own = read_own_trail(world.acting("parent_teacher"), TODAY)

    assert own.acts.entries == []
    assert own.by_others == []


def test_the_dsl_sees_all_of_it(world: World) -> None:
    """The control: whoever is not behind the wall reads every act."""
    case = _live(world, adults=(world["head"],))

    told = read_school_trail(world.acting("dsl", elevated=True), TODAY).entries

    acts_on_it = [each for each in told if case in each.references]
    assert len(acts_on_it) >= 8
