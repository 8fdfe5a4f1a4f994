"""Settings, terms and what is still missing: each act in the trail, each gap told."""

from datetime import date

import pytest
from sqlalchemy import select

from school.calendars.reading import calendar_of
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Refused
from school.identity.commands.appointments import (
    NewAppointment,
    appoint,
    end_appointment,
)
from school.identity.commands.cover import NewDutyTurn, add_duty_turn
from school.identity.commands.settings import (
    NewClosure,
    NewTerm,
    add_closure,
    add_term,
    change_settings,
    remove_closure,
    remove_term,
)
from school.identity.models import Appointment
from school.identity.queries.people import setting
from school.identity.queries.set_up import hours_of, read_set_up, read_settings
from tests.factories.granting import granted
from tests.factories.world import World
from tests.trail.reading import acts, entries, facts, last
from tests.visitors import give_authenticator, open_account_for

pytestmark = pytest.mark.both_engines
AUTUMN = NewTerm("Autumn 2026", date(2026, 9, 2), date(2026, 12, 18))
NUMBERS = {
    "social_care_number": "01632 960120",
    "social_care_out_of_hours_number": "01632 960121",
    "lado_number": "01632 960122",
}


def _gaps(actor: Actor) -> list[str]:
    db.session.remove()
    return [gap.code for gap in read_set_up(actor)]


def _ended(world: World, name: str) -> None:
    held = select(Appointment.ref).where(Appointment.person_ref == world[name])
    # The product alone ends no lead's role; the head may.
    leads = name in {"dsl", "deputy_dsl"}
    by = world.acting("head") if leads else world.system()
    end_appointment(by, db.session.scalar(held))


