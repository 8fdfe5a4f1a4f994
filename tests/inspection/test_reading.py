"""The trail in words: who reads what of it, and what the wall takes out unseen."""

from datetime import timedelta

import pytest

from safeguard.cases.commands.acknowledging import acknowledge_concern
from safeguard.cases.queries.queue import read_queue
from safeguard.cases.queries.reading import read_concern
from school.foundation import clock
from school.foundation.errors import ElevationNeeded, Hidden, Refused
from school.identity.commands.people import change_setting
from school.inspection.queries.reading import (
    ON_A_PAGE,
    Part,
    Told,
    count_school_trail,
    read_own_trail,
    read_school_trail,
    read_technical_trail,
)
from tests.cases.raised import raised
from tests.factories.world import TUESDAY, World
from tests.trail.reading import facts, last

pytestmark = pytest.mark.both_engines
TODAY = TUESDAY.date()


def _sentences(told: list[Told]) -> list[str]:
    return [
        f"{each.name} ({each.role}) {each.wording} {' '.join(each.references)}".strip()
        for each in told
    ]


def _told_to(world: World, name: str) -> list[str]:
    actor = world.acting(name, elevated=True)
    return _sentences(read_school_trail(actor, TODAY).entries)


def test_the_dsl_reads_in_words_what_was_done_today(world: World) -> None:
    """Name, role, act and reference; the newest first; no text of any record."""
    ref = raised(world, "teacher", "ellis")
    acknowledge_concern(world.acting("dsl", elevated=True), ref)

    told = _told_to(world, "dsl")

    assert told[0].startswith("Ruth Adeyemi (Designated safeguarding lead (DSL)) ")
    assert ref in told[0]
    assert any(each.startswith("Hannah Okafor (Teacher) ") for each in told)
    entry = last(world.birch)
    assert (entry.action, entry.result) == ("school_trail.read", "done")
    assert facts(entry) == {"day": TODAY.isoformat()}


def test_reading_the_schools_trail_needs_a_second_factor(world: World) -> None:
    """The DSL who is not elevated is asked for it; a teacher is refused."""
    with pytest.raises(ElevationNeeded):
        read_school_trail(world.acting("dsl"), TODAY)
    with pytest.raises(Refused):
        read_school_trail(world.acting("teacher", elevated=True), TODAY)


def test_a_refused_try_is_told_as_refused_and_names_no_record(world: World) -> None:
    """What a teacher asked for in vain stands in the trail, without what it was."""
    ref = raised(world, "teacher", "ellis")
    with pytest.raises(Hidden):
        read_concern(world.acting("other_teacher"), ref)

    told = read_school_trail(world.acting("dsl", elevated=True), TODAY).entries[0]

    assert told.refused
    assert told.name == "Owen Platt"
    assert told.references == ()


def test_who_is_behind_the_wall_reads_the_trail_of_a_world_without_the_record(
    world: World,
) -> None:
    """The head is named in a concern: not one of the acts on it is in her trail, and
    the deputy's look at the queue is told as if the concern were not in it.
    """
    other = raised(world, "teacher", "jayden")
    ref = raised(world, "teacher", "ellis", adults=(world["head"],))
    acknowledge_concern(world.acting("dsl", elevated=True), ref)
    read_queue(world.acting("dsl", elevated=True))

    to_the_dsl = _told_to(world, "dsl")
    to_the_head = _told_to(world, "head")

    assert any(ref in each for each in to_the_dsl)
    assert not any(ref in each for each in to_the_head)
    assert any("the queue" in each and other in each for each in to_the_head)
    acts_on_it = [each for each in to_the_dsl if ref in each and "queue" not in each]
    assert len(acts_on_it) >= 2
    assert not any("acknowledged" in each for each in to_the_head)


def test_a_parent_among_the_staff_does_not_see_own_acts_on_a_record_now_walled(
    world: World,
) -> None:
    """What the wall hides is not told by way of one's own acts either."""
    ref = raised(world, "parent_teacher", "maya")

    own = read_own_trail(world.acting("parent_teacher"), TODAY)

    assert not any(ref in each.references for each in own.acts.entries)


def test_another_schools_acts_are_not_in_the_trail(world: World) -> None:
    """Each school reads its own log."""
    change_setting(world.acting("cedar_head"), "dsl_telephone", "01632 960999")

    assert not any("Victor Lisle" in each for each in _told_to(world, "head"))
    assert any("Victor Lisle" in each for each in _told_to(world, "cedar_head"))


def test_my_own_trail_holds_my_acts_and_what_others_did_to_my_account(
    world: World,
) -> None:
    """A role was granted to me today: that, and whoever did it, is in my list."""
    with clock.standing_at(TUESDAY + timedelta(hours=1)):
        change_setting(world.acting("head"), "duty_rota", "the deputy")
        own = read_own_trail(world.acting("head"), TODAY)
    with clock.standing_at(TUESDAY - timedelta(days=84)):
        begun = read_own_trail(world.acting("teacher"), clock.today())

    assert [each.wording for each in own.acts.entries] == ["changed a setting"]
    assert own.by_others == []
    assert [each.wording for each in begun.by_others if "role" in each.wording]


def test_my_own_trail_says_nothing_of_who_read_a_concern_i_am_named_in(
    world: World,
) -> None:
    """Acts of others are told where they touch my account, never where I am a part."""
    ref = raised(world, "teacher", "ellis", adults=(world["other_teacher"],))
    read_concern(world.acting("dsl", elevated=True), ref)

    own = read_own_trail(world.acting("other_teacher"), TODAY)

    assert own.by_others == []
    assert own.acts.entries == []


def test_the_technician_reads_of_accounts_and_of_no_child(world: World) -> None:
    """Concerns, pupils and classes are not in the list, whatever happened today."""
    raised(world, "teacher", "ellis")
    change_setting(world.acting("head"), "duty_rota", "the deputy")

    told = read_technical_trail(world.acting("ict"), TODAY).entries

    assert [each.wording for each in told] == ["changed a setting"]


def test_the_trust_sees_numbers(world: World) -> None:
    """How many, and nothing that says who or which."""
    raised(world, "teacher", "ellis")
    raised(world, "other_teacher", "jayden")

    counts = count_school_trail(world.acting("trust_safeguarding"), TODAY)

    assert max(count.done for count in counts if "concern" in count.wording) == 2


def test_many_acts_come_in_parts_without_a_number_on_any(world: World) -> None:
    """The newest part first; whoever turns back sees every entry exactly once."""
    for number in range(ON_A_PAGE + 7):
        change_setting(world.acting("head"), "duty_rota", str(number))
    actor = world.acting("ict")

    newest = read_technical_trail(actor, TODAY)
    oldest = read_technical_trail(actor, TODAY, 1)

    assert (newest.part, newest.parts) == (2, 2)
    assert len(oldest.entries) == ON_A_PAGE
    assert _ours(newest) + _ours(oldest) == ON_A_PAGE + 7
    assert not hasattr(newest.entries[0], "seq")


def _ours(part: Part) -> int:
    return sum(each.wording == "changed a setting" for each in part.entries)
