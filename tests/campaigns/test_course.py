"""A campaign asks whom it should, once, and follows the roll by itself."""

import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from safeguard.agreements.models import Agreement
from safeguard.agreements.states import AgreementState
from safeguard.campaigns.commands import carrying
from safeguard.campaigns.commands.carrying import carry_on_campaign
from safeguard.campaigns.commands.running import (
    change_campaign,
    close_campaign,
    discard_campaign,
    issue_campaign,
    start_campaign,
)
from safeguard.campaigns.queries.reading import (
    campaigns_to_carry_on,
    how_far,
    left_to_do,
    read_campaign,
)
from safeguard.campaigns.states import MOVES, CampaignState, may_move
from safeguard.installation.campaigns import carry_campaigns_on
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Refused, Stale
from school.identity.commands.appointments import NewAppointment, appoint
from school.identity.commands.enrolling import Leaving, end_enrolment
from school.identity.commands.people import (
    NewClass,
    NewEnrolment,
    NewPerson,
    add_class,
    add_person,
    enrol,
)
from tests.agreements import told as texts
from tests.campaigns import told
from tests.factories.world import World
from tests.trail.reading import acts, entries, facts, last

pytestmark = pytest.mark.both_engines
PUPILS = {"maya", "zazolc", "nandu", "ellis", "wang", "other_maya", "jayden"}


def asked(world: World, ref: str) -> set[str]:
    """Who got an agreement of a campaign."""
    return set(told.agreements(world, ref))


def pupil(world: World, form: str, given: str = "Robin") -> str:
    """A pupil who joins a class."""
    ref = add_person(world.system(), NewPerson(given, "Tallis"))
    enrol(world.system(), NewEnrolment(world.classes[form], ref))
    world.people[given.lower()] = ref
    return ref


def test_a_draft_asks_nobody_and_says_so_in_the_trail(world: World) -> None:
    texts.live(world)

    ref = told.drafted(world)

    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == ("campaign.started", {"groups": 3})
    assert set(leaf.objects) == {ref}
    carry_campaigns_on()
    assert (told.agreements(world, ref), told.campaign(ref).state) == ({}, "drafted")


def test_issued_it_asks_every_pupil_of_its_years_once(world: World) -> None:
    texts.live(world)
    ref = told.drafted(world)

    issue_campaign(world.acting("digital_safety"), ref)
    assert told.campaign(ref).state == "issuing"
    carry_campaigns_on()

    assert told.agreements(world, ref) == {key: ["issued"] for key in PUPILS}
    assert told.campaign(ref).state == "open"
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == (
        "campaign.carried_on",
        {"done": 7, "left": 0},
    )


def test_nothing_left_to_do_leaves_no_entry(world: World) -> None:
    told.issued(world)
    before = len(entries(world.birch))

    assert carry_campaigns_on() == 0

    assert len(entries(world.birch)) == before


