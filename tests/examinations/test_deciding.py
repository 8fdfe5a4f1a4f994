"""Two people decide; nothing is erased that could be evidence; a witness sees it."""

from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import select

from safeguard.examinations.commands.deciding import (
    Signature,
    answer_erasing,
    answer_response,
    propose_erasing,
    propose_response,
)
from safeguard.examinations.commands.erasing import (
    CouldBe,
    answer_evidence,
    erase_data,
)
from safeguard.examinations.permissions.signing import Side, seconds, side_of
from safeguard.examinations.permissions.standing import RESPONSE, waiting
from safeguard.examinations.queries.listing import count_signatures, read_signatures
from safeguard.examinations.queries.reading import read_examination
from safeguard.examinations.states import Erase, Evidence, Move, State
from school.foundation import clock
from school.foundation.actor import Role
from school.foundation.database import db
from school.foundation.errors import (
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
    end_appointment,
)
from school.identity.models import Appointment
from tests.examinations.told import (
    TO_AGREED,
    TO_DECIDED,
    TO_FOUND,
    WHY,
    begun,
    erased,
    make,
    phone_taken,
    proposal,
    stands,
    who,
)
from tests.factories.world import BIRCH_PUPILS, CEDAR_PUPILS
from tests.objections import objected
from tests.trail.reading import facts, last

PUPILS = {*BIRCH_PUPILS, *CEDAR_PUPILS}


def granted(world, name: str, role: Role) -> None:
    """Somebody holds a second office, by two others."""
    other = "head" if name == "executive_head" else "executive_head"
    ref = appoint(
        world.acting("chair", elevated=True), NewAppointment(world[name], role.value)
    )
    approve_appointment(world.acting(other, elevated=True), ref)


def vacant(world, role: Role) -> None:
    """Nobody holds the office any more."""
    asked = select(Appointment).where(
        Appointment.role == role.value,
        Appointment.org_ref.in_([world.birch, world.trust]),
        Appointment.person_ref != world["executive_head"]
        if role is Role.DSL
        else Appointment.ended_at.is_(None),
    )
    for each in list(db.session.scalars(asked)):
        end_appointment(world.acting("chair", elevated=True), each.ref)


# ---- Two persons, two offices ------------------------------------------------------


@pytest.mark.parametrize(
    ("roles", "side"),
    [
        ({Role.DSL}, Side.SCHOOL),
        ({Role.HEAD}, Side.SCHOOL),
        ({Role.DEPUTY_DSL}, Side.SCHOOL),
        ({Role.EXECUTIVE_HEAD}, Side.EXECUTIVE),
        ({Role.HEAD, Role.DSL}, Side.SCHOOL),
        ({Role.HEAD, Role.EXECUTIVE_HEAD}, Side.BOTH),
        ({Role.TEACHER, Role.SEARCHER}, None),
        ({Role.CHAIR}, None),
    ],
)
def test_in_which_office_somebody_signs(roles, side):
    assert side_of(roles) is side


SIGNS = {
    "dsl": {"executive_head"},
    "head": {"executive_head"},
    "deputy_dsl": {"executive_head"},
    "executive_head": {"dsl", "deputy_dsl", "head"},
}


def test_whoever_proposes_the_other_office_signs(world):
    search = phone_taken(world)
    for first, signs in SIGNS.items():
        ref = search
        for move in TO_FOUND:
            ref = make(world, ref, move)
        propose_response(who(world, first), ref, proposal())
        signed = {name for name in world.people if could_sign(world, name, ref)}
        assert signed == signs


def could_sign(world, name: str, ref: str) -> bool:
    """Whether the gate lets somebody sign; the act itself then objects."""
    if name in PUPILS:
        return False
    try:
        answer_response(who(world, name), ref, Signature("nobody knows"))
    except Invalid:
        return True
    except (Refused, Hidden, SecondPersonNeeded):
        return False
    raise AssertionError(name)


def test_a_head_who_is_dsl_too_is_one_person(world):
    granted(world, "head", Role.DSL)
    ref = begun(world, *TO_FOUND)
    propose_response(who(world, "head"), ref, proposal())
    with pytest.raises(SecondPersonNeeded):
        answer_response(who(world, "head"), ref, Signature("signed"))
    answer_response(who(world, "executive_head"), ref, Signature("signed"))
    assert stands(ref).examination is State.RESPONSE_DECIDED


def test_one_who_holds_both_offices_is_joined_by_another(world):
    granted(world, "executive_head", Role.DSL)
    ref = begun(world, *TO_FOUND)
    propose_response(who(world, "executive_head"), ref, proposal())
    with pytest.raises(SecondPersonNeeded):
        answer_response(who(world, "executive_head"), ref, Signature("signed"))
    answer_response(who(world, "deputy_dsl"), ref, Signature("signed"))
    assert stands(ref).examination is State.RESPONSE_DECIDED


def test_the_chair_signs_only_where_nobody_else_is_left(world):
    granted(world, "executive_head", Role.DSL)
    ours = (world["executive_head"], world.birch, world.trust)
    assert Role.CHAIR not in seconds(Side.BOTH, *ours)
    ref = begun(world, *TO_FOUND)
    for role in (Role.DEPUTY_DSL, Role.HEAD, Role.DSL):
        vacant(world, role)
    assert set(seconds(Side.BOTH, *ours)) == {Role.CHAIR}
    propose_response(who(world, "executive_head"), ref, proposal())
    answer_response(who(world, "chair"), ref, Signature("signed"))
    assert stands(ref).examination is State.RESPONSE_DECIDED


