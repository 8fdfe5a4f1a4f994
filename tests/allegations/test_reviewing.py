"""Looking into a concern about an adult: what is recorded, by whom, and the wall."""

from typing import Any

import pytest

from safeguard.allegations.commands.raising import Described
from safeguard.allegations.commands.reviewing import (
    AdultDecision,
    Ending,
    LadoContact,
    NewSubject,
    ReviewNote,
    add_review_note,
    add_subject,
    contact_lado,
    decide_adult_concern,
    finish_adult_concern,
)
from safeguard.allegations.queries.reading import (
    AdultConcernView,
    count_waiting,
    read_adult_concern,
    read_adult_concerns,
    read_adult_receipt,
)
from safeguard.allegations.states import AdultConcernState, Standing, SubjectKind
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.errors import (
    ElevationNeeded,
    Hidden,
    Invalid,
    Refused,
    Stale,
)
from school.gate import command
from school.identity.commands.appointments import NewAppointment, appoint
from school.identity.permissions import Act as IdentityAct
from tests.allegations.telling import raised, told, vault
from tests.factories.world import World
from tests.trail.reading import facts, last

pytestmark = pytest.mark.both_engines


@pytest.fixture
def talk() -> LadoContact:
    """A talk with the LADO, just now."""
    return LadoContact(clock.now(), "Ms Ferro", "LA-77", "Say nothing to him yet")


def by_the_head(world: World, reference: str) -> AdultConcernView:
    """The concern as the head sees it."""
    return read_adult_concern(world.acting("head", elevated=True), reference)


def decision(
    world: World, reference: str, outcome: AdultConcernState | None, why: str = "Why"
) -> AdultDecision:
    """A decision from the page as it stands."""
    return AdultDecision(outcome, why, by_the_head(world, reference).version)


def test_an_allegation_from_review_to_its_end(world: World, talk: LadoContact) -> None:
    """Facts checked, the LADO asked, decided with reasons, finished: all of it kept."""
    reference = raised(world, "other_teacher", "teacher")
    head = world.acting("head", elevated=True)
    reporter = world.acting("other_teacher")

    add_review_note(head, reference, ReviewNote("He was on duty", facts=True))
    assert by_the_head(world, reference).state == "head_review"
    assert read_adult_receipt(reporter, reference).standing is Standing.LOOKED_AT
    contact_lado(head, reference, talk)
    allegation = decision(world, reference, AdultConcernState.ALLEGATION, "May harm")
    decide_adult_concern(head, reference, allegation)
    version = by_the_head(world, reference).version
    finish_adult_concern(head, reference, Ending("Police investigate", version))

    found = by_the_head(world, reference)
    assert found.state == "closed"
    assert [(step.kind, step.text, step.by) for step in found.steps] == [
        ("facts_checked", "He was on duty", "Catrin Howells"),
        ("lado_contacted", "Say nothing to him yet", "Catrin Howells"),
        ("decided", "May harm", "Catrin Howells"),
        ("finished", "Police investigate", "Catrin Howells"),
    ]
    assert (found.steps[1].spoke_to, found.steps[1].agency_reference) == (
        "Ms Ferro",
        "LA-77",
    )
    assert found.steps[2].outcome == "allegation"
    assert read_adult_receipt(reporter, reference).standing is Standing.FINISHED


def test_each_step_stands_in_the_vaults_log(world: World, talk: LadoContact) -> None:
    """The act in the leaf; who it was in the sealed facts."""
    reference = raised(world, "other_teacher", "teacher")
    head = world.acting("head", elevated=True)

    contact_lado(head, reference, talk)

    leaf = last(vault(world))
    assert (leaf.action, leaf.objects) == ("adult_concern.lado_contacted", (reference,))
    assert facts(leaf)["by"] == world["head"]
    assert facts(leaf)["step"] == "lado_contacted"


