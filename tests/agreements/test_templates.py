"""Versions of a text: who brings one from a draft into force, and what stays fixed."""

import pytest

from safeguard.agreements.commands.clauses import (
    EditedClause,
    NewClause,
    WrittenVariant,
    add_clause,
    edit_clause,
    remove_clause,
    write_variant,
)
from safeguard.agreements.commands.templates import (
    LIVE_VERSION,
    Approval,
    NewTemplate,
    approve_template,
    discard_template,
    make_template_live,
    start_template,
)
from safeguard.agreements.permissions.texts import live_template, template_text
from safeguard.agreements.states import TEMPLATE_MOVES, TemplateState
from safeguard.guidance import agreements as guidance
from school.foundation.errors import Invalid, NotNow, SecondPersonNeeded, Stale
from tests.agreements import told
from tests.trail.reading import facts, last

OWN = "I ask before I record anybody’s voice."
WHERE = NewClause("pupil_not", OWN, "older_material")


@pytest.mark.both_engines
def test_a_new_version_takes_the_place_of_the_one_before(world):
    first = told.live(world)
    second = told.live_again(world)

    assert told.words(first).state == "superseded"
    assert told.words(second).state == "live"
    assert told.words(second).number == 2
    assert told.words(second).hash_now == told.words(first).hash_now
    found = live_template(world.birch, "older")
    assert found is not None
    assert found.ref == second
    assert live_template(world.cedar, "older") is None
    entry = last(world.birch)
    assert (entry.action, entry.result) == ("agreement_template.made_live", "done")
    assert set(entry.objects) == {first, second}


@pytest.mark.parametrize("by", ["digital_safety", "deputy_dsl"])
def test_nobody_who_had_a_hand_in_a_draft_approves_it(world, by):
    ref = told.started(world)
    changed = EditedClause("pupil", OWN, still_fit=True)
    edit_clause(world.acting("deputy_dsl"), told.words(ref).clauses[0].ref, changed)
    with pytest.raises(SecondPersonNeeded):
        approve_template(world.acting(by), ref, told.READ)
    assert facts(last(world.birch))["code"] == "second_person"
    assert told.words(ref).state == "draft"
    approve_template(world.acting("head"), ref, told.READ)
    assert told.words(ref).state == "approved"


def test_whoever_only_wrote_a_translation_had_a_hand_in_it_too(world):
    ref = told.started(world)
    words = {each.code: "Так." * 3 for each in told.words(ref).clauses}
    write_variant(world.acting("head"), ref, WrittenVariant("uk", words))
    with pytest.raises(SecondPersonNeeded):
        approve_template(world.acting("head"), ref, told.READ)


def test_one_new_version_of_a_text_is_written_at_a_time(world):
    told.started(world)
    with pytest.raises(Invalid) as objected:
        told.started(world, by="head")
    assert set(objected.value.problems) == {"kind"}
    told.started(world, "early")


def test_a_version_cannot_begin_from_one_that_is_not_there(world):
    for new in (NewTemplate("older", LIVE_VERSION), NewTemplate("older", "guess")):
        with pytest.raises(Invalid) as objected:
            start_template(world.acting("head"), new)
        assert set(objected.value.problems) == {"basis"}


def test_an_own_clause_keeps_its_code_and_its_place_in_the_next_version(world):
    ref = told.started(world)
    priya = world.acting("digital_safety")
    add_clause(priya, ref, WHERE)
    entry = last(world.birch)
    assert entry.action == "agreement_clause.added"
    assert facts(entry)["part"] == "pupil_not"
    clauses = told.words(ref).clauses
    place = [each.wording for each in clauses].index(OWN)
    assert clauses[place - 1].code == "older_material"
    assert [each.position for each in clauses] == list(range(1, len(clauses) + 1))
    for variant in ("easy", "pl"):
        written = {c.code: c.words_in(variant) or OWN for c in told.words(ref).clauses}
        write_variant(priya, ref, WrittenVariant(variant, written))
    approve_template(world.acting("head"), ref, told.READ)
    make_template_live(priya, ref)

    again = told.started(world, basis=LIVE_VERSION)
    assert told.words(again).clauses[place].code == clauses[place].code
    assert told.words(again).edition is None


def test_a_clause_is_taken_out_of_a_draft_with_all_its_words(world):
    first = told.live(world)
    ref = told.started(world, basis=LIVE_VERSION)
    clause = told.words(ref).clause("older_meeting")
    assert clause is not None
    remove_clause(world.acting("digital_safety"), clause.ref)
    assert told.words(ref).clause("older_meeting") is None
    assert told.words(first).clause("older_meeting") is not None
    assert told.words(ref).variants == ("standard", "easy", "pl")


def test_words_that_lack_a_clause_are_shown_to_no_reader(world):
    ref = told.started(world)
    add_clause(world.acting("digital_safety"), ref, WHERE)
    assert told.words(ref).variants == ("standard",)
    assert template_text(ref, "easy") is None
    assert template_text(ref, "ur") is None
    standard = template_text(ref)
    assert standard is not None
    assert standard.language == "en"
    with pytest.raises(Invalid) as objected:
        approve_template(world.acting("head"), ref, told.READ)
    assert set(objected.value.problems) == {"version"}
    write_variant(world.acting("digital_safety"), ref, WrittenVariant("pl", {}))
    assert told.words(ref).begun_variants == ("easy",)


