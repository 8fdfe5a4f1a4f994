"""A text that was changed behind the product is noticed, when read and when proven."""

import pytest
from sqlalchemy import text

from safeguard.agreements.commands.templates import make_template_live
from safeguard.agreements.permissions.texts import is_as_signed, template_text
from safeguard.config import Settings
from school.foundation.database import db
from school.foundation.engines import owning_engine
from school.foundation.errors import Invalid
from school.inspection.queries.proving import prove
from tests.agreements import told
from tests.trail.reading import facts, last
from tests.visitors import visit

pytestmark = pytest.mark.both_engines
ALARM = "The words of this version are not those that were approved"
# What the owner of the database can do to words that somebody has signed.
CHANGES = {
    "a clause": "UPDATE agreement_clause SET wording = 'I agree to anything.'"
    " WHERE code = 'older_passwords'",
    "easy words": "UPDATE agreement_clause_variant SET wording = 'Yes to all.'"
    " WHERE variant = 'easy'",
    "a translation": "DELETE FROM agreement_clause_variant WHERE variant = 'pl'",
    "the order": "UPDATE agreement_clause SET position = 99"
    " WHERE code = 'older_read_rules'",
    "the part": "UPDATE agreement_clause SET part = 'parent'"
    " WHERE code = 'older_passwords'",
    "a clause taken out": "DELETE FROM agreement_clause WHERE code = 'older_meeting'",
}


def behind_the_gates_back(settings: Settings, statement: str, **values: str) -> None:
    """As the owner of the database, past the product."""
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        connection.execute(text(statement), values)
    engine.dispose()
    db.session.remove()


@pytest.mark.parametrize("change", CHANGES)
def test_changed_words_are_noticed_when_read_and_when_proven(world, settings, change):
    ref = told.live(world)
    signed = told.words(ref).hash_now
    assert is_as_signed(ref, signed)
    assert prove().holds

    behind_the_gates_back(settings, CHANGES[change])

    shown = template_text(ref)
    assert shown is not None
    assert not shown.is_intact
    assert not is_as_signed(ref, signed)
    assert any("agreement_clause" in each for each in prove().problems)


def test_whoever_changes_the_kept_fingerprint_too_is_found_by_the_signature(
    world, settings
):
    ref = told.live(world)
    signed = told.words(ref).hash_now
    behind_the_gates_back(settings, CHANGES["a clause"])
    forged = told.words(ref).hash_now
    behind_the_gates_back(
        settings, "UPDATE agreement_template SET text_hash = :forged", forged=forged
    )

    assert told.words(ref).is_intact
    assert not is_as_signed(ref, signed)
    problems = prove().problems
    assert any("agreement_template" in each for each in problems)
    assert any("agreement_clause" in each for each in problems)


def test_the_trail_keeps_the_fingerprint_that_was_approved(world):
    ref = told.approved(world)
    entry = last(world.birch)
    assert entry.action == "agreement_template.approved"
    assert facts(entry)["text_hash"] == told.words(ref).hash_now
    make_template_live(world.acting("head"), ref)
    entry = last(world.birch)
    assert entry.action == "agreement_template.made_live"
    assert facts(entry)["text_hash"] == told.words(ref).hash_now


def test_words_changed_after_approval_are_never_put_in_force(world, settings):
    ref = told.approved(world)
    behind_the_gates_back(settings, CHANGES["a clause"])
    with pytest.raises(Invalid):
        make_template_live(world.acting("head"), ref)
    assert told.words(ref).state == "approved"


def test_everybody_who_reads_it_is_warned(app, world, settings):
    ref = told.live(world)
    teacher = visit(app, world, "teacher")
    priya = visit(app, world, "digital_safety")
    places = (
        (teacher, "/agreements/texts/in-force?kind=older"),
        (priya, f"/agreements/texts/{ref}"),
        (priya, f"/agreements/texts/{ref}/print"),
    )
    assert not any(ALARM in visitor.get(path).text for visitor, path in places)
    behind_the_gates_back(settings, CHANGES["a clause"])
    assert all(ALARM in visitor.get(path).text for visitor, path in places)
