"""A pupil leaves the school on a day, and comes back; what was recorded stays."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Refused, Stale
from school.identity.commands.enrolling import (
    ComingBack,
    Leaving,
    end_enrolment,
    resume_enrolment,
)
from school.identity.models import Enrolment
from school.identity.queries.lists import LEFT, PUPILS, Wanted, read_people, read_person
from school.identity.queries.people import classes_of
from tests.factories.world import World
from tests.trail.reading import facts, last
from tests.visitors import visit

pytestmark = pytest.mark.both_engines
DAY = timedelta(days=1)


def officer(world: World):
    return world.acting("roll_officer")


def places(world: World, name: str = "ellis") -> list[Enrolment]:
    asked = select(Enrolment).where(Enrolment.person_ref == world[name])
    return list(db.session.scalars(asked.order_by(Enrolment.begins_on)))


def listed(world: World, kind: str) -> set[str]:
    return {each.ref for each in read_people(officer(world), Wanted(kind)).rows}


def test_a_pupil_leaves_after_a_last_day(world: World) -> None:
    end_enrolment(officer(world), world["ellis"], Leaving(clock.today()))
    [place] = places(world)
    leaf = last(world.birch)
    assert leaf.action == "enrolment.ended"
    assert facts(leaf) == {"last_on": clock.today().isoformat(), "places": 1}
    assert set(leaf.objects) == {world["ellis"], place.ref}
    assert [row.table for row in leaf.rows] == ["enrolment"]
    # The day itself is still a day at the school.
    assert classes_of([world["ellis"]])
    with clock.moved_on(DAY):
        assert not classes_of([world["ellis"]])
        assert world["ellis"] not in listed(world, PUPILS)
        assert world["ellis"] in listed(world, LEFT)
        assert world["jayden"] not in listed(world, LEFT)


@pytest.mark.parametrize(
    ("days", "problem"), [(1, "still_to_come"), (-400, "before_they_came")]
)
def test_a_last_day_is_a_day_at_the_school(
    world: World, days: int, problem: str
) -> None:
    leaving = Leaving(clock.today() + days * DAY)
    with pytest.raises(Invalid) as refused:
        end_enrolment(officer(world), world["ellis"], leaving)
    assert refused.value.problems == {"last_on": problem}


def test_nobody_leaves_twice(world: World) -> None:
    leaving = Leaving(clock.today())
    end_enrolment(officer(world), world["ellis"], leaving)
    with pytest.raises(Stale):
        end_enrolment(officer(world), world["ellis"], leaving)
    with clock.moved_on(DAY), pytest.raises(Hidden):
        end_enrolment(officer(world), world["ellis"], leaving)


def test_who_left_comes_back_as_the_same_person(world: World) -> None:
    end_enrolment(officer(world), world["ellis"], Leaving(clock.today()))
    with clock.moved_on(10 * DAY):
        back = ComingBack(world.classes["10R"])
        resume_enrolment(officer(world), world["ellis"], back)
        leaf = last(world.birch)
        assert leaf.action == "enrolment.resumed"
        assert facts(leaf) == {"begins_on": clock.today().isoformat()}
        assert [row.table for row in leaf.rows] == []
        assert world["ellis"] in leaf.objects
        assert classes_of([world["ellis"]]) == {world["ellis"]: "10R, Year 10"}
        assert world["ellis"] not in listed(world, LEFT)
        assert read_person(officer(world), world["ellis"]).last_on is None
        with pytest.raises(Stale):
            resume_enrolment(officer(world), world["ellis"], back)


def test_a_leaving_by_mistake_is_taken_back_on_the_same_day(world: World) -> None:
    end_enrolment(officer(world), world["ellis"], Leaving(clock.today()))
    resume_enrolment(officer(world), world["ellis"], ComingBack(world.classes["9H"]))
    first, second = places(world)
    assert first.ends_on == second.begins_on == clock.today() + DAY
    assert second.ends_on is None


def test_a_form_of_another_school_is_none(world: World) -> None:
    end_enrolment(officer(world), world["ellis"], Leaving(clock.today()))
    with pytest.raises(Invalid) as refused:
        resume_enrolment(
            officer(world), world["ellis"], ComingBack(world.classes["7T"])
        )
    assert refused.value.problems == {"class_ref": "no_such_form"}


def test_a_pupil_of_another_school_is_not_found(world: World) -> None:
    with pytest.raises(Hidden):
        end_enrolment(officer(world), world["cedar_pupil"], Leaving(clock.today()))


@pytest.mark.parametrize("name", ["teacher", "dsl", "office"])
def test_who_keeps_no_roll_lets_nobody_go(world: World, name: str) -> None:
    with pytest.raises(Refused):
        end_enrolment(world.acting(name), world["ellis"], Leaving(clock.today()))


def test_over_the_pages_a_pupil_goes_and_comes_back(app: Flask, world: World) -> None:
    ict = visit(app, world, "ict")
    person = f"/people/{world['ellis']}"
    assert "Leaves the school" in ict.get(person).text
    answer = ict.submit(f"{person}/end-enrolment", last_on="32/11/2026")
    assert answer.status_code == 422
    day = date(2026, 11, 24)
    assert clock.today() == day
    answer = ict.submit(f"{person}/end-enrolment", last_on="24/11/2026")
    assert answer.status_code == 303
    assert "leaves the school; last day 24 November 2026" in ict.get(person).text
    again = ict.submit(f"{person}/resume-enrolment", class_ref="")
    assert again.status_code == 422
    assert "Choose the form." in again.text
    sent = {"class_ref": world.classes["9H"]}
    assert ict.submit(f"{person}/resume-enrolment", **sent).status_code == 303
    assert "last day" not in ict.get(person).text
    assert ict.get("/people?kind=left").status_code == 200
