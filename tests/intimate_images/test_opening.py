"""It begins by itself: where the flag stands, and where an examination halts."""

import pytest
from sqlalchemy import select

from safeguard.cases.commands.deciding import Joining, join_case
from safeguard.cases.commands.raising import Narrative
from safeguard.cases.commands.recording import suspect_image
from safeguard.cases.models import CaseEntry, Concern
from safeguard.evidence.permissions.standing import is_stopped
from safeguard.installation.images import begin_image_processes
from safeguard.intimate_images.commands.opening import (
    CATEGORY,
    Suspicion,
    begin_image,
    open_image_case,
)
from safeguard.intimate_images.models import ImageProcess
from safeguard.intimate_images.permissions.standing import process_of
from safeguard.intimate_images.states import State
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Stale
from school.identity.commands.appointments import end_appointment
from school.identity.commands.people import NewRelationship, relate
from school.identity.models import Appointment
from school.notices import Notice
from tests.cases.raised import raised
from tests.cases.worked import acknowledged, case_file, concern_row, dsl, opened
from tests.trail.reading import facts, last

WORDS = "Searching for a vape, Ellis said there was an image of another child on it."


def halted(world, child="ellis", by="searcher", words=WORDS) -> str:
    """An examination stops; the concern it began with stands for its own record."""
    origin = raised(world, "teacher", child)
    said = Suspicion(origin, world.birch, world[child], Narrative(words))
    return open_image_case(world.acting(by), said)


def process(case: str) -> ImageProcess:
    """As it stands in the database now."""
    found = process_of(case)
    assert found
    return found


def concern_in(case: str) -> Concern:
    return db.session.scalars(select(Concern).where(Concern.case_ref == case)).one()


def told(person_ref: str) -> set[tuple[str, str]]:
    asked = select(Notice.kind, Notice.path).where(Notice.person_ref == person_ref)
    return {(kind, path) for kind, path in db.session.execute(asked)}


def entries_of(case: str) -> list[str]:
    asked = select(CaseEntry.kind).where(CaseEntry.case_ref == case)
    return list(db.session.scalars(asked))


def end(world, name: str) -> None:
    """The post is vacant from now on."""
    asked = select(Appointment.ref).where(Appointment.person_ref == world[name])
    for ref in list(db.session.scalars(asked)):
        end_appointment(world.acting("executive_head", elevated=True), ref)


def test_a_halted_examination_opens_a_case_led_by_the_dsl(world, in_term):
    ref = halted(world)
    case = case_file(ref)
    assert (case.level, case.category, case.lead_ref, case.intimate_image) == (
        "C3", CATEGORY, world["dsl"], True,
    )  # fmt: skip
    assert case.opened_by == world["searcher"]
    concern = concern_in(ref)
    assert (concern.reporter_ref, concern.acknowledged_at) == (world["searcher"], None)
    begun = process(ref)
    assert begun.due_at
    assert (begun.state, clock.local(begun.due_at).date()) == (
        State.REPORTED, clock.today(),
    )  # fmt: skip


def test_it_is_one_entry_of_the_searcher_and_names_nobody(world):
    ref = halted(world)
    leaf = last(world.birch)
    begun, concern = process(ref), concern_in(ref)
    assert (leaf.action, leaf.person_ref) == (
        "intimate_image.opened", world["searcher"],
    )  # fmt: skip
    assert facts(leaf) == {"led": True}
    assert {ref, concern.ref, begun.ref, begun.origin_ref} <= set(leaf.objects)
    assert "vape" not in repr(leaf)


def test_the_dsl_and_deputy_hear_at_once_and_the_mail_says_nothing(world):
    ref = halted(world)
    for name in ("dsl", "deputy_dsl"):
        assert ("now", f"/cases/{ref[:5]}-{ref[5:]}/image") in told(world[name])


def test_every_record_of_it_is_stopped_for_files(world):
    ref = halted(world)
    together = (ref, str(process(ref).origin_ref), concern_in(ref).ref)
    assert [is_stopped(each) for each in together] == [True] * 3


@pytest.mark.parametrize(
    ("ended", "lead"), [((), "dsl"), (("dsl",), "deputy_dsl")], ids=["both", "deputy"]
)
def test_a_vacant_post_leaves_the_case_with_the_deputy(world, ended, lead):
    for name in ended:
        end(world, name)
    assert case_file(halted(world)).lead_ref == world[lead]


def test_with_nobody_to_lead_it_stays_a_concern_that_goes_up_the_chain(world):
    for name in ("dsl", "deputy_dsl"):
        end(world, name)
    concern = concern_row(halted(world))
    assert (concern.state, concern.case_ref) == ("submitted", None)
    assert told(world["head"])
    assert is_stopped(concern.ref)


def test_a_dsl_whose_child_it_is_neither_leads_nor_hears(world):
    relate(
        world.system(), NewRelationship(world["ellis"], world["dsl"], "parent", True)
    )
    ref = halted(world)
    assert case_file(ref).lead_ref == world["deputy_dsl"]
    assert not {path for _, path in told(world["dsl"]) if ref[:5] in path}


def test_words_are_asked_for_and_another_school_is_hidden(world):
    with pytest.raises(Invalid) as refused:
        halted(world, words=" ")
    assert set(refused.value.problems) == {"narrative"}
    elsewhere = (raised(world), world.cedar, world["ellis"], Narrative(WORDS))
    with pytest.raises(Hidden):
        open_image_case(world.acting("searcher"), Suspicion(*elsewhere))
    assert db.session.scalars(
        select(Concern).where(Concern.category == CATEGORY)
    ).first() is None  # fmt: skip


@pytest.mark.both_engines
def test_the_round_begins_it_once_wherever_the_flag_stands(world, in_term):
    flagged, plain = opened(world, image_suspected=True), opened(world, "maya")
    assert begin_image_processes() == 1
    assert (process(flagged).state, process_of(plain)) == (State.REPORTED, None)
    leaf = last(world.birch)
    assert (leaf.action, leaf.person_ref) == ("intimate_image.begun", "system:clocks")
    assert begin_image_processes() == 0
    with pytest.raises(Stale):
        begin_image(world.system(), flagged)
    with pytest.raises(Hidden):
        begin_image(world.system(), plain)


def test_a_flag_set_later_counts_from_then(world):
    case = opened(world)
    with clock.standing_at(clock.now()):
        suspect_image(dsl(world), case)
        begin_image_processes()
        assert process(case).suspected_at == clock.now()


def test_a_concern_that_brings_the_flag_says_so_in_the_chronology(world):
    case = opened(world)
    assert "image" not in entries_of(case)
    join_case(dsl(world), acknowledged(world, image_suspected=True), Joining(case))
    assert entries_of(case).count("image") == 1
    join_case(dsl(world), acknowledged(world, image_suspected=True), Joining(case))
    assert entries_of(case).count("image") == 1
