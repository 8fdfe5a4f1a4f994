"""Roles: granted by those they are given to grant, by two where they open cases."""

import dataclasses
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import (
    ElevationNeeded,
    Hidden,
    Invalid,
    Refused,
    SecondPersonNeeded,
    Stale,
)
from school.identity.commands.appointments import (
    NewAppointment,
    appoint,
    approve_appointment,
    end_appointment,
)
from school.identity.models import Appointment
from school.identity.permissions.appointing import WITH_THE_ACCOUNTS
from school.identity.permissions.known import second_in_line
from school.identity.queries.people import roles_of
from school.identity.queries.posts import people_to_appoint, read_appointments
from school.notices import Notice
from tests.factories.world import World
from tests.trail.reading import acts, entries, facts, last

pytestmark = pytest.mark.both_engines


def _holds(world: World, name: str) -> set[Role]:
    db.session.remove()
    return set(roles_of(world[name], world.birch, world.trust))


def _head(world: World) -> Actor:
    return world.acting("head", elevated=True)


def _chair(world: World) -> Actor:
    return world.acting("chair", elevated=True)


def _granted(world: World, name: str = "tutor", role: Role = Role.DEPUTY_DSL) -> str:
    return appoint(_head(world), NewAppointment(world[name], role.value))


def test_a_role_that_opens_cases_takes_two_people(world: World) -> None:
    before = len(entries(world.birch))
    ref = _granted(world)
    assert _holds(world, "tutor") == {Role.TUTOR}

    approve_appointment(_chair(world), ref)

    assert _holds(world, "tutor") == {Role.TUTOR, Role.DEPUTY_DSL}
    assert acts(world.birch, before) == [
        ("appointment.granted", "done"),
        ("appointment.approved", "done"),
    ]
    assert facts(last(world.birch)) == {"role": Role.DEPUTY_DSL.value}
    assert last(world.birch).objects == (ref, world["tutor"])
    row = db.session.get(Appointment, ref)
    assert row
    assert (row.granted_by, row.approved_by) == (world["head"], world["chair"])


def test_whoever_can_approve_is_told_and_nobody_else(world: World) -> None:
    asked = select(Notice.person_ref).where(Notice.school_ref == world.birch)
    before = list(db.session.scalars(asked))
    _granted(world)
    told = list(db.session.scalars(asked))
    for ref in before:
        told.remove(ref)
    assert sorted(told) == sorted([world["executive_head"], world["chair"]])


def test_the_first_person_is_never_the_second(world: World) -> None:
    ref = _granted(world)
    with pytest.raises(SecondPersonNeeded):
        approve_appointment(_head(world), ref)
    assert acts(world.birch)[-1] == ("appointment.approved", "refused")
    assert facts(last(world.birch)) == {"code": "second_person"}
    assert _holds(world, "tutor") == {Role.TUTOR}


def test_one_person_with_both_offices_is_still_one_person(world: World) -> None:
    """Decision 25: the head who is executive head as well cannot sign twice."""
    both = dataclasses.replace(
        _head(world), roles=frozenset({Role.HEAD, Role.EXECUTIVE_HEAD, Role.CHAIR})
    )
    ref = appoint(both, NewAppointment(world["tutor"], Role.DSL.value))
    with pytest.raises(SecondPersonNeeded):
        approve_appointment(both, ref)


@pytest.mark.parametrize("role", [Role.DSL, Role.ACTING_DSL, Role.TEACHER, Role.DPO])
def test_nobody_grants_themselves_a_role(world: World, role: Role) -> None:
    every = dataclasses.replace(_head(world), roles=frozenset(Role) - {Role.MACHINE})
    with pytest.raises(Refused) as refused:
        appoint(every, NewAppointment(world["head"], role.value))
    assert refused.value.code == "never_for_self"


def test_nobody_approves_their_own_role(world: World) -> None:
    ref = appoint(_chair(world), NewAppointment(world["head"], Role.DSL.value))
    with pytest.raises(Refused) as refused:
        approve_appointment(_head(world), ref)
    assert refused.value.code == "never_for_self"


