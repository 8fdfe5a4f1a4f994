"""A concern entered in error: two persons, a tombstone, and nothing is deleted."""

import pytest
from sqlalchemy import select

from safeguard.cases.commands.deciding import Joining, join_case
from safeguard.cases.commands.voiding import (
    NewProposal,
    SecondAnswer,
    answer_void,
    propose_void,
)
from safeguard.cases.models import ConcernText
from safeguard.cases.queries.own import read_own_concern
from safeguard.cases.queries.queue import read_queue
from safeguard.cases.queries.reading import read_case, read_concern
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, SecondPersonNeeded, Stale
from school.foundation.sealing import unseal
from school.identity.commands.appointments import end_appointment
from school.identity.models import Appointment
from school.notices import Notice
from tests.cases.desk import at, words_of
from tests.cases.raised import WHAT, raised
from tests.cases.worked import (
    acknowledged,
    case_file,
    concern_row,
    concerns_of,
    dsl,
    opened,
)
from tests.trail.reading import facts, last
from tests.visitors import visit

pytestmark = pytest.mark.both_engines
WHY = "It is the same concern that was raised an hour before."


def deputy(world):
    return world.acting("deputy_dsl", elevated=True)


def proposed(world, ref) -> str:
    return propose_void(dsl(world), ref, NewProposal(WHY))


def voided(world, ref) -> str:
    return answer_void(deputy(world), proposed(world, ref), SecondAnswer("agreed"))


def notices_of(world, name) -> list[str]:
    asked = select(Notice.path).where(Notice.person_ref == world[name])
    return list(db.session.scalars(asked))


def test_one_proposes_and_another_agrees(world):
    ref = raised(world)
    proposed(world, ref)
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == ("concern.void_proposed", {"asked": 2})
    assert concern_row(ref).state == "submitted"
    assert at("concerns", ref, "/void/answer") in notices_of(world, "deputy_dsl")
    assert at("concerns", ref, "/void/answer") in notices_of(world, "head")

    answer_void(deputy(world), ref, SecondAnswer("agreed"))
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == (
        "concern.void_answered", {"answer": "agreed"},
    )  # fmt: skip
    assert ref in leaf.objects
    assert concern_row(ref).state == "void_entered_in_error"


def test_nobody_is_both_persons(world):
    ref = proposed(world, raised(world))
    with pytest.raises(SecondPersonNeeded):
        answer_void(dsl(world), ref, SecondAnswer("agreed"))
    assert concern_row(ref).state == "submitted"


def test_the_second_may_decline_and_says_why(world):
    ref = proposed(world, raised(world))
    with pytest.raises(Invalid) as refused:
        answer_void(deputy(world), ref, SecondAnswer("declined"))
    assert set(refused.value.problems) == {"words"}
    said = SecondAnswer("declined", "The times differ: these are two.")
    answer_void(deputy(world), ref, said)
    assert concern_row(ref).state == "submitted"
    found = read_concern(dsl(world), ref).voiding
    assert found
    assert (found.answer, found.words, found.second) == (
        "declined", said.words, "Tom Pellow",
    )  # fmt: skip
    with pytest.raises(Hidden):
        answer_void(deputy(world), ref, SecondAnswer("agreed"))
    voided(world, ref)


def test_without_a_second_person_it_is_said_and_not_skipped(world):
    ref = raised(world)
    for name in ("deputy_dsl", "head"):
        asked = select(Appointment.ref).where(Appointment.person_ref == world[name])
        granter = world.acting("executive_head", elevated=True)
        end_appointment(granter, db.session.scalars(asked).one())
    with pytest.raises(Invalid) as refused:
        proposed(world, ref)
    assert "nobody else" in refused.value.problems["reason"]


def test_it_is_proposed_once_and_void_once(world):
    ref = proposed(world, raised(world))
    with pytest.raises(Stale):
        proposed(world, ref)
    answer_void(deputy(world), ref, SecondAnswer("agreed"))
    with pytest.raises(Stale):
        proposed(world, ref)


def test_the_tombstone_keeps_the_words_and_leaves_queue_and_counts(world):
    ref = voided(world, raised(world))
    asked = select(ConcernText).where(ConcernText.concern_ref == ref)
    assert [unseal(row, "text") for row in db.session.scalars(asked)] == [WHAT]
    assert not read_queue(dsl(world)).lines
    assert read_concern(dsl(world), ref).narrative.text == WHAT


def test_the_case_keeps_its_key_its_other_concerns_and_an_entry(world):
    case = opened(world)
    [first] = concerns_of(case)
    key = case_file(case).key_ref
    second = acknowledged(world)
    join_case(dsl(world), second, Joining(case))
    voided(world, second)
    assert case_file(case).key_ref == key
    found = read_case(dsl(world), case)
    assert found.concerns == (first,)
    [entry] = [each for each in found.happenings if each.kind == "voided"]
    assert entry.concern_ref == second
    assert WHY in entry.text
    assert "Proposed by Ruth Adeyemi, agreed by Tom Pellow." in entry.text
    assert second not in found.standing.feedback_owed


def test_a_case_left_without_a_concern_asks_for_a_decision(world):
    case = opened(world)
    [only] = concerns_of(case)
    voided(world, only)
    assert (case_file(case).next_step, case_file(case).decision_ref) == ("decide", None)


def test_whoever_raised_it_is_told_in_neutral_words(app, world):
    ref = voided(world, raised(world))
    assert at("concerns", ref, "/own") in notices_of(world, "teacher")
    own = read_own_concern(world.acting("teacher"), ref)
    assert own.own.standing == "in_error"
    page = words_of(visit(app, world, "teacher").get(at("concerns", ref, "/own")))
    assert "set aside as entered in error" in page
    assert WHY not in page


def test_two_persons_over_the_pages(app, world, ruth):
    ref = acknowledged(world)
    assert at("concerns", ref, "/void") in ruth.get(at("concerns", ref)).text
    sent = ruth.submit(at("concerns", ref, "/void"), reason="Twice.")
    assert sent.status_code == 422
    assert "Twice." in sent.text
    assert ruth.submit(at("concerns", ref, "/void"), reason=WHY).status_code == 303
    assert "It waits for a second person." in words_of(ruth.get(at("concerns", ref)))
    mine = ruth.get(at("concerns", ref, "/void/answer"))
    assert "somebody else must answer" in words_of(mine)

    tom = visit(app, world, "deputy_dsl", reason="asked to be the second")
    assert "Agree or decline" in words_of(tom.get(at("concerns", ref)))
    sent = tom.submit(at("concerns", ref, "/void/answer"), answer="agreed")
    assert sent.location == at("concerns", ref)
    page = tom.get(sent.location)
    assert "Proposed by Ruth Adeyemi, agreed by Tom Pellow" in words_of(page)
    assert "Open a case" not in words_of(page)


def test_who_may_not_see_the_concern_has_never_heard_of_it(app, world):
    ref = proposed(world, raised(world, "teacher", "maya"))
    for name in ("teacher", "parent_teacher", "trustee"):
        visitor = visit(app, world, name, reason="looking out of curiosity")
        for tail in ("/void", "/void/answer"):
            assert visitor.get(at("concerns", ref, tail)).status_code == 404