def test_a_reader_is_shown_the_parts_of_their_language_in_its_direction(world):
    ref = told.live(world, "early")
    polish = template_text(ref, "pl")
    assert polish is not None
    assert (polish.language, polish.direction) == ("pl", "ltr")
    assert [each.side for each in polish.sections] == [*["pupil"] * 3, "parent"]
    assert polish.sections[0].heading == guidance.heading_of("pupil", "pl")
    easy = template_text(ref, "easy")
    assert easy is not None
    assert easy.text_hash == polish.text_hash


def test_a_text_in_which_one_side_agrees_to_nothing_is_not_approved(world):
    ref = told.started(world, "early")
    for clause in told.words(ref).clauses:
        if clause.part == "parent":
            remove_clause(world.acting("digital_safety"), clause.ref)
    with pytest.raises(Invalid):
        approve_template(world.acting("head"), ref, told.READ)


@pytest.mark.parametrize("words", ["", "I", "x" * 601])
def test_a_clause_is_one_whole_sentence(world, words):
    ref = told.started(world)
    with pytest.raises(Invalid) as objected:
        add_clause(world.acting("head"), ref, NewClause("pupil", words))
    assert set(objected.value.problems) == {"wording"}


def test_a_clause_stands_under_a_heading_of_its_own_text(world):
    ref = told.started(world)
    with pytest.raises(Invalid) as objected:
        add_clause(world.acting("head"), ref, NewClause("work_device", OWN))
    assert set(objected.value.problems) == {"part"}


@pytest.mark.both_engines
def test_whoever_read_an_older_draft_approves_nothing(world):
    ref = told.started(world)
    seen = told.words(ref).version
    add_clause(world.acting("digital_safety"), ref, WHERE)
    with pytest.raises(Stale):
        approve_template(world.acting("head"), ref, Approval(seen, True))
    with pytest.raises(Stale):
        add_clause(
            world.acting("deputy_dsl"), ref, NewClause("pupil", OWN, version=seen)
        )


def test_what_is_fixed_is_changed_no_more(world):
    priya = world.acting("digital_safety")
    for ref in (told.approved(world), told.live(world, "early")):
        clause = told.words(ref).clauses[0]
        before = told.words(ref).hash_now
        for change in (
            lambda ref=ref: add_clause(priya, ref, WHERE),
            lambda ref=ref: write_variant(priya, ref, WrittenVariant("pl", {})),
            lambda at=clause.ref: remove_clause(priya, at),
            lambda at=clause.ref: edit_clause(priya, at, EditedClause("pupil", OWN)),
        ):
            with pytest.raises(NotNow):
                change()
        assert told.words(ref).hash_now == before


def _superseded(world):
    ref = told.live(world)
    told.live_again(world)
    return ref


def _discarded(world):
    return discard_template(world.acting("head"), told.started(world))


BROUGHT = (
    (TemplateState.DRAFT, told.started),
    (TemplateState.APPROVED, told.approved),
    (TemplateState.LIVE, told.live),
    (TemplateState.SUPERSEDED, _superseded),
    (TemplateState.DISCARDED, _discarded),
)


@pytest.mark.parametrize(("state", "bring"), BROUGHT)
def test_a_version_moves_only_as_it_may(world, state, bring):
    ref, head = bring(world), world.acting("head")
    acts = {
        TemplateState.APPROVED: lambda: approve_template(head, ref, told.READ),
        TemplateState.LIVE: lambda: make_template_live(head, ref),
        TemplateState.DISCARDED: lambda: discard_template(head, ref),
    }
    for after, act in acts.items():
        if after not in TEMPLATE_MOVES[state]:
            with pytest.raises(NotNow):
                act()
    assert told.words(ref).state == state


def test_a_text_with_translations_needs_somebody_who_reads_them(world):
    ref = told.started(world)
    with pytest.raises(Invalid) as objected:
        approve_template(world.acting("head"), ref, Approval())
    assert set(objected.value.problems) == {"translations_read"}
    write_variant(world.acting("digital_safety"), ref, WrittenVariant("pl", {}))
    approve_template(world.acting("head"), ref, Approval())
    assert told.words(ref).variants == ("standard", "easy")


def test_the_same_letters_written_otherwise_are_the_same_words(world):
    """A composed and a decomposed accent, and spaces that nobody sees."""
    ref = told.started(world)
    head = world.acting("head")
    add_clause(head, ref, NewClause("pupil", "I tell  Zoe\u0308\nwhat I saw. "))
    assert "I tell Zo\u00eb what I saw." in {
        each.wording for each in told.words(ref).clauses
    }


@pytest.mark.parametrize("kind", ["early", "older", "adults"])
def test_a_draft_holds_every_sentence_of_the_starting_text(world, kind):
    found = told.words(told.started(world, kind))

    starting = guidance.clauses_of(kind)
    assert [each.code for each in found.clauses] == [each.code for each in starting]
    assert [each.wording for each in found.clauses] == [e.wording for e in starting]
    assert found.variants == ("standard", "easy", "pl")
    assert found.text_hash is None
    assert found.edition == guidance.STARTING_EDITION
