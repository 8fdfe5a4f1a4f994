"""What cannot stand in a new concern: said beside its field, and nothing is kept."""

from datetime import date, time

import pytest
from sqlalchemy import func, select

from safeguard.cases.commands.raising import (
    ChildInIt,
    Happening,
    Narrative,
    NewConcern,
    Setting,
    Teller,
    raise_concern,
)
from safeguard.cases.models import Concern, ConcernText
from safeguard.cases.queries.finder import (
    find_pupils,
    find_staff,
    pupils_chosen,
    staff_chosen,
)
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Invalid, Refused
from school.foundation.sealing import unseal
from tests.cases.raised import WHAT, about, raised
from tests.trail.reading import entries

pytestmark = pytest.mark.both_engines


def problems(world, new: NewConcern) -> dict[str, str]:
    """The objections to a concern; and that nothing came of it."""
    before = len(entries(world.birch))
    with pytest.raises(Invalid) as objected:
        raise_concern(world.acting("teacher"), new)
    assert db.session.scalar(select(func.count()).select_from(Concern)) == 0
    assert len(entries(world.birch)) == before
    return objected.value.problems


def test_only_who_and_what_are_required(world):
    found = problems(world, NewConcern((), Narrative(" \n")))
    assert set(found) == {"children", "narrative"}
    assert raised(world)


def test_a_child_without_a_name_is_enough(world):
    unknown = (ChildInIt(None, "harmed"),)
    assert raise_concern(world.acting("teacher"), NewConcern(unknown, Narrative(WHAT)))


@pytest.mark.parametrize("whose", ["cedar_pupil", "cedar_teacher", "other_teacher"])
def test_a_child_who_is_not_a_pupil_of_this_school_cannot_be_named(world, whose):
    assert set(problems(world, about(world, "ellis", whose))) == {"children"}


def test_an_invented_reference_gets_the_same_answer_as_a_foreign_one(world):
    invented = NewConcern((ChildInIt("Z" * 16),), Narrative(WHAT))
    assert problems(world, invented) == problems(world, about(world, "cedar_pupil"))


@pytest.mark.parametrize(
    ("happened", "field"),
    [
        (Happening(on=date(2026, 11, 25)), "happened_on"),
        (Happening(on=date(2062, 11, 24)), "happened_on"),
        (Happening(on=date(2026, 11, 24), at=time(13, 55)), "happened_time"),
        (Happening(on=date(2013, 5, 3)), "happened_on"),
        (Happening(on=date(1815, 6, 18)), "happened_on"),
        (Happening(at=time(9, 0)), "happened_on"),
    ],
)
def test_an_impossible_time_says_what_to_do(world, happened, field):
    found = problems(world, about(world, "ellis", happened=happened))
    assert set(found) == {field}
    assert "." in found[field]


@pytest.mark.parametrize(
    "happened",
    [
        Happening(just_now=True),
        Happening(on=date(2026, 11, 24), at=time(13, 42)),
        Happening(on=date(2013, 5, 4)),
        Happening(words=Narrative("some time last winter")),
    ],
)
def test_a_possible_time_stands(world, happened):
    assert raised(world, happened=happened)


@pytest.mark.parametrize("category", ["adult", "adult_behaviour", "staff_misuse"])
def test_a_concern_about_an_adult_is_never_stored_here(world, category):
    found = problems(world, about(world, "ellis", category=category))
    assert set(found) == {"category"}
    assert "another way" in found["category"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"category": "no such thing"}, "category"),
        ({"teller": Teller("no such thing")}, "teller"),
        ({"where": Setting(device_owner="nobody")}, "device_owner"),
        ({"where": Setting(network="none")}, "network"),
    ],
)
def test_a_code_that_is_on_no_list_is_refused(world, changes, field):
    assert set(problems(world, about(world, "ellis", **changes))) == {field}


def test_a_part_that_is_on_no_list_is_refused(world):
    new = NewConcern((ChildInIt(world["ellis"], "guilty"),), Narrative(WHAT))
    assert set(problems(world, new)) == {"children"}


@pytest.mark.parametrize("who", ["maya", "cedar_teacher"])
def test_an_adult_who_does_not_work_here_cannot_be_named(world, who):
    assert set(problems(world, about(world, "ellis", adults=(world[who],)))) == {
        "adults"
    }
    for_staff = Teller(for_staff_ref=world[who])
    assert set(problems(world, about(world, "ellis", teller=for_staff))) == {
        "for_staff"
    }


def test_sixty_thousand_characters_are_kept_to_the_last(world):
    words = ("Zażółć gęślą jaźń 😢 王小明 <p class=MsoNormal>" * 2000)[:60_000]
    ref = raised(world, narrative=Narrative(words))
    row = db.session.scalar(select(ConcernText).where(ConcernText.concern_ref == ref))
    assert row
    assert unseal(row, "text") == words


def test_one_character_too_many_says_how_many_and_loses_nothing(world):
    assert raised(world, narrative=Narrative("😢" * 65_536))
    with pytest.raises(Invalid) as objected:
        raised(world, own_words=Narrative("x" * 65_536 + "yz"))
    assert "2 characters" in objected.value.problems["own_words"]


def test_all_problems_come_at_once(world):
    new = NewConcern(
        (ChildInIt("Z" * 16),),
        Narrative(""),
        happened=Happening(on=date(2027, 1, 1)),
        category="adult",
    )
    assert set(problems(world, new)) == {
        "children",
        "narrative",
        "happened_on",
        "category",
    }


def test_a_failure_never_quotes_what_was_written(world):
    new = about(world, "ellis", own_words=Narrative("he said purple scarf"))
    assert "scarf" not in repr(new)
    assert "<20 characters>" in repr(new)
    assert "scarf" not in f"{new.own_words} {new.own_words!r}"


def test_whoever_does_not_work_here_looks_through_no_roll(world):
    parent = Actor(
        world["parent_teacher"],
        world.birch,
        world.trust,
        roles=frozenset({Role.PARENT, Role.SYSTEM_ADMIN}),
    )
    for ask in (find_pupils, find_staff, pupils_chosen, staff_chosen):
        with pytest.raises(Refused):
            ask(parent, "maya")
