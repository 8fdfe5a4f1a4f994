"""Handing over work: when one is away, when one is back, when somebody has left."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from safeguard.actions.commands.work import Handover, hand_over_work
from safeguard.actions.models import CaseHandover, WorkHandover
from safeguard.actions.permissions import Act
from safeguard.actions.queries.work import left_behind, read_work, who_can_take_over
from safeguard.cases.commands.deciding import Joining, NewCase, join_case, open_case
from safeguard.cases.models import CaseEntry
from safeguard.cases.permissions.seeing import case_visible
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import (
    ElevationNeeded,
    Hidden,
    Invalid,
    Refused,
    Stale,
)
from school.foundation.sealing import unseal
from school.gate import command
from school.identity.commands.appointments import end_appointment
from school.identity.commands.people import NewRelationship, relate
from school.identity.models import Appointment
from school.identity.permissions.people import OPENS_CASES
from school.notices import Notice
from tests.actions.tasked import WHAT, action_row, task
from tests.cases.worked import TITLE, acknowledged, case_file, closed, dsl, opened
from tests.trail.reading import acts, entries, facts, last

pytestmark = pytest.mark.both_engines


def deputy(world):
    return world.acting("deputy_dsl", reason="covering for Ruth")


def led_by_the_deputy(world, *names):
    new = NewCase(TITLE, "C3", "cyber_bullying", lead_ref=world["deputy_dsl"])
    return open_case(dsl(world), acknowledged(world, *names), new)


def to_the_deputy(world, **what):
    return hand_over_work(dsl(world), Handover(world["deputy_dsl"], **what))


def leave(world, name):
    asked = select(Appointment).where(Appointment.person_ref == world[name])
    held = {row.ref: row.role for row in db.session.scalars(asked)}
    for ref, role in held.items():
        above = world.acting("executive_head", elevated=True)
        end_appointment(above if role in OPENS_CASES else world.system(), ref)


def test_the_dsl_hands_over_before_going_away(world, in_term):
    case = opened(world)
    action = task(world, case, "dsl")
    since = len(entries(world.birch))
    to_the_deputy(
        world,
        case_refs=(case,),
        action_refs=(action,),
        from_on=date(2026, 11, 25),
        until_on=date(2026, 12, 4),
        words="Ellis’s mother rings back on Thursday.",
    )
    assert case_file(case).lead_ref == world["deputy_dsl"]
    assert action_row(action).owner_ref == world["deputy_dsl"]
    assert acts(world.birch, since) == [
        ("case.handed_over", "done"),
        ("action.handed_over", "done"),
        ("work.handed_over", "done"),
    ]
    assert facts(last(world.birch)) == {
        "cases": 1, "actions": 1, "for_somebody_else": False,
    }  # fmt: skip
    asked = select(CaseEntry).where(CaseEntry.kind == "handed_over")
    (entry,) = db.session.scalars(asked)
    assert unseal(entry, "text") == (
        "From Ruth Adeyemi to Tom Pellow.\n"
        "From 25 November 2026 until 4 December 2026.\n"
        "Ellis’s mother rings back on Thursday."
    )
    waiting = select(Notice.path).where(Notice.person_ref == world["deputy_dsl"])
    assert "/away" in set(db.session.scalars(waiting))


def test_coming_back_is_the_same_act_in_the_other_direction(world):
    case = opened(world)
    to_the_deputy(world, case_refs=(case,), until_on=clock.today(), words="Back soon.")
    work = read_work(deputy(world))
    (taken,) = work.taken_over
    assert (taken.from_name, taken.case_refs) == ("Ruth Adeyemi", (case,))
    assert taken.note == "Back soon."
    with clock.moved_on(timedelta(days=1)):
        hand_over_work(deputy(world), Handover(world["dsl"], taken.case_refs))
    assert case_file(case).lead_ref == world["dsl"]
    assert read_work(deputy(world)).taken_over == ()
    went = db.session.scalars(select(CaseHandover).order_by(CaseHandover.at))
    assert [each.to_ref for each in went] == [world["deputy_dsl"], world["dsl"]]


def test_what_can_be_handed_over_is_what_one_leads_and_has_to_do(world):
    mine, theirs = opened(world), led_by_the_deputy(world)
    action = task(world, theirs, "dsl")
    closed(world, opened(world))
    work = read_work(dsl(world))
    assert [each.reference for each in work.cases] == [mine]
    assert [(each.reference, each.what) for each in work.actions] == [(action, WHAT)]
    leaf = last(world.birch)
    assert leaf.action == "work.read"
    assert {mine, action} <= set(leaf.objects)


def test_all_go_or_none(world):
    """A restricted case cannot go to a deputy: nothing is handed over."""
    plain, restricted = opened(world), opened(world, level="C4")
    with pytest.raises(Invalid) as objected:
        to_the_deputy(world, case_refs=(plain, restricted))
    assert set(objected.value.problems) == {"to_ref"}
    assert case_file(plain).lead_ref == world["dsl"]
    assert list(db.session.scalars(select(WorkHandover))) == []


def test_no_case_goes_past_the_wall(world):
    case = opened(world, "maya")
    kin = NewRelationship(world["maya"], world["deputy_dsl"], "relative", True)
    relate(world.system(), kin)
    with pytest.raises(Invalid):
        to_the_deputy(world, case_refs=(case,))
    assert case_file(case).lead_ref == world["dsl"]


@pytest.mark.parametrize("name", ["teacher", "head", "cedar_dsl", "dsl", "ellis"])
def test_work_goes_to_somebody_who_leads_here(world, name):
    case = opened(world)
    with pytest.raises(Invalid) as objected:
        hand_over_work(dsl(world), Handover(world[name], (case,)))
    assert set(objected.value.problems) == {"to_ref"}


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"until_on": date(2026, 11, 23)}, "until_on"),
        ({"from_on": date(2026, 12, 2), "until_on": date(2026, 12, 1)}, "until_on"),
    ],
)
def test_it_does_not_end_before_it_begins(world, days, field):
    with pytest.raises(Invalid) as objected:
        to_the_deputy(world, case_refs=(opened(world),), **days)
    assert set(objected.value.problems) == {field}


def test_something_must_be_chosen(world):
    with pytest.raises(Invalid) as objected:
        to_the_deputy(world)
    assert set(objected.value.problems) == {"cases"}


def test_nobody_hands_over_what_another_leads(world):
    case = led_by_the_deputy(world)
    with pytest.raises(Stale):
        hand_over_work(dsl(world), Handover(world["deputy_dsl"], (case,)))
    handover = Handover(world["dsl"], (case,), of_ref=world["deputy_dsl"])
    with pytest.raises(Invalid):
        hand_over_work(dsl(world), handover)
    assert case_file(case).lead_ref == world["deputy_dsl"]


def test_who_has_left_is_counted_and_their_work_goes_to_another(world):
    case = led_by_the_deputy(world)
    action = task(world, case, "tutor")
    assert left_behind(dsl(world)) == []
    leave(world, "deputy_dsl")
    leave(world, "tutor")
    counted = {
        each.person_ref: (each.cases, each.actions) for each in left_behind(dsl(world))
    }
    assert counted == {world["deputy_dsl"]: (1, 0), world["tutor"]: (0, 1)}
    gone = world["deputy_dsl"]
    assert [one.person_ref for one in who_can_take_over(dsl(world), gone)] == [
        world["dsl"]
    ]
    hand_over_work(dsl(world), Handover(world["dsl"], (case,), of_ref=gone))
    hand_over_work(
        dsl(world), Handover(world["dsl"], (), (action,), of_ref=world["tutor"])
    )
    assert case_file(case).lead_ref == world["dsl"]
    assert action_row(action).owner_ref == world["dsl"]
    assert left_behind(dsl(world)) == []
    assert facts(last(world.birch))["for_somebody_else"] is True


def becomes_kin(world, name, child="maya"):
    kin = NewRelationship(world[child], world[name], "relative", True)
    relate(world.system(), kin)


def counts(actor):
    return {each.person_ref: (each.cases, each.actions) for each in left_behind(actor)}


def test_a_case_of_a_lead_who_became_kin_is_left_behind_and_goes_to_another(world):
    case, other = led_by_the_deputy(world, "maya"), led_by_the_deputy(world, "jayden")
    action, tom = task(world, case, "deputy_dsl"), world["deputy_dsl"]
    kept = task(world, other, "deputy_dsl")
    becomes_kin(world, "deputy_dsl")
    assert counts(dsl(world)) == {tom: (1, 1)}
    work = read_work(dsl(world), tom)
    assert [each.reference for each in work.cases] == [case]
    assert [each.reference for each in work.actions] == [action]
    for cases, actions in (((case, other), ()), ((case,), (kept,))):
        handover = Handover(world["dsl"], cases, actions, of_ref=tom)
        with pytest.raises(Invalid) as objected:
            hand_over_work(dsl(world), handover)
        assert set(objected.value.problems) == {"page"}
    hand_over_work(dsl(world), Handover(world["dsl"], (case,), (action,), of_ref=tom))
    assert case_file(case).lead_ref == world["dsl"]
    assert case_file(other).lead_ref == tom
    assert counts(dsl(world)) == {}


def test_a_case_that_a_concern_about_its_lead_joined_is_left_behind(world):
    case = led_by_the_deputy(world, "jayden")
    about_tom = acknowledged(world, "ellis", adults=(world["deputy_dsl"],))
    join_case(dsl(world), about_tom, Joining(case))
    assert counts(dsl(world)) == {world["deputy_dsl"]: (1, 0)}
    handover = Handover(world["dsl"], (case,), of_ref=world["deputy_dsl"])
    hand_over_work(dsl(world), handover)
    assert case_file(case).lead_ref == world["dsl"]


def test_a_case_above_the_level_of_its_lead_is_left_behind(world):
    """The case of a deputy became a restricted one, which a deputy does not read."""
    case = led_by_the_deputy(world, "jayden")

    @command(Act.HAND_OVER_CASE, of=case_visible)
    def restrict(actor, row):
        row.level = "C4"
        return row.ref

    restrict(dsl(world), case)
    assert counts(dsl(world)) == {world["deputy_dsl"]: (1, 0)}
    handover = Handover(world["dsl"], (case,), of_ref=world["deputy_dsl"])
    hand_over_work(dsl(world), handover)
    assert case_file(case).lead_ref == world["dsl"]


def test_whoever_is_walled_hears_nothing_of_what_they_left_behind(world):
    case = led_by_the_deputy(world, "maya")
    becomes_kin(world, "deputy_dsl")
    tom = deputy(world)
    assert left_behind(tom) == []
    assert read_work(tom).cases == read_work(tom, world["deputy_dsl"]).cases == ()
    with pytest.raises(Hidden):
        hand_over_work(tom, Handover(world["dsl"], (case,)))
    handover = Handover(world["dsl"], (case,), of_ref=world["deputy_dsl"])
    with pytest.raises(Hidden):
        hand_over_work(tom, handover)


def test_what_was_left_behind_is_counted_within_what_one_may_see(world):
    """A deputy hears nothing of a restricted case, nor of one behind the wall."""
    opened(world, level="C4")
    opened(world, "maya")
    kin = NewRelationship(world["maya"], world["deputy_dsl"], "relative", True)
    relate(world.system(), kin)
    leave(world, "dsl")
    assert left_behind(deputy(world)) == []


@pytest.mark.parametrize("name", ["teacher", "ict", "trustee", "executive_head"])
def test_nobody_else_hands_over_cases(world, name):
    actor = world.acting(name, reason="to try")
    with pytest.raises(Refused):
        hand_over_work(actor, Handover(world["deputy_dsl"], (opened(world),)))
    with pytest.raises(Refused):
        read_work(actor)


def test_it_needs_a_fresh_second_factor(world):
    with pytest.raises(ElevationNeeded):
        read_work(world.acting("dsl"))


def test_a_case_of_another_school_is_hidden(world):
    case = opened(world)
    with pytest.raises(Hidden):
        hand_over_work(
            world.acting("cedar_dsl", reason="to try"),
            Handover(world["cedar_dsl"], (case,), of_ref=world["dsl"]),
        )
