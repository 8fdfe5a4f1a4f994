"""A trust is founded by two: nothing is granted before both have said yes."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from school.foundation.actor import Role
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
)
from school.identity.commands.founding import (
    PostFor,
    confirm_posts,
    found,
    propose_posts,
)
from school.identity.commands.people import NewPerson, add_person
from school.identity.commands.signing_in import Place, Try, try_to_sign_in
from school.identity.models import Appointment, Org
from school.identity.permissions.roles import roles_held, roles_there
from school.identity.queries.founding import read_founding
from school.inspection.queries.proving import prove
from tests import ground
from tests.identity.founders import bare_ground, found_alder
from tests.trail.reading import acts, entries, facts

pytestmark = pytest.mark.both_engines


@pytest.fixture
def bare(engine_name: str, tmp_path: Path) -> Iterator[Flask]:
    """The product on an empty database: no trust, no school, nobody."""
    with bare_ground(ground.ENGINES[engine_name], tmp_path) as app:
        yield app


def test_the_trust_is_made_with_two_slips_and_no_post(bare: Flask) -> None:
    two = found_alder()
    assert [(slip.name, slip.username) for slip in two.made.slips] == [
        ("Anneli Strand", "anneli.strand"),
        ("Jo Howells", "jo.howells"),
    ]
    first, second = (slip.first_password for slip in two.made.slips)
    assert first != second
    roles = {row.role for row in db.session.scalars(select(Appointment))}
    assert roles == {Role.FOUNDER.value}
    assert acts(two.made.trust_ref) == [
        ("trust.founded", "done"),
        ("school.added", "done"),
        ("school.added", "done"),
        ("person.added", "done"),
        ("account.opened", "done"),
        ("person.added", "done"),
        ("account.opened", "done"),
        ("founding.begun", "done"),
    ]
    assert facts(entries(two.made.trust_ref)[-1]) == {"schools": 2}
    assert prove().holds
    assert "first_password" not in repr(two.made)


def test_both_slips_open_the_door_once(bare: Flask) -> None:
    two = found_alder()
    for slip in two.made.slips:
        typed = Try(slip.username, slip.first_password)
        assert try_to_sign_in(two.made.trust_ref, typed, Place())
        with pytest.raises(Refused):
            try_to_sign_in(two.made.trust_ref, typed, Place())


def test_there_is_one_trust(bare: Flask) -> None:
    found_alder()
    with pytest.raises(Refused) as refused:
        found_alder()
    assert refused.value.code == "founded_already"


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        (("", ("Birch",), "Ann Strand", "Jo Howells"), {"trust": "empty"}),
        (("Alder", (), "Ann Strand", "Jo Howells"), {"schools": "empty_or_twice"}),
        (
            ("Alder", ("Birch", "birch"), "Ann Strand", "Jo Howells"),
            {"schools": "empty_or_twice"},
        ),
        (("Alder", ("Birch",), "Ann", "Jo Howells"), {"first": "given_and_family"}),
        (
            ("Alder", ("Birch",), "Jo Howells", "jo howells"),
            {"second": "the_same_person"},
        ),
    ],
)
def test_a_founding_that_cannot_stand_is_refused(
    bare: Flask, names: tuple[str, tuple[str, ...], str, str], problem: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        found(*names)
    assert refused.value.problems == problem
    assert db.session.scalar(select(Org)) is None


def test_two_people_make_the_first_posts_and_the_founding_closes(bare: Flask) -> None:
    two = found_alder()
    before = len(entries(two.made.trust_ref))
    proposal = propose_posts(two.acting(two.first), two.founding, two.posts())
    assert roles_held(two.first)[two.made.trust_ref] == {Role.FOUNDER}

    confirm_posts(two.acting(two.second), two.founding, proposal)

    db.session.remove()
    assert roles_held(two.first) == {two.made.trust_ref: {Role.EXECUTIVE_HEAD}}
    assert roles_held(two.second) == {two.school(): {Role.HEAD}}
    assert acts(two.made.trust_ref, before) == [
        ("founding.proposed", "done"),
        ("founding.confirmed", "done"),
    ]
    told = facts(entries(two.made.trust_ref)[-1])
    assert told == {"posts": sorted([Role.EXECUTIVE_HEAD.value, Role.HEAD.value])}
    with pytest.raises(Hidden):
        propose_posts(
            dataclasses.replace(two.acting(two.first), roles=frozenset({Role.FOUNDER})),
            two.founding,
            two.posts(),
        )
    assert prove().holds


def test_nobodys_own_yes_gave_them_their_post(bare: Flask) -> None:
    two = found_alder()
    proposal = propose_posts(two.acting(two.first), two.founding, two.posts())
    confirm_posts(two.acting(two.second), two.founding, proposal)
    posts = db.session.scalars(
        select(Appointment).where(Appointment.role != Role.FOUNDER.value)
    )
    granted = {row.person_ref: row.granted_by for row in posts}
    assert granted == {two.first: two.second, two.second: two.first}


def test_who_proposes_cannot_confirm(bare: Flask) -> None:
    two = found_alder()
    proposal = propose_posts(two.acting(two.first), two.founding, two.posts())
    with pytest.raises(SecondPersonNeeded):
        confirm_posts(two.acting(two.first), two.founding, proposal)
    assert acts(two.made.trust_ref)[-1] == ("founding.confirmed", "refused")


def test_neither_counts_without_a_second_factor(bare: Flask) -> None:
    two = found_alder()
    with pytest.raises(ElevationNeeded):
        propose_posts(two.acting(two.first, elevated=False), two.founding, two.posts())
    proposal = propose_posts(two.acting(two.first), two.founding, two.posts())
    with pytest.raises(ElevationNeeded):
        confirm_posts(two.acting(two.second, elevated=False), two.founding, proposal)


def test_a_yes_is_for_what_was_seen(bare: Flask) -> None:
    two = found_alder()
    earlier = propose_posts(two.acting(two.first), two.founding, two.posts())
    chair = PostFor(two.made.trust_ref, Role.CHAIR.value, two.first)
    propose_posts(two.acting(two.first), two.founding, (chair, two.posts()[1]))
    with pytest.raises(Stale):
        confirm_posts(two.acting(two.second), two.founding, earlier)
    shown = read_founding(two.acting(two.second))
    assert {post.role: post.name for post in shown.posts if post.name} == {
        Role.CHAIR: "Anneli Strand",
        Role.HEAD: "Jo Howells",
    }
    assert not shown.proposed_by_me


def test_first_posts_must_be_able_to_grant_the_rest(bare: Flask) -> None:
    two = found_alder()
    trust, birch, cedar = two.made.trust_ref, two.school(), two.school("Cedar Academy")
    head = Role.HEAD.value
    bad = {
        "a_post_for_each": (PostFor(trust, Role.CHAIR.value, two.first),),
        "nobody_to_grant": (
            PostFor(birch, head, two.first),
            PostFor(cedar, head, two.second),
        ),
        "two_checking_posts": (
            PostFor(trust, Role.CHAIR.value, two.first),
            PostFor(trust, Role.EXECUTIVE_HEAD.value, two.first),
            PostFor(birch, head, two.second),
        ),
        "unknown_post": (
            PostFor(trust, Role.DSL.value, two.first),
            PostFor(birch, head, two.second),
        ),
    }
    for problem, posts in bad.items():
        with pytest.raises(Invalid) as refused:
            propose_posts(two.acting(two.first), two.founding, posts)
        assert refused.value.problems == {"posts": problem}


def test_the_founders_can_then_give_the_school_a_dsl(bare: Flask) -> None:
    """The whole first day, up to the first person who may read a concern."""
    two = found_alder()
    proposal = propose_posts(two.acting(two.first), two.founding, two.posts())
    confirm_posts(two.acting(two.second), two.founding, proposal)
    birch, trust = two.school(), two.made.trust_ref
    head, executive = (
        dataclasses.replace(
            two.acting(ref),
            school_ref=birch,
            roles=roles_there(roles_held(ref), birch, trust),
        )
        for ref in (two.second, two.first)
    )
    lead = add_person(head, NewPerson("Ruth", "Adeyemi"))
    ref = appoint(head, NewAppointment(lead, Role.DSL.value))
    approve_appointment(executive, ref)
    db.session.remove()
    assert roles_held(lead) == {birch: {Role.DSL}}


def test_nobody_but_a_founder_sees_the_founding(bare: Flask) -> None:
    two = found_alder()
    stranger = dataclasses.replace(
        two.acting(two.first), person_ref="0" * 16, roles=frozenset({Role.FOUNDER})
    )
    with pytest.raises(Hidden):
        read_founding(stranger)
    with pytest.raises(Hidden):
        propose_posts(stranger, two.founding, two.posts())
    with pytest.raises(Refused):
        read_founding(dataclasses.replace(stranger, roles=frozenset({Role.HEAD})))
