"""By itself the product asks joiners, lets leavers go, ends what is done, reminds."""

import dataclasses
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from safeguard.audits.commands.answering import submit_self_audit
from safeguard.audits.commands.asking import (
    NewRound,
    begin_self_audit,
    close_round,
    open_round,
)
from safeguard.audits.commands.keeping import (
    keep_up_self_audits,
    remind_of_self_audits,
)
from safeguard.audits.models import AuditRound, SelfAudit
from safeguard.audits.queries.counting import (
    count_answers,
    count_to_remind,
    count_who_may_be_reminded,
)
from safeguard.audits.queries.reading import read_own_self_audit
from safeguard.guidance import self_audit
from safeguard.guidance.shelf import Shelf
from safeguard.installation.reminders import keep_up_audits, remind_of_audits
from safeguard.training.commands.needs import EndOfNeed, end_need
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Refused
from school.identity.commands.appointments import (
    NewAppointment,
    appoint,
    end_appointment,
)
from school.identity.commands.people import NewPerson, add_person
from school.identity.models import Appointment
from tests.audits import told
from tests.trail.reading import facts, last

pytestmark = pytest.mark.both_engines


@pytest.fixture(autouse=True)
def term(in_term):
    """Birch has terms."""


def joins(world, name="newcomer", role="teacher"):
    system = world.system()
    world.people[name] = add_person(system, NewPerson("Nia", "Brand"))
    appoint(system, NewAppointment(world[name], role))


def leaves(world, name):
    asked = select(Appointment.ref).where(Appointment.person_ref == world[name])
    for ref in db.session.scalars(asked).all():
        end_appointment(world.system(), ref)


def test_whoever_begins_after_the_first_round_is_asked_at_induction(world):
    joins(world, "early")
    assert keep_up_audits() == 0
    told.opened(world)
    assert told.of(world, "early").occasion == "yearly"

    joins(world)
    assert keep_up_audits() == 1
    audit = told.of(world, "newcomer")
    assert (audit.occasion, audit.round_ref) == ("induction", None)
    assert audit.due_on == date(2026, 12, 15)
    leaf = last(world.birch)
    assert leaf.action == "self_audits.kept_up"
    assert facts(leaf) == {"newcomers": 1, "latecomers": 0, "left": 0, "finished": 0}
    assert told.notices(world)["newcomer"] == [f"/self-audits/{audit.ref}/submit"]
    assert keep_up_audits() == 0


def test_councillors_are_not_asked_at_induction(world):
    told.opened(world)
    joins(world, role="ext:governor")
    assert keep_up_audits() == 0


def test_whoever_comes_back_while_a_round_runs_is_asked_in_it(world):
    told.opened(world)
    round_ref = told.of(world, "teacher").round_ref
    close_round(world.acting("dsl"), round_ref)
    with clock.moved_on(timedelta(days=300)):
        leaves(world, "tutor")
        new = told.opened(world)
        appoint(world.system(), NewAppointment(world["tutor"], "teacher"))
        assert keep_up_audits() == 1
        audit = told.of(world, "tutor")
        assert (audit.occasion, audit.round_ref) == ("yearly", new)
        assert keep_up_audits() == 0


def test_whoever_leaves_mid_audit_is_asked_no_more_and_their_needs_end(world):
    told.opened(world)
    ref = told.sent(world, "teacher", **told.TWO_GAPS)
    told.reviewed(world, ref)
    told.planned(world, ref, knows_lead="training", cyber_bullying="training")
    told.saved(world, "tutor", knows_lead="no")
    leaves(world, "teacher")
    leaves(world, "tutor")

    assert keep_up_audits() == 1
    leaf = last(world.birch)
    assert facts(leaf) == {"newcomers": 0, "latecomers": 0, "left": 2, "finished": 0}
    for name in ("teacher", "tutor"):
        audit = told.of(world, name)
        assert (audit.state, audit.withdrawn_why) == ("withdrawn", "left")
    needs = told.needs(ref).values()
    assert {(n.state, n.ended_why) for n in needs} == {("ended", "left")}
    assert keep_up_audits() == 0


def test_it_is_written_down_that_a_self_audit_is_done(world):
    told.opened(world)
    ref = told.sent(world, "teacher", knows_lead="no")
    told.reviewed(world, ref)
    told.planned(world, ref, knows_lead="training")
    assert keep_up_audits() == 0
    need = told.needs(ref)["knows_lead"]
    end_need(world.acting("dsl"), need.ref, EndOfNeed("talked", "At break today."))

    assert keep_up_audits() == 1
    audit = told.of(world, "teacher")
    assert audit.state == "done"
    assert audit.ended_at is not None
    assert facts(last(world.birch))["finished"] == 1


