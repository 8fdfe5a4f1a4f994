"""Meetings about a case: who was there, what was decided, when people meet again."""

from datetime import timedelta

import pytest

from safeguard.cases.commands.meeting import NewMeeting, record_meeting
from safeguard.cases.queries.reading import read_case
from school.foundation import clock
from school.foundation.errors import Invalid
from tests.cases.desk import at, words_of
from tests.cases.worked import dsl, opened
from tests.trail.reading import facts, last

pytestmark = pytest.mark.both_engines
DECIDED = "Social care visits on Friday; school keeps Ellis in at lunch."


def met(**changes) -> NewMeeting:
    said = {"kind": "core_group", "attended": "Ruth Adeyemi; Ms Ferro, social care",
            "decided": DECIDED, **changes}  # fmt: skip
    return NewMeeting(**said)


def test_a_core_group_leaves_its_words_and_the_clock_of_the_next(world):
    case, then = opened(world), clock.now() + timedelta(days=20)
    record_meeting(dsl(world), case, met(next_at=then))
    leaf = last(world.birch)
    assert leaf.action == "meeting.recorded"
    assert facts(leaf) == {"kind": "core_group", "next_at": then.isoformat()}
    found = read_case(dsl(world), case)
    [entry] = [each for each in found.happenings if each.kind == "meeting"]
    assert entry.text == f"There: Ruth Adeyemi; Ms Ferro, social care\n{DECIDED}"
    assert [(each.kind, each.at) for each in found.meetings] == [("core_group", then)]


def test_the_next_meeting_of_its_kind_ends_the_clock_and_no_other_does(world):
    case, then = opened(world), clock.now() + timedelta(days=20)
    record_meeting(dsl(world), case, met(next_at=then))
    record_meeting(dsl(world), case, met(kind="conference"))
    assert len(read_case(dsl(world), case).meetings) == 1
    with clock.moved_on(timedelta(days=20, hours=2)):
        record_meeting(dsl(world), case, met())
        assert not read_case(dsl(world), case).meetings


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "séance"}, "kind"),
        ({"attended": " "}, "attended"),
        ({"decided": "Nothing."}, "decided"),
        ({"held_at": timedelta(hours=1)}, "happened_on"),
        ({"next_at": timedelta(hours=-1)}, "next_on"),
        ({"next_at": timedelta(days=367)}, "next_on"),
    ],
)
def test_what_cannot_stand_is_refused(world, changes, field):
    case = opened(world)
    moved = {
        name: clock.now() + value if isinstance(value, timedelta) else value
        for name, value in changes.items()
    }
    with pytest.raises(Invalid) as refused:
        record_meeting(dsl(world), case, met(**moved))
    assert set(refused.value.problems) == {field}


def test_a_conference_over_the_page_and_its_clock(world, ruth):
    case = opened(world)
    path = at("cases", case, "/meetings")
    sent = ruth.submit(path, kind="conference", attended="The chair; Karen Thornbury")
    assert sent.status_code == 422
    assert "The chair; Karen Thornbury" in sent.text
    sent = ruth.submit(
        path, kind="conference", attended="The chair", decided=DECIDED,
        happened_on="2026-11-23", happened_time="10:00", next_on="2027-02-22",
    )  # fmt: skip
    assert sent.location == at("cases", case)
    page = words_of(ruth.get(sent.location))
    assert DECIDED in page
    assert page.count("Child protection conference") == 2
    assert "by Monday 22 February 2027" in page or "22 February" in page
