"""Referring to agencies: what is kept, by when to ask again, what the trail says."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from safeguard.referrals.commands import (
    NewReferral,
    NewStep,
    make_referral,
    record_outcome,
    record_step,
)
from safeguard.referrals.permissions import Act
from safeguard.referrals.queries import (
    ReferralView,
    count_answered,
    held_by_agency,
    open_referrals,
    referrals_of,
)
from safeguard.referrals.states import Consent, Outcome, ReferralState, StepKind
from school import wall
from school.calendars.timeliness import LATE
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import (
    ElevationNeeded,
    Hidden,
    Invalid,
    OutsideGate,
    Refused,
    Stale,
)
from school.foundation.sealing import keyring
from school.gate import command, disclosure
from tests.factories.world import World
from tests.trail.reading import entries, facts, last

pytestmark = pytest.mark.both_engines

CASE = "7KQ4M2XF9B"
CALL = NewStep(
    kind=StepKind.MADE,
    happened_at=clock.london(date(2026, 11, 24), 13, 10),
    method="telephone",
    spoke_to="Ms Ferro, front door team",
    agency_reference="SC-11-204",
    shared="The words of the child and what we saw",
    withheld="The name of the friend, who asked for it",
    childs_voice="She wants to stay with her aunt tonight.",
    consent=Consent.NOT_SOUGHT,
    consent_reason="Asking would raise the risk",
)


def referral(
    world: World, step: NewStep = CALL, agency: str = "social_care"
) -> NewReferral:
    """A referral of the case of these tests."""
    key = keyring().take(world.birch)
    return NewReferral(CASE, world.birch, key, agency, step)


def reading(world: World) -> list[ReferralView]:
    """The case's referrals, as a disclosure of the case would read them."""

    @disclosure(Act.RECORD_STEP)
    def read(actor: Actor, case_ref: str) -> list[ReferralView]:
        return referrals_of(case_ref)

    return read(world.acting("dsl", elevated=True), CASE)


def test_a_call_to_social_care_is_kept_whole(world: World) -> None:
    """The DSL writes down whom she rang; the case shows every word of it."""
    dsl = world.acting("dsl", elevated=True)

    made = make_referral(dsl, referral(world))

    (found,) = reading(world)
    (step,) = found.steps
    assert (found.ref, found.state) == (made, "made_verbally")
    assert found.agency_name == "Children's social care"
    assert step.spoke_to == CALL.spoke_to
    assert step.agency_reference == CALL.agency_reference
    assert (step.shared, step.withheld) == (CALL.shared, CALL.withheld)
    assert step.childs_voice == CALL.childs_voice
    assert (step.consent, step.consent_reason) == ("not_sought", CALL.consent_reason)
    assert step.happened_at == CALL.happened_at
    assert step.recorded_at == clock.now()


def test_the_trail_says_that_a_referral_was_made_and_to_which_agency(
    world: World,
) -> None:
    """The leaf names the case and the referral; the facts hold codes only."""
    dsl = world.acting("dsl", elevated=True)

    made = make_referral(dsl, referral(world))

    leaf = last(world.birch)
    assert (leaf.action, leaf.result) == ("referral.made", "done")
    assert leaf.objects == (made, CASE)
    assert {row.table for row in leaf.rows} == {"referral", "referral_step"}
    assert facts(leaf) == {
        "agency": "social_care",
        "step": "made",
        "state": "made_verbally",
    }


def test_nothing_that_was_said_lies_open_in_the_database(world: World) -> None:
    """Neither names nor words can be read off the tables."""
    make_referral(world.acting("dsl", elevated=True), referral(world))

    (row,) = db.session.execute(text("SELECT * FROM referral_step")).all()
    kept = b"".join(value for value in row if isinstance(value, bytes))
    shown = repr([value for value in row if not isinstance(value, bytes)])
    for words in ("Ferro", "SC-11-204", "words of the child", "friend", "risk"):
        assert words.encode() not in kept
        assert words not in shown


