"""Setting an action, doing it, taking it off, and giving it to somebody else."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from safeguard.actions.commands.acting import (
    Ending,
    NewAction,
    Passing,
    cancel_action,
    finish_action,
    hand_over_action,
    set_action,
)
from safeguard.actions.models import ActionStep
from safeguard.actions.queries.lines import own_actions_due
from safeguard.actions.queries.reading import read_action
from safeguard.cases.commands.closing import CaseClosure, close_case
from safeguard.cases.commands.deciding import NewCase, open_case
from safeguard.cases.models import CaseEntry
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import (
    ElevationNeeded,
    Hidden,
    Invalid,
    Refused,
    SafeguardError,
    Stale,
)
from school.foundation.references import spoken
from school.foundation.sealing import unseal
from school.identity.commands.people import NewRelationship, relate
from school.notices import Notice
from tests.actions.tasked import DONE, WHAT, action_row, finished, task
from tests.cases.worked import (
    ENDED,
    TITLE,
    acknowledged,
    case_file,
    closed,
    dsl,
    opened,
    ready_to_close,
)
from tests.factories.world import TUESDAY
from tests.trail.reading import facts, last

pytestmark = pytest.mark.both_engines


def notices_of(world, name):
    asked = select(Notice.path, Notice.kind).where(Notice.person_ref == world[name])
    return {row.path: row.kind for row in db.session.execute(asked)}


def chronology_of(case):
    asked = select(CaseEntry).where(CaseEntry.case_ref == case)
    rows = db.session.scalars(asked)
    return {(row.kind, row.code): unseal(row, "text") for row in rows}


def test_the_dsl_sets_an_action_for_a_tutor(world, in_term):
    case = opened(world)
    ref = task(world, case)
    leaf = last(world.birch)
    row = action_row(ref)
    assert (row.state, row.owner_ref, row.case_ref) == ("open", world["tutor"], case)
    assert (row.due_on, row.key_ref) == (date(2026, 11, 25), case_file(case).key_ref)
    assert row.due_at == datetime(2026, 11, 25, 15, 30, tzinfo=clock.LONDON)
    assert (leaf.action, leaf.objects) == ("action.set", (case, ref))
    assert sorted(each.table for each in leaf.rows) == [
        "action_step", "case_action", "case_entry", "case_file", "notice",
        "outbox_mail", "wall_about",
    ]  # fmt: skip
    assert facts(leaf) == {
        "due": "2026-11-25", "why": "in_school_time", "names_child": False,
    }  # fmt: skip
    told = f"{WHAT}\nFor Imran Sheikh, by Wednesday 25 November 2026."
    assert chronology_of(case)["action", "set"] == told


def test_the_owner_gets_a_notice_that_says_nothing(world):
    ref = task(world, opened(world))
    assert notices_of(world, "tutor") == {f"/actions/{spoken(ref)}": "waits"}


def test_the_owner_reads_the_action_and_nothing_else_of_the_case(world):
    ref = task(world, opened(world))
    read = read_action(world.acting("tutor"), ref)
    assert (read.what, read.child, read.reads_case) == (WHAT, None, False)
    assert [each.kind for each in read.history] == ["set"]
    leaf = last(world.birch)
    assert (leaf.action, leaf.objects) == ("action.read", (ref,))


def test_the_owner_is_told_a_childs_name_only_when_the_dsl_chose_to(world):
    ref = task(world, opened(world), child_ref=world["ellis"])
    read = read_action(world.acting("tutor"), ref)
    assert read.child == "Ellis Thornbury"


def test_no_child_of_another_case_can_be_named(world):
    with pytest.raises(Invalid) as objected:
        task(world, opened(world), child_ref=world["jayden"])
    assert set(objected.value.problems) == {"child_ref"}


def test_the_owner_finishes_it_without_a_second_factor_and_the_lead_hears(world):
    case = opened(world)
    ref = finished(world, task(world, case))
    leaf = last(world.birch)
    assert (leaf.action, leaf.objects) == ("action.finished", (ref, case))
    assert facts(leaf) == {"days_late": 0, "by_owner": True}
    assert action_row(ref).state == "done"
    assert chronology_of(case)["action", "done"] == f"{WHAT}\n{DONE}"
    assert f"/cases/{spoken(case)}" in notices_of(world, "dsl")


def test_the_lead_finishes_it_too_and_needs_no_notice(world):
    ref = task(world, opened(world))
    before = len(notices_of(world, "dsl"))
    finish_action(dsl(world), ref, Ending(DONE))
    assert action_row(ref).state == "done"
    assert len(notices_of(world, "dsl")) == before


def test_what_was_done_must_be_said(world):
    ref = task(world, opened(world))
    with pytest.raises(Invalid):
        finish_action(world.acting("tutor"), ref, Ending("done"))
    assert action_row(ref).state == "open"


def test_an_action_ends_once(world):
    ref = finished(world, task(world, opened(world)))
    for act in (finish_action, cancel_action):
        with pytest.raises(Stale):
            act(dsl(world), ref, Ending(DONE))
    with pytest.raises(Stale):
        hand_over_action(dsl(world), ref, Passing(world["teacher"]))


def test_two_people_on_one_action_do_not_overwrite_each_other(world):
    ref = task(world, opened(world))
    seen = read_action(world.acting("tutor"), ref).version
    hand_over_action(dsl(world), ref, Passing(world["teacher"]))
    with pytest.raises(Hidden):
        finish_action(world.acting("tutor"), ref, Ending(DONE, seen))
    with pytest.raises(Stale):
        finish_action(world.acting("teacher"), ref, Ending(DONE, seen))


def test_only_the_lead_takes_an_action_off(world):
    case = opened(world)
    ref = task(world, case)
    reason = Ending("The tutor has met Ellis already, before this was set.")
    with pytest.raises(Refused):
        cancel_action(world.acting("tutor"), ref, reason)
    cancel_action(dsl(world), ref, reason)
    assert action_row(ref).state == "cancelled"
    assert ("action", "cancelled") in chronology_of(case)


def test_the_lead_gives_it_to_somebody_else_and_the_history_keeps_both(world):
    case = opened(world)
    ref = task(world, case)
    with clock.moved_on(timedelta(minutes=1)):
        passing = Passing(world["teacher"], "Imran is on a trip.")
        hand_over_action(dsl(world), ref, passing)
    leaf = last(world.birch)
    assert (leaf.action, leaf.objects) == ("action.handed_over", (ref, case))
    with pytest.raises(Hidden):
        read_action(world.acting("tutor"), ref)
    read = read_action(world.acting("teacher"), ref)
    assert [each.words for each in read.history][1:] == [
        "From Imran Sheikh to Hannah Okafor.\nImran is on a trip."
    ]
    steps = db.session.scalars(select(ActionStep).where(ActionStep.action_ref == ref))
    assert {(each.from_ref, each.owner_ref) for each in steps} == {
        (None, world["tutor"]), (world["tutor"], world["teacher"]),
    }  # fmt: skip
    assert f"/actions/{spoken(ref)}" in notices_of(world, "teacher")


def test_an_owner_gives_it_back_to_the_lead_and_to_nobody_else(world):
    ref = task(world, opened(world))
    tutor = world.acting("tutor")
    with pytest.raises(Invalid):
        hand_over_action(tutor, ref, Passing(world["teacher"]))
    hand_over_action(tutor, ref, Passing(world["dsl"], "I am away all week."))
    assert action_row(ref).owner_ref == world["dsl"]


def test_where_the_lead_is_walled_it_goes_back_to_the_dsl_who_hears_of_it(world):
    new = NewCase(TITLE, "C3", "cyber_bullying", lead_ref=world["deputy_dsl"])
    case = open_case(dsl(world), acknowledged(world, "maya"), new)
    back, done = task(world, case), task(world, case)
    kin = NewRelationship(world["maya"], world["deputy_dsl"], "relative", True)
    relate(world.system(), kin)
    tutor, before = world.acting("tutor"), notices_of(world, "deputy_dsl")
    with pytest.raises(Invalid):
        hand_over_action(tutor, back, Passing(world["deputy_dsl"]))
    assert read_action(tutor, back).back_to == (world["dsl"],)
    hand_over_action(tutor, back, Passing(world["dsl"], "I am away all week."))
    finish_action(tutor, done, Ending(DONE))
    assert action_row(back).owner_ref == world["dsl"]
    assert f"/cases/{spoken(case)}" in notices_of(world, "dsl")
    assert notices_of(world, "deputy_dsl") == before


@pytest.mark.parametrize(
    "name", ["parent_teacher", "cedar_teacher", "ellis", "trustee"]
)
def test_nobody_gets_an_action_who_may_not(world, name):
    """Kin, another school's staff, a pupil, and those who read numbers only."""
    case = opened(world, "maya")
    before = last(world.birch)
    with pytest.raises(Invalid) as objected:
        task(world, case, name)
    assert set(objected.value.problems) == {"owner_ref"}
    assert last(world.birch) == before