def test_it_goes_on_slice_after_slice_wherever_it_was_stopped(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts.live(world)
    ref = told.drafted(world)
    issue_campaign(world.acting("digital_safety"), ref)
    monkeypatch.setattr(carrying, "SLICE", 3)
    system = Actor.system("campaigns", world.birch, world.trust)

    carry_on_campaign(system, ref)

    assert len(told.agreements(world, ref)) == 3
    assert (told.campaign(ref).state, left_to_do(system, ref)) == ("issuing", 4)
    going = how_far(world.acting("head"), ref)
    assert going is not None
    assert (going.done, going.wanted) == (3, 7)
    carry_campaigns_on()
    assert told.agreements(world, ref) == {key: ["issued"] for key in PUPILS}
    assert told.campaign(ref).state == "open"


def test_two_workers_at_once_issue_to_nobody_twice(
    world: World, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts.live(world)
    ref = told.drafted(world)
    issue_campaign(world.acting("digital_safety"), ref)
    monkeypatch.setattr(carrying, "SLICE", 2)
    db.session.remove()

    def work() -> None:
        with app.app_context():
            carry_campaigns_on()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    carry_campaigns_on()

    assert told.agreements(world, ref) == {key: ["issued"] for key in PUPILS}
    assert told.campaign(ref).state == "open"


def test_a_campaign_that_is_issued_twice_is_issued_once(world: World) -> None:
    ref = told.issued(world)

    with pytest.raises(Stale):
        issue_campaign(world.acting("head"), ref)

    carry_campaigns_on()
    assert told.agreements(world, ref) == {key: ["issued"] for key in PUPILS}


def test_whoever_joins_is_asked_and_whoever_leaves_no_more(world: World) -> None:
    ref = told.issued(world)
    pupil(world, "9H")
    with clock.moved_on(timedelta(days=1)):
        end_enrolment(
            world.acting("roll_officer"),
            world["ellis"],
            Leaving(clock.today() - timedelta(days=1)),
        )

        carry_campaigns_on()

        found = told.agreements(world, ref)
        assert (found["robin"], found["ellis"]) == (["issued"], ["withdrawn"])


def test_what_somebody_signed_before_leaving_stays(world: World) -> None:
    ref = told.issued(world)
    told.stands(world, ref, "ellis", AgreementState.COMPLETE)
    with clock.moved_on(timedelta(days=1)):
        end_enrolment(
            world.acting("roll_officer"),
            world["ellis"],
            Leaving(clock.today() - timedelta(days=1)),
        )
        carry_campaigns_on()
        assert told.agreements(world, ref)["ellis"] == ["complete"]


def test_a_pupil_who_reaches_key_stage_2_gets_the_older_pupils_text(
    world: World,
) -> None:
    for title, year in (("2T", "2"), ("3T", "3")):
        world.classes[title] = add_class(
            world.system(), NewClass(title, year_group=year)
        )
    ref = pupil(world, "2T")
    campaign = told.issued(world, "2", "3", kinds=("early", "older"))
    with clock.moved_on(timedelta(days=1)):
        enrol(world.system(), NewEnrolment(world.classes["3T"], ref))
        carry_campaigns_on()

    found = told.agreements(world, campaign)
    assert found == {"robin": ["withdrawn", "issued"]}
    rows = db.session.scalars(select(Agreement).order_by(Agreement.issued_at)).all()
    assert [(row.kind, row.ended_why) for row in rows] == [
        ("early", "new_stage"),
        ("older", None),
    ]


def test_a_new_version_goes_to_everybody_and_what_was_signed_stays(
    world: World,
) -> None:
    ref = told.issued(world)
    told.stands(world, ref, "maya", AgreementState.COMPLETE)
    told.stands(world, ref, "ellis", AgreementState.PUPIL_SIGNED)
    with clock.moved_on(timedelta(hours=1)):
        texts.live_again(world)

        carry_campaigns_on()

        found = told.agreements(world, ref)
        assert found["maya"] == ["complete", "issued"]
        assert found["ellis"] == ["withdrawn", "issued"]


def test_a_pupil_who_changes_class_is_counted_in_the_new_one(world: World) -> None:
    ref = told.issued(world)
    with clock.moved_on(timedelta(days=1)):
        enrol(world.system(), NewEnrolment(world.classes["10R"], world["maya"]))
        carry_campaigns_on()
        assert told.agreements(world, ref)["maya"] == ["issued"]
        rows = read_campaign(world.acting("head"), ref).classes
        assert {row.title: row.asked for row in rows} == {"8K": 2, "9H": 2, "10R": 3}


def test_a_class_without_pupils_stands_in_the_table_with_nobody(world: World) -> None:
    world.classes["8R"] = add_class(world.system(), NewClass("8R", year_group="8"))
    ref = told.issued(world, "8")
    rows = read_campaign(world.acting("head"), ref).classes
    assert [(row.title, row.asked, row.percent) for row in rows] == [
        ("8K", 3, 0),
        ("8R", 0, 0),
    ]


def test_nobody_is_asked_in_a_class_whose_year_is_not_known(world: World) -> None:
    world.classes["Nurture"] = add_class(world.system(), NewClass("Nurture"))
    pupil(world, "Nurture")
    ref = told.issued(world, "8", world.classes["Nurture"])
    assert asked(world, ref) == {"maya", "zazolc", "nandu"}
    assert read_campaign(world.acting("head"), ref).without_year == ("Nurture",)


def test_adults_are_asked_by_capacity_and_staff_comes_first(world: World) -> None:
    new = NewAppointment(
        world["teacher"], Role.VOLUNTEER.value, clock.today() - timedelta(days=1)
    )
    appoint(world.system(), new)

    ref = told.issued(world, "volunteer", "councillor", kinds=("adults",))

    assert asked(world, ref) == {"volunteer", "councillor"}
    rows = {
        row.capacity
        for row in db.session.scalars(
            select(Agreement).where(Agreement.person_ref == world["volunteer"])
        )
    }
    assert rows == {"volunteer"}


def test_without_a_text_in_force_nothing_is_issued_and_the_page_says_so(
    world: World,
) -> None:
    draft = told.drafted(world)
    with pytest.raises(Invalid) as objected:
        issue_campaign(world.acting("head"), draft)
    assert set(objected.value.problems) == {"form"}
    discard_campaign(world.acting("head"), draft)

    ref = told.issued(world, "8", "staff")

    assert asked(world, ref) == {"maya", "zazolc", "nandu"}
    assert read_campaign(world.acting("head"), ref).without_text == ("adults",)
    texts.live(world, "adults")
    carry_campaigns_on()
    assert "teacher" in asked(world, ref)


def test_a_second_campaign_of_the_year_waits_for_the_first_to_end(
    world: World,
) -> None:
    ref = told.issued(world)
    with pytest.raises(Invalid):
        told.drafted(world)
    close_campaign(world.acting("head"), ref)
    carry_campaigns_on()
    assert told.drafted(world) != ref


def test_closing_ends_what_nobody_completed_and_keeps_the_rest(world: World) -> None:
    ref = told.issued(world)
    told.stands(world, ref, "maya", AgreementState.COMPLETE)

    close_campaign(world.acting("head"), ref)
    assert told.campaign(ref).state == "closing"
    carry_campaigns_on()

    found = told.agreements(world, ref)
    assert found.pop("maya") == ["complete"]
    assert set(map(tuple, found.values())) == {("expired",)}
    assert told.campaign(ref).state == "closed"
    pupil(world, "9H")
    assert carry_campaigns_on() == 0


def test_more_people_can_be_asked_and_nobody_is_dropped(world: World) -> None:
    ref = told.issued(world, "8")
    head = world.acting("head")
    with pytest.raises(Invalid):
        change_campaign(head, ref, told.plan("9"))

    change_campaign(head, ref, told.plan("8", "9"))
    carry_campaigns_on()

    assert asked(world, ref) == {"maya", "zazolc", "nandu", "ellis", "wang"}


@pytest.mark.parametrize("days", [-1, 4000])
def test_a_day_that_is_past_or_too_far_is_objected_to(world: World, days: int) -> None:
    day = clock.today() + timedelta(days=days)
    with pytest.raises(Invalid) as objected:
        start_campaign(world.acting("head"), told.plan("8", due_on=day))
    assert set(objected.value.problems) == {"due_on"}


@pytest.mark.parametrize("values", [("77",), ("NO-SUCH-CLASS",)])
def test_a_group_that_nobody_offered_is_objected_to(
    world: World, values: tuple[str, ...]
) -> None:
    with pytest.raises(Invalid) as objected:
        start_campaign(world.acting("head"), told.plan(*values))
    assert set(objected.value.problems) == {"groups"}


def test_another_schools_campaign_is_not_there(world: World) -> None:
    ref = told.issued(world)
    cedar = world.acting("cedar_head")
    with pytest.raises(Hidden):
        close_campaign(cedar, ref)
    assert how_far(cedar, ref) is None


def test_a_teacher_runs_no_campaign(world: World) -> None:
    with pytest.raises(Refused):
        told.drafted(world, by="teacher")
    assert acts(world.birch)[-1] == ("campaign.started", "refused")


def test_nobody_carries_a_campaign_on_by_hand(world: World) -> None:
    ref = told.issued(world)
    with pytest.raises(Refused):
        carry_on_campaign(world.acting("head"), ref)
    assert campaigns_to_carry_on() == []


def test_the_moves_of_a_campaign() -> None:
    possible = {(a.value, b.value) for a, after in MOVES.items() for b in after}
    assert possible == {
        ("drafted", "issuing"),
        ("drafted", "discarded"),
        ("issuing", "open"),
        ("open", "closing"),
        ("closing", "closed"),
    }
    assert not may_move(CampaignState.CLOSED, CampaignState.OPEN)
