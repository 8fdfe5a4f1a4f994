"""Who sees a visit of the police, and the numbers of which no wall keeps anything."""

from datetime import timedelta

import pytest

from safeguard.police_visits.commands.beginning import consider_visit
from safeguard.police_visits.queries.listing import count_visits, read_visits
from safeguard.police_visits.queries.reading import read_visit
from safeguard.police_visits.states import State
from school.foundation import clock
from school.foundation.errors import ElevationNeeded, Hidden, Refused
from school.identity.commands.people import NewRelationship, relate
from tests.cases import worked
from tests.police_visits.told import (
    TEXT,
    closed,
    considered,
    dsl,
    ended_with,
    head,
    heard,
    not_called,
    visit_of,
    weighing,
)
from tests.trail.reading import entries, facts

DAY = timedelta(days=1)

LEADS = ("dsl", "deputy_dsl", "head", "executive_head")
OTHERS = (
    *("teacher", "searcher", "volunteer", "digital_safety", "ict", "office"),
    *("councillor", "counsellor", "trustee", "chair", "dpo", "trust_safeguarding"),
    *("cedar_dsl", "cedar_head"),
)


def test_those_who_lead_read_it_with_a_second_factor_and_nobody_else(world):
    ref = closed(world)
    for name in LEADS:
        assert read_visit(world.acting(name, reason="to see"), ref)
        with pytest.raises(ElevationNeeded):
            read_visit(world.acting(name), ref)
    for name in OTHERS:
        with pytest.raises((Hidden, Refused)):
            read_visit(world.acting(name, reason="to see"), ref)


def test_what_belongs_to_a_restricted_case_is_for_the_dsl_alone(world):
    ref = considered(world, origin_ref=worked.opened(world, level="C4"))
    assert read_visit(dsl(world), ref)
    for name in ("deputy_dsl", "head", "executive_head"):
        reader = world.acting(name, reason="to see")
        with pytest.raises(Hidden):
            read_visit(reader, ref)
        assert read_visits(reader) == []


def test_a_relative_and_an_accused_colleague_find_it_nowhere(world):
    ref = consider_visit(dsl(world), visit_of(world, "maya"), weighing())
    relate(
        world.system(), NewRelationship(world["maya"], world["head"], "parent", True)
    )
    with pytest.raises(Hidden):
        read_visit(head(world), ref)
    case = worked.opened(world, "jayden", adults=(world["deputy_dsl"],))
    walled = considered(world, origin_ref=case)
    with pytest.raises(Hidden):
        read_visit(world.acting("deputy_dsl", reason="to see"), walled)
    assert world["deputy_dsl"] not in heard(walled)


def test_the_trail_repeats_no_words_and_names_nobody(world):
    closed(world)
    told = repr([facts(leaf) for leaf in entries(world.birch)])
    for words in ("Ellis", "Ines", TEXT, "PC 2291", "26/1"):
        assert words not in told


def test_numbers_by_what_they_did(world):
    since = clock.now() - DAY
    considered(world)
    not_called(world)
    ended_with(world, State.STRIP_SEARCH)
    closed(world)
    assert count_visits(since, clock.now() + DAY) == {
        (world.birch, "considered"): 1, (world.birch, "not_called"): 1,
        (world.birch, "strip_search"): 1, (world.birch, "search"): 1,
    }  # fmt: skip
    assert count_visits(since - DAY, since) == {}