def test_nothing_finishes_without_a_decision(world: World) -> None:
    """And no allegation of which the LADO has not heard."""
    reference = raised(world, "other_teacher", "teacher")
    head = world.acting("head", elevated=True)
    with pytest.raises(Invalid):
        finish_adult_concern(head, reference, Ending("Done", 1))

    allegation = decision(world, reference, AdultConcernState.ALLEGATION)
    decide_adult_concern(head, reference, allegation)
    version = by_the_head(world, reference).version
    with pytest.raises(Invalid):
        finish_adult_concern(head, reference, Ending("Done", version))


def test_unsure_means_asking_the_lado_and_deciding_again(world: World) -> None:
    """The first decision stands beside the second."""
    reference = raised(world, "other_teacher", "teacher")
    head = world.acting("head", elevated=True)
    for outcome in (AdultConcernState.LADO_ADVICE, AdultConcernState.LOW_LEVEL):
        decide_adult_concern(head, reference, decision(world, reference, outcome))

    found = by_the_head(world, reference)
    decided = [step.outcome for step in found.steps]
    assert decided == ["lado_advice", "low_level_concern"]
    finish_adult_concern(head, reference, Ending("Talked to him", found.version))


def test_two_deciding_from_the_same_page_do_not_overwrite_each_other(
    world: World,
) -> None:
    """Executive head and chair have the concern about the head: the second sees it."""
    reference = raised(world, "other_teacher", "head")
    chair = world.acting("chair", elevated=True)
    seen = read_adult_concern(chair, reference).version
    first = AdultDecision(AdultConcernState.ALLEGATION, "Why", seen)
    executive = world.acting("executive_head", elevated=True)
    decide_adult_concern(executive, reference, first)

    second = AdultDecision(AdultConcernState.NO_CONCERN, "Why not", seen)
    with pytest.raises(Stale):
        decide_adult_concern(chair, reference, second)


INCOMPLETE: list[Any] = [
    lambda who, ref: add_review_note(who, ref, ReviewNote(" ")),
    lambda who, ref: contact_lado(who, ref, LadoContact(None, advice="Wait")),
    lambda who, ref: contact_lado(who, ref, LadoContact(clock.now())),
    lambda who, ref: decide_adult_concern(who, ref, AdultDecision(None, "Why", 1)),
    lambda who, ref: decide_adult_concern(
        who, ref, AdultDecision(AdultConcernState.NO_CONCERN, "", 1)
    ),
    lambda who, ref: decide_adult_concern(
        who, ref, AdultDecision(AdultConcernState.CLOSED, "Why", 1)
    ),
    lambda who, ref: add_subject(who, ref, NewSubject()),
    lambda who, ref: add_subject(who, ref, NewSubject("0" * 16)),
]


def test_what_lacks_a_word_or_a_time_is_not_taken(world: World) -> None:
    """Each is told what is missing; nothing is kept."""
    reference = raised(world, "other_teacher", "teacher")
    for act in INCOMPLETE:
        with pytest.raises(Invalid):
            act(world.acting("head", elevated=True), reference)
    assert by_the_head(world, reference).steps == ()


ACTS: list[Any] = [
    read_adult_concern,
    lambda who, ref: add_review_note(who, ref, ReviewNote("A note")),
    lambda who, ref: decide_adult_concern(
        who, ref, AdultDecision(AdultConcernState.NO_CONCERN, "Why", 1)
    ),
    lambda who, ref: add_subject(who, ref, NewSubject("0" * 16)),
    lambda who, ref: finish_adult_concern(who, ref, Ending("Done", 1)),
]


def test_it_is_opened_by_a_fresh_second_factor_only(world: World) -> None:
    """The head who has not elevated gets nothing of it."""
    reference = raised(world, "other_teacher", "teacher")
    for act in ACTS:
        with pytest.raises(ElevationNeeded):
            act(world.acting("head"), reference)


def test_for_everybody_else_there_is_no_such_concern(world: World) -> None:
    """Subject, DSL, somebody whom it did not go to, another school's head."""
    reference = raised(world, "other_teacher", "teacher")
    for who in ("teacher", "dsl", "chair", "cedar_head"):
        for act in ACTS:
            with pytest.raises(Hidden):
                act(world.acting(who, elevated=True), reference)


