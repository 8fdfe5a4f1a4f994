"""A search begins with authority and grounds, or it does not begin."""

from datetime import timedelta

import pytest

from safeguard.evidence.permissions.standing import is_any_holder
from safeguard.searches.commands.authorising import Revocation, revoke_searcher
from safeguard.searches.commands.starting import start_search
from safeguard.searches.queries.reading import read_search
from school.foundation import clock
from school.foundation.errors import Hidden, Refused
from school.identity.commands.enrolling import Leaving, end_enrolment
from tests.cases.raised import raised
from tests.objections import objected
from tests.searches.told import (
    FACTS,
    authorised,
    new_search,
    rules,
    search,
    started,
    why,
)
from tests.trail.reading import facts, last


def test_whoever_is_on_the_list_starts_a_search(world):
    authorised(world)
    ref = started(world)
    leaf = last(world.birch)
    assert (leaf.action, leaf.result) == ("search.started", "done")
    assert facts(leaf) == {
        "item": "weapon", "route": "started", "device": False,
        "authority": "listing", "why_not": None,
    }  # fmt: skip
    read = read_search(world.acting("searcher"), ref)
    assert (read.state, read.pupil_name) == ("proposed", "Ellis Thornbury")
    grounds = read.last("grounds")
    assert grounds
    assert grounds.said["facts"] == FACTS


@pytest.mark.parametrize("name", ["teacher", "dsl", "deputy_dsl", "ict", "office"])
def test_nobody_else_starts_one(world, name):
    with pytest.raises(Refused):
        start_search(world.acting(name, reason="now"), new_search(world))


def test_the_head_starts_one_by_office(world):
    assert started(world, by="head")


def test_authority_that_expired_a_minute_ago_is_none(world):
    authorised(world, ends_on=clock.today())
    ends = clock.london(clock.today() + timedelta(days=1), 0)
    with clock.standing_at(ends - timedelta(minutes=1)):
        assert started(world)
    with clock.standing_at(ends + timedelta(minutes=1)), pytest.raises(Refused):
        started(world)


def test_authority_that_was_taken_back_is_none(world):
    listing = authorised(world)
    head = world.acting("head")
    revoke_searcher(head, listing, Revocation("Has left the pastoral team."))
    with pytest.raises(Refused):
        started(world)


def test_authority_reaches_as_far_as_the_head_said(world):
    authorised(world, scopes=("weapon", "drugs"))
    assert started(world)
    searcher = world.acting("searcher")
    alcohol = new_search(world, item="alcohol")
    assert objected(start_search, searcher, alcohol) == {"item"}


def test_a_rule_item_is_searched_for_only_where_the_rules_name_it(world):
    authorised(world)
    searcher = world.acting("searcher")
    vape = new_search(world, item="vape")
    assert objected(start_search, searcher, vape) == {"item"}
    version = rules(world, "phone", "vape")
    ref = start_search(searcher, vape)
    assert (search(ref).statutory, search(ref).rules_ref) == (False, version)


def test_nothing_begins_without_grounds_facts_and_an_aim(world):
    authorised(world)
    bare = new_search(world, why=why(grounds=(), facts="A knife.", looked_for=" "))
    assert objected(start_search, world.acting("searcher"), bare) == {
        "grounds", "facts", "looked_for",
    }  # fmt: skip


def test_a_pupil_of_another_school_and_one_who_left_are_not_searched(world):
    authorised(world)
    searcher = world.acting("searcher")
    for pupil in ("cedar_pupil", "teacher"):
        assert objected(start_search, searcher, new_search(world, pupil)) == {"pupils"}
    end_enrolment(world.system(), world["jayden"], Leaving(clock.today()))
    with clock.moved_on(timedelta(days=1)):
        gone = new_search(world, "jayden")
        assert objected(start_search, searcher, gone) == {"pupils"}


def test_nobody_searches_their_own_child(world):
    authorised(world, "parent_teacher")
    mother = world.acting("parent_teacher")
    assert objected(start_search, mother, new_search(world, "maya")) == {"pupils"}
    assert start_search(mother, new_search(world, "ellis"))


def test_a_search_raised_from_a_concern_belongs_to_it(world):
    authorised(world, "teacher")
    concern = raised(world, "teacher", "ellis")
    ref = started(world, by="teacher", origin_ref=concern)
    assert search(ref).concern_ref == concern
    assert is_any_holder([ref])
    assert is_any_holder([concern])
    authorised(world)
    with pytest.raises(Hidden):
        started(world, origin_ref=concern)


def test_a_search_is_seen_by_its_searcher_safeguarding_and_the_head(world):
    authorised(world)
    ref = started(world)
    for name in ("searcher", "dsl", "deputy_dsl", "head"):
        assert read_search(world.acting(name, reason="to see"), ref)
    for name in ("teacher", "ict", "executive_head", "chair", "cedar_dsl", "trustee"):
        with pytest.raises(Hidden):
            read_search(world.acting(name, reason="to see"), ref)


def test_where_the_power_does_not_reach_none_begins(world):
    authorised(world)
    street = new_search(world, place="elsewhere")
    assert objected(start_search, world.acting("searcher"), street) == {"place"}
