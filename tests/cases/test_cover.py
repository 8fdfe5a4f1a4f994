"""A DSL who is away: who hears of what waits, who may take it on, and until when."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from safeguard.cases.commands.acknowledging import acknowledge_concern
from safeguard.cases.commands.escalating import escalate_concern
from safeguard.cases.permissions.receiving import CHAIN
from safeguard.cases.queries.own import read_own_concern
from safeguard.cases.queries.unheard import count_unheard, run_out
from safeguard.installation.rounds import escalate_concerns
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import ElevationNeeded, Hidden, Invalid, Refused, Stale
from school.identity.commands.appointments import (
    NewAppointment,
    appoint,
    end_appointment,
)
from school.identity.commands.cover import (
    hand_back_cover,
    take_cover,
)
from school.identity.commands.settings import NewTerm, add_term
from school.identity.models import Appointment
from school.identity.permissions.cover import COVER_REASONS
from school.identity.queries.cover import covering
from school.identity.queries.people import roles_of
from school.notices import Notice
from tests.cases.raised import raised
from tests.factories.granting import granted
from tests.factories.world import World
from tests.trail.reading import acts, entries, facts, last

pytestmark = pytest.mark.both_engines
# 27 November 2026 is a Friday; ten to three in London.
FRIDAY = datetime(2026, 11, 27, 14, 50, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 8, 5, tzinfo=UTC)


@pytest.fixture
def term(world: World) -> None:
    add_term(
        world.acting("head"), NewTerm("Autumn", date(2026, 9, 2), date(2026, 12, 18))
    )


def _stand_in(world: World, name: str = "head") -> str:
    return granted(world, name, Role.STAND_IN_DSL)


def _elevated(world: World, name: str = "head") -> Actor:
    return world.acting(name, elevated=True)


def _told(world: World) -> list[tuple[str, str]]:
    names = {ref: name for name, ref in world.people.items()}
    rows = db.session.scalars(select(Notice).order_by(Notice.made_at, Notice.ref))
    return [(names[row.person_ref], row.path) for row in rows if row.kind == "now"]


# --- taking cover ----------------------------------------------------------------


def test_the_right_to_take_cover_opens_nothing_by_itself(world: World) -> None:
    concern = raised(world)
    _stand_in(world)
    assert Role.STAND_IN_DSL in roles_of(world["head"], world.birch, world.trust)
    with pytest.raises(Refused):
        acknowledge_concern(_elevated(world), concern)


def test_a_stand_in_takes_cover_and_opens_what_waits(world: World) -> None:
    concern = raised(world)
    right = _stand_in(world)

    taken = take_cover(world.acting("head"), "dsl_away")

    leaf = last(world.birch)
    assert (leaf.action, leaf.result) == ("cover.taken", "done")
    assert leaf.objects == (taken, right)
    assert facts(leaf) == {"reason": "dsl_away", "days": 1}
    row = db.session.get(Appointment, taken)
    assert row
    assert (row.granted_by, row.approved_by) == (
        world["executive_head"],
        world["chair"],
    )
    with pytest.raises(ElevationNeeded):
        acknowledge_concern(world.acting("head"), concern)
    assert acknowledge_concern(_elevated(world), concern)


@pytest.mark.parametrize(
    ("taken_at", "until"),
    [
        (FRIDAY, date(2026, 11, 30)),
        (datetime(2026, 12, 24, 9, 0, tzinfo=UTC), date(2026, 12, 29)),
        (datetime(2026, 11, 24, 22, 0, tzinfo=UTC), date(2026, 11, 25)),
    ],
)
def test_cover_lasts_over_what_is_closed_and_not_longer(
    world: World, taken_at: datetime, until: date
) -> None:
    _stand_in(world)
    with clock.standing_at(taken_at):
        take_cover(_elevated(world), "school_closed")
        assert [each.ends_on for each in covering(_elevated(world))] == [until]
    with clock.standing_at(
        datetime(until.year, until.month, until.day, 12, tzinfo=UTC)
    ):
        assert Role.ACTING_DSL in _elevated(world).roles
    with clock.standing_at(
        datetime(until.year, until.month, until.day, 12, tzinfo=UTC) + timedelta(1)
    ):
        assert Role.ACTING_DSL not in _elevated(world).roles


def test_the_lead_the_deputy_and_those_above_hear_that_cover_was_taken(
    world: World,
) -> None:
    _stand_in(world)
    before = set(db.session.scalars(select(Notice.ref)))
    take_cover(_elevated(world), "no_answer")
    rows = db.session.scalars(select(Notice).where(Notice.ref.not_in(before)))
    assert {row.person_ref for row in rows} == {
        world[name] for name in ("dsl", "deputy_dsl", "executive_head")
    }


def test_cover_is_not_taken_twice_and_never_without_a_reason(world: World) -> None:
    _stand_in(world)
    for reason in ("", "because"):
        with pytest.raises(Invalid) as objected:
            take_cover(_elevated(world), reason)
        assert objected.value.problems == {"reason": "choose_cover_reason"}
    take_cover(_elevated(world), COVER_REASONS[0])
    with pytest.raises(Invalid) as objected:
        take_cover(_elevated(world), COVER_REASONS[0])
    assert objected.value.problems == {"reason": "cover_held"}


@pytest.mark.parametrize("name", ["head", "teacher", "executive_head", "dsl", "ict"])
def test_nobody_takes_cover_whom_two_people_have_not_approved(
    world: World, name: str
) -> None:
    with pytest.raises(Refused):
        take_cover(_elevated(world, name), "dsl_away")
    assert acts(world.birch)[-1] == ("cover.taken", "refused")


def test_half_a_right_is_none(world: World) -> None:
    new = NewAppointment(
        world["head"], Role.STAND_IN_DSL.value, ends_on=date(2026, 12, 18)
    )
    appoint(world.acting("executive_head", elevated=True), new)
    with pytest.raises(Refused):
        take_cover(_elevated(world), "dsl_away")


def test_a_right_without_an_end_is_no_right(world: World) -> None:
    with pytest.raises(Invalid) as objected:
        appoint(
            world.acting("executive_head", elevated=True),
            NewAppointment(world["head"], Role.STAND_IN_DSL.value),
        )
    assert objected.value.problems == {"ends_on": "cover_needs_an_end"}


def test_cover_is_handed_back_and_closes_at_once(world: World) -> None:
    concern = raised(world)
    _stand_in(world)
    taken = take_cover(_elevated(world), "dsl_away")
    hand_back_cover(world.acting("head"))
    assert last(world.birch).objects == (taken,)
    with pytest.raises(Refused):
        acknowledge_concern(_elevated(world), concern)
    with pytest.raises(Refused):
        hand_back_cover(world.acting("head"))


def test_a_right_that_was_ended_gives_no_cover(world: World) -> None:
    right = _stand_in(world)
    end_appointment(world.acting("chair", elevated=True), right)
    with pytest.raises(Refused):
        take_cover(_elevated(world), "dsl_away")


def test_cover_opens_no_concern_that_names_the_one_who_covers(world: World) -> None:
    _stand_in(world, "tutor")
    named = raised(world, "teacher", "ellis", adults=(world["tutor"],))
    open_to_all = raised(world, "teacher", "ellis")
    take_cover(_elevated(world, "tutor"), "dsl_away")
    assert count_unheard(_elevated(world, "tutor")).waiting == 1
    with pytest.raises(Hidden):
        acknowledge_concern(_elevated(world, "tutor"), named)
    assert acknowledge_concern(_elevated(world, "tutor"), open_to_all)


# --- clocks that run out ----------------------------------------------------------


def test_when_nobody_opens_it_the_next_above_hear_one_after_the_other(
    world: World, term: None
) -> None:
    _stand_in(world, "tutor")
    with clock.standing_at(FRIDAY):
        concern = raised(world)
        before = len(entries(world.birch))
    heard: list[list[str]] = []
    # School ends at half past three; then the next storey every two hours.
    for minutes in (39, 41, 159, 161, 281, 600):
        with clock.standing_at(FRIDAY + timedelta(minutes=minutes)):
            already = len(_told(world))
            escalate_concerns()
            heard.append([name for name, _path in _told(world)[already:]])
    assert heard == [
        [],
        ["head", "tutor"] if heard[1][0] == "head" else ["tutor", "head"],
        [],
        ["executive_head"],
        ["trust_safeguarding"],
        [],
    ]
    assert acts(world.birch, before) == [("clock.ran_out", "done")] * 3
    assert last(world.birch).objects == (concern,)
    assert facts(last(world.birch))["storey"] == 3


def test_a_child_in_danger_waits_a_quarter_of_an_hour_for_the_next(
    world: World, term: None
) -> None:
    with clock.standing_at(FRIDAY):
        raised(world, "teacher", "ellis", in_danger=True)
    with clock.standing_at(FRIDAY + timedelta(minutes=31)):
        assert escalate_concerns() == 1
        assert escalate_concerns() == 0
    with clock.standing_at(FRIDAY + timedelta(minutes=46)):
        assert escalate_concerns() == 1


def test_whoever_is_named_in_it_is_passed_over(world: World, term: None) -> None:
    with clock.standing_at(FRIDAY):
        raised(world, "teacher", "ellis", adults=(world["head"],))
    with clock.standing_at(FRIDAY + timedelta(hours=1)):
        escalate_concerns()
        assert "head" not in [name for name, _path in _told(world)]


def test_what_was_opened_in_time_rings_nowhere(world: World, term: None) -> None:
    with clock.standing_at(FRIDAY):
        concern = raised(world)
        acknowledge_concern(world.acting("dsl", elevated=True), concern)
    with clock.standing_at(MONDAY):
        assert run_out() == []
        with pytest.raises(Hidden):
            escalate_concern(world.system(), concern)


def test_nobody_but_the_product_lets_a_clock_run_out(world: World) -> None:
    concern = raised(world)
    for name in ("dsl", "head", "teacher"):
        with pytest.raises(Refused):
            escalate_concern(_elevated(world, name), concern)


def test_the_chain_ends_with_the_trusts_lead(world: World) -> None:
    assert CHAIN[-1] == (Role.TRUST_SAFEGUARDING_LEAD,)


def test_without_lead_and_deputy_it_goes_to_those_who_may_take_cover(
    world: World,
) -> None:
    _stand_in(world, "tutor")
    for name in ("dsl", "deputy_dsl"):
        asked = select(Appointment.ref).where(Appointment.person_ref == world[name])
        for ref in db.session.scalars(asked):
            end_appointment(world.acting("head", elevated=True), ref)
    concern = raised(world)
    receipt = read_own_concern(world.acting("teacher"), concern).receipt
    assert {each.role for each in receipt.recipients} == {Role.STAND_IN_DSL, Role.HEAD}
    asked = select(Notice.path).where(Notice.person_ref == world["tutor"])
    assert list(db.session.scalars(asked)) == ["/cover"]


def test_stale_hand_back_is_said(world: World) -> None:
    _stand_in(world)
    taken = take_cover(_elevated(world), "dsl_away")
    acting = _elevated(world)
    end_appointment(world.acting("chair", elevated=True), taken)
    with pytest.raises(Stale):
        hand_back_cover(acting)