def test_whoever_was_only_told_reads_and_records_nothing(world: World) -> None:
    """About the DSL: the head looks into it, the executive head knows of it."""
    reference = raised(world, "other_teacher", "dsl")
    executive = world.acting("executive_head", elevated=True)

    assert not read_adult_concern(executive, reference).may_record
    with pytest.raises(Refused) as refused:
        add_review_note(executive, reference, ReviewNote("A note"))
    assert refused.value.code == "told_only"


def test_a_subject_added_later_is_shut_out_at_once(world: World) -> None:
    """It turns out to be about the head too: he loses it, those above receive it."""
    reference = raised(world, "other_teacher", "teacher")
    head = world.acting("head", elevated=True)
    read_adult_concern(head, reference)

    add_subject(head, reference, NewSubject(world["head"]))

    with pytest.raises(Hidden):
        read_adult_concern(head, reference)
    with pytest.raises(Hidden):
        add_review_note(head, reference, ReviewNote("A note"))
    assert read_adult_concerns(head) == []
    assert count_waiting(world.acting("head")) == 0
    assert told(world) == {"head", "executive_head", "chair"}
    found = read_adult_concern(world.acting("chair", elevated=True), reference)
    assert [each.name for each in found.subjects] == ["Catrin Howells", "Hannah Okafor"]
    assert found.leads == ("Anneli Strand", "Rohan Dace")
    assert found.may_record


def test_another_teacher_added_changes_nothing_for_the_head(world: World) -> None:
    """The head keeps it; somebody described goes with it."""
    reference = raised(world, "other_teacher", "teacher")
    head = world.acting("head", elevated=True)
    described = Described(SubjectKind.VISITOR, "A man with a lanyard")

    add_subject(head, reference, NewSubject(world["volunteer"]))
    add_subject(head, reference, NewSubject(described=described))

    found = read_adult_concern(head, reference)
    assert {each.name or each.words for each in found.subjects} == {
        "Hannah Okafor",
        "Edie Marlow",
        "A man with a lanyard",
    }
    assert told(world) == {"head"}


def test_a_person_barred_meanwhile_is_shut_out(world: World) -> None:
    """The head becomes kin of the adult: the next request finds nothing."""
    reference = raised(world, "other_teacher", "teacher")

    @command(IdentityAct.RELATE)
    def declare_a_conflict(actor: Actor) -> str:
        wall.bar(world["head"], world["teacher"], "declared")
        return world["head"]

    declare_a_conflict(world.system())

    with pytest.raises(Hidden):
        by_the_head(world, reference)


def test_nobody_left_after_adding_a_subject_is_refused_with_a_number_to_ring(
    world: World,
) -> None:
    """The chair alone has it, and would be added: there would be nobody."""
    reference = raised(world, "other_teacher", "executive_head")
    chair = world.acting("chair", elevated=True)
    add_subject(chair, reference, NewSubject(world["trustee"]))

    with pytest.raises(Invalid):
        add_subject(chair, reference, NewSubject(world["chair"]))


def test_the_office_goes_and_the_reading_with_it(world: World) -> None:
    """A head who is no longer head reads none, though it once went to her."""
    reference = raised(world, "other_teacher", "teacher")
    head = world.acting("head", elevated=True)
    former = Actor(
        head.person_ref,
        head.school_ref,
        head.trust_ref,
        roles=frozenset({Role.TEACHER}),
        elevated=True,
    )
    with pytest.raises(Hidden):
        read_adult_concern(former, reference)


def test_about_somebody_who_keeps_the_systems_key_custody_is_reviewed(
    world: World,
) -> None:
    """The technician may reach keys: head and chair are told to look at that too."""
    reference = raised(world, "other_teacher", "ict")
    assert by_the_head(world, reference).review_keys


def test_about_a_trustee_the_lado_is_told_directly(world: World) -> None:
    """Only equals are left inside."""
    system = Actor.system("test", world.birch, world.trust)
    appoint(system, NewAppointment(world["dpo"], Role.TRUSTEE.value))
    reference = raised(world, "other_teacher", "trustee")
    chair = world.acting("chair", elevated=True)
    assert read_adult_concern(chair, reference).lado_directly
    assert told(world) == {"chair", "dpo"}