def test_clocks_run_from_the_call_and_not_from_the_note(world: World) -> None:
    """Written within 24 hours of the call; asked again on the next working day."""
    make_referral(world.acting("dsl", elevated=True), referral(world))

    (found,) = reading(world)
    assert CALL.happened_at
    assert found.written_by_at == CALL.happened_at + timedelta(hours=24)
    assert found.chase_at == clock.london(date(2026, 11, 25), 17)
    assert not found.chase_due
    with clock.moved_on(timedelta(days=2)):
        assert found.chase_due


def test_an_answer_ends_the_chasing_and_a_challenge_starts_it_again(
    world: World,
) -> None:
    """No further action, which the DSL does not accept."""
    dsl = world.acting("dsl", elevated=True)
    made = make_referral(dsl, referral(world))

    answer = NewStep(StepKind.OUTCOME, outcome=Outcome.NO_FURTHER_ACTION)
    record_outcome(dsl, made, answer)
    answered = reading(world)[0]
    record_step(dsl, made, NewStep(StepKind.CHALLENGED, text="Threshold was met"))

    challenged = reading(world)[0]
    assert (answered.is_open, answered.chase_at) == (False, None)
    assert challenged.is_open
    assert challenged.chase_at
    assert [step.kind for step in challenged.steps] == ["made", "outcome", "challenged"]


ABOVE = NewStep(
    StepKind.ESCALATED, spoke_to="Mr Oduya, team manager", text="Three calls, no answer"
)
SILENT = NewStep(
    StepKind.OUTCOME,
    outcome=Outcome.NO_ANSWER,
    text="The head wrote to the director; the school goes on with its own plan.",
)


def test_an_agency_that_stays_silent_is_gone_above_and_then_gone_without(
    world: World,
) -> None:
    """Asked again, taken to a manager, and ended without an answer that never came."""
    dsl = world.acting("dsl", elevated=True)
    made = make_referral(dsl, referral(world))
    record_step(dsl, made, NewStep(StepKind.CHASED))
    with clock.moved_on(timedelta(days=1)):
        record_step(dsl, made, ABOVE)
        leaf = last(world.birch)
        taken = reading(world)[0]
    assert (taken.state, taken.is_open, taken.times_asked) == ("made_verbally", True, 2)
    assert taken.chase_at == clock.london(date(2026, 11, 26), 17)
    assert (leaf.action, facts(leaf)) == (
        "referral.step_recorded",
        {"agency": "social_care", "step": "escalated", "state": "made_verbally"},
    )

    record_outcome(dsl, made, SILENT)
    assert facts(last(world.birch))["outcome"] == "no_answer"
    ended = reading(world)[0]
    assert (ended.is_open, ended.outcome, ended.chase_at) == (False, "no_answer", None)
    since = clock.now() - timedelta(days=1)
    with clock.moved_on(timedelta(days=7)):
        assert count_answered(since, clock.now()) == {(world.birch, LATE): 1}


@pytest.mark.parametrize(
    "step",
    [
        NewStep(StepKind.ACKNOWLEDGED),
        NewStep(StepKind.CHASED),
        NewStep(StepKind.ESCALATED, text="The team manager, after two silent days"),
        NewStep(StepKind.CONFIRMED, method="secure_email"),
        NewStep(StepKind.OUTCOME, outcome=Outcome.ACCEPTED),
        NewStep(StepKind.NOTED, text="They rang back"),
    ],
)
def test_nothing_follows_a_referral_before_it_was_made(
    step: NewStep, world: World
) -> None:
    """Told at 13:10: neither the day before nor at 12:45, but at 13:20."""
    dsl = world.acting("dsl", elevated=True)
    made = make_referral(dsl, referral(world))
    record = record_outcome if step.outcome else record_step
    told = CALL.happened_at
    assert told
    for early in (timedelta(days=1), timedelta(minutes=25)):
        with pytest.raises(Invalid) as refused:
            record(dsl, made, replace(step, happened_at=told - early))
        assert set(refused.value.problems) == {"happened_at"}
    assert len(reading(world)[0].steps) == 1
    record(dsl, made, replace(step, happened_at=told + timedelta(minutes=10)))
    assert len(reading(world)[0].steps) == 2


