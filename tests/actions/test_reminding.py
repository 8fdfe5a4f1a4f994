"""Reminders: in the morning of the day, when late, once an action and day."""

from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from safeguard.actions.commands.reminding import remind_owners
from safeguard.actions.models import ActionReminder
from safeguard.actions.queries.choosing import count_to_remind
from safeguard.cases.commands.deciding import NewCase, open_case
from safeguard.installation.reminders import remind_of_actions
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Refused
from school.foundation.references import spoken
from school.identity.commands.people import NewRelationship, relate
from school.notices import Notice
from tests.actions.tasked import finished, task
from tests.cases.worked import TITLE, acknowledged, dsl, opened
from tests.trail.reading import acts, entries, facts, last

pytestmark = pytest.mark.both_engines


def london(day, hour, minute=0):
    return clock.london(day, hour, minute)


DUE = date(2026, 11, 25)


def reminders(world, name="tutor"):
    """How many reminders somebody was sent."""
    asked = select(ActionReminder).where(ActionReminder.person_ref == world[name])
    return len(list(db.session.scalars(asked)))


def kinds_of(world, name, path):
    asked = select(Notice.kind).where(
        Notice.person_ref == world[name], Notice.path == path
    )
    return sorted(db.session.scalars(asked))


def test_the_owner_is_reminded_in_the_morning_of_the_day_and_once(world, in_term):
    ref = task(world, opened(world))
    for hour, minute, sent in ((7, 59, 0), (8, 0, 1), (8, 1, 1), (15, 0, 1)):
        with clock.standing_at(london(DUE, hour, minute)):
            remind_of_actions()
            assert reminders(world) == sent, (hour, minute)
    assert kinds_of(world, "tutor", f"/actions/{spoken(ref)}") == ["waits", "waits"]
    leaf = last(world.birch)
    assert (leaf.action, leaf.objects) == ("actions.reminded", (ref,))
    assert leaf.person_ref == "system:clocks"
    assert facts(leaf) == {"told": 1}


def test_nothing_is_recorded_where_nothing_is_due(world, in_term):
    task(world, opened(world))
    before = len(entries(world.birch))
    assert remind_of_actions() == 0
    assert len(entries(world.birch)) == before


def test_when_late_they_are_reminded_each_working_day_and_more_urgently(world, in_term):
    ref = task(world, opened(world))
    # Wednesday it is due; Thursday, Friday, not at the weekend, Monday.
    for day, sent in ((25, 1), (26, 2), (27, 3), (28, 3), (29, 3), (30, 4)):
        with clock.standing_at(london(date(2026, 11, day), 9)):
            remind_of_actions()
            assert reminders(world) == sent, day
    kinds = kinds_of(world, "tutor", f"/actions/{spoken(ref)}")
    assert kinds == ["now", "now", "now", "waits", "waits"]


def test_what_was_put_on_a_saturday_is_asked_for_on_saturday(world, in_term):
    saturday = date(2026, 11, 28)
    task(world, opened(world), when="another_day", due_on=saturday)
    with clock.standing_at(london(saturday, 9)):
        assert remind_of_actions() == 1


def test_what_is_done_is_not_asked_for(world, in_term):
    finished(world, task(world, opened(world)))
    with clock.standing_at(london(DUE, 9)):
        assert remind_of_actions() == 0


def test_where_the_owner_is_walled_by_now_the_lead_hears_instead(world, in_term):
    ref = task(world, opened(world))
    kin = NewRelationship(world["ellis"], world["tutor"], "relative", True)
    relate(world.system(), kin)
    with clock.standing_at(london(DUE, 9)):
        remind_of_actions()
    assert (reminders(world), reminders(world, "dsl")) == (0, 1)
    assert kinds_of(world, "dsl", f"/actions/{spoken(ref)}") == ["waits"]


def test_where_the_lead_is_walled_too_the_dsl_hears_and_else_nobody(world, in_term):
    new = NewCase(TITLE, "C3", "cyber_bullying", lead_ref=world["deputy_dsl"])
    case = open_case(dsl(world), acknowledged(world), new)
    ref = task(world, case, "deputy_dsl")
    for day, name, sent in ((25, "deputy_dsl", 1), (26, "dsl", 0)):
        kin = NewRelationship(world["ellis"], world[name], "relative", True)
        relate(world.system(), kin)
        with clock.standing_at(london(date(2026, 11, day), 9)):
            assert remind_of_actions() == 1
        assert facts(last(world.birch)) == {"told": sent}
    path = f"/actions/{spoken(ref)}"
    assert kinds_of(world, "dsl", path) == ["waits"]
    assert kinds_of(world, "deputy_dsl", path) == ["waits"]


def test_the_clocks_alone_remind(world, in_term):
    task(world, opened(world))
    with clock.standing_at(london(DUE, 9)), pytest.raises(Refused):
        remind_owners(dsl(world))
    assert acts(world.birch)[-1] == ("actions.reminded", "refused")


@given(minutes=st.lists(st.integers(0, 10 * 24 * 60), min_size=1, max_size=6))
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_however_often_the_clocks_go_round_nobody_is_told_twice_a_day(
    world, in_term, minutes
):
    """Whenever the rounds come, no pair of action and day is sent twice."""
    task(world, opened(world))
    for minute in sorted(minutes):
        moment = datetime.fromtimestamp(
            london(DUE, 0).timestamp() + minute * 60, clock.LONDON
        )
        with clock.standing_at(moment):
            remind_of_actions()
            assert count_to_remind(world.birch) == 0
    sent = [
        (row.action_ref, row.sent_on)
        for row in db.session.scalars(select(ActionReminder))
    ]
    assert len(sent) == len(set(sent))
