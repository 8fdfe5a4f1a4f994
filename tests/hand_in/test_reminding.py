"""At the end of a school day office and head hear of what nobody collected."""

from datetime import timedelta

import pytest

from safeguard.hand_in.commands.reminding import remind_of_phones
from safeguard.hand_in.queries.ledger import count_left, count_left_over
from safeguard.installation.reminders import remind_of_left_phones
from school.foundation import clock
from school.foundation.errors import Refused
from tests.hand_in.told import IN, collected, marked, notices
from tests.trail.reading import facts, last

# It is 1:42pm; the school ends at 3:30pm and the clock runs out at 4pm.
EVENING = timedelta(hours=3)


@pytest.fixture(autouse=True)
def term(in_term):
    """Birch has terms."""


def test_office_and_head_hear_once_a_day_and_nobodys_name(world):
    marked(world, maya=IN, zazolc=IN)
    assert remind_of_left_phones() == 0
    with clock.moved_on(EVENING):
        assert count_left(world.birch) == 2
        assert remind_of_left_phones() == 1
        leaf = last(world.birch)
        assert (leaf.action, facts(leaf)) == ("phones.reminded", {"told": 3, "left": 2})
        assert remind_of_left_phones() == 0
        remind_of_phones(world.system())
    hearers = (world["office"], world["roll_officer"], world["head"])
    assert notices() == {ref: ["/phones"] for ref in hearers}
    with clock.moved_on(EVENING + timedelta(days=1)):
        remind_of_left_phones()
        assert notices() == {ref: ["/phones"] * 2 for ref in hearers}


def test_nobody_hears_when_all_went_home_or_when_there_is_no_school(world):
    marked(world, maya=IN)
    with clock.moved_on(EVENING + timedelta(days=4)):
        assert (count_left(world.birch), remind_of_left_phones()) == (0, 0)
    collected(world, "maya")
    with clock.moved_on(EVENING):
        assert (count_left_over(world.birch), remind_of_left_phones()) == (0, 0)


def test_only_the_product_itself_reminds(world):
    with pytest.raises(Refused):
        remind_of_phones(world.acting("head"))
