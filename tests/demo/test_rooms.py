"""Each room of the working day has something to show in the demonstration."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from safeguard.actions.models import ActionStep, CaseAction, WorkHandover
from safeguard.actions.states import ActionState, Step
from safeguard.bullying.models import BullyingProcess
from safeguard.bullying.states import State as BullyingState
from safeguard.cases.models import (
    BodyMark,
    CaseFile,
    CaseMeeting,
    ChildChange,
    ConcernTransfer,
    ParentContact,
    VoidProposal,
)
from safeguard.cases.states import CaseState
from safeguard.children.models import ChildLink, ChildNeed
from safeguard.harm.models import HarmProcess
from safeguard.harm.states import State as HarmState
from safeguard.referrals.models import Referral
from safeguard.reports.models import ReportFigure, ReportSnapshot
from school.calendars.models import Closure, ClosureKind
from school.foundation import clock
from school.foundation.actor import Role
from school.foundation.database import db
from school.identity.models import Appointment, DutyTurn


@pytest.fixture(autouse=True)
def inside(demonstration: Flask) -> object:
    """The demonstration's context."""
    with demonstration.app_context():
        yield demonstration


def _rows(model: type) -> list:
    return list(db.session.scalars(select(model)))


def test_actions_are_open_due_today_late_done_and_handed_on() -> None:
    actions = _rows(CaseAction)
    still_open = [each for each in actions if each.state == ActionState.OPEN]
    days = {(each.due_on - clock.today()).days for each in still_open}
    assert 0 in days
    assert min(days) < 0 < max(days)
    assert ActionState.DONE in {each.state for each in actions}
    assert Step.HANDED_OVER in {each.kind for each in _rows(ActionStep)}
    assert _rows(WorkHandover)


def test_parents_were_reached_told_not_reached_and_not_told_yet() -> None:
    outcomes = {each.outcome for each in _rows(ParentContact)}
    assert outcomes == {"told", "reached", "not_reached", "not_told_risk"}
    held = select(Referral.ref).where(Referral.on_hold.is_(True))
    assert db.session.scalars(held).one()


def test_a_meeting_a_review_and_a_watched_case_are_still_to_come() -> None:
    assert any(
        each.next_at and each.next_at > clock.now() for each in _rows(CaseMeeting)
    )
    watched = select(CaseFile).where(CaseFile.state == CaseState.MONITORING)
    case = db.session.scalars(watched).one()
    assert case.due_at
    assert clock.local(case.due_at).date() == clock.today()


def test_marks_stand_on_a_body_map() -> None:
    assert len(_rows(BodyMark)) >= 3


def test_two_people_voided_a_concern_and_one_went_to_the_other_school() -> None:
    proposal = db.session.scalars(select(VoidProposal)).one()
    assert proposal.answer == "agreed"
    assert proposal.answered_by != proposal.proposed_by
    assert {each.answer for each in _rows(ConcernTransfer)} == {None, "accepted"}
    assert _rows(ChildChange)


def test_bullying_stopped_in_one_school_and_is_to_be_asked_about_in_the_other() -> None:
    states = {each.state: each for each in _rows(BullyingProcess)}
    assert set(states) == {BullyingState.CLOSED, BullyingState.REVIEW_DUE}
    owed = states[BullyingState.REVIEW_DUE]
    assert owed.review_due_at
    assert owed.review_due_at < clock.now()


def test_two_children_are_kept_apart_until_a_review() -> None:
    process = db.session.scalars(select(HarmProcess)).one()
    assert process.state == HarmState.IN_PLACE
    assert process.due_at
    assert process.due_at > clock.now()


def test_children_have_needs_plans_and_a_brother() -> None:
    kinds = {each.kind for each in _rows(ChildNeed)}
    assert kinds >= {"child_protection_plan", "child_in_need", "send_support"}
    assert {each.kind for each in _rows(ChildLink)} == {"sibling"}


def test_whoever_governs_holds_nothing_else() -> None:
    governs = select(Appointment.person_ref).where(Appointment.role == Role.COUNCILLOR)
    asked = select(Appointment.role).where(Appointment.person_ref.in_(governs))
    assert set(db.session.scalars(asked)) == {Role.COUNCILLOR}


def test_cover_is_approved_by_two_and_somebody_is_on_duty_in_the_holidays() -> None:
    asked = select(Appointment).where(Appointment.role == Role.STAND_IN_DSL)
    rights = list(db.session.scalars(asked))
    assert len(rights) == 2, "the head of each school"
    assert all(each.approved_by not in {None, each.granted_by} for each in rights)
    ours = select(Closure.begins_on).where(Closure.kind == ClosureKind.HALF_TERM)
    half_term = min(day for day in db.session.scalars(ours) if day > clock.today())
    on_duty = select(func.count()).where(
        DutyTurn.begins_on <= half_term, DutyTurn.ends_on >= half_term
    )
    assert db.session.scalar(on_duty) == 2


def test_the_boards_of_both_schools_and_of_the_trust_have_their_numbers() -> None:
    frozen = _rows(ReportSnapshot)
    assert len({each.school_ref for each in frozen}) == 3
    assert len([each for each in frozen if each.supersedes_ref]) == 3
    assert db.session.scalar(
        select(func.count()).where(ReportFigure.number.is_not(None))
    )
