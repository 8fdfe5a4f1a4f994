"""What the demonstration holds: everybody, every state, a record that proves itself."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from safeguard.allegations.models import AdultConcern
from safeguard.cases.models import CaseFile, Concern, Decision, Draft, Feedback
from safeguard.cases.states import CaseState, ConcernState
from safeguard.force.models import ForceRecord
from safeguard.guidance import categories
from safeguard.intimate_images.models import ImageProcess
from safeguard.police_visits.models import PoliceVisit
from safeguard.police_visits.permissions.standing import amiss_in
from safeguard.referrals.models import Referral
from safeguard.referrals.states import ReferralState
from safeguard.searches.models import Search
from safeguard.searches.permissions.standing import deviations_of
from school import wall
from school.foundation import clock
from school.foundation.actor import Role
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.identity.models import Appointment, Enrolment, Org, OrgSetting, Person
from school.identity.permissions.appointing import NEVER_GRANTED
from school.identity.permissions.signing_in import account_by_name
from school.inspection.queries.proving import prove

NOBODYS = re.compile(r"[^@]+@([a-z]+\.)*example\.(org|com)")
FOR_DRAMA = re.compile(r"(01632 960|07700 900)\d{3}")


@pytest.fixture
def inside(demonstration: Flask) -> object:
    """The demonstration's context."""
    with demonstration.app_context():
        yield demonstration


def _person(username: str) -> str:
    trust = db.session.scalars(select(Org.ref).where(Org.kind == "district")).one()
    user = account_by_name(trust, username)
    assert user
    return user.person_ref


def test_the_record_of_the_demonstration_proves_itself(inside) -> None:
    proof = prove()
    assert proof.holds
    assert len(proof.logs) == 4, "two schools, the trust, its vault"


def test_somebody_holds_every_role_there_is(inside) -> None:
    held = set(db.session.scalars(select(Appointment.role).distinct()))
    assert held >= {role.value for role in set(Role) - NEVER_GRANTED}


def test_every_school_has_hundreds_of_pupils_or_nearly(inside) -> None:
    pupils = {
        org.name: len(
            set(
                db.session.scalars(
                    select(Enrolment.person_ref).where(
                        Enrolment.school_ref == org.ref, Enrolment.role == "student"
                    )
                )
            )
        )
        for org in db.session.scalars(select(Org).where(Org.kind == "school"))
    }
    assert pupils == {"Birch Academy": 320, "Cedar Primary": 210}


def test_trust_and_schools_are_marked_as_a_demonstration(inside) -> None:
    assert set(db.session.scalars(select(Org.demonstration))) == {True}


def test_concerns_cases_and_referrals_stand_in_every_state_they_can(inside) -> None:
    concerns = set(db.session.scalars(select(Concern.state)))
    assert concerns == set(ConcernState)
    cases = set(db.session.scalars(select(CaseFile.state)))
    assert cases == set(CaseState)
    referrals = set(db.session.scalars(select(Referral.state)))
    assert referrals >= {
        ReferralState.MADE_VERBALLY,
        ReferralState.ACKNOWLEDGED,
        ReferralState.OUTCOME,
        ReferralState.CHALLENGED,
    }


def test_the_concerns_are_of_all_four_cs_and_of_many_kinds(inside) -> None:
    tops = {
        categories.top_of(code).code
        for code in db.session.scalars(select(Concern.category))
    }
    assert tops >= {"content", "contact", "conduct", "commerce", "technical"}
    assert len(tops) >= 15


def test_a_child_is_in_danger_today_and_something_waits_too_long(inside) -> None:
    waiting = list(
        db.session.scalars(
            select(Concern).where(Concern.state == ConcernState.SUBMITTED)
        )
    )
    assert any(
        each.in_danger and (clock.now() - each.recorded_at).days == 0
        for each in waiting
    )
    assert any(each.due_at < clock.now() for each in waiting)


def test_decisions_have_reasons_also_when_nobody_is_told_outside(inside) -> None:
    decisions = list(db.session.scalars(select(Decision)))
    assert {each.outcome for each in decisions} == {
        *("no_action", "internal_support", "early_help", "refer"),
    }
    assert all(len(unseal(each, "reason") or "") > 60 for each in decisions)


def test_one_image_is_with_the_police_and_one_waits_for_the_head(inside) -> None:
    flagged = list(
        db.session.scalars(select(Concern).where(Concern.intimate_image.is_(True)))
    )
    states = set(db.session.scalars(select(ImageProcess.state)))
    assert len(flagged) == 2
    assert states == {"removal", "second_signature_owed"}


def test_a_concern_about_an_adult_lies_in_the_vault(inside) -> None:
    concern = db.session.scalars(select(AdultConcern)).one()
    assert concern.school_ref.endswith(".vault")


def test_a_teacher_has_an_answer_and_a_draft(inside) -> None:
    teacher = _person("hannah.okafor")
    raised = select(Concern.ref).where(Concern.reporter_ref == teacher)
    answered = select(Feedback).where(Feedback.concern_ref.in_(raised))
    assert db.session.scalars(answered).first()
    assert db.session.scalars(select(Draft).where(Draft.person_ref == teacher)).one()


def test_the_mother_who_teaches_here_is_walled_from_what_is_about_her_child(
    inside,
) -> None:
    mother = _person("mina.castellan")
    hidden = db.session.scalars(wall.hidden_from(mother)).all()
    assert set(hidden) & set(db.session.scalars(select(CaseFile.ref)))


def test_no_address_and_no_number_belongs_to_anybody(inside) -> None:
    people = list(db.session.scalars(select(Person)))
    addresses = {found for each in people if (found := unseal(each, "email"))}
    numbers = {found for each in people if (found := unseal(each, "telephone"))}
    settings = db.session.execute(select(OrgSetting.name, OrgSetting.value)).all()
    addresses |= {value for name, value in settings if "@" in value}
    numbers |= {
        value for name, value in settings if name.endswith(("_number", "_telephone"))
    }
    assert not [each for each in addresses if not NOBODYS.fullmatch(each)]
    assert not [each for each in numbers if not FOR_DRAMA.fullmatch(each)]


def test_force_was_reviewed_or_waits_and_the_police_talked_with_a_boy(inside) -> None:
    assert set(db.session.scalars(select(ForceRecord.state))) == {
        *("recorded", "reviewed"),
    }
    visits = list(db.session.scalars(select(PoliceVisit)))
    assert [(each.state, amiss_in(each)) for each in visits] == [("aftercare", ())]


def test_two_searches_are_told_one_that_could_not_wait_and_one_that_could(
    inside,
) -> None:
    told = {row.item: row for row in db.session.scalars(select(Search))}
    weapon, vape = told["weapon"], told["vape"]
    assert (weapon.urgent, weapon.state) == (True, "dsl_reviewed")
    assert {each.code for each in deviations_of(weapon.ref)} >= {"no_witness"}
    assert (vape.urgent, vape.found, vape.state) == (False, False, "closed")
    assert not deviations_of(vape.ref)