@pytest.mark.parametrize("name", ["teacher", "tutor", "cedar_dsl", "ict", "trustee"])
def test_nobody_but_the_leads_sets_an_action(world, name):
    case = opened(world)
    new = NewAction(WHAT, world["tutor"], "action_today")
    with pytest.raises(Hidden):
        set_action(world.acting(name, reason="to try"), case, new)


def test_the_dsl_sets_one_only_with_a_fresh_second_factor_and_the_head_not_alone(world):
    case = opened(world)
    new = NewAction(WHAT, world["tutor"], "action_today")
    with pytest.raises(ElevationNeeded):
        set_action(world.acting("dsl"), case, new)
    with pytest.raises(Refused):
        set_action(world.acting("head", reason="to try"), case, new)


def test_somebody_elses_action_is_hidden(world):
    ref = task(world, opened(world))
    for name in ("teacher", "ict", "cedar_dsl", "executive_head"):
        with pytest.raises(Hidden):
            read_action(world.acting(name, reason="to try"), ref)
        with pytest.raises(Hidden):
            finish_action(world.acting(name, reason="to try"), ref, Ending(DONE))


def test_the_wall_takes_an_action_from_whoever_becomes_kin(world):
    ref = task(world, opened(world))
    tutor = world.acting("tutor")
    assert [each.reference for each in own_actions_due(tutor)] == [ref]
    kin = NewRelationship(world["ellis"], world["tutor"], "relative", True)
    relate(world.system(), kin)
    assert own_actions_due(tutor) == []
    for act in (
        lambda: read_action(tutor, ref),
        lambda: finish_action(tutor, ref, Ending(DONE)),
    ):
        with pytest.raises(Hidden):
            act()