def test_a_step_of_which_only_the_day_is_known_may_be_of_the_same_day(
    world: World,
) -> None:
    """Noon stands for a time that nobody knows: then the days are compared."""
    dsl = world.acting("dsl", elevated=True)
    made = make_referral(dsl, referral(world))
    noon = clock.london(date(2026, 11, 24), 12)
    day_before = NewStep(StepKind.CHASED, happened_at=noon - timedelta(days=1))
    with pytest.raises(Invalid):
        record_step(dsl, made, day_before)
    record_step(dsl, made, NewStep(StepKind.CHASED, happened_at=noon))
    assert len(reading(world)[0].steps) == 2


def test_silence_of_one_desk_is_no_answer(world: World) -> None:
    """Nobody closes over an agency that was never taken further."""
    dsl = world.acting("dsl", elevated=True)
    made = make_referral(dsl, referral(world))
    record_step(dsl, made, NewStep(StepKind.CHASED))
    with pytest.raises(Invalid) as refused:
        record_outcome(dsl, made, SILENT)
    assert set(refused.value.problems) == {"outcome"}
    with pytest.raises(Invalid) as refused:
        record_step(dsl, made, NewStep(StepKind.ESCALATED))
    assert set(refused.value.problems) == {"text"}
    record_step(dsl, made, ABOVE)
    with pytest.raises(Invalid) as refused:
        record_outcome(dsl, made, replace(SILENT, text=" "))
    assert set(refused.value.problems) == {"text"}


def test_a_case_counts_as_open_until_the_agency_has_answered(world: World) -> None:
    """An answer that asks for more is no answer."""
    dsl = world.acting("dsl", elevated=True)
    made = make_referral(dsl, referral(world))
    assert [each.ref for each in open_referrals([CASE])[CASE]] == [made]

    more = NewStep(StepKind.OUTCOME, outcome=Outcome.MORE_INFO)
    record_outcome(dsl, made, more)
    assert CASE in open_referrals([CASE])
    record_outcome(dsl, made, replace(more, outcome=Outcome.ACCEPTED))
    assert open_referrals([CASE]) == {}


def test_a_report_of_which_only_the_number_may_be_kept_is_not_chased(
    world: World,
) -> None:
    """CEOP: the report number is the end of it."""
    dsl = world.acting("dsl", elevated=True)
    report = NewStep(StepKind.MADE, CALL.happened_at, "online_form")

    make_referral(dsl, referral(world, report, agency="ceop"))

    assert open_referrals([CASE]) == {}
    assert reading(world)[0].chase_at is None


def test_the_police_can_ask_that_parents_are_not_told_yet(world: World) -> None:
    """The hold stands until it is lifted in so many words."""
    dsl = world.acting("dsl", elevated=True)
    call = replace(CALL, hold="Do not tell the parents yet")

    made = make_referral(dsl, referral(world, call, agency="police"))
    assert held_by_agency(CASE)
    record_step(dsl, made, NewStep(StepKind.NOTED, text="Still the same"))
    assert held_by_agency(CASE)
    record_step(dsl, made, NewStep(StepKind.NOTED, hold=""))

    assert not held_by_agency(CASE)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"happened_at": None}, "happened_at"),
        ({"happened_at": clock.london(date(2026, 11, 25), 9)}, "happened_at"),
        ({"method": None}, "method"),
        ({"method": "pigeon"}, "method"),
        ({"consent": Consent.REFUSED, "consent_reason": " "}, "consent_reason"),
        ({"kind": StepKind.NOT_REFERRED}, "text"),
        ({"outcome": Outcome.ACCEPTED}, "outcome"),
    ],
)
def test_a_referral_that_does_not_hold_together_is_not_taken(
    change: dict[str, Any], field: str, world: World
) -> None:
    """No date, a date in the future, no reason: each is said beside its field."""
    before = len(entries(world.birch))
    dsl = world.acting("dsl", elevated=True)
    with pytest.raises(Invalid) as refused:
        make_referral(dsl, referral(world, replace(CALL, **change)))
    assert set(refused.value.problems) == {field}
    assert len(entries(world.birch)) == before


