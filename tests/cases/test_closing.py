"""Closing a case once nothing is missing, opening it again, and what is added to it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from safeguard.cases.commands.acknowledging import Told, give_feedback
from safeguard.cases.commands.closing import (
    CaseClosure,
    Reopening,
    close_case,
    reopen_case,
)
from safeguard.cases.commands.deciding import Joining, join_case
from safeguard.cases.commands.recording import (
    NewEntry,
    ParentsAnswer,
    add_entry,
    record_parents,
    suspect_image,
)
from safeguard.cases.commands.referring import Following, follow_referral, refer_case
from safeguard.cases.models import CaseEntry, Closing
from safeguard.cases.permissions.closing import next_chase
from safeguard.referrals.commands import NewStep
from safeguard.referrals.states import Outcome, StepKind
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Refused, Stale
from school.foundation.sealing import unseal
from school.identity.commands.appointments import end_appointment
from school.identity.models import Appointment
from tests.cases.worked import (
    ENDED,
    acknowledged,
    answered,
    case_file,
    closed,
    concern_row,
    concerns_of,
    decided,
    dsl,
    opened,
    ready_to_close,
    rung,
)
from tests.trail.reading import acts, entries, facts, last

pytestmark = pytest.mark.both_engines
CONSIDERED: dict[str, Any] = {
    "police_considered": "no",
    "police_reason": "No offence is suspected, and no adult is involved.",
}


def missing_from(world, case, **closure) -> set[str]:
    with pytest.raises(Invalid) as refused:
        close_case(dsl(world), case, CaseClosure(ENDED, **closure))
    assert case_file(case).state != "closed"
    return set(refused.value.problems)


def test_a_case_closes_when_nothing_is_missing(world):
    case = ready_to_close(world, opened(world))
    with clock.moved_on(timedelta(days=3)):
        close_case(dsl(world), case, CaseClosure(ENDED))

        row, closing = case_file(case), db.session.scalars(select(Closing)).one()
        assert (row.state, row.next_step, row.closed_at) == (
            "closed", "none", clock.now(),
        )  # fmt: skip
    assert unseal(closing, "summary") == ENDED
    leaf = last(world.birch)
    assert (leaf.action, leaf.objects) == ("case.closed", (case,))
    assert sorted(each.table for each in leaf.rows) == ["case_file", "closing"]
    assert facts(leaf) == {
        "police_considered": None, "days_open": 3, "edition": "kcsie_2026",
    }  # fmt: skip


def test_a_new_case_lacks_decision_parents_and_feedback(world):
    case = opened(world)
    assert missing_from(world, case) == {
        "decision_recorded", "parents_resolved", "feedback_sent",
    }  # fmt: skip
    # A refusal of what is not ready is no refusal of a right: it leaves no entry.
    assert last(world.birch).action == "case.opened"


PUT_OFF = ["not_yet", "agency_asked_to_wait"]


def test_an_answer_that_puts_the_parents_off_settles_nothing(world):
    case = ready_to_close(world, opened(world))
    for answer in PUT_OFF:
        said = ParentsAnswer(answer, "They are told after the weekend.")
        record_parents(dsl(world), case, said)
        assert missing_from(world, case) == {"parents_resolved"}


@pytest.mark.parametrize("answer", ["told", "would_raise_risk", "not_needed"])
def test_told_or_a_reason_why_not_settles_the_parents(world, answer):
    case = ready_to_close(world, opened(world))
    said = ParentsAnswer(answer, "The mother, by telephone, this morning.")
    record_parents(dsl(world), case, said)
    close_case(dsl(world), case, CaseClosure(ENDED))
    assert case_file(case).state == "closed"


def test_a_decision_to_refer_is_not_done_until_the_referral_has_a_date(world):
    case = ready_to_close(world, opened(world))
    decided(world, case, outcome="refer", agency="social_care")
    assert missing_from(world, case, **CONSIDERED) == {"referral_made"}

    refer_case(dsl(world), case, rung("social_care"))
    assert missing_from(world, case, **CONSIDERED) == {"referrals_answered"}

    follow_referral(dsl(world), case, answered(case))
    close_case(dsl(world), case, CaseClosure(ENDED, **CONSIDERED))
    assert case_file(case).state == "closed"


def test_a_referral_without_a_date_is_refused(world):
    case = opened(world)
    decided(world, case, outcome="refer", agency="social_care")
    with pytest.raises(Invalid) as refused:
        refer_case(dsl(world), case, rung("social_care", happened_at=None))
    assert set(refused.value.problems) == {"happened_at"}
    assert case_file(case).next_step == "refer"


def test_a_referral_is_one_commit_with_two_entries(world):
    case = opened(world)
    decided(world, case, outcome="refer", agency="social_care")
    before = len(entries(world.birch))
    refer_case(dsl(world), case, rung("social_care"))

    assert acts(world.birch, before) == [
        ("referral.made", "done"),
        ("case.referred", "done"),
    ]
    row = case_file(case)
    assert (row.state, row.next_step) == ("referred", "wait")
    assert row.due_at is not None
    assert case in last(world.birch).objects


def test_what_is_about_an_adult_is_never_referred_from_a_childs_case(world):
    case = opened(world)
    with pytest.raises(Invalid) as refused:
        refer_case(dsl(world), case, rung("lado"))
    assert set(refused.value.problems) == {"agency"}
    assert case_file(case).state == "triaged"


def test_ringing_another_agency_first_leaves_the_decided_one_owed(world):
    case = opened(world)
    decided(world, case, outcome="refer", agency="social_care")
    refer_case(dsl(world), case, rung("police"))
    row = case_file(case)
    assert (row.state, row.next_step) == ("referred", "refer")


def test_an_answer_gives_the_next_step_back_to_the_school(world):
    case = opened(world)
    decided(world, case, outcome="refer", agency="social_care")
    refer_case(dsl(world), case, rung("social_care"))
    follow_referral(dsl(world), case, answered(case, Outcome.NO_FURTHER_ACTION))
    row = case_file(case)
    assert (row.state, row.next_step) == ("active", "review")


def test_a_challenge_makes_the_case_wait_for_the_agency_again(world):
    case = opened(world)
    decided(world, case, outcome="refer", agency="social_care")
    refer_case(dsl(world), case, rung("social_care"))
    told = answered(case, Outcome.NO_FURTHER_ACTION)
    follow_referral(dsl(world), case, told)
    step = NewStep(StepKind.CHALLENGED, text="The threshold was met in our view.")
    follow_referral(dsl(world), case, Following(told.referral_ref, step))
    row = case_file(case)
    assert (row.state, row.next_step) == ("referred", "wait")
    assert row.due_at == next_chase(case)
    follow_referral(dsl(world), case, answered(case))
    assert (row.state, row.next_step) == ("active", "review")


def test_a_referral_of_another_case_is_not_there(world):
    case, other = opened(world, "ellis"), opened(world, "jayden")
    decided(world, case, outcome="refer", agency="social_care")
    refer_case(dsl(world), case, rung("social_care"))
    with pytest.raises(Hidden):
        follow_referral(dsl(world), other, answered(case))


def test_a_serious_case_asks_whether_police_and_lado_were_considered(world):
    case = ready_to_close(world, opened(world))
    decided(world, case, outcome="refer", agency="police")
    refer_case(dsl(world), case, rung("police"))
    follow_referral(dsl(world), case, answered(case))
    assert missing_from(world, case) == {"police_considered", "police_reason"}
    short: dict[str, Any] = {"police_considered": "yes", "police_reason": "yes"}
    assert missing_from(world, case, **short) == {"police_reason"}
    close_case(dsl(world), case, CaseClosure(ENDED, **CONSIDERED))
    closing = db.session.scalars(select(Closing)).one()
    assert unseal(closing, "police_reason") == CONSIDERED["police_reason"]


def test_a_suspected_image_must_be_decided_about(world):
    case = ready_to_close(world, opened(world))
    suspect_image(dsl(world), case)
    assert missing_from(world, case, **CONSIDERED) == {
        "decision_recorded", "image_decided", "image_dealt_with",
    }  # fmt: skip


def test_a_concern_that_joins_late_asks_for_a_decision_and_for_feedback(world):
    case = ready_to_close(world, opened(world))
    late = acknowledged(world, "jayden", by="other_teacher")
    join_case(dsl(world), late, Joining(case))
    assert missing_from(world, case) == {"decision_recorded", "feedback_sent"}


def test_nobody_waits_for_feedback_to_somebody_who_has_left(world):
    case = opened(world)
    decided(world, case)
    said = ParentsAnswer("told", "The mother, by telephone.")
    record_parents(dsl(world), case, said)
    assert missing_from(world, case) == {"feedback_sent"}
    asked = select(Appointment).where(Appointment.person_ref == world["teacher"])
    role = db.session.scalars(asked).one()
    end_appointment(world.acting("head"), role.ref)

    close_case(dsl(world), case, CaseClosure(ENDED))
    assert case_file(case).state == "closed"


def test_what_the_dsl_raised_needs_no_feedback_to_the_dsl(world):
    case = opened(world, by="dsl")
    assert "feedback_sent" not in missing_from(world, case)


def test_a_closed_case_is_opened_again_with_a_reason_and_needs_a_fresh_decision(world):
    case = closed(world, opened(world))
    with pytest.raises(Invalid):
        reopen_case(dsl(world), case, Reopening("  "))
    reopen_case(dsl(world), case, Reopening("It has begun again on the bus."))

    row = case_file(case)
    assert (row.state, row.next_step, row.closed_at) == ("reopened", "decide", None)
    assert missing_from(world, case) == {"decision_recorded"}
    leaf = last(world.birch)
    assert (leaf.action, leaf.objects) == ("case.reopened", (case,))
    assert sorted(each.table for each in leaf.rows) == ["case_entry", "case_file"]


def test_a_case_closes_and_opens_once(world):
    case = opened(world)
    with pytest.raises(Stale):
        reopen_case(dsl(world), case, Reopening("It has begun again on the bus."))
    closed(world, case)
    with pytest.raises(Stale):
        close_case(dsl(world), case, CaseClosure(ENDED))


def test_two_dsls_close_at_once_and_the_second_is_told(world):
    case = ready_to_close(world, opened(world))
    seen = case_file(case).version
    add_entry(dsl(world), case, NewEntry("note", "Met Ellis again."))
    close_case(dsl(world), case, CaseClosure(ENDED, version=seen))
    with pytest.raises(Stale):
        reopen_case(
            world.acting("deputy_dsl", elevated=True),
            case,
            Reopening("It has begun again.", version=seen),
        )


def test_the_head_does_not_close_alone(world):
    case = ready_to_close(world, opened(world))
    with pytest.raises(Refused):
        close_case(world.acting("head", reason="cover"), case, CaseClosure(ENDED))


def test_an_entry_keeps_both_its_times(world):
    case = opened(world)
    happened_at = clock.now() - timedelta(days=3)
    new = NewEntry("call", "Rang Ellis’s grandmother.", happened_at)
    add_entry(dsl(world), case, new)

    row = db.session.scalars(select(CaseEntry)).one()
    assert (row.kind, row.happened_at, row.recorded_at) == (
        "call", happened_at, clock.now(),
    )  # fmt: skip
    assert unseal(row, "text") == new.text
    leaf = last(world.birch)
    assert leaf.action == "case.added_to"
    assert [each.table for each in leaf.rows] == ["case_entry"]
    assert facts(leaf) == {"kind": "call", "days_late": 3}
    assert "grandmother" not in repr(new)


CANNOT_STAND = [
    (NewEntry("note", " "), "text"),
    (NewEntry("reopened", "By hand."), "kind"),
    (NewEntry("elsewhere", "By hand."), "kind"),
]


def test_an_entry_that_cannot_stand_is_refused(world):
    case = opened(world)
    for new, field in CANNOT_STAND:
        with pytest.raises(Invalid) as refused:
            add_entry(dsl(world), case, new)
        assert set(refused.value.problems) == {field}


def test_nothing_has_happened_tomorrow(world):
    case = opened(world)
    tomorrow = clock.now() + timedelta(days=1)
    with pytest.raises(Invalid):
        add_entry(dsl(world), case, NewEntry("note", "Soon.", tomorrow))
    said = ParentsAnswer("told", "The mother, tomorrow.", tomorrow)
    with pytest.raises(Invalid):
        record_parents(dsl(world), case, said)


WITHOUT_WORDS = [
    (ParentsAnswer("perhaps", "We do not know yet."), "answer"),
    (ParentsAnswer("would_raise_risk", "no"), "words"),
    (ParentsAnswer("not_yet", ""), "words"),
]


def test_an_answer_about_the_parents_has_its_words(world):
    case = opened(world)
    for said, field in WITHOUT_WORDS:
        with pytest.raises(Invalid) as refused:
            record_parents(dsl(world), case, said)
        assert set(refused.value.problems) == {field}
        assert case_file(case).parents_informed is None


def test_what_the_parents_know_leaves_an_entry_without_words(world):
    case = opened(world)
    said = ParentsAnswer("told", "The mother, by telephone, she will come in.")
    record_parents(dsl(world), case, said)
    leaf = last(world.birch)
    assert (leaf.action, leaf.objects) == ("parents.recorded", (case,))
    assert facts(leaf) == {"answer": "told", "days_late": 0}
    assert case_file(case).parents_informed == "told"


def test_a_machine_closes_nothing(world):
    case = ready_to_close(world, opened(world))
    with pytest.raises(Hidden):
        close_case(
            Actor.system("timer", world.birch, world.trust), case, CaseClosure(ENDED)
        )


def test_feedback_may_be_given_more_than_once(world):
    case = ready_to_close(world, opened(world))
    [ref] = concerns_of(case)
    give_feedback(dsl(world), ref, Told("It is closed now. Thank you again."))
    assert concern_row(ref).case_ref == case