def test_no_path_leads_to_a_role_by_ones_own_yes(world: World) -> None:
    """T23: whoever tries, with every role there is, raises nobody alone."""
    everything = frozenset(Role)
    names = ("head", "executive_head", "chair", "ict", "dsl", "roll_officer")
    actors = [
        dataclasses.replace(
            world.acting(name, elevated=True), roles=everything - {Role.MACHINE}
        )
        for name in names
    ]
    for grantor in actors:
        for holder in actors:
            new = NewAppointment(holder.person_ref, Role.DSL.value)
            try:
                ref = appoint(grantor, new)
            except (Refused, Invalid):
                continue
            for second in actors:
                try:
                    approve_appointment(second, ref)
                except (Refused, Stale):
                    continue
    rows = db.session.scalars(
        select(Appointment).where(Appointment.role == Role.DSL.value)
    )
    live = [row for row in rows if row.approved_at]
    assert len(live) > 2
    for row in live:
        three = {row.person_ref, row.granted_by, row.approved_by}
        assert len(three) == 3


@pytest.mark.parametrize(
    "name",
    ["teacher", "dsl", "deputy_dsl", "ict", "roll_officer", "trustee", "councillor"],
)
def test_only_head_executive_head_and_chair_grant_a_dsl(
    world: World, name: str
) -> None:
    actor = world.acting(name, elevated=True)
    with pytest.raises(Refused) as refused:
        appoint(actor, NewAppointment(world["tutor"], Role.DSL.value))
    assert refused.value.code == "role"


def test_a_machine_grants_no_role_that_opens_cases(world: World) -> None:
    """Shared identity, rule 1: such a role never arrives from outside."""
    with pytest.raises(Refused):
        appoint(world.system(), NewAppointment(world["tutor"], Role.DSL.value))
    ref = _granted(world)
    with pytest.raises(Refused):
        approve_appointment(world.system(), ref)


@pytest.mark.parametrize(
    "role", [Role.MACHINE, Role.FOUNDER, Role.STUDENT, Role.PARENT, "ext:emperor"]
)
def test_what_is_no_post_is_granted_by_nobody(world: World, role: str) -> None:
    for actor in (_head(world), world.acting("ict"), world.system()):
        with pytest.raises(Refused) as refused:
            appoint(actor, NewAppointment(world["tutor"], str(role)))
        assert refused.value.code == "not_a_post"


def test_roles_that_come_with_an_account_open_nothing(world: World) -> None:
    assert not WITH_THE_ACCOUNTS & {
        *(Role.DSL, Role.DEPUTY_DSL, Role.ACTING_DSL, Role.HEAD, Role.SEARCHER),
        *(Role.ICT, Role.DIGITAL_SAFETY, Role.EXECUTIVE_HEAD, Role.CHAIR, Role.DPO),
        *(Role.MACHINE, Role.SYSTEM_ADMIN, Role.SCHOOL_ADMIN, Role.ROLL_OFFICER),
    }


def test_a_grant_needs_a_fresh_second_factor(world: World) -> None:
    new = NewAppointment(world["tutor"], Role.DSL.value)
    with pytest.raises(ElevationNeeded):
        appoint(world.acting("head"), new)
    ref = appoint(_head(world), new)
    with pytest.raises(ElevationNeeded):
        approve_appointment(world.acting("chair"), ref)


def test_a_role_that_ends_is_lost_on_the_next_request(world: World) -> None:
    held = select(Appointment.ref).where(Appointment.person_ref == world["dsl"])
    ref = db.session.scalar(held)
    end_appointment(_head(world), ref)
    assert _holds(world, "dsl") == set()
    assert acts(world.birch)[-1] == ("appointment.ended", "done")
    with pytest.raises(Stale):
        end_appointment(_head(world), ref)


def test_a_grant_can_be_taken_back_before_anybody_approves_it(world: World) -> None:
    ref = _granted(world)
    end_appointment(_head(world), ref)
    with pytest.raises(Stale):
        approve_appointment(_chair(world), ref)


def test_an_approval_is_given_once(world: World) -> None:
    ref = _granted(world)
    approve_appointment(_chair(world), ref)
    with pytest.raises(Stale):
        approve_appointment(world.acting("executive_head", elevated=True), ref)


# --- cover (decision 26) -------------------------------------------------------------


def test_cover_is_granted_in_advance_and_counts_on_its_days_alone(
    world: World,
) -> None:
    first, last_day = date(2026, 12, 21), date(2027, 1, 4)
    ref = appoint(
        _head(world),
        NewAppointment(world["tutor"], Role.ACTING_DSL.value, first, last_day),
    )
    approve_appointment(_chair(world), ref)
    assert Role.ACTING_DSL not in _holds(world, "tutor")
    for day, held in ((first, True), (last_day, True), (date(2027, 1, 5), False)):
        with clock.standing_at(clock.london(day, 12)):
            assert (Role.ACTING_DSL in _holds(world, "tutor")) is held