def test_reminders_begin_a_week_before_and_come_once_a_week_until_it_is_sent(world):
    told.opened(world, days=14)
    told.sent(world, "tutor")
    assert remind_of_audits() == 0
    with clock.moved_on(timedelta(days=7)):
        assert count_to_remind(world.birch) == 14
        assert remind_of_audits() == 1
        leaf = last(world.birch)
        assert (leaf.action, facts(leaf)) == ("self_audits.reminded", {"reminded": 14})
        assert remind_of_audits() == 0
        told.sent(world, "teacher")
    with clock.moved_on(timedelta(days=13)):
        assert remind_of_audits() == 0
    with clock.moved_on(timedelta(days=14)):
        assert count_to_remind(world.birch) == 13
        assert remind_of_audits() == 1
    answer = f"/self-audits/{told.of(world, 'office').ref}/submit"
    assert told.notices(world)["office"] == [answer] * 3
    assert len(told.notices(world)["teacher"]) == 2
    assert len(told.notices(world)["tutor"]) == 1


def test_a_reviewer_may_remind_too_and_nobody_else(world):
    told.opened(world, days=3)
    remind_of_self_audits(world.acting("head"))
    assert facts(last(world.birch)) == {"reminded": 15}
    with pytest.raises(Refused):
        remind_of_self_audits(world.acting("teacher"))
    with pytest.raises(Refused):
        keep_up_self_audits(world.acting("dsl"))


def test_a_reviewer_reminds_at_once_whoever_had_no_reminder_in_the_last_week(world):
    told.opened(world, days=30)
    told.sent(world, "tutor")
    assert count_to_remind(world.birch) == 0
    for waiting in (14, 0):
        assert count_who_may_be_reminded(world.acting("head")) == waiting
        remind_of_self_audits(world.acting("head"))
        assert facts(last(world.birch)) == {"reminded": waiting}
    with clock.moved_on(timedelta(days=7)):
        assert count_who_may_be_reminded(world.acting("head")) == 14
        assert remind_of_audits() == 0


def test_the_questions_change_between_two_years_and_both_stay_readable(
    world, monkeypatch
):
    """An old self-audit shows what was asked then; the next round asks anew."""
    told.opened(world)
    old = told.sent(world, "teacher", knows_lead="no")
    close_round(world.acting("dsl"), told.of(world, "teacher").round_ref)
    _a_new_edition(monkeypatch)

    with clock.moved_on(timedelta(days=300)):
        told.opened(world)
        new = told.of(world, "teacher")
        assert new.questionnaire == "online_safety_2"
        fresh = read_own_self_audit(world.acting("teacher"), new.ref)
        assert [each.question.code for each in fresh.answers] == [
            "knows_lead", "knows_filtering",
        ]  # fmt: skip
        before = read_own_self_audit(world.acting("teacher"), old)
        assert len(before.answers) == 8
        assert {a.question.code for a in before.gaps} == {"knows_lead"}
    counts = count_answers(world.birch)
    assert counts[world.birch, 2026, "knows_lead", True] == 1


def test_somebody_who_was_asked_before_the_change_still_answers_the_old_questions(
    world, monkeypatch
):
    told.opened(world)
    _a_new_edition(monkeypatch)
    ref = told.sent(world, "teacher", knows_lead="no")
    assert len(told.answers(ref)) == 8


def test_of_two_in_one_year_the_later_one_counts(world):
    told.opened(world)
    told.sent(world, "teacher", knows_lead="no")
    told.sent(world, "tutor", knows_lead="no")
    with clock.moved_on(timedelta(days=9)):
        again = begin_self_audit(world.acting("teacher"))
        submit_self_audit(world.acting("teacher"), again, told.typed())
    counts = count_answers()
    assert counts[world.birch, 2026, "knows_lead", True] == 1
    assert counts[world.birch, 2026, "knows_lead", False] == 1


def _a_new_edition(monkeypatch):
    first = next(iter(self_audit.questionnaires))
    second = dataclasses.replace(
        first,
        code="online_safety_2",
        begins_on=date(2026, 12, 1),
        asks=("knows_lead", "knows_filtering"),
    )
    question = dataclasses.replace(
        self_audit.questions.named("knows_lead"), code="knows_filtering"
    )
    both = Shelf("self_audit.questionnaire", (first, second))
    every = Shelf("self_audit.question", (*self_audit.questions, question))
    monkeypatch.setattr(self_audit, "questionnaires", both)
    monkeypatch.setattr(self_audit, "questions", every)


def test_a_round_of_another_school_asks_nobody_here(world):
    due_on = clock.today() + timedelta(days=14)
    open_round(world.acting("cedar_dsl"), NewRound(due_on))
    rows = db.session.scalars(select(SelfAudit)).all()
    assert {row.school_ref for row in rows} == {world.cedar}
    assert len(rows) == 3
    assert db.session.scalars(select(AuditRound.school_ref)).all() == [world.cedar]
