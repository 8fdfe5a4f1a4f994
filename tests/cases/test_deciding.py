"""Opening a case, putting a concern into one, deciding what is to be done."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from safeguard.cases.commands.deciding import (
    Joining,
    NewCase,
    NewDecision,
    decide_case,
    join_case,
    open_case,
)
from safeguard.cases.commands.recording import suspect_image
from safeguard.cases.models import CaseEntry, Concern, Decision
from safeguard.cases.queries.listing import read_technical_incident
from school import wall
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import (
    ElevationNeeded,
    Hidden,
    Invalid,
    Refused,
    Stale,
)
from school.foundation.sealing import unseal
from school.identity.commands.settings import change_settings
from tests.cases.raised import raised
from tests.cases.worked import (
    REASON,
    TITLE,
    acknowledged,
    case_file,
    closed,
    concern_row,
    decided,
    dsl,
    opened,
)
from tests.trail.reading import facts, last

pytestmark = pytest.mark.both_engines


def decision_of(case: str) -> Any:
    asked = select(Decision).where(Decision.case_ref == case)
    return db.session.scalars(asked.order_by(Decision.decided_at.desc())).first()


def test_a_case_is_opened_under_a_key_of_its_own_for_the_same_people(world, in_term):
    ref = acknowledged(world, "ellis", "maya")
    case = open_case(dsl(world), ref, NewCase(TITLE, "C3", "cyber_bullying"))

    row, concern = case_file(case), concern_row(ref)
    assert (row.state, row.next_step, row.lead_ref) == (
        "triaged", "decide", world["dsl"],
    )  # fmt: skip
    assert row.key_ref != concern.key_ref
    assert unseal(row, "title") == TITLE
    assert TITLE.encode() not in bytes(row.title)
    assert (concern.state, concern.case_ref) == ("triaged", case)
    for child in ("ellis", "maya"):
        assert wall.stands_between(world[child], case)
    assert wall.stands_between(world["parent_teacher"], case)
    # A school day later, at the end of school: Wednesday, 3:30pm.
    assert row.due_at == clock.london(date(2026, 11, 25), 15, 30)


def test_opening_a_case_leaves_one_entry_on_both_records(world):
    ref = acknowledged(world, "ellis", "maya")
    case = open_case(dsl(world), ref, NewCase(TITLE, "C3", "cyber_bullying"))
    leaf = last(world.birch)
    assert (leaf.action, leaf.objects) == ("case.opened", (ref, case))
    assert sorted(row.table for row in leaf.rows) == [
        "case_file", "concern", "wall_about", "wall_about",
    ]  # fmt: skip
    assert set(facts(leaf)) == {"level", "category", "clock"}


def test_a_concern_is_acknowledged_before_it_becomes_a_case(world):
    with pytest.raises(Stale):
        open_case(dsl(world), raised(world), NewCase(TITLE, "C3", "cyber_bullying"))


def test_one_concern_makes_one_case(world):
    ref = acknowledged(world)
    open_case(dsl(world), ref, NewCase(TITLE, "C3", "cyber_bullying"))
    with pytest.raises(Stale):
        open_case(dsl(world), ref, NewCase(TITLE, "C3", "cyber_bullying"))


CANNOT_OPEN = [
    ({"title": "  "}, "title"),
    ({"level": "C2", "category": "grooming"}, "level"),
    ({"level": "C5"}, "level"),
    ({"lead": "teacher"}, "lead_ref"),
    ({"lead": "deputy_dsl", "level": "C4"}, "lead_ref"),
]


def test_a_case_that_cannot_stand_is_refused(world):
    ref = acknowledged(world)
    for changes, field in CANNOT_OPEN:
        lead = changes.get("lead")
        new = NewCase(
            changes.get("title", TITLE),
            changes.get("level", "C3"),
            changes.get("category", "cyber_bullying"),
            world[lead] if lead else None,
        )
        with pytest.raises(Invalid) as refused:
            open_case(dsl(world), ref, new)
        assert set(refused.value.problems) == {field}
        assert concern_row(ref).state == "acknowledged"


def test_a_level_that_is_too_low_is_answered_in_the_words_of_the_form(world):
    ref = acknowledged(world)
    with pytest.raises(Invalid) as refused:
        open_case(dsl(world), ref, NewCase(TITLE, "C2", "grooming"))
    said = refused.value.problems["level"]
    assert said == "This category needs a stricter level: Child protection."


def test_the_deputy_cannot_open_what_the_deputy_could_not_read(world):
    ref = acknowledged(world)
    deputy = world.acting("deputy_dsl", elevated=True)
    with pytest.raises(Invalid):
        open_case(deputy, ref, NewCase(TITLE, "C4", "cyber_bullying"))


def test_a_restricted_case_is_not_there_for_the_deputy_nor_is_its_concern(world):
    ref = acknowledged(world)
    case = open_case(dsl(world), ref, NewCase(TITLE, "C4", "cyber_bullying"))
    deputy = world.acting("deputy_dsl", reason="covering")
    with pytest.raises(Hidden):
        decide_case(deputy, case, NewDecision("no_action", REASON))
    with pytest.raises(Hidden):
        join_case(deputy, ref, Joining(case))


def test_the_head_decides_with_the_dsl_never_alone(world):
    case = opened(world)
    head = world.acting("head", reason="the DSL is on leave")
    with pytest.raises(Refused) as refused:
        decide_case(head, case, NewDecision("no_action", REASON))
    assert refused.value.code == "with_dsl"


def test_an_unelevated_dsl_is_asked_for_a_second_factor(world):
    case = opened(world)
    with pytest.raises(ElevationNeeded):
        decide_case(world.acting("dsl"), case, NewDecision("no_action", REASON))


def test_a_concern_joins_an_open_case_at_the_strictest_level(world):
    case = opened(world, "ellis", level="C4")
    decided(world, case)
    second = acknowledged(world, "jayden", in_danger=True)

    join_case(dsl(world), second, Joining(case))

    row, concern = case_file(case), concern_row(second)
    assert (concern.state, concern.case_ref, concern.level) == ("triaged", case, "C4")
    assert row.in_danger
    # What is new asks for a fresh decision.
    assert (row.next_step, row.decision_ref) == ("decide", None)
    # Whoever one of them hides is hidden from by all of them.
    first = first_concern(case)
    for record in (first, second, case):
        assert wall.stands_between(world["jayden"], record)
        assert wall.stands_between(world["ellis"], record)
    leaf = last(world.birch)
    assert (leaf.action, set(leaf.objects)) == ("case.joined", {second, case})


def first_concern(case):
    """The reference of the concern that a case was opened for."""
    asked = select(Concern.ref).where(Concern.case_ref == case)
    return db.session.scalars(asked.order_by(Concern.recorded_at, Concern.ref)).first()


@pytest.mark.parametrize("where", ["invented", "closed", "walled"])
def test_a_concern_joins_only_an_open_case_that_the_actor_sees(world, where):
    case = "0" * 10 if where == "invented" else opened(world, "maya")
    if where == "closed":
        closed(world, case)
    actor = dsl(world)
    if where == "walled":
        case = opened(world, "maya", level="C4")
        actor = world.acting("deputy_dsl", elevated=True)
    ref = acknowledged(world)
    with pytest.raises(Invalid) as refused:
        join_case(actor, ref, Joining(case))
    assert set(refused.value.problems) == {"case_ref"}


def test_a_review_falls_to_the_end_of_the_schools_own_day(world, in_term):
    change_settings(world.acting("head"), {"school_ends": "14:50"})
    case = opened(world)
    decided(world, case, review_on=date(2026, 12, 8))
    assert case_file(case).due_at == clock.london(date(2026, 12, 8), 14, 50)


def test_a_decision_keeps_its_reason_and_the_edition_it_was_made_under(world, in_term):
    case = opened(world)
    review = date(2026, 12, 8)
    decided(world, case, review_on=review)

    row = decision_of(case)
    assert (row.outcome, row.edition, row.supersedes_ref) == (
        "internal_support", "kcsie_2026", None,
    )  # fmt: skip
    assert unseal(row, "reason") == REASON
    found = case_file(case)
    assert (found.state, found.next_step) == ("active", "review")
    assert found.due_at == clock.london(review, 15, 30)
    leaf = last(world.birch)
    assert (leaf.action, leaf.objects) == ("case.decided", (case,))
    assert sorted(each.table for each in leaf.rows) == ["case_file", "decision"]
    assert facts(leaf) == {
        "outcome": "internal_support", "agency": None, "edition": "kcsie_2026",
    }  # fmt: skip


def test_the_next_decision_supersedes_and_both_stand(world):
    case = opened(world)
    decided(world, case)
    first = decision_of(case).ref
    with clock.moved_on(timedelta(hours=1)):
        decided(world, case, outcome="no_action")
        assert decision_of(case).supersedes_ref == first
    assert len(list(db.session.scalars(select(Decision)))) == 2


CANNOT_DECIDE: list[tuple[dict[str, Any], str]] = [
    ({"outcome": "shrug"}, "outcome"),
    ({"reason": "none"}, "reason"),
    ({"outcome": "no_action", "reason": "nothing in it"}, "reason"),
    ({"outcome": "refer"}, "agency"),
    ({"outcome": "refer", "agency": "nobody"}, "agency"),
    ({"outcome": "refer", "agency": "lado"}, "agency"),
    ({"review_on": date(2026, 11, 1)}, "review_on"),
    ({"review_on": date(2062, 12, 8)}, "review_on"),
]


def test_a_decision_that_cannot_stand_is_refused(world):
    case = opened(world)
    for changes, field in CANNOT_DECIDE:
        with pytest.raises(Invalid) as refused:
            decided(world, case, **changes)
        assert set(refused.value.problems) == {field}
        assert decision_of(case) is None
        assert REASON not in repr(NewDecision("refer", REASON))


def test_a_decision_to_refer_waits_for_the_referral(world):
    case = opened(world)
    decided(world, case, outcome="refer", agency="social_care")
    row = case_file(case)
    assert (row.state, row.next_step, row.serious) == ("active", "refer", True)
    assert row.due_at == clock.now()


def test_a_concern_about_an_adult_leaves_a_neutral_cross_reference_alone(world):
    case = opened(world)
    told = "The coach was alone with him in the store room."
    decided(world, case, outcome="allegation", reason=told)

    asked = select(CaseEntry).where(CaseEntry.case_ref == case)
    entry = db.session.scalars(asked).one()
    assert (entry.kind, entry.code, unseal(entry, "text")) == ("elsewhere", None, "")
    assert decision_of(case) is None
    # The case about the child still needs its own decision.
    assert case_file(case).next_step == "decide"
    assert facts(last(world.birch)) == {}


def test_two_dsls_decide_at_once_and_the_second_is_told(world):
    case = opened(world)
    seen = case_file(case).version
    deputy = world.acting("deputy_dsl", elevated=True)
    decided(world, case, version=seen)
    new = NewDecision("no_action", REASON, version=seen)
    with pytest.raises(Stale):
        decide_case(deputy, case, new)
    assert decision_of(case).decided_by == world["dsl"]


def test_a_suspected_image_is_only_ever_set_and_holds_for_all_that_is_linked(world):
    case = opened(world, "ellis", category="gambling")
    other = acknowledged(world, "jayden", category="gambling")
    join_case(dsl(world), other, Joining(case))
    decided(world, case)

    suspect_image(dsl(world), other)

    row = case_file(case)
    assert row.intimate_image
    assert row.serious
    assert (row.next_step, row.decision_ref) == ("decide", None)
    assert concern_row(other).intimate_image
    leaf = last(world.birch)
    assert leaf.action == "intimate_image.suspected"
    assert {case, other} <= set(leaf.objects)
    assert facts(leaf) == {}
    suspect_image(dsl(world), case)
    assert case_file(case).intimate_image
    third = acknowledged(world, "wang")
    join_case(dsl(world), third, Joining(case))
    assert concern_row(third).intimate_image


def test_an_image_takes_a_technical_incident_out_of_the_technicians_sight(world):
    ref = raised(world, category="filter_bypass")
    suspect_image(dsl(world), ref)
    with pytest.raises(Hidden):
        read_technical_incident(world.acting("digital_safety"), ref)


def test_a_case_opened_on_a_flagged_concern_is_flagged_and_never_mild(world):
    ref = acknowledged(world, image_suspected=True)
    with pytest.raises(Invalid):
        open_case(dsl(world), ref, NewCase(TITLE, "C2", "gambling"))
    case = open_case(dsl(world), ref, NewCase(TITLE, "C3", "gambling"))
    assert case_file(case).intimate_image