def test_settings_are_kept_and_the_entry_names_those_that_changed(world: World) -> None:
    head = world.acting("head")
    change_settings(head, {"dsl_telephone": "01632 960114", **NUMBERS})
    assert setting(world.birch, "lado_number") == "01632 960122"
    assert setting(world.cedar, "lado_number") is None
    told = last(world.birch)
    assert told.action == "settings.changed"
    assert facts(told) == {"changed": sorted(NUMBERS)}
    assert [row.table for row in told.rows] == ["org_setting"] * 3
    assert "960122" not in str(facts(told))


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        ({"lado_number": "ask"}, {"lado_number": "no_figures"}),
        ({"school_ends": "half three"}, {"school_ends": "not_a_time"}),
        ({"school_ends": "25:00"}, {"school_ends": "not_a_time"}),
        ({"anything": "1"}, {"anything": "unknown_setting"}),
        ({"site_address": "x" * 401}, {"site_address": "too_long"}),
    ],
)
def test_a_setting_that_cannot_be_right_is_refused(
    world: World, wanted: dict[str, str], problem: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        change_settings(world.acting("dsl"), {**NUMBERS, **wanted})
    assert refused.value.problems == problem
    assert setting(world.birch, "lado_number") is None


@pytest.mark.parametrize("name", ["teacher", "ict", "office", "chair", "councillor"])
def test_settings_are_for_head_dsl_and_executive_head(world: World, name: str) -> None:
    with pytest.raises(Refused):
        change_settings(world.acting(name), NUMBERS)
    with pytest.raises(Refused):
        read_settings(world.acting(name))
    with pytest.raises(Refused):
        add_term(world.acting(name), AUTUMN)


def test_the_schools_own_hours_count(world: World) -> None:
    assert f"{hours_of(world.birch).school_ends:%H:%M}" == "15:30"
    change_settings(world.acting("head"), {"school_ends": "14:50"})
    assert f"{hours_of(world.birch).school_ends:%H:%M}" == "14:50"
    assert read_settings(world.acting("head")).values["police_number"] == "101"


def test_terms_and_closures_make_the_calendar(world: World) -> None:
    head, before = world.acting("head"), len(entries(world.birch))
    term = add_term(head, AUTUMN)
    half = NewClosure("half_term", date(2026, 10, 26), date(2026, 10, 30))
    closure = add_closure(head, half)
    calendar = calendar_of(world.birch)
    assert (len(calendar.terms), len(calendar.closures)) == (1, 1)
    assert calendar_of(world.cedar).terms == ()
    remove_closure(head, closure)
    remove_term(head, term)
    db.session.remove()
    assert calendar_of(world.birch).terms == ()
    assert acts(world.birch, before) == [
        ("term.added", "done"),
        ("closure.added", "done"),
        ("closure.removed", "done"),
        ("term.removed", "done"),
    ]
    with pytest.raises(Hidden):
        remove_term(head, term)


@pytest.mark.parametrize(
    ("first", "final", "problem"),
    [
        (date(2026, 12, 1), date(2027, 1, 9), {"begins_on": "overlaps"}),
        (date(2027, 2, 1), date(2027, 1, 1), {"ends_on": "ends_before_it_begins"}),
        (date(2027, 1, 4), date(2027, 12, 1), {"ends_on": "too_many_days"}),
        (date(2062, 1, 4), date(2062, 2, 1), {"begins_on": "far_from_now"}),
    ],
)
def test_a_term_that_cannot_be_right_is_refused(
    world: World, first: date, final: date, problem: dict[str, str]
) -> None:
    add_term(world.acting("head"), AUTUMN)
    with pytest.raises(Invalid) as refused:
        add_term(world.acting("head"), NewTerm("Other", first, final))
    assert refused.value.problems == problem


def test_a_term_of_another_school_is_not_there(world: World) -> None:
    term = add_term(world.acting("head"), AUTUMN)
    with pytest.raises(Hidden):
        remove_term(world.acting("cedar_head"), term)


# --- what is missing -----------------------------------------------------------------


def test_a_school_that_is_set_up_has_no_gaps(world: World) -> None:
    head = world.acting("head")
    assert {"no_mash_number", "no_lado_number", "no_terms", "dsl_without_account"} <= {
        *_gaps(head)
    }
    change_settings(head, NUMBERS)
    add_term(head, AUTUMN)
    add_term(head, NewTerm("Spring 2027", date(2027, 1, 5), date(2027, 3, 25)))
    for name in ("dsl", "deputy_dsl"):
        open_account_for(world, name)
    granted(world, "head", Role.STAND_IN_DSL)
    holidays = (date(2026, 12, 19), date(2027, 1, 4))
    add_duty_turn(head, NewDutyTurn(world["dsl"], *holidays))
    assert _gaps(head) == ["dsl_without_factor", "deputy_without_factor"]
    for name in ("dsl", "deputy_dsl"):
        give_authenticator(world, name)
    assert _gaps(head) == []
    assert acts(world.birch)[-1] == ("set_up.read", "done")


@pytest.mark.parametrize(
    ("gone", "gap"),
    [
        (["dsl"], "no_dsl"),
        (["deputy_dsl"], "no_deputy"),
        (["head"], "no_head"),
        (["executive_head", "chair"], "nobody_above_the_head"),
    ],
)
def test_a_vacant_post_is_a_gap(world: World, gone: list[str], gap: str) -> None:
    assert gap not in _gaps(world.acting("trustee"))
    for name in gone:
        _ended(world, name)
    assert gap in _gaps(world.acting("trustee"))


def test_a_dsl_who_is_the_head_as_well_is_one_person_in_every_post(
    world: World,
) -> None:
    for name in ("deputy_dsl", "head"):
        _ended(world, name)
    appoint(world.system(), NewAppointment(world["dsl"], Role.HEAD.value))
    for role in (Role.DEPUTY_DSL, Role.STAND_IN_DSL):
        granted(world, "dsl", role)

    found = _gaps(world.acting("trustee"))

    assert {"no_deputy", "no_stand_in", "no_second_signature"} <= set(found)
    assert not {"no_dsl", "no_head"} & set(found)


def test_one_of_executive_head_and_chair_is_enough_above_the_head(world: World) -> None:
    _ended(world, "chair")
    assert "nobody_above_the_head" not in _gaps(world.acting("trustee"))


def test_a_head_who_is_executive_head_as_well_cannot_be_told_of_herself(
    world: World,
) -> None:
    for name in ("executive_head", "chair"):
        _ended(world, name)
    grant = NewAppointment(world["head"], Role.EXECUTIVE_HEAD.value)
    appoint(world.system(), grant)
    assert "nobody_above_the_head" in _gaps(world.acting("trustee"))


def test_a_role_that_waits_is_a_gap_that_is_not_serious(world: World) -> None:
    head = world.acting("head", elevated=True)
    appoint(head, NewAppointment(world["tutor"], Role.DEPUTY_DSL.value))
    found = {gap.code: gap for gap in read_set_up(head)}
    assert not found["role_waits"].serious
    assert found["no_lado_number"].serious
