"""What can be read off the vault's tables and logs without its keys: nobody."""

import pytest
from sqlalchemy import text

from safeguard.allegations.commands.drafts import Written, save_adult_draft
from safeguard.allegations.permissions.inside import fingerprint, mark_of
from safeguard.allegations.queries.reading import (
    read_adult_concern,
    read_adult_concerns,
    read_adult_receipt,
)
from school.foundation.database import db
from school.foundation.errors import Hidden, Refused
from school.gate import Submission
from tests.allegations.telling import TABLES, WHAT, raised, vault
from tests.factories.world import World
from tests.trail.reading import entries, facts, last

pytestmark = pytest.mark.both_engines


def test_nothing_of_it_stands_in_a_schools_log(world: World) -> None:
    """Raised, read, refused, drafted, receipt: all in the vault's own log."""
    before = {ref: len(entries(ref)) for ref in (world.birch, world.cedar)}
    save_adult_draft(world.acting("teacher"), Written("form", [("what", [WHAT])]))
    reference = raised(world, "teacher", "dsl")
    head = world.acting("head", elevated=True)
    read_adult_concern(head, reference)
    read_adult_concerns(head)
    read_adult_receipt(world.acting("teacher"), reference)
    with pytest.raises(Refused):
        read_adult_concern(world.acting("head"), reference)
    with pytest.raises(Hidden):
        read_adult_concern(world.acting("dsl", elevated=True), reference)

    assert {ref: len(entries(ref)) for ref in before} == before
    found = [(leaf.action, leaf.result) for leaf in entries(vault(world))]
    assert found == [
        ("adult_concern.raised", "done"),
        ("adult_concern.read", "done"),
        ("adult_concerns.read", "done"),
        ("adult_concern.receipt_read", "done"),
        ("adult_concern.read", "refused"),
        ("adult_concern.read", "refused"),
    ]


def test_the_vaults_log_names_nobody_but_whoever_holds_its_key_knows(
    world: World,
) -> None:
    """Leaves carry marks; the sealed facts say who; the mark can be found again."""
    reference = raised(world, "teacher", "dsl")
    read_adult_concern(world.acting("head", elevated=True), reference)

    people = set(world.people.values())
    for leaf in entries(vault(world)):
        assert leaf.person_ref not in people
        assert not people & set(leaf.objects)
        assert (leaf.roles, leaf.sign_in_ref) == ((), "")
    read = last(vault(world))
    assert facts(read)["by"] == world["head"]
    assert facts(read)["in"] == world.birch
    matter = fingerprint(vault(world), reference)
    assert read.person_ref == mark_of(vault(world), matter, world["head"])


def test_a_stolen_database_tells_neither_school_nor_subject_nor_reporter(
    world: World,
) -> None:
    """No reference of a person or a school stands in any of the vault's rows, nor
    is any mark the same in two records.
    """
    for about in ("dsl", "teacher", "teacher"):
        raised(world, "other_teacher", about, children=(world["maya"],))
    draft = Written("form", [("what", [WHAT])])
    save_adult_draft(world.acting("teacher"), draft)

    known = {*world.people.values(), world.birch, world.cedar}
    for table in TABLES:
        for row in db.session.execute(text(f"SELECT * FROM {table}")):  # noqa: S608
            assert not known & {value for value in row if isinstance(value, str)}
    marks = db.session.scalars(
        text("SELECT person_mark FROM adult_concern_recipient")
    ).all()
    assert len(set(marks)) == len(marks) == 12
    about_rows = db.session.execute(
        text(
            "SELECT record_ref, person_ref FROM wall_about WHERE record_ref IN "
            "(SELECT ref FROM adult_concern)"
        )
    ).all()
    assert len({row.person_ref for row in about_rows}) == len(about_rows) == 6
    assert not known & {row.person_ref for row in about_rows}
    senders = set(db.session.scalars(db.select(Submission.person_ref)))
    assert not known & senders


def test_the_words_lie_sealed(world: World) -> None:
    """Not in a row, not in a leaf, not in a sealed detail's clear part."""
    raised(world, "teacher", "dsl", done="I told nobody else")
    for table in (*TABLES, "trail_leaf", "trail_detail", "submission", "notice"):
        rows = db.session.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608
        kept = repr([[_plain(value) for value in row] for row in rows])
        for words in ("stay behind", "not to tell", "nobody else", "Adeyemi"):
            assert words not in kept


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value