def test_a_vacant_post_is_said_and_never_skipped(world):
    ref = begun(world, *TO_FOUND)
    vacant(world, Role.EXECUTIVE_HEAD)
    assert objected(propose_response, who(world, "dsl"), ref, proposal()) == {"reason"}
    assert waiting(ref, RESPONSE) is None


# ---- The response ------------------------------------------------------------------


def test_a_response_is_proposed_with_reasons_and_waits_for_the_other(world):
    ref = begun(world, *TO_FOUND)
    dsl = who(world, "dsl")
    assert objected(
        propose_response, dsl, ref, proposal(codes=("forget_it",), reason="ok")
    ) == {"codes", "reason"}
    propose_response(dsl, ref, proposal())
    assert facts(last(world.birch))["asked"] == 1
    assert [
        each.reference for each in read_signatures(who(world, "executive_head"))
    ] == [ref]
    assert (count_signatures(dsl), count_signatures(world.acting("teacher"))) == (0, 0)
    with pytest.raises(Stale):
        propose_response(dsl, ref, proposal())


def test_what_is_declined_says_why_and_can_be_proposed_again(world):
    ref = begun(world, *TO_FOUND, Move.PROPOSE_RESPONSE)
    executive = who(world, "executive_head")
    assert objected(answer_response, executive, ref, Signature("declined", "no")) == {
        "words"
    }
    answer_response(executive, ref, Signature("declined", WHY))
    assert stands(ref).examination is State.MATERIAL_FOUND
    for move in (Move.PROPOSE_RESPONSE, Move.SIGN_RESPONSE):
        make(world, ref, move)
    read = read_examination(who(world, "dsl"), ref)
    assert [each.answer for each in read.proposals] == ["signed", "declined"]
    assert read.proposals[0].answered_by == "Anneli Strand"


# ---- Evidence and erasing ----------------------------------------------------------


def test_yes_and_unsure_close_the_way_wherever_it_stands(world):
    search = phone_taken(world)
    for answer, come in product(
        ("yes", "unsure"), (TO_FOUND, TO_DECIDED, TO_AGREED[:-1], TO_AGREED)
    ):
        ref = search
        for move in come:
            ref = make(world, ref, move)
        answer_evidence(who(world, "head"), ref, CouldBe(answer, WHY))
        assert (stands(ref).evidence, stands(ref).erase) == (answer, Erase.CLOSED)
        nothing_more_is_erased(world, ref)
    assert count_signatures(who(world, "executive_head")) == 0


def nothing_more_is_erased(world, ref: str) -> None:
    dsl = who(world, "dsl")
    for doing, new in (
        (answer_evidence, CouldBe("no", WHY)),
        (propose_erasing, proposal("erasing")),
        (erase_data, erased(world)),
    ):
        with pytest.raises(Stale):
            doing(dsl, ref, new)
    with pytest.raises(Hidden):
        answer_erasing(who(world, "executive_head"), ref, Signature("signed"))


def test_the_question_is_answered_with_reasons_and_never_left_open(world):
    ref = begun(world, *TO_DECIDED)
    dsl = who(world, "dsl")
    assert objected(answer_evidence, dsl, ref, CouldBe("perhaps", "no")) == {
        "answer", "reason",
    }  # fmt: skip
    with pytest.raises(Stale):
        propose_erasing(dsl, ref, proposal("erasing"))


def test_the_response_comes_before_erasing(world):
    ref = begun(world, *TO_FOUND, Move.EVIDENCE_NO)
    with pytest.raises(Stale):
        propose_erasing(who(world, "dsl"), ref, proposal("erasing"))


def test_it_is_erased_by_two_decisions_and_before_a_witness(world):
    ref = begun(world, *TO_AGREED, Move.ERASE)
    standing = stands(ref)
    assert (standing.evidence, standing.erase) == (Evidence.NO, Erase.ERASED)
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)["erase"]) == ("data.erased", "erased")
    read = read_examination(who(world, "dsl"), ref)
    assert read.erasure
    assert (read.erasure.erased_by, read.erasure.witness) == (
        "Tom Pellow", "Hannah Okafor",
    )  # fmt: skip


def test_who_may_erase_and_who_may_witness(world):
    ref = begun(world, *TO_AGREED)
    for hand, witness, field in (
        ("deputy_dsl", "dsl", "find_witness"),
        ("deputy_dsl", "executive_head", "find_witness"),
        ("deputy_dsl", "deputy_dsl", "find_witness"),
        ("deputy_dsl", "ellis", "find_witness"),
        ("deputy_dsl", "cedar_teacher", "find_witness"),
        ("maya", "teacher", "find_hand"),
    ):
        new = erased(world, erased_by=world[hand], witness_ref=world[witness])
        assert objected(erase_data, who(world, "dsl"), ref, new) == {field}
        assert stands(ref).erase is Erase.AGREED
    # One of the two who decided may be the hand, and the searcher the witness.
    new = erased(world, erased_by=world["dsl"], witness_ref=world["searcher"])
    erase_data(who(world, "dsl"), ref, new)
    assert stands(ref).erase is Erase.ERASED


def test_nothing_was_erased_before_it_was_decided_or_later_than_now(world):
    ref = begun(world, *TO_AGREED)
    dsl = who(world, "dsl")
    with clock.moved_on(timedelta(hours=1)):
        for minutes in (-90, 10):
            at = clock.now() + timedelta(minutes=minutes)
            new = erased(world, erased_at=at)
            assert objected(erase_data, dsl, ref, new) == {"happened_on"}