def test_an_unknown_agency_is_not_taken(world: World) -> None:
    """The list is data; what is not on it is a mistake."""
    dsl = world.acting("dsl", elevated=True)
    with pytest.raises(Invalid):
        make_referral(dsl, referral(world, agency="the_press"))


def test_a_step_that_cannot_follow_is_stale(world: World) -> None:
    """Two people at once: the second sees that it was answered meanwhile."""
    dsl = world.acting("dsl", elevated=True)
    made = make_referral(dsl, referral(world))
    record_outcome(dsl, made, NewStep(StepKind.OUTCOME, outcome=Outcome.ACCEPTED))

    with pytest.raises(Stale):
        record_step(dsl, made, NewStep(StepKind.ACKNOWLEDGED))


REFERRERS = {"dsl", "deputy_dsl", "head", "executive_head"}


@pytest.mark.parametrize(
    "who", ["dsl", "deputy_dsl", "head", "executive_head", "teacher", "chair", "ict"]
)
def test_who_may_refer(who: str, world: World) -> None:
    """Matrix row refer_to_agency: elevated leads and heads, nobody else."""
    with pytest.raises(ElevationNeeded if who in REFERRERS else Refused):
        make_referral(world.acting(who), referral(world))
    if who in REFERRERS:
        assert make_referral(world.acting(who, elevated=True), referral(world))


def test_another_schools_dsl_finds_no_such_referral(world: World) -> None:
    """A foreign reference is no reference."""
    made = make_referral(world.acting("dsl", elevated=True), referral(world))
    cedar = world.acting("cedar_dsl", elevated=True)
    with pytest.raises(Hidden):
        record_step(cedar, made, NewStep(StepKind.CHASED))


def test_somebody_whom_the_case_concerns_finds_no_such_referral(world: World) -> None:
    """The wall of the case is the wall of its referrals."""
    dsl = world.acting("dsl", elevated=True)
    made = make_referral(dsl, referral(world))

    @command(Act.RECORD_STEP)
    def concern_the_deputy(actor: Actor, case_ref: str) -> str:
        wall.write_about(case_ref, world["deputy_dsl"])
        return case_ref

    concern_the_deputy(dsl, CASE)
    deputy = world.acting("deputy_dsl", elevated=True)
    with pytest.raises(Hidden):
        record_step(deputy, made, NewStep(StepKind.CHASED))


def test_referrals_are_read_only_within_a_reading_of_their_case(world: World) -> None:
    """Nobody lists a case's referrals past the trail."""
    make_referral(world.acting("dsl", elevated=True), referral(world))
    with pytest.raises(OutsideGate):
        referrals_of(CASE)


def test_a_drafted_referral_is_made_later(world: World) -> None:
    """Considered, drafted, then told: only then does the clock run."""
    dsl = world.acting("dsl", elevated=True)
    made = make_referral(dsl, referral(world, NewStep(StepKind.CONSIDERED)))
    record_step(dsl, made, NewStep(StepKind.DRAFTED))
    assert reading(world)[0].chase_at is None

    record_step(dsl, made, CALL)

    found = reading(world)[0]
    assert found.state == ReferralState.MADE_VERBALLY
    assert found.made_at == CALL.happened_at