def test_cover_that_nobody_approved_never_counts(world: World) -> None:
    first = clock.today()
    appoint(
        _head(world),
        NewAppointment(
            world["tutor"], Role.ACTING_DSL.value, first, first + timedelta(days=9)
        ),
    )
    assert Role.ACTING_DSL not in _holds(world, "tutor")


@pytest.mark.parametrize(
    ("role", "first", "final", "problem"),
    [
        (Role.ACTING_DSL, None, None, {"ends_on": "cover_needs_an_end"}),
        (Role.ACTING_DSL, None, date(2028, 1, 1), {"ends_on": "cover_too_long"}),
        (Role.DSL, None, date(2026, 1, 1), {"ends_on": "ends_before_it_begins"}),
        (Role.TUTOR, None, None, {"role": "held_already"}),
        (Role.TUTOR, date(2027, 1, 1), date(2027, 2, 1), {"role": "held_already"}),
    ],
)
def test_days_that_make_no_sense_are_refused(
    world: World, role: Role, first: date, final: date, problem: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        appoint(_head(world), NewAppointment(world["tutor"], role.value, first, final))
    assert refused.value.problems == problem


# --- whom and where ------------------------------------------------------------------


@pytest.mark.parametrize("name", ["maya", "cedar_teacher"])
def test_a_pupil_or_a_stranger_to_the_school_is_never_appointed(
    world: World, name: str
) -> None:
    with pytest.raises(Invalid) as refused:
        appoint(_head(world), NewAppointment(world[name], Role.DSL.value))
    assert refused.value.problems == {"person_ref": "not_known_here"}


def test_the_trusts_top_may_appoint_somebody_of_another_school(world: World) -> None:
    executive = world.acting("executive_head", elevated=True)
    appoint(executive, NewAppointment(world["cedar_teacher"], Role.HEAD.value))
    assert Role.HEAD in _holds(world, "cedar_teacher")


def test_a_head_chooses_among_staff_not_among_pupils_or_parents(world: World) -> None:
    choices = {each.ref for each in people_to_appoint(_head(world))}
    assert {world["tutor"], world["chair"]} <= choices
    assert not {world["maya"], world["head"], world["cedar_teacher"]} & choices


def test_a_role_of_another_school_is_not_there(world: World) -> None:
    ref = _granted(world)
    with pytest.raises(Hidden):
        end_appointment(world.acting("cedar_head", elevated=True), ref)


def test_the_page_shows_who_granted_who_approved_and_what_is_vacant(
    world: World,
) -> None:
    ref = _granted(world)
    held = select(Appointment.ref).where(Appointment.person_ref == world["ict"])
    end_appointment(_head(world), db.session.scalar(held))
    shown = read_appointments(world.acting("trustee"))
    by_role = {post.role: post for post in shown.posts}
    assert by_role[Role.ICT].vacant
    assert not by_role[Role.DSL].vacant
    [dsl] = by_role[Role.DSL].held
    assert (dsl.name, dsl.granted_by, dsl.approved_by) == (
        *("Ruth Adeyemi", "Anneli Strand", "Rohan Dace"),
    )
    assert [each.ref for each in shown.waiting] == [ref]
    assert shown.waiting[0].approvers == ("Anneli Strand", "Rohan Dace")
    assert acts(world.birch)[-1] == ("appointments.read", "done")
    with pytest.raises(Refused):
        read_appointments(world.acting("teacher"))


def test_the_second_in_line_is_found_and_the_vacant_are_named(world: World) -> None:
    """Decision 25: head, deputy, executive head, chair; each another person."""
    actor = world.system()
    first = world["head"]
    found, passed = second_in_line(actor, [first])
    assert found == world["deputy_dsl"]
    assert [post.role for post in passed] == [Role.HEAD]
    held = select(Appointment.ref).where(Appointment.person_ref == world["deputy_dsl"])
    end_appointment(_head(world), db.session.scalar(held))
    found, passed = second_in_line(actor, [first])
    assert found == world["executive_head"]
    assert [(post.role, post.vacant) for post in passed] == [
        (Role.HEAD, False),
        (Role.DEPUTY_DSL, True),
    ]
