"""Taking a concern on, and telling whoever raised it what became of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from safeguard.cases.commands.acknowledging import (
    Told,
    acknowledge_concern,
    give_feedback,
)
from safeguard.cases.models import Feedback
from safeguard.cases.queries.own import read_own_concern
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
from school.identity.commands.people import NewRelationship, relate
from school.notices import Notice
from tests.cases.desk import at, words_of
from tests.cases.raised import raised
from tests.cases.worked import acknowledged, concern_row, dsl
from tests.trail.reading import acts, facts, last
from tests.visitors import visit

pytestmark = pytest.mark.both_engines
TOLD = Told("Thank you. Somebody has spoken with the child and goes on with it.")


def test_the_dsl_acknowledges_a_concern(world):
    ref = raised(world)
    with clock.moved_on(timedelta(minutes=12)):
        acknowledge_concern(dsl(world), ref)

        row = concern_row(ref)
        assert row.state == "acknowledged"
        assert row.acknowledged_by == world["dsl"]
        assert row.acknowledged_at == clock.now()
    leaf = last(world.birch)
    assert (leaf.action, leaf.result) == ("concern.acknowledged", "done")
    assert leaf.person_ref == world["dsl"]
    assert leaf.elevated
    assert leaf.objects == (ref,)
    assert [(row.table, row.key) for row in leaf.rows] == [("concern", ref)]
    assert facts(leaf) == {"minutes": 12, "late": False}


def test_whoever_raised_it_sees_on_the_receipt_that_it_was_opened(app, world):
    ref = acknowledged(world, in_danger=True)
    teacher = visit(app, world, "teacher")
    page = words_of(teacher.get(at("concerns", ref, "/receipt")))
    assert "Opened 24 November 2026, 1:42pm" in page
    assert "must open it by" not in page
    assert "must be opened by" not in page


def test_an_acknowledgement_past_the_clock_says_so(world):
    ref = raised(world)
    with clock.moved_on(timedelta(days=8)):
        acknowledge_concern(dsl(world), ref)
    assert facts(last(world.birch))["late"] is True


def test_the_second_to_acknowledge_is_told_that_it_was_done(world):
    ref = acknowledged(world)
    with pytest.raises(Stale):
        acknowledge_concern(world.acting("deputy_dsl", elevated=True), ref)
    assert concern_row(ref).acknowledged_by == world["dsl"]


OTHERS = [
    *("teacher", "other_teacher", "parent_teacher", "trustee", "chair", "office"),
    *("ict", "digital_safety", "executive_head", "trust_safeguarding", "cedar_dsl"),
]


def test_to_all_others_a_concern_is_not_there(world):
    ref = raised(world)
    for name in OTHERS:
        who = world.acting(name, reason="curious")
        with pytest.raises(Hidden):
            acknowledge_concern(who, ref)
        with pytest.raises(Hidden):
            acknowledge_concern(who, "0" * 10)
        log = world.school_of(name)
        refused = [("concern.acknowledged", "refused")]
        assert acts(log)[-2:] == refused * 2
        assert facts(last(log)) == {"code": "hidden"}


def test_without_a_fresh_second_factor_the_dsl_is_asked_for_one(world):
    ref = raised(world)
    with pytest.raises(ElevationNeeded) as asked:
        acknowledge_concern(world.acting("dsl"), ref)
    assert not asked.value.reason_needed
    assert concern_row(ref).state == "submitted"


def test_the_head_covers_by_a_right_approved_in_advance_not_by_being_head(world):
    ref = raised(world)
    with pytest.raises(Refused) as refused:
        acknowledge_concern(world.acting("head", reason="the DSL is out"), ref)
    assert refused.value.code == "role"


def test_digital_safety_acknowledges_a_technical_incident_and_no_other(world):
    technical = raised(world, category="filter_bypass")
    who = world.acting("digital_safety")

    acknowledge_concern(who, technical)

    assert concern_row(technical).acknowledged_by == world["digital_safety"]
    with pytest.raises(Hidden):
        acknowledge_concern(who, raised(world))


def test_the_reporter_is_told_and_gets_a_notice(world):
    ref = acknowledged(world)
    give_feedback(dsl(world), ref, TOLD)

    row = db.session.scalars(select(Feedback)).one()
    assert unseal(row, "text") == TOLD.text
    assert b"Thank you" not in bytes(row.text)
    mine = read_own_concern(world.acting("teacher"), ref)
    assert [each.text for each in mine.told] == [TOLD.text]
    given = db.session.scalars(
        select(Notice).where(Notice.person_ref == world["teacher"])
    ).one()
    assert (given.kind, given.path) == (
        "waits",
        f"/concerns/{ref[:5]}-{ref[5:]}/receipt",
    )


def test_giving_feedback_leaves_one_entry_without_its_words(world):
    ref = acknowledged(world)
    give_feedback(dsl(world), ref, TOLD)
    leaf = last(world.birch)
    assert (leaf.action, leaf.objects) == ("feedback.given", (ref,))
    assert sorted(row.table for row in leaf.rows) == [
        "feedback", "notice", "outbox_mail",
    ]  # fmt: skip
    assert facts(leaf) == {"told": 1}
    assert "Thank" not in repr(TOLD)


def test_feedback_needs_words(world):
    with pytest.raises(Invalid):
        give_feedback(dsl(world), acknowledged(world), Told("  "))


def test_who_has_become_kin_of_the_child_gets_no_notice(world):
    ref = acknowledged(world, "ellis", by="teacher")
    kin = NewRelationship(world["ellis"], world["teacher"], "step-parent")
    relate(world.system(), kin)
    give_feedback(dsl(world), ref, TOLD)
    assert facts(last(world.birch)) == {"told": 0}
    assert not list(db.session.scalars(select(Notice).where(
        Notice.person_ref == world["teacher"])))  # fmt: skip
