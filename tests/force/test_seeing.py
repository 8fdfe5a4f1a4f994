"""Who sees a record of force, and the numbers of which no wall keeps anything."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from safeguard.force.queries.brief import count_open_forces, own_open
from safeguard.force.queries.listing import (
    count_forces,
    count_forces_by_pupil,
    count_parents_told,
    read_force_of_case,
    read_forces,
)
from safeguard.force.queries.reading import read_force
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import ElevationNeeded, Hidden
from school.foundation.references import spoken
from school.identity.commands.people import NewRelationship, relate
from school.notices import Notice
from tests.cases import worked
from tests.force.told import TEXT, WHY, dsl, owed, recorded, reviewed, told
from tests.trail.reading import entries, facts

DAY = timedelta(days=1)

READERS = {
    "dsl": "elevated", "deputy_dsl": "elevated", "head": "elevated",
    "executive_head": "elevated", "teacher": "own",
    **dict.fromkeys(
        ("other_teacher", "tutor", "volunteer", "searcher", "digital_safety", "ict",
         "office", "councillor", "counsellor", "trustee", "chair", "dpo",
         "trust_safeguarding", "cedar_dsl", "cedar_head"),
        "hidden",
    ),
}  # fmt: skip


def test_who_reads_a_record_of_force(world):
    ref = recorded(world)
    for name, how in READERS.items():
        reasoned = world.acting(name, reason="looking")
        if how == "hidden":
            with pytest.raises(Hidden):
                read_force(reasoned, ref)
            assert count_open_forces(reasoned) == 0
            continue
        assert read_force(reasoned, ref)
        if how == "elevated":
            with pytest.raises(ElevationNeeded):
                read_force(world.acting(name), ref)
            assert [each.reference for each in read_forces(reasoned)] == [ref]


def test_those_who_lead_and_the_head_hear_of_it_and_nobody_whom_it_concerns(world):
    ref = recorded(world, used_by=(world["dsl"],))
    heard = select(Notice.person_ref).where(Notice.path == f"/force/{spoken(ref)}")
    assert set(db.session.scalars(heard)) == {world["deputy_dsl"], world["head"]}
    with pytest.raises(Hidden):
        read_force(dsl(world), ref)


def test_a_relative_finds_it_nowhere_even_where_they_wrote_it(world):
    ref = recorded(world, by="parent_teacher", pupil_ref=world["maya"])
    with pytest.raises(Hidden):
        read_force(world.acting("parent_teacher"), ref)
    assert own_open(world.acting("parent_teacher")) == []
    relate(world.system(), NewRelationship(world["maya"], world["dsl"], "parent", True))
    assert count_open_forces(dsl(world)) == 0
    with pytest.raises(Hidden):
        read_force(dsl(world), ref)


def test_a_case_shows_what_came_from_it_and_from_its_concerns(world):
    case = worked.opened(world)
    (concern,) = worked.concerns_of(case)
    found = {recorded(world, origin_ref=each) for each in (case, concern)}
    recorded(world)
    lines = read_force_of_case(worked.dsl(world), case).lines
    assert {each.reference for each in lines} == found


def test_the_trail_names_nobody_and_repeats_no_words(world):
    reviewed(world)
    told_in_it = repr([facts(leaf) for leaf in entries(world.birch)])
    for words in ("Ellis", "Ines", TEXT, WHY, "thanked"):
        assert words not in told_in_it


# ---- Numbers ----------------------------------------------------------------------


def test_numbers_by_kind_by_pupil_and_by_time(world, in_term):
    since = clock.now() - DAY
    recorded(world, kinds=("hold", "guide"))
    told(world)
    owed(world, worked.opened(world))
    with clock.moved_on(2 * DAY):
        until = clock.now()
        assert count_forces(since, until) == {
            (world.birch, "hold"): 2, (world.birch, "guide"): 1,
            (world.birch, "owed"): 1,
        }  # fmt: skip
        assert count_forces_by_pupil(since, until) == {world["ellis"]: 3}
        assert count_parents_told(since, until) == {
            (world.birch, "in_time"): 1, (world.birch, "late"): 2,
        }  # fmt: skip
    assert count_forces(until, until + DAY) == {}