@pytest.mark.parametrize(
    ("when", "due_on", "field"),
    [
        ("", None, "when"),
        ("yesterday", None, "when"),
        ("another_day", None, "due_on"),
        ("another_day", date(2026, 11, 23), "due_on"),
        ("another_day", date(2027, 11, 26), "due_on"),
        ("another_day", date(2062, 12, 24), "due_on"),
    ],
)
def test_by_when_must_be_a_day_to_come(world, when, due_on, field):
    with pytest.raises(Invalid) as objected:
        task(world, opened(world), when=when, due_on=due_on)
    assert set(objected.value.problems) == {field}


@pytest.mark.parametrize(
    ("when", "at", "due_on"),
    [
        # A Tuesday in term; the last Friday before Christmas.
        ("action_today", TUESDAY, date(2026, 11, 24)),
        ("action_next_day", TUESDAY, date(2026, 11, 25)),
        ("action_week", TUESDAY, date(2026, 12, 1)),
        ("action_fortnight", TUESDAY, date(2026, 12, 8)),
        ("action_next_day", datetime(2026, 12, 18, 14, 0, tzinfo=clock.LONDON),
         date(2026, 12, 21)),
        ("action_week", datetime(2026, 12, 18, 14, 0, tzinfo=clock.LONDON),
         date(2026, 12, 29)),
    ],
)  # fmt: skip
def test_shortcuts_run_on_the_right_calendar(world, in_term, when, at, due_on):
    case = opened(world)
    with clock.standing_at(at):
        assert action_row(task(world, case, when=when)).due_on == due_on


def test_a_day_in_the_holidays_is_allowed_and_said(world, in_term):
    ref = task(world, opened(world), when="another_day", due_on=date(2026, 12, 30))
    row = action_row(ref)
    assert (row.due_why, clock.local(row.due_at).hour) == ("school_closed", 17)


def test_no_case_closes_over_an_open_action(world):
    case = ready_to_close(world, opened(world))
    ref = task(world, case)
    with pytest.raises(Invalid) as objected:
        close_case(dsl(world), case, CaseClosure(ENDED))
    assert set(objected.value.problems) == {"actions_done"}
    finished(world, ref)
    close_case(dsl(world), case, CaseClosure(ENDED))
    assert case_file(case).state == "closed"


def test_a_closed_case_takes_no_action(world):
    case = closed(world, opened(world))
    with pytest.raises(Invalid):
        task(world, case)


def test_an_action_done_late_says_by_how_many_days(world, in_term):
    ref = task(world, opened(world))
    with clock.moved_on(timedelta(days=4)):
        finished(world, ref)
    assert facts(last(world.birch))["days_late"] == 3


def test_a_restricted_case_gives_a_deputy_their_own_action_and_no_more(world):
    case = opened(world, level="C4")
    ref = task(world, case, "deputy_dsl")
    deputy = world.acting("deputy_dsl", reason="to do it")
    assert not read_action(deputy, ref).reads_case
    with pytest.raises(SafeguardError):
        cancel_action(deputy, ref, Ending(DONE))
    finish_action(deputy, ref, Ending(DONE))
    assert action_row(ref).state == "done"


def test_today_is_over_when_school_is(world, in_term):
    case = opened(world)
    with clock.standing_at(clock.london(clock.today(), 19)):
        with pytest.raises(Invalid) as objected:
            task(world, case, when="action_today")
        assert set(objected.value.problems) == {"when"}
