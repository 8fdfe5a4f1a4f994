"""Two signatures of two persons: who is next in line, vacant posts, what is read."""

import dataclasses

import pytest
from sqlalchemy import select

from safeguard.intimate_images.commands.reviewing import enter_child
from safeguard.intimate_images.commands.signing import (
    AGREED,
    DECLINED,
    NewProposal,
    SecondAnswer,
    answer_managing,
    propose_managing,
)
from safeguard.intimate_images.permissions.signing import who_signs_second
from safeguard.intimate_images.queries.signing import (
    own_signatures_owed,
    read_managing,
)
from school.foundation.actor import Role
from school.foundation.database import db
from school.foundation.errors import Hidden, Refused, SecondPersonNeeded, Stale
from school.identity.commands.appointments import (
    NewAppointment,
    appoint,
    approve_appointment,
    end_appointment,
)
from school.identity.commands.people import NewRelationship, relate
from school.identity.models import Appointment
from tests.cases.worked import case_file, dsl
from tests.intimate_images import told
from tests.intimate_images.told import STATEMENT, all_no, objected, process, proposed
from tests.trail.reading import facts, last

LINE = ("head", "deputy_dsl", "executive_head", "chair")


def second(world, name: str):
    return world.acting(name, elevated=True)


def kin(world, name: str) -> None:
    """Somebody of the child's own family: the wall stands between."""
    relate(world.system(), NewRelationship(world["ellis"], world[name], "aunt", True))


def end(world, name: str, role: Role) -> None:
    """The post is vacant from now on, or the person holds one less."""
    asked = select(Appointment.ref).where(
        Appointment.person_ref == world[name], Appointment.role == role.value
    )
    granter = "chair" if name == "executive_head" else "executive_head"
    for ref in list(db.session.scalars(asked)):
        org = dataclasses.replace(world.acting(granter, elevated=True))
        end_appointment(org, ref)


def test_the_dsl_signs_and_then_the_head(world):
    case = proposed(world)
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == (
        "intimate_image.managing_proposed", {"asked": "principal", "passed": {}},
    )  # fmt: skip
    assert ("waits", told.page_of(case, "/managing/answer")) in told.told(world["head"])
    answer_managing(second(world, "head"), case, SecondAnswer(AGREED))
    assert process(case).state == "managed_in_school"
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == (
        "intimate_image.managing_answered", {"answer": "agreed", "role": "principal"},
    )  # fmt: skip
    assert ("waits", told.page_of(case)) in told.told(world["dsl"])


def test_nobody_else_in_the_line_signs_while_the_head_is_there(world):
    case = proposed(world)
    for name in (*LINE[1:], "teacher", "digital_safety", "cedar_head"):
        with pytest.raises((Hidden, Refused)):
            answer_managing(second(world, name), case, SecondAnswer(AGREED))
        assert own_signatures_owed(second(world, name)) == []
    with pytest.raises(SecondPersonNeeded):
        answer_managing(dsl(world), case, SecondAnswer(AGREED))
    assert process(case).state == "second_signature_owed"


def test_a_deputy_does_not_sign_for_a_dsl_who_is_there(world):
    case = all_no(world)
    with pytest.raises(Refused):
        propose_managing(second(world, "deputy_dsl"), case, NewProposal(STATEMENT))


def test_where_the_dsls_post_is_vacant_the_deputy_signs_and_the_page_says_so(world):
    case = all_no(world)
    end(world, "dsl", Role.DSL)
    deputy = second(world, "deputy_dsl")
    propose_managing(deputy, case, NewProposal(STATEMENT))
    assert facts(last(world.birch))["asked"] == "principal"


def test_a_vacant_post_is_shown_and_the_next_one_signs(world):
    case = all_no(world)
    end(world, "head", Role.HEAD)
    propose_managing(dsl(world), case, NewProposal(STATEMENT))
    assert facts(last(world.birch)) == {
        "asked": Role.DEPUTY_DSL.value, "passed": {"principal": "vacant"},
    }  # fmt: skip
    shown = told.read(world, case).signings[0]
    assert [(each.role, each.why) for each in shown.passed] == [("principal", "vacant")]
    answer_managing(second(world, "deputy_dsl"), case, SecondAnswer(AGREED))


