"""Who reviews a search: never whoever took part, and two signatures are two persons."""

from datetime import timedelta

import pytest

from safeguard.cases.commands.closing import CaseClosure, close_case
from safeguard.cases.commands.deciding import NewCase, open_case
from safeguard.searches.commands.conducting import Present
from safeguard.searches.commands.finishing import suspect_image
from safeguard.searches.permissions.reviewing import (
    closers,
    deviation_reviewers,
    reviewers,
)
from safeguard.searches.queries.reading import read_search
from school.foundation import clock
from school.foundation.actor import Role
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Refused, Stale
from school.foundation.references import spoken
from school.identity.commands.appointments import end_appointment
from school.identity.models import Appointment
from tests.cases import worked
from tests.cases.desk import words_of
from tests.factories.granting import granted
from tests.searches import told
from tests.searches.told import search
from tests.trail.reading import facts, last
from tests.visitors import visit


@pytest.fixture
def listed(world):
    """The searcher is on the list."""
    told.authorised(world)


def vacate(world, name: str, role: Role) -> None:
    """Somebody’s appointment ends."""
    row = db.session.scalars(
        db.select(Appointment).where(
            Appointment.person_ref == world[name], Appointment.role == role.value
        )
    ).one()
    end_appointment(world.acting("executive_head", elevated=True), row.ref)


def to_be_reviewed(world, **changes) -> str:
    """A search without most of its steps, found nothing, parents told."""
    ref = told.found(world, told.deviating(world, **changes))
    return told.parents(world, ref)


def test_safeguarding_reviews_and_the_head_answers_deviations(world, listed):
    ref = to_be_reviewed(world)
    told.reviewed(world, ref)
    with pytest.raises(Invalid) as refused:
        told.closed(world, ref)
    assert set(refused.value.problems) == {"deviations"}
    told.answered(world, ref)
    assert facts(last(world.birch))["answered"] == sorted(told.deviations(ref))
    told.closed(world, ref)
    assert search(ref).state == "closed_with_deviations"
    assert facts(last(world.birch)) == {"deviations": sorted(told.deviations(ref))}
    with pytest.raises(Stale):
        told.answered(world, ref)


def test_whoever_searched_reviews_nothing_of_it(world):
    for name in ("dsl", "head", "deputy_dsl"):
        if name != "head":
            told.authorised(world, name)
        ref = told.parents(
            world, told.found(world, deviating_by(world, name), by=name), by=name
        )
        for review in (told.reviewed, told.answered, told.closed):
            with pytest.raises(Refused):
                review(world, ref, by=name)


def deviating_by(world, name: str) -> str:
    return told.conducted(world, told.started(world, by=name), by=name)


def test_a_witness_reviews_nothing_of_it(world, listed):
    ref = to_be_reviewed(world, present=Present(witness_ref=world["dsl"]))
    with pytest.raises(Refused):
        told.reviewed(world, ref)
    told.reviewed(world, ref, by="deputy_dsl")


@pytest.mark.parametrize("name", ["teacher", "ict", "executive_head", "chair"])
def test_nobody_else_reviews_it(world, listed, name):
    ref = to_be_reviewed(world)
    for review in (told.reviewed, told.answered):
        with pytest.raises((Refused, Hidden)):
            review(world, ref, by=name)


def test_deviations_of_the_heads_own_search_go_to_safeguarding(world):
    ref = told.found(world, deviating_by(world, "head"), by="head")
    told.parents(world, ref, by="head")
    told.answered(world, ref, by="dsl")
    # Whoever answered does not review: the second person is the deputy.
    with pytest.raises(Refused):
        told.reviewed(world, ref, by="dsl")
    told.reviewed(world, ref, by="deputy_dsl")


def test_one_person_who_is_head_and_dsl_signs_once(world, listed):
    """Decision 25: the second is the deputy; else the executive headteacher."""
    granted(world, "head", Role.DSL)
    ref = to_be_reviewed(world)
    told.answered(world, ref, by="head")
    with pytest.raises(Refused):
        told.reviewed(world, ref, by="head")
    assert set(reviewers(search(ref))) == {world["dsl"], world["deputy_dsl"]}


@pytest.mark.both_engines
def test_with_vacant_posts_it_goes_on_to_the_executive_headteacher(world, listed):
    granted(world, "head", Role.DSL)
    vacate(world, "dsl", Role.DSL)
    vacate(world, "deputy_dsl", Role.DEPUTY_DSL)
    ref = to_be_reviewed(world)
    with pytest.raises(Hidden):
        read_search(world.acting("executive_head", reason="to see"), ref)
    told.reviewed(world, ref, by="head")
    assert deviation_reviewers(search(ref)) == [world["executive_head"]]
    assert read_search(world.acting("executive_head", reason="to see"), ref)
    told.answered(world, ref, by="executive_head")
    assert closers(search(ref)) == [world["head"]]
    told.closed(world, ref, by="head")
    assert search(ref).state == "closed_with_deviations"


