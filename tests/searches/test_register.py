"""The list of who may search: the head's word, for what, from when, until when."""

from datetime import timedelta
from typing import Any

import pytest

from safeguard.guidance import searches
from safeguard.searches.commands.authorising import (
    NewAdviser,
    NewRules,
    Revocation,
    authorise_searcher,
    end_adviser,
    name_adviser,
    revoke_searcher,
    set_search_rules,
)
from safeguard.searches.permissions.authority import authority_at
from safeguard.searches.queries.register import chosen_staff, read_authorities
from school.foundation import clock
from school.foundation.actor import Role
from school.foundation.errors import Hidden, Refused, Stale
from school.identity.commands.appointments import NewAppointment, appoint
from tests.objections import objected
from tests.searches import told
from tests.searches.test_course import waiting
from tests.searches.test_reviewing import vacate
from tests.searches.told import search
from tests.trail.reading import facts, last

DAY = timedelta(days=1)
CANNOT_BE: dict[str, tuple[dict[str, Any], set[str]]] = {
    "oneself": ({"name": "head"}, {"person_ref"}),
    "the ICT provider": ({"name": "ict"}, {"person_ref"}),
    "the office": ({"name": "office"}, {"person_ref"}),
    "a trustee": ({"name": "trustee"}, {"person_ref"}),
    "somebody of another school": ({"name": "cedar_teacher"}, {"person_ref"}),
    "a pupil": ({"name": "ellis"}, {"person_ref"}),
    "nothing": ({"scopes": ()}, {"scopes"}),
    "something that does not exist": ({"scopes": ("homework",)}, {"scopes"}),
}  # fmt: skip


@pytest.mark.parametrize("how", CANNOT_BE)
def test_nobody_is_put_on_the_list_who_may_not_be_there(world, how):
    changes, fields = CANNOT_BE[how]
    new = told.authorising(world, **changes)
    assert objected(authorise_searcher, world.acting("head"), new) == fields


def test_nobody_searches_who_also_governs(world):
    new = NewAppointment(world["councillor"], Role.STAFF.value)
    appoint(world.acting("head", elevated=True), new)
    asked = told.authorising(world, name="councillor")
    assert objected(authorise_searcher, world.acting("head"), asked) == {"person_ref"}
    offered = {each.ref for each in chosen_staff(world.acting("head"))}
    assert world["councillor"] not in offered
    assert world["teacher"] in offered


def test_the_days_of_an_authorisation_make_sense(world):
    today = clock.today()
    amiss: list[tuple[dict[str, Any], str]] = [
        ({"begins_on": today - DAY}, "begins_on"),
        ({"begins_on": today + 2 * DAY, "ends_on": today + DAY}, "ends_on"),
        ({"ends_on": today + timedelta(days=500)}, "ends_on"),
        ({"trained_on": today + DAY}, "trained_on"),
    ]
    for changes, field in amiss:
        new = told.authorising(world, **changes)
        assert objected(authorise_searcher, world.acting("head"), new) == {field}


def test_the_heads_word_is_in_the_trail_and_names_nobody(world):
    listing = told.authorised(world, scopes=("weapon",))
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == (
        "searcher.authorised",
        {"scopes": "weapon", "ends_on": "2027-02-22"},
    )
    assert set(leaf.objects) == {listing, world["searcher"]}


@pytest.mark.both_engines
def test_the_list_is_asked_for_each_instant_and_each_item(world):
    told.authorised(world, begins_on=clock.today() + DAY, scopes=("weapon", "drugs"))
    who, now = (world["searcher"], world.birch), clock.now()
    begins = clock.london(clock.today() + DAY, 0)
    ends = clock.london(clock.today() + timedelta(days=91), 0)
    for instant, scope, why_not in (
        (now, "weapon", "no_authority"),
        (begins - timedelta(seconds=1), "weapon", "no_authority"),
        (begins, "weapon", ""),
        (begins, "alcohol", "out_of_scope"),
        (ends - timedelta(seconds=1), "drugs", ""),
        (ends, "drugs", "authority_expired"),
    ):
        assert authority_at(*who, instant, scope).why_not == why_not
    assert authority_at(world["searcher"], world.cedar, begins, "weapon").holds is False
    for each in searches.scopes:
        assert authority_at(world["head"], world.birch, now, each.code).by == "office"


def test_what_was_taken_back_counts_until_that_very_moment(world):
    listing = told.authorised(world)
    with clock.moved_on(DAY):
        revoke_searcher(
            world.acting("head"), listing, Revocation("Has left the pastoral team.")
        )
        at = clock.now()
        who = (world["searcher"], world.birch)
        assert authority_at(*who, at - timedelta(seconds=1), "weapon").holds
        assert authority_at(*who, at, "weapon").why_not == "authority_expired"
        with pytest.raises(Stale):
            told.revoked(world, listing)


def test_a_head_takes_back_nothing_of_another_school(world):
    listing = told.authorised(world)
    with pytest.raises(Hidden):
        revoke_searcher(world.acting("cedar_head"), listing, Revocation(told.WORDS))


def test_the_executive_headteacher_lists_while_there_is_no_head(world):
    new = told.authorising(world)
    with pytest.raises(Refused):
        authorise_searcher(world.acting("executive_head"), new)
    vacate(world, "head", Role.HEAD)
    authorise_searcher(world.acting("executive_head"), new)


def test_the_list_warns_of_training_that_is_overdue(world):
    told.authorised(world, trained_on=None)
    (listed,) = read_authorities(world.acting("teacher")).schools[0].listed
    assert (listed.live, listed.overdue) == (True, True)


def test_the_list_is_shown_across_the_trust_with_each_reason(world):
    told.revoked(world, told.authorised(world))
    schools = read_authorities(world.acting("cedar_teacher")).schools
    assert [each.name for each in schools] == ["Cedar Academy", "Birch Academy"]
    (listed,) = schools[1].listed
    assert listed.revoked_why == "Has left the pastoral team."


def test_whom_the_trust_has_named_advises_as_the_executive_headteacher_would(world):
    told.authorised(world)
    today = clock.today()
    new = NewAdviser(world["trust_safeguarding"], today, today + DAY)
    for name in ("head", "dsl", "trust_safeguarding"):
        with pytest.raises(Refused):
            name_adviser(world.acting(name), new)
    named = name_adviser(world.acting("chair"), new)
    ref = waiting(world)
    told.advised(world, ref, by="trust_safeguarding")
    assert search(ref).state == "advice_given"
    end_adviser(world.acting("executive_head"), named)
    ref = waiting(world)
    told.advised(world, ref, by="trust_safeguarding")
    assert search(ref).state == "advice_requested"


def test_nobody_names_themselves(world):
    new = NewAdviser(world["chair"], clock.today(), clock.today())
    assert objected(name_adviser, world.acting("chair"), new) == {"person_ref"}


def test_the_rules_name_items_of_their_own_and_say_which_version(world):
    head = world.acting("head")
    for rules, fields in (
        (NewRules("", ("phone",), clock.today()), {"title"}),
        (NewRules("2026", ("weapon",), clock.today()), {"items"}),
        (NewRules("2026", (), clock.today() + timedelta(days=800)), {"in_force_on"}),
    ):
        assert objected(set_search_rules, head, rules) == fields