def test_one_person_who_is_head_and_dsl_is_one_signature(world):
    new = NewAppointment(world["dsl"], Role.HEAD.value)
    end(world, "head", Role.HEAD)
    row = appoint(second(world, "executive_head"), new)
    if db.session.get_one(Appointment, row).needs_approval:
        approve_appointment(second(world, "chair"), row)
    case = proposed(world)
    assert facts(last(world.birch)) == {
        "asked": Role.DEPUTY_DSL.value, "passed": {"principal": "same_person"},
    }  # fmt: skip
    answer_managing(second(world, "deputy_dsl"), case, SecondAnswer(AGREED))
    assert process(case).state == "managed_in_school"


def test_the_line_goes_up_to_the_chair_and_then_nobody_is_left(world):
    case = all_no(world)
    row, passed = case_file(case), []
    for name, role in (("head", Role.HEAD), ("deputy_dsl", Role.DEPUTY_DSL),
                       ("executive_head", Role.EXECUTIVE_HEAD)):  # fmt: skip
        assert who_signs_second(world.trust, row, world["dsl"]).people == (world[name],)
        relate(
            world.system(), NewRelationship(world["ellis"], world[name], "aunt", True)
        )
        passed.append((role, "apart"))
    found = who_signs_second(world.trust, row, world["dsl"])
    assert (found.people, [(each.role, each.why) for each in found.passed]) == (
        (world["chair"],), passed,
    )  # fmt: skip
    relate(
        world.system(), NewRelationship(world["ellis"], world["chair"], "aunt", True)
    )
    alone = objected(propose_managing, dsl(world), case, NewProposal(STATEMENT))
    assert set(alone) == {"statement"}


def test_a_head_whose_child_it_is_reads_and_signs_nothing(world):
    case = proposed(world)
    relate(
        world.system(), NewRelationship(world["ellis"], world["head"], "parent", True)
    )
    with pytest.raises(Hidden):
        read_managing(second(world, "head"), case)
    assert own_signatures_owed(second(world, "head")) == []
    assert [each.case_ref for each in own_signatures_owed(second(world, "deputy_dsl"))
            ] == [case]  # fmt: skip


def test_whoever_signs_second_reads_answers_and_numbers_and_no_child(world):
    case = proposed(world)
    read = read_managing(second(world, "head"), case)
    assert (read.bands, read.parts) == ({"from_13": 2}, {"pictured": 2})
    assert read.signing.statement == STATEMENT
    assert "Ellis" not in repr(dataclasses.asdict(read))
    assert case in last(world.birch).objects


def test_a_statement_names_nobody_and_needs_an_entry_for_each_child(world):
    case = told.answered(world, told.image_case(world))
    both = objected(propose_managing, dsl(world), case, NewProposal(STATEMENT))
    assert "2" in both["statement"]
    told.entered(world, case)
    for named in (f"{STATEMENT} Ellis was calm.", f"{STATEMENT} Pryce’s too.", "Yes."):
        said = objected(propose_managing, dsl(world), case, NewProposal(named))
        assert set(said) == {"statement"}, named
    enter_child(dsl(world), case, told.entry(world["jayden"], band="adult"))
    grown = objected(propose_managing, dsl(world), case, NewProposal(STATEMENT))
    assert set(grown) == {"statement"}


def test_declined_the_questions_are_asked_again(world):
    case = proposed(world)
    head = second(world, "head")
    assert set(objected(answer_managing, head, case, SecondAnswer(DECLINED))) == {
        "words"
    }
    answer_managing(head, case, SecondAnswer(DECLINED, "Was the second child asked?"))
    assert process(case).state == "need_more_info"
    with pytest.raises(Hidden):
        answer_managing(head, case, SecondAnswer(AGREED))


@pytest.mark.both_engines
def test_newer_answers_withdraw_what_was_signed(world):
    case = proposed(world)
    told.answered(world, case, coercion="yes")
    with pytest.raises(Hidden):
        answer_managing(second(world, "head"), case, SecondAnswer(AGREED))
    assert told.read(world, case).signings[0].answer == "withdrawn"
    assert process(case).state == "immediate_referral"


def test_what_was_managed_is_signed_anew_after_new_answers(world):
    case = told.managed(world)
    told.answered(world, case)
    assert process(case).state == "decision_owed"
    with pytest.raises(Stale):
        told.planned(world, case)