def test_where_nobody_else_is_left_it_goes_to_the_chair(world, listed):
    granted(world, "head", Role.DSL)
    vacate(world, "dsl", Role.DSL)
    vacate(world, "deputy_dsl", Role.DEPUTY_DSL)
    ref = to_be_reviewed(world, present=Present(witness_ref=world["executive_head"]))
    told.reviewed(world, ref, by="head")
    told.answered(world, ref, by="chair")
    assert last(world.birch).action == "search.deviations_reviewed"


def test_the_executive_headteacher_acts_as_head_while_that_post_is_vacant(world):
    vacate(world, "head", Role.HEAD)
    ref = told.started(world, by="executive_head")
    told.conducted(world, ref, by="executive_head")
    assert told.deviations(ref) == {
        "urgency_missed", "authority_unchecked", "explanation_missed",
        "cooperation_missed", "out_of_order",
    }  # fmt: skip


def test_what_came_up_after_the_answer_waits_for_another(world, listed):
    ref = told.found(world, told.deviating(world))
    told.answered(world, ref)
    told.parents(world, ref, told_at=clock.now() - timedelta(hours=3))
    told.reviewed(world, ref)
    with pytest.raises(Invalid):
        told.closed(world, ref)
    told.answered(world, ref)
    told.closed(world, ref)


def test_whoever_searched_does_not_read_what_others_make_of_it(world, listed):
    ref = to_be_reviewed(world)
    told.reviewed(world, ref)
    told.answered(world, ref)
    mine = read_search(world.acting("searcher"), ref)
    theirs = read_search(world.acting("dsl", reason="to see"), ref)
    kinds = {each.kind for each in theirs.steps} - {each.kind for each in mine.steps}
    assert kinds == {"review", "answer"}
    assert {each.code for each in mine.deviations} == told.deviations(ref)


def test_an_accused_colleague_reads_nothing_of_it(world):
    told.authorised(world)
    ref = told.deviating(world)
    assert read_search(world.acting("deputy_dsl", reason="to see"), ref)
    told.found(world, ref, accused=(world["deputy_dsl"],))
    with pytest.raises(Hidden):
        read_search(world.acting("deputy_dsl", reason="to see"), ref)
    assert read_search(world.acting("dsl", reason="to see"), ref).accused


def test_no_case_closes_over_an_open_search(world):
    told.authorised(world, "teacher")
    concern = worked.acknowledged(world, "ellis", by="teacher")
    ref = told.started(world, by="teacher", origin_ref=concern)
    new = NewCase(worked.TITLE, "C3", "cyber_bullying")
    case = open_case(worked.dsl(world), concern, new)
    worked.ready_to_close(world, case)
    closure = CaseClosure(worked.ENDED, "yes", "They were asked on the first day.")
    with pytest.raises(Invalid) as refused:
        close_case(worked.dsl(world), case, closure)
    assert "searches_open" in refused.value.problems
    told.called_off(world, ref, by="teacher")
    close_case(worked.dsl(world), case, closure)


def rule_item(world) -> str:
    """A vape of the school rules: done as it should be, the parents not told."""
    told.rules(world, "vape")
    ref = told.ready(world, item="vape")
    told.found(world, told.conducted(world, ref))
    reason = "Nothing was found, and he went straight to his lesson."
    return told.parents(world, ref, answer="not_needed", reason=reason)


def test_an_image_suspected_after_the_review_needs_a_review_of_its_own(world, listed):
    ref = told.reviewed(world, told.told(world))
    suspect_image(world.acting("dsl", reason="to stop it"), ref)
    assert search(ref).state == "parents_informed"
    assert facts(last(world.birch))["state"] == "parents_informed"
    with pytest.raises(Invalid) as refused:
        told.closed(world, ref)
    assert set(refused.value.problems) == {"image"}
    told.reviewed(world, ref)
    told.closed(world, ref)
    assert search(ref).state == "closed"


def test_that_parents_need_not_be_told_ends_with_a_suspected_image(world, listed):
    ref = told.reviewed(world, rule_item(world))
    suspect_image(world.acting("dsl", reason="to stop it"), ref)
    assert search(ref).state == "nothing_found"
    with pytest.raises(Stale):
        told.reviewed(world, ref)
    with pytest.raises(Invalid) as refused:
        told.parents(world, ref, answer="not_needed", reason=told.WORDS)
    assert set(refused.value.problems) == {"answer"}
    told.reviewed(world, told.parents(world, ref))
    told.closed(world, ref)


def test_the_page_of_closing_says_that_an_image_came_after_the_review(
    app, world, listed
):
    ref = told.reviewed(world, rule_item(world))
    suspect_image(world.acting("dsl", reason="to stop it"), ref)
    dsl = visit(app, world, "dsl", reason="to close it")
    shown = words_of(dsl.get(f"/searches/{spoken(ref)}/close"))
    assert "suspected after the review" in shown
    assert "First: the parents are told" in shown
    assert "It closes as lawful" not in shown
    sent = dsl.submit(f"/searches/{spoken(ref)}/close", press="send")
    assert sent.status_code == 422
    assert "suspected after the review" in words_of(sent)
    assert search(ref).state == "nothing_found"
