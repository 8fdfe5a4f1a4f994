"""A self-audit takes its course: asked, saved, sent, read, planned, done."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from safeguard.audits.commands.answering import (
    Answer,
    Answers,
    save_self_audit,
    submit_self_audit,
)
from safeguard.audits.commands.asking import (
    NewRound,
    Withdrawing,
    ask_self_audit,
    begin_self_audit,
    close_round,
    open_round,
    withdraw_self_audit,
)
from safeguard.audits.commands.reviewing import (
    GapPlan,
    Planning,
    Review,
    plan_self_audit,
    review_self_audit,
)
from safeguard.audits.models import AuditRound, SelfAudit
from safeguard.audits.queries.reading import (
    read_own_self_audit,
    read_own_self_audits,
    read_self_audit,
)
from safeguard.audits.states import AuditState
from safeguard.training.commands.needs import EndOfNeed, NeedPlan, end_need, plan_need
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import (
    Hidden,
    NotNow,
    Refused,
    SecondPersonNeeded,
    Stale,
)
from school.identity.commands.appointments import NewAppointment, appoint
from school.identity.commands.people import NewPerson, add_person
from tests.audits import told
from tests.objections import objected
from tests.trail.reading import facts, last

pytestmark = pytest.mark.both_engines
ASKED = {
    "teacher", "other_teacher", "parent_teacher", "tutor", "volunteer", "searcher",
    "dsl", "deputy_dsl", "head", "digital_safety", "ict", "office", "roll_officer",
    "custody_officer", "counsellor",
}  # fmt: skip


@pytest.fixture(autouse=True)
def term(in_term):
    """Birch has terms."""


def test_a_round_asks_staff_and_volunteers_and_none_of_those_who_govern(world):
    ref = told.opened(world)

    names = {ref: name for name, ref in world.people.items()}
    audits = list(db.session.scalars(select(SelfAudit)))
    assert {names[audit.person_ref] for audit in audits} == ASKED
    assert {(a.occasion, a.round_ref, a.state) for a in audits} == {
        ("yearly", ref, "assigned")
    }
    leaf = last(world.birch)
    assert leaf.action == "self_audit_round.opened"
    assert facts(leaf) == {"year": 2026, "asked": len(ASKED)}
    # Whoever opened it is asked too, and hears as everybody does, but for the notice.
    assert set(told.notices(world)) == ASKED - {"dsl"}


def test_a_year_has_one_round(world):
    told.opened(world)
    with pytest.raises(NotNow):
        told.opened(world, by="head")
    round_ = db.session.scalars(select(AuditRound)).one()
    close_round(world.acting("dsl"), round_.ref)
    with pytest.raises(NotNow):
        told.opened(world)
    with clock.moved_on(timedelta(days=300)):
        told.opened(world)
    years = db.session.scalars(select(AuditRound.school_year)).all()
    assert sorted(years) == [2026, 2027]


@pytest.mark.parametrize("days", [0, -1, 2000])
def test_a_round_is_due_on_a_day_to_come(world, days):
    due_on = clock.today() + timedelta(days=days)
    assert objected(open_round, world.acting("dsl"), NewRound(due_on)) == {"due_on"}


def test_answers_are_kept_to_come_back_to_and_nobody_else_reads_them(world):
    told.opened(world)
    ref = told.saved(world, "teacher", knows_lead="no")
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == ("self_audit.saved", {"answered": 1})

    own = read_own_self_audit(world.acting("teacher"), ref)
    assert [each.answer for each in own.answers] == ["no", *[""] * 7]
    assert own.saved_at is not None
    theirs = read_self_audit(world.acting("dsl"), ref)
    assert {each.answer for each in theirs.answers} == {""}
    with pytest.raises(Hidden):
        read_own_self_audit(world.acting("tutor"), ref)
    with pytest.raises(Hidden):
        read_self_audit(world.acting("tutor"), ref)
    with pytest.raises(Hidden):
        read_self_audit(world.acting("cedar_dsl"), ref)


def test_what_was_typed_is_sealed_and_can_be_changed_until_it_is_sent(world):
    told.opened(world)
    ref = told.of(world, "teacher").ref
    teacher = world.acting("teacher")
    for comment in (told.COMMENT, "Shorter.", ""):
        rows = (Answer("knows_lead", "no", comment),)
        save_self_audit(teacher, ref, Answers(rows))
        row = told.answers(ref)["knows_lead"]
        assert comment.encode() not in bytes(row.comment or b"-") or not comment
        shown = read_own_self_audit(teacher, ref).answers[0]
        assert shown.comment == comment


def test_each_gap_opens_a_need_and_says_so_in_the_trail(world):
    told.opened(world)
    ref = told.sent(world, "teacher", **told.TWO_GAPS)

    rows = told.answers(ref)
    assert {code for code, row in rows.items() if row.is_gap} == set(told.TWO_GAPS)
    needs = told.needs(ref)
    assert {code: need.course for code, need in needs.items()} == {
        "knows_lead": "online_safety_induction",
        "cyber_bullying": "online_safety_refresher",
    }
    assert {(n.person_ref, n.origin, n.origin_ref) for n in needs.values()} == {
        (world["teacher"], "self_audit", ref)
    }
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == ("self_audit.submitted", {"gaps": 2})


def test_changing_the_password_is_no_gap_and_wishing_for_training_is_one(world):
    told.opened(world)
    ref = told.sent(world, "teacher", changes_password="no", wants_training="yes")
    assert set(told.needs(ref)) == {"wants_training"}


def test_nothing_is_sent_with_an_answer_missing_and_nothing_typed_is_lost(world):
    told.opened(world)
    ref = told.of(world, "teacher").ref
    some = Answers((Answer("knows_lead", "yes"),))
    missing = objected(submit_self_audit, world.acting("teacher"), ref, some)
    assert len(missing) == 7
    assert all(field.startswith("answer_") for field in missing)
    assert told.of(world, "teacher").state == AuditState.ASSIGNED


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (Answer("knows_lead", "perhaps"), "answer_knows_lead"),
        (Answer("knows_lead", "yes", "x" * 901), "comment_knows_lead"),
        (Answer("shoe_size", "yes"), "form"),
    ],
)
def test_what_cannot_be_an_answer_is_objected_to(world, row, field):
    told.opened(world)
    ref = told.of(world, "teacher").ref
    typed = Answers((row,))
    assert objected(save_self_audit, world.acting("teacher"), ref, typed) == {field}


def test_what_was_sent_is_never_changed_and_a_new_one_can_be_begun(world):
    told.opened(world)
    teacher = world.acting("teacher")
    ref = told.sent(world, "teacher")
    for again in (save_self_audit, submit_self_audit):
        with pytest.raises(NotNow):
            again(teacher, ref, told.typed(knows_lead="no"))
    assert not told.needs(ref)

    new = begin_self_audit(teacher)
    assert begin_self_audit(teacher) == new != ref
    assert db.session.get_one(SelfAudit, new).occasion == "asked_again"
    assert last(world.birch).action == "self_audit.begun"


def test_two_windows_do_not_overwrite_each_other(world):
    told.opened(world)
    ref = told.of(world, "teacher").ref
    teacher = world.acting("teacher")
    seen = read_own_self_audit(teacher, ref).version
    save_self_audit(teacher, ref, Answers((Answer("knows_lead", "yes"),), seen))
    with pytest.raises(Stale):
        save_self_audit(teacher, ref, Answers((Answer("knows_lead", "no"),), seen))


def test_without_a_gap_it_is_done_once_somebody_has_read_it(world):
    told.opened(world)
    ref = told.sent(world, "teacher")
    told.reviewed(world, ref, remark="Thank you, Hannah.")
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == ("self_audit.reviewed", {"gaps": 0})

    own = read_own_self_audit(world.acting("teacher"), ref)
    assert own.state is AuditState.DONE
    assert (own.remark, own.reviewed_by) == ("Thank you, Hannah.", "Ruth Adeyemi")
    assert told.notices(world)["teacher"][-1] == f"/self-audits/{ref}"


def test_what_was_planned_is_read_by_whoever_answered(world):
    told.opened(world)
    gaps = {**told.TWO_GAPS, "ways_of_abuse": "no"}
    ref = told.sent(world, "teacher", **gaps)
    told.reviewed(world, ref)
    told.planned(
        world,
        ref,
        knows_lead=("talk", "Ruth comes by on Monday at break."),
        cyber_bullying="training",
        ways_of_abuse=("nothing", told.REASON),
    )
    leaf = last(world.birch)
    assert leaf.action == "self_audit.planned"
    assert facts(leaf) == {"nothing": 1, "talk": 1, "training": 1}

    own = read_own_self_audit(world.acting("teacher"), ref)
    plans = {each.question.code: each.plan for each in own.gaps if each.plan}
    assert {code: plan.kind for code, plan in plans.items()} == {
        "knows_lead": "talk", "cyber_bullying": "training", "ways_of_abuse": "nothing",
    }  # fmt: skip
    assert plans["ways_of_abuse"].words == told.REASON
    assert own.state is AuditState.TRAINING_PLANNED
    assert {each.question.code for each in own.owed} == set(told.TWO_GAPS)


def test_nothing_for_a_reason_alone_ends_it_and_is_told(world):
    told.opened(world)
    ref = told.sent(world, "teacher", knows_lead="no")
    told.reviewed(world, ref)
    told.planned(world, ref, knows_lead=("nothing", told.REASON))

    assert told.of(world, "teacher").state == AuditState.DONE
    need = told.needs(ref)["knows_lead"]
    assert (need.state, need.ended_why) == ("ended", "not_needed")
    assert told.notices(world)["teacher"][-1] == f"/self-audits/{ref}"


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (None, "plan_knows_lead"),
        (GapPlan("knows_lead", "detention", "Writes it out a hundred times."),
         "plan_knows_lead"),
        (GapPlan("knows_lead", "nothing"), "words_knows_lead"),
        (GapPlan("knows_lead", "talk", "Soon"), "words_knows_lead"),
        (GapPlan("knows_lead", "training", "x" * 901), "words_knows_lead"),
    ],
)  # fmt: skip
def test_a_plan_says_what_and_nothing_gives_its_reason(world, plan, field):
    told.opened(world)
    ref = told.sent(world, "teacher", knows_lead="no")
    told.reviewed(world, ref)
    planning = Planning((plan,) if plan else ())
    assert objected(plan_self_audit, world.acting("dsl"), ref, planning) == {field}
    assert told.of(world, "teacher").state == AuditState.REVIEWED


def test_it_is_done_when_the_last_need_is_over(world):
    told.opened(world)
    ref = told.sent(world, "teacher", **told.TWO_GAPS)
    told.reviewed(world, ref)
    told.planned(world, ref, knows_lead="training", cyber_bullying="training")
    dsl, teacher = world.acting("dsl"), world.acting("teacher")
    for left, need in enumerate(told.needs(ref).values()):
        assert read_own_self_audit(teacher, ref).state is AuditState.TRAINING_PLANNED
        assert len(read_own_self_audit(teacher, ref).owed) == 2 - left
        end_need(dsl, need.ref, EndOfNeed("talked", "We talked about it at break."))
    assert read_own_self_audit(teacher, ref).state is AuditState.DONE
    assert read_own_self_audits(teacher)[0].state is AuditState.DONE


def test_nobody_reviews_or_plans_their_own(world):
    """Decision 25: a head who is asked like everybody is read by somebody else."""
    told.opened(world)
    for name in ("dsl", "head", "digital_safety", "deputy_dsl"):
        ref = told.sent(world, name, knows_lead="no")
        with pytest.raises(SecondPersonNeeded):
            read_self_audit(world.acting(name), ref)
        with pytest.raises(SecondPersonNeeded):
            told.reviewed(world, ref, by=name)
        other = "head" if name != "head" else "dsl"
        told.reviewed(world, ref, by=other)
        with pytest.raises(SecondPersonNeeded):
            told.planned(world, ref, by=name, knows_lead="training")
        told.planned(world, ref, by=other, knows_lead="training")


def test_nobody_ends_a_gap_of_their_own_by_the_page_of_training(world):
    told.opened(world)
    ref = told.sent(world, "dsl", knows_lead="no")
    need = told.needs(ref)["knows_lead"].ref
    ending = EndOfNeed("not_needed", "I am the lead myself.")
    with pytest.raises(SecondPersonNeeded):
        end_need(world.acting("dsl"), need, ending)
    with pytest.raises(SecondPersonNeeded):
        plan_need(world.acting("dsl"), need, NeedPlan("A talk with myself."))
    end_need(world.acting("head"), need, ending)


def test_the_steps_have_their_order(world):
    told.opened(world)
    dsl = world.acting("dsl")
    ref = told.of(world, "teacher").ref
    with pytest.raises(NotNow):
        review_self_audit(dsl, ref, Review())
    told.sent(world, "teacher", knows_lead="no")
    with pytest.raises(NotNow):
        told.planned(world, ref, knows_lead="training")
    told.reviewed(world, ref)
    with pytest.raises(NotNow):
        told.reviewed(world, ref)
    told.planned(world, ref, knows_lead="training")
    with pytest.raises(NotNow):
        told.planned(world, ref, knows_lead="training")
    seen = read_self_audit(dsl, ref).version
    with pytest.raises(Stale):
        withdraw_self_audit(dsl, ref, Withdrawing("away", seen - 1))


def test_a_colleague_can_be_asked_besides_the_yearly_round(world):
    dsl = world.acting("dsl")
    ref = ask_self_audit(dsl, world["councillor"])
    assert last(world.birch).action == "self_audit.asked_for"
    assert told.notices(world)["councillor"] == [f"/self-audits/{ref}/submit"]
    for nobody in (world["maya"], world["cedar_teacher"], world["councillor"]):
        assert objected(ask_self_audit, dsl, nobody) == {"person_ref"}
    with pytest.raises(Refused):
        ask_self_audit(world.acting("teacher"), world["tutor"])


def test_what_is_withdrawn_ends_its_needs_and_cannot_be_answered(world):
    told.opened(world)
    ref = told.sent(world, "teacher", **told.TWO_GAPS)
    dsl = world.acting("dsl")
    assert objected(withdraw_self_audit, dsl, ref, Withdrawing("left")) == {"why"}
    withdraw_self_audit(dsl, ref, Withdrawing("away"))
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == ("self_audit.withdrawn", {"why": "away"})
    assert {need.state for need in told.needs(ref).values()} == {"ended"}
    with pytest.raises(NotNow):
        told.reviewed(world, ref)


def test_closing_a_round_lets_what_was_sent_take_its_course(world):
    round_ref = told.opened(world)
    ref = told.sent(world, "teacher", knows_lead="no")
    close_round(world.acting("head"), round_ref)
    leaf = last(world.birch)
    assert leaf.action == "self_audit_round.closed"
    assert facts(leaf) == {"year": 2026, "unanswered": len(ASKED) - 1}
    assert told.of(world, "tutor").withdrawn_why == "round_closed"
    told.reviewed(world, ref)
    with pytest.raises(NotNow):
        close_round(world.acting("head"), round_ref)


def test_who_only_keeps_accounts_has_what_they_do_not_know_looked_after_too(world):
    system = world.system()
    keeper = add_person(system, NewPerson("Oda", "Lund"))
    appoint(system, NewAppointment(keeper, "siteAdministrator"))
    world.people["keeper"] = keeper
    begin_self_audit(world.acting("keeper"))
    ref = told.sent(world, "keeper", knows_lead="no")
    assert set(told.needs(ref)) == {"knows_lead"}
